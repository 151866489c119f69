"""The jobs of import and export."""

from datetime import timedelta

from sqlalchemy import text

from kiosk.exchange.alone import run_alone
from kiosk.exchange.errors import Refused
from kiosk.exchange.rules import State
from kiosk.exchange.service import import_files, sheets, steps
from kiosk.kernel.jobs import job, schedule
from kiosk.kernel.runtime import Runtime

KEPT = timedelta(days=30)
"""How long brought tables are kept, and with them the way back."""


@job("exchange.read")
async def read(runtime: Runtime, import_id: int) -> None:
    """Read a stored table and look through it."""
    await run_alone(runtime, "read", import_id)


@job("exchange.apply")
async def apply(runtime: Runtime, import_id: int) -> None:
    """Take a table into the catalogue."""
    await run_alone(runtime, "apply", import_id)


@job("exchange.undo")
async def undo(runtime: Runtime, import_id: int) -> None:
    """Take an import back."""
    await run_alone(runtime, "undo", import_id)


@job("exchange.fetch")
async def fetch(runtime: Runtime, import_id: int) -> None:
    """Fetch a sheet."""
    try:
        await sheets.fetch_sheet(runtime, import_id)
    except Refused as refusal:
        place = steps.Place(runtime.database, import_files(runtime.settings))
        await steps.refuse(place, import_id, State.REFUSED, refusal.code, refusal.params)


@job("exchange.write-sheet")
async def write_sheet(runtime: Runtime, export_id: int) -> None:
    """Write orders into a sheet."""
    try:
        await sheets.write_sheet(runtime, export_id)
    except Refused as refusal:
        await sheets.refuse_sheet(runtime, export_id, refusal.code, refusal.params)


@schedule("exchange.forget-tables", "23 3 * * *")
async def forget_tables(runtime: Runtime) -> None:
    """Every night: tables that were brought a month ago, with their rows and their way back."""
    async with runtime.database.unit() as unit:
        rows = await unit.session.execute(_FORGET, {"before": unit.now() - KEPT})
        names = {row.stored for row in rows}
        await unit.commit()
    files = import_files(runtime.settings)
    for name in names:
        files.path(name).unlink(missing_ok=True)


# A file that a younger import brought too stays.
_FORGET = text(
    """
    WITH old AS (
        SELECT id, stored FROM imports WHERE created_at < :before AND stored IS NOT NULL
    ), forgotten AS (
        UPDATE imports SET stored = NULL FROM old WHERE imports.id = old.id
    ), rows AS (
        DELETE FROM import_rows USING old WHERE import_id = old.id
    ), changes AS (
        DELETE FROM import_changes USING old WHERE import_id = old.id
    )
    SELECT DISTINCT stored FROM old
    WHERE NOT EXISTS (SELECT FROM imports young WHERE young.stored = old.stored AND young.created_at >= :before)
    """
)
