"""Tables, the sample shop and its owner for the demo's database.

It runs as a process of its own (`python -m kiosk.demo.furnishing URL [FOLDER]`), because drawing a hundred pictures
takes memory that the demo would otherwise keep for as long as it runs.
"""

import asyncio
import contextlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg

from kiosk.kernel.database import Database, driver_url
from kiosk.kernel.migrations import migrate, pending
from kiosk.kernel.secrets import new_token

OWNER_LOGIN = "marina"


def furnish_if_need_be(url: str, folder: Path, *, is_empty: bool) -> None:
    """Make the database at `url` ready to sell, if it isn't; an empty one gets its tables only.

    Raises subprocess.CalledProcessError.
    """
    if pending(url) or not (is_empty or _is_furnished(url)):
        given = [url] if is_empty else [url, str(folder)]
        subprocess.run([sys.executable, "-m", "kiosk.demo.furnishing", *given], check=True)  # noqa: S603 - our own


def kept_secret(path: Path) -> str:
    """A random text that is drawn once and then stays, readable by its owner only."""
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(new_token() + new_token())
    return path.read_text(encoding="utf-8")


def _is_furnished(url: str) -> bool:
    with psycopg.connect(driver_url(url), autocommit=True) as connection:
        return connection.execute("SELECT 1 FROM business").fetchone() is not None


async def _furnish(url: str, folder: Path) -> None:
    from kiosk.identity.service import create_owner
    from kiosk.kernel.files import FileStore
    from kiosk.kernel.settings import Settings
    from kiosk.sample_shop.loader import load_sample_shop
    from kiosk.starting.service import skip
    from kiosk.telegram_emulator import MARINA

    files = FileStore(Settings(data_dir=folder).media_dir)
    password = kept_secret(folder / "owner-password")[:24]
    database = Database(url, pool=2)
    async with database.unit() as unit:
        await load_sample_shop(unit, files)
        await create_owner(unit, OWNER_LOGIN, password, "Marina", telegram_id=MARINA)
        await skip(unit)
        await unit.commit()
    await database.close()


def main(url: str, folder: Path | None = None) -> None:
    """Do what is left to do. Without a folder for its pictures, the shop stays empty."""
    migrate(url)
    if folder and not _is_furnished(url):
        asyncio.run(_furnish(url, folder))


if __name__ == "__main__":
    try:
        main(sys.argv[1], *map(Path, sys.argv[2:]))
    except KeyboardInterrupt:  # Ctrl-C reaches the whole group of processes
        sys.exit(130)
