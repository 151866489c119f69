"""What commands have in common: reading the settings, refusing in one line, opening a unit of work."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from kiosk.kernel.database import Unit
    from kiosk.kernel.settings import Settings

REFUSED = 2
Result = TypeVar("Result")


def refuse(*reasons: object) -> NoReturn:
    """Say each reason in a line and end with exit code 2."""
    for reason in reasons:
        typer.echo(f"kiosk: {reason}", err=True)
    raise typer.Exit(REFUSED)


def refuse_if(findings: Iterable[object]) -> None:
    """Refuse when something was found."""
    found = list(findings)
    if found:
        refuse(*found)


def read_settings() -> "Settings":
    """The settings from the environment; a wrong value is refused by its variable's name."""
    from pydantic import ValidationError

    from kiosk.kernel.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        refuse(
            *(f"KIOSK_{'_'.join(map(str, each['loc'])).upper()}: {each['msg']}." for each in error.errors())
        )


def database_url() -> str:
    """The database of this installation: the one that is set, or the demo's while the demo runs."""
    from kiosk.doctor.setup import find_in_database
    from kiosk.kernel.postgres import running_url

    settings = read_settings()
    url = settings.database_url or running_url(settings.data_dir / "postgres", "kiosk")
    if url is None:
        refuse("KIOSK_DATABASE_URL is not set, and no demo runs here.")
    refuse_if(find_in_database(url))
    return url


def in_unit(act: "Callable[[Unit], Awaitable[Result]]") -> Result:
    """Run `act` in a unit of work of its own and commit; a refusal becomes a line.

    The audit log says which command it was. Who typed it nobody knows: whoever may use the machine may do anything.
    """
    from kiosk.kernel.audit import Act
    from kiosk.kernel.database import Database
    from kiosk.kernel.errors import Refusal
    from kiosk.kernel.i18n import translator

    async def run(url: str) -> Result:
        database = Database(url, pool=2)
        try:
            async with database.unit(Act(action=command, operation=command)) as unit:
                result = await act(unit)
                await unit.commit()
                return result
        finally:
            await database.close()

    # What a command passes is written inside it: `create_owner.<locals>.<lambda>`.
    name = getattr(act, "__qualname__", "command").partition(".")[0].replace("_", "-")
    command = f"cli.{name}"
    url = database_url()
    try:
        return asyncio.run(run(url))
    except Refusal as refusal:
        refuse(refusal.text(translator("en")))
