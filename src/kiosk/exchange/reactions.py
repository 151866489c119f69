"""The jobs of import and export."""

from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.exc import DBAPIError, IntegrityError

from kiosk.exchange.errors import Refused, SheetsBusy
from kiosk.exchange.rules import State
from kiosk.exchange.service import sheets, steps
from kiosk.kernel.jobs import job
from kiosk.kernel.runtime import Runtime

log = structlog.get_logger(__name__)


@job("exchange.read")
async def read(runtime: Runtime, import_id: int) -> None:
    """Read a stored table and look through it."""
    await _step(runtime, import_id, steps.read, State.REFUSED)


@job("exchange.apply")
async def apply(runtime: Runtime, import_id: int) -> None:
    """Take a table into the catalogue."""
    await _step(runtime, import_id, steps.apply, State.READ)


@job("exchange.undo")
async def undo(runtime: Runtime, import_id: int) -> None:
    """Take an import back."""
    await _step(runtime, import_id, steps.undo, State.APPLIED)


@job("exchange.fetch")
async def fetch(runtime: Runtime, import_id: int) -> None:
    """Fetch a sheet."""
    await _step(runtime, import_id, sheets.fetch_sheet, State.REFUSED)


@job("exchange.write-sheet")
async def write_sheet(runtime: Runtime, export_id: int) -> None:
    """Write orders into a sheet."""
    try:
        await sheets.write_sheet(runtime, export_id)
    except Refused as refusal:
        await sheets.refuse_sheet(runtime, export_id, refusal.code, refusal.params)


async def _step(
    runtime: Runtime, import_id: int, step: Callable[[Runtime, int], Awaitable[None]], back_to: State
) -> None:
    try:
        await step(runtime, import_id)
    except steps.Cancelled:
        log.info("import-cancelled", import_id=import_id)
    except Refused as refusal:
        await steps.refuse(runtime, import_id, back_to, refusal.code, refusal.params)
    except IntegrityError:
        await steps.refuse(runtime, import_id, back_to, "exchange.collision", {})
    except (DBAPIError, OSError, SheetsBusy):
        raise  # the job is tried again
    except Exception:
        log.exception("import-broke", import_id=import_id)
        await steps.refuse(runtime, import_id, back_to, "exchange.broken", {})
