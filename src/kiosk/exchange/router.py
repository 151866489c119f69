"""`/api/v1/admin/imports`, `/api/v1/admin/exports` and `/api/v1/admin/customers/export`: tables in and out."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response, UploadFile
from fastapi.responses import StreamingResponse

from kiosk.exchange import queries, service, tables
from kiosk.exchange.rules import MAX_UPLOAD
from kiosk.exchange.schemas import (
    ApplyInput,
    ColumnsInput,
    CustomersWanted,
    ImportOut,
    ImportRowOut,
    OrdersToSheet,
    SheetExportOut,
    SheetLink,
    Started,
    headers_of,
)
from kiosk.exchange.writing import Cell, csv_parts, xlsx_parts
from kiosk.identity.dependencies import confirmed, permitted
from kiosk.identity.rules import Actor
from kiosk.kernel.http import NO_STORE, WithReading, WithRuntime, WithTranslator, WithUnit, problems
from kiosk.kernel.paging import Page, PageNumber, PageSize
from kiosk.orders.rules import Status

_FORM = 10_000  # what a form adds to its file


async def private(response: Response) -> None:
    """Nobody between us and the reader keeps it."""
    response.headers["Cache-Control"] = NO_STORE


router = APIRouter(prefix="/api/v1/admin", tags=["Import and export"], dependencies=[Depends(private)])

Importer = Annotated[Actor, Depends(permitted("catalog.import"))]
CatalogExporter = Annotated[Actor, Depends(permitted("catalog.export"))]
OrdersExporter = Annotated[Actor, Depends(confirmed("orders.export"))]
CustomersExporter = Annotated[Actor, Depends(confirmed("customers.export"))]
ExportWatcher = Annotated[Actor, Depends(permitted("orders.export"))]
RowId = Annotated[int, Path(ge=1, le=2**63 - 1)]
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS: dict[
    str, tuple[str, Callable[[Sequence[str], AsyncIterator[Sequence[Cell]]], AsyncIterator[bytes]]]
] = {
    "csv": (CSV, csv_parts),
    "xlsx": (XLSX, xlsx_parts),
}


def _file(*kinds: str) -> dict[int | str, dict[str, object]]:
    content = {_KINDS[kind][0].partition(";")[0]: {"schema": {"type": "string"}} for kind in kinds}
    return {200: {"description": "The table", "content": content}}


def _download(
    name: str, kind: str, headers: Sequence[str], rows: AsyncIterator[Sequence[Cell]]
) -> StreamingResponse:
    media, write = _KINDS[kind]
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": NO_STORE}
    return StreamingResponse(write(headers, rows), media_type=media, headers=disposition)


@router.post(
    "/imports/",
    status_code=202,
    responses=problems(401, 403, 413, 422, 503),
    max_body_size=MAX_UPLOAD + _FORM,
)
async def upload_table(actor: Importer, runtime: WithRuntime, unit: WithUnit, file: UploadFile) -> Started:
    """Bring a table of products: CSV up to 50 MB or XLSX up to 10 MB, at most 100,000 rows. It is read and looked
    through; nothing changes before it is applied.
    """
    stored = await service.keep_upload(service.import_files(runtime.settings), file)
    name = file.filename or "table"
    return Started(id=await service.start_import(unit, name=name, stored=stored, actor_id=actor.account_id))


@router.post("/imports/sheets/", status_code=202, responses=problems(401, 403, 422, 503))
async def import_sheet(actor: Importer, unit: WithUnit, sheet: SheetLink) -> Started:
    """Bring a table of products from a Google Sheet that is shared with the shop's service account."""
    return Started(id=await service.start_sheet_import(unit, link=sheet.link, actor_id=actor.account_id))


@router.get("/imports/", responses=problems(401, 403, 422, 503))
async def list_imports(
    _actor: Importer,
    session: WithReading,
    say: WithTranslator,
    page: Annotated[PageNumber, Query()] = 1,
    size: Annotated[PageSize, Query()] = 20,
) -> Page[ImportOut]:
    """The imports, the newest first."""
    rows, total = await queries.list_imports(session, page, size)
    return Page[ImportOut](items=[ImportOut.of(row, say) for row in rows], total=total, page=page, size=size)


