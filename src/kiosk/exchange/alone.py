"""A step of an import in a process of its own: what it takes of memory and of the processor's time, the worker that
delivers orders to people does not miss, and it is given back when the step ends.

    python -m kiosk.exchange.alone apply 12
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import psycopg
import structlog
from sqlalchemy.exc import DBAPIError, IntegrityError

from kiosk.exchange.errors import Refused
from kiosk.exchange.rules import State
from kiosk.exchange.service import steps
from kiosk.exchange.service.steps import Place
from kiosk.kernel.database import Database
from kiosk.kernel.files import FileStore
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.telemetry import configure_logging

log = structlog.get_logger(__name__)

STEPS: dict[str, tuple[Callable[[Place, int], Awaitable[None]], State]] = {
    "read": (steps.read, State.REFUSED),
    "apply": (steps.apply, State.READ),
    "undo": (steps.undo, State.APPLIED),
}
"""Each step, and where the import is when it could not be done."""
_URL, _FILES = "KIOSK_DATABASE_URL", "KIOSK_IMPORT_FILES"


class StepDied(Exception):  # noqa: N818 - the job is tried again
    """The process ended without having finished its step."""


async def run_alone(runtime: Runtime, step: str, import_id: int) -> None:
    """Have a step done by a process of its own. Raises StepDied if it was killed or lost the database."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "kiosk.exchange.alone",
        step,
        str(import_id),
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")},
            _URL: runtime.database.url,
            _FILES: str((runtime.settings.data_dir / "imports").absolute()),
        },
    )
    try:
        code = await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code:
        raise StepDied(f"{step} of import {import_id} ended with {code}")


async def do_step(place: Place, step: str, import_id: int) -> None:
    """Do a step and note why, if it could not be done. Raises DBAPIError if the database went away."""
    function, back_to = STEPS[step]
    try:
        await function(place, import_id)
    except steps.Cancelled:
        log.info("import-step-not-wanted", import_id=import_id, step=step)
    except Refused as refusal:
        await steps.refuse(place, import_id, back_to, refusal.code, refusal.params)
    except (IntegrityError, psycopg.IntegrityError):
        await steps.refuse(place, import_id, back_to, "exchange.collision", {})
    except (DBAPIError, psycopg.OperationalError):
        raise
    except Exception:
        log.exception("import-broke", import_id=import_id, step=step)
        await steps.refuse(place, import_id, back_to, "exchange.broken", {})


async def _main(step: str, import_id: int) -> None:
    place = Place(Database(os.environ[_URL], pool=2), FileStore(Path(os.environ[_FILES])))
    try:
        await do_step(place, step, import_id)
    finally:
        await place.database.close()


if __name__ == "__main__":
    configure_logging("json")
    asyncio.run(_main(sys.argv[1], int(sys.argv[2])))
