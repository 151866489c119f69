"""Google Sheets as a source of products and as a place for orders."""

import csv
import io
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import insert, text

from kiosk.business.service import get_business
from kiosk.exchange import queries, tables
from kiosk.exchange.errors import NotASheetLink, Refused
from kiosk.exchange.models import SheetExport
from kiosk.exchange.ports import Sheets
from kiosk.exchange.rules import MAX_ROWS, sheet_of
from kiosk.exchange.service.noting import note_export
from kiosk.exchange.service.staging import LOCK, import_files, keep_upload
from kiosk.exchange.writing import Cell
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import translator
from kiosk.kernel.jobs import DeferredJob
from kiosk.kernel.runtime import Runtime
from kiosk.orders.rules import Status

MOST_ORDERS = 20_000
"""In one call to Google."""


async def start_sheet_export(
    unit: Unit, *, link: str, tab: str, which: queries.WhichOrders, locale: str, actor_id: int | None
) -> int:
    """Have orders written into a tab of a sheet; gives the export's id. Raises NotASheetLink."""
    sheet = sheet_of(link)
    if sheet is None:
        raise NotASheetLink
    await note_export(unit, which, f"sheet:{sheet[0]}", kind="google-sheet")
    question = {
        "since": which.since,
        "until": which.until,
        "statuses": [each.value for each in which.statuses],
    }
    values = {
        "sheet_id": sheet[0],
        "tab": tab,
        "question": orjson.loads(orjson.dumps(question)),
        "locale": locale,
        "actor_id": actor_id,
        "created_at": unit.now(),
    }
    inserted = await unit.session.execute(insert(SheetExport).returning(SheetExport.id), values)
    export_id: int = inserted.scalar_one()
    unit.defer(DeferredJob("exchange.write-sheet", {"export_id": export_id}, lock="exchange-sheets"))
    return export_id


async def fetch_sheet(runtime: Runtime, import_id: int) -> None:
    """Fetch an import's sheet, store it as a table and have that read. Raises Refused, SheetsBusy."""
    rows = await runtime.database.direct.fetch(_WAITING, {"id": import_id})
    if not rows:
        return
    title, cells = await _sheets(runtime).read_table(rows[0].sheet_id, rows[0].tab_id)
    if len(cells) > MAX_ROWS + 1:
        raise Refused("exchange.too-many-rows", limit=MAX_ROWS)
    table = io.StringIO()
    csv.writer(table, delimiter=",").writerows(cells)
    content = io.BytesIO(table.getvalue().encode("utf-8-sig"))
    stored = await keep_upload(import_files(runtime.settings), _Upload(content))
    async with runtime.database.unit() as unit:
        await unit.session.execute(_FETCHED, {"id": import_id, "stored": stored, "name": title[:200]})
        unit.defer(DeferredJob("exchange.read", {"import_id": import_id}, lock=LOCK))
        await unit.commit()


async def write_sheet(runtime: Runtime, export_id: int) -> None:
    """Write the orders that an export asks for. Raises Refused, SheetsBusy."""
    reader = runtime.database.reader
    about = await queries.get_sheet_export(reader, export_id)
    if about.state != "waiting":
        return
    async with runtime.database.read() as session:
        zone = ZoneInfo((await get_business(session)).time_zone)
    which = _which(about.question)
    if await queries.count_orders(reader, which, zone) > MOST_ORDERS:
        raise Refused("exchange.too-many-orders", limit=MOST_ORDERS)
    headers, lines = await tables.orders(reader, translator(about.locale), which, zone)
    rows: list[list[Cell]] = [list(headers), *[[_plain(cell) for cell in row] async for row in lines]]
    await _sheets(runtime).write_table(about.sheet_id, about.tab, rows)
    await runtime.database.direct.fetch(_WRITTEN, {"id": export_id, "rows": len(rows) - 1})


async def refuse_sheet(runtime: Runtime, export_id: int, reason: str, params: dict[str, Any]) -> None:
    """Note why orders could not be written."""
    refusal = orjson.dumps({"code": reason, "params": params}).decode()
    await runtime.database.direct.fetch(_REFUSED, {"id": export_id, "refusal": refusal})


class _Upload:
    def __init__(self, content: io.BytesIO) -> None:
        self._content = content

    async def read(self, size: int = -1) -> bytes:
        return self._content.read(size)


def _sheets(runtime: Runtime) -> Sheets:
    try:
        return runtime.port(Sheets)  # type: ignore[type-abstract]
    except KeyError as error:
        raise Refused("exchange.no-google-key") from error


def _which(question: dict[str, Any]) -> queries.WhichOrders:
    since, until = (date.fromisoformat(question[n]) if question[n] else None for n in ("since", "until"))
    return queries.WhichOrders(since, until, tuple(Status(each) for each in question["statuses"]))


def _plain(cell: Cell) -> Cell:
    return f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else cell


_WAITING: Final = (
    "SELECT sheet_id, tab_id FROM imports WHERE id = %(id)s AND state = 'waiting' AND stored IS NULL"
)
_FETCHED: Final = text("UPDATE imports SET stored = :stored, name = :name WHERE id = :id")
_WRITTEN: Final = "UPDATE sheet_exports SET state = 'written', rows = %(rows)s WHERE id = %(id)s RETURNING id"
_REFUSED: Final = """
UPDATE sheet_exports SET state = 'refused', refusal = %(refusal)s::jsonb WHERE id = %(id)s RETURNING id
"""