@router.get("/imports/{import_id}", responses=problems(401, 403, 404, 422, 503))
async def read_import(
    _actor: Importer, session: WithReading, say: WithTranslator, import_id: RowId
) -> ImportOut:
    """An import: how far it is, and what its rows come to."""
    return ImportOut.of(await queries.get_import(session, import_id), say)


@router.get("/imports/{import_id}/rows", responses=problems(401, 403, 404, 422, 503))
async def list_import_rows(
    _actor: Importer,
    session: WithReading,
    say: WithTranslator,
    import_id: RowId,
    page: Annotated[PageNumber, Query()] = 1,
    size: Annotated[PageSize, Query()] = 50,
    wrong_only: Annotated[bool, Query(description="Leave out rows that only have notices")] = False,
) -> Page[ImportRowOut]:
    """The rows of which there is something to say: what is wrong, and what is worth knowing."""
    headers = headers_of((await queries.get_import(session, import_id)).columns)
    rows, total = await queries.list_rows(session, import_id, page, size, wrong_only=wrong_only)
    items = [ImportRowOut.of(row, headers, say) for row in rows]
    return Page[ImportRowOut](items=items, total=total, page=page, size=size)


@router.get(
    "/imports/{import_id}/corrected",
    response_class=StreamingResponse,
    responses={**_file("xlsx"), **problems(401, 403, 404, 422, 503)},
)
async def download_corrected(
    _actor: Importer, runtime: WithRuntime, say: WithTranslator, import_id: RowId
) -> StreamingResponse:
    """The table as it was brought, with a column that says what is wrong with each row: to be mended and brought
    again.
    """
    headers, rows = await tables.corrected(runtime.database.reader, say, import_id)
    return _download(f"import-{import_id}", "xlsx", headers, rows)


@router.put("/imports/{import_id}/columns", status_code=202, responses=problems(401, 403, 404, 409, 422, 503))
async def set_columns(_actor: Importer, unit: WithUnit, import_id: RowId, wanted: ColumnsInput) -> Started:
    """Say what headers mean: here, where the table is read again, and in every table from now on."""
    meanings = {each.header: each.meaning for each in wanted.columns}
    await service.read_otherwise(unit, import_id, meanings)
    return Started(id=import_id)


@router.post("/imports/{import_id}/apply", status_code=202, responses=problems(401, 403, 404, 409, 422, 503))
async def apply_import(_actor: Importer, unit: WithUnit, import_id: RowId, wanted: ApplyInput) -> Started:
    """Take the rows into the catalogue."""
    await service.ask_to_apply(unit, import_id, wanted.mode)
    return Started(id=import_id)


@router.post("/imports/{import_id}/undo", status_code=202, responses=problems(401, 403, 404, 409, 422, 503))
async def undo_import(_actor: Importer, unit: WithUnit, import_id: RowId) -> Started:
    """Take the last import back. It is refused if something of it was changed or sold since."""
    await service.ask_to_undo(unit, import_id)
    return Started(id=import_id)


@router.delete("/imports/{import_id}", status_code=204, responses=problems(401, 403, 404, 409, 422, 503))
async def cancel_import(_actor: Importer, unit: WithUnit, import_id: RowId) -> None:
    """Leave an import that isn't finished."""
    await service.cancel(unit, import_id)


async def export_products(
    _actor: CatalogExporter, runtime: WithRuntime, say: WithTranslator, kind: str
) -> StreamingResponse:
    """The whole catalogue, a row for each variant. Changed in Excel and imported, it changes only what was changed."""
    headers, rows = await tables.products(runtime.database.reader, say)
    return _download(f"products-{runtime.clock.now():%Y-%m-%d}", kind, headers, rows)


async def export_orders(
    _actor: OrdersExporter,
    runtime: WithRuntime,
    unit: WithUnit,
    say: WithTranslator,
    kind: str,
    which: queries.WhichOrders,
) -> StreamingResponse:
    """Orders, a row for each line. It is on record before the first of them leaves; no file of them is kept."""
    zone = await service.note_export(unit, which, "file", kind=kind)
    headers, rows = await tables.orders(runtime.database.reader, say, which, zone)
    return _download(f"orders-{runtime.clock.now():%Y-%m-%d}", kind, headers, rows)


