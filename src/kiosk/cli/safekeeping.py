"""`kiosk backup` and `kiosk restore`."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.terminal import database_url, read_settings, refuse


def backup() -> None:
    """Write a backup of the database and the pictures now; the worker writes one every night by itself."""
    from kiosk.kernel.backup import BackupFailed, back_up

    settings = read_settings()
    url = database_url()
    try:
        made = asyncio.run(back_up(url, settings.backups, settings.media_dir, datetime.now(UTC)))
    except (BackupFailed, OSError) as error:
        refuse(f"no backup was written: {error}.")
    typer.echo(f"{made.path}")


def restore(
    dump: Annotated[Path, typer.Argument(help="A backup: kiosk-....dump", exists=True, dir_okay=False)],
    replace: Annotated[
        bool, typer.Option("--replace", help="Throw away what the database holds now.")
    ] = False,
) -> None:
    """Make the database what it was when the backup was taken. The shop has to be stopped."""
    from kiosk.kernel.backup import BackupFailed, is_empty
    from kiosk.kernel.backup import restore as put_back
    from kiosk.kernel.migrations import migrate

    settings = read_settings()
    if not settings.database_url:
        refuse("KIOSK_DATABASE_URL is not set.")
    url = settings.database_url
    if not is_empty(url) and not replace:
        refuse("The database isn't empty. With --replace all that it holds is thrown away first.")
    try:
        asyncio.run(put_back(url, dump, settings.media_dir))
    except (BackupFailed, OSError) as error:
        refuse(f"nothing was changed: {error}.")
    migrate(url)
    typer.echo("The database is what it was. Look it over with: kiosk doctor")