async def _which(
    since: Annotated[date | None, Query(description="The first day, in the shop's time zone")] = None,
    until: Annotated[date | None, Query(description="The last day")] = None,
    status: Annotated[list[Status] | None, Query()] = None,
) -> queries.WhichOrders:
    return queries.WhichOrders(since, until, tuple(status or ()))


WhichOrders = Annotated[queries.WhichOrders, Depends(_which)]


@router.get(
    "/exports/products.csv",
    response_class=StreamingResponse,
    responses={**_file("csv"), **problems(401, 403, 503)},
)
async def export_products_csv(
    actor: CatalogExporter, runtime: WithRuntime, say: WithTranslator
) -> StreamingResponse:
    """The whole catalogue as CSV, a row for each variant."""
    return await export_products(actor, runtime, say, "csv")


@router.get(
    "/exports/products.xlsx",
    response_class=StreamingResponse,
    responses={**_file("xlsx"), **problems(401, 403, 503)},
)
async def export_products_xlsx(
    actor: CatalogExporter, runtime: WithRuntime, say: WithTranslator
) -> StreamingResponse:
    """The whole catalogue as XLSX, a row for each variant."""
    return await export_products(actor, runtime, say, "xlsx")


@router.get(
    "/exports/orders.csv",
    response_class=StreamingResponse,
    responses={**_file("csv"), **problems(401, 403, 409, 422, 503)},
)
async def export_orders_csv(
    actor: OrdersExporter, runtime: WithRuntime, unit: WithUnit, say: WithTranslator, which: WhichOrders
) -> StreamingResponse:
    """Orders as CSV, a row for each line."""
    return await export_orders(actor, runtime, unit, say, "csv", which)


@router.get(
    "/exports/orders.xlsx",
    response_class=StreamingResponse,
    responses={**_file("xlsx"), **problems(401, 403, 409, 422, 503)},
)
async def export_orders_xlsx(
    actor: OrdersExporter, runtime: WithRuntime, unit: WithUnit, say: WithTranslator, which: WhichOrders
) -> StreamingResponse:
    """Orders as XLSX, a row for each line."""
    return await export_orders(actor, runtime, unit, say, "xlsx", which)


@router.get(
    "/customers/export",
    response_class=StreamingResponse,
    responses={**_file("csv", "xlsx"), **problems(401, 403, 409, 422, 503)},
)
async def export_customers(
    _actor: CustomersExporter,
    runtime: WithRuntime,
    unit: WithUnit,
    say: WithTranslator,
    wanted: Annotated[CustomersWanted, Query()],
) -> StreamingResponse:
    """Customers as the list has them, with nothing masked. It is on record before the first of them leaves."""
    business = await service.note_customers(unit, wanted, kind=wanted.format)
    headers, rows = await tables.customers(runtime.database.reader, say, wanted, business)
    return _download(f"customers-{runtime.clock.now():%Y-%m-%d}", wanted.format, headers, rows)


@router.post("/exports/orders/sheets/", status_code=202, responses=problems(401, 403, 409, 422, 503))
async def export_orders_to_sheet(
    actor: OrdersExporter, unit: WithUnit, say: WithTranslator, wanted: OrdersToSheet
) -> Started:
    """Write orders into a tab of a Google Sheet that is shared with the shop's service account."""
    which = queries.WhichOrders(wanted.since, wanted.until, tuple(wanted.status))
    export_id = await service.start_sheet_export(
        unit, link=wanted.link, tab=wanted.tab, which=which, locale=say.locale, actor_id=actor.account_id
    )
    return Started(id=export_id)


@router.get("/exports/orders/sheets/{export_id}", responses=problems(401, 403, 404, 422, 503))
async def read_sheet_export(
    _actor: ExportWatcher, session: WithReading, say: WithTranslator, export_id: RowId
) -> SheetExportOut:
    """What became of an export into a sheet."""
    return SheetExportOut.of(await queries.get_sheet_export(session, export_id), say)
