"""Imports and exports as the API shows them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from kiosk.catalog.errors import InvalidProduct
from kiosk.customers.staff_schemas import CustomerFilter
from kiosk.exchange.errors import REASONS, ROW_TEXTS
from kiosk.exchange.rules import Mode, State
from kiosk.kernel.i18n import Translator
from kiosk.kernel.rows import Row
from kiosk.kernel.schemas import Input, Output, Text
from kiosk.orders.rules import Status


class ColumnOut(Output):
    """A column: its header and what it means; null if nobody knows, so it is left out."""

    header: str
    meaning: str | None


class ReasonOut(Output):
    """Why something could not be done, in the reader's language."""

    code: str
    detail: str

    @classmethod
    def of(cls, refusal: dict[str, Any] | None, say: Translator) -> Self | None:
        """The reason of a stored refusal."""
        if refusal is None:
            return None
        return cls(code=refusal["code"], detail=say(REASONS[refusal["code"]], **refusal["params"]))


class CountsOut(Output):
    """What the rows come to: of the dry run until the import is applied, then of the import itself."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    wrong: int = 0
    skipped: int = 0
    notices: int = 0
    products_new: int = 0
    products_changed: int = 0
    categories_new: int = 0


class ImportOut(Output):
    """An import. `done` of `total` rows is how far its present step is; `can_undo` is a hope, not a promise."""

    id: int
    state: State
    name: str
    from_sheet: bool
    mode: Mode | None
    columns: list[ColumnOut]
    unmatched: list[str]
    counts: CountsOut
    done: int
    total: int
    refusal: ReasonOut | None
    can_apply: bool
    can_undo: bool
    created_at: datetime
    applied_at: datetime | None

    @classmethod
    def of(cls, row: Row, say: Translator) -> Self:
        """As the staff sees it."""
        columns = [ColumnOut(header=header, meaning=meaning) for header, meaning in row.columns]
        return cls(
            id=row.id,
            state=row.state,
            name=row.name,
            from_sheet=row.sheet_id is not None,
            mode=row.mode,
            columns=columns,
            unmatched=[each.header for each in columns if each.meaning is None],
            counts=CountsOut(**row.counts),
            done=row.done,
            total=row.total,
            refusal=ReasonOut.of(row.refusal, say),
            can_apply=row.state == State.READ,
            can_undo=row.state == State.APPLIED and row.stored is not None,
            created_at=row.created_at,
            applied_at=row.applied_at,
        )


class RemarkOut(Output):
    """What is wrong with a row, or worth knowing; `column` is the header that it is about."""

    column: str | None
    code: str
    detail: str


class ImportRowOut(Output):
    """A row of which there is something to say. `row` is its number in the spreadsheet."""

    row: int
    sku: str | None
    name: str | None
    outcome: str | None
    problems: list[RemarkOut]
    notices: list[RemarkOut]

    @classmethod
    def of(cls, row: Row, headers: dict[str, str], say: Translator) -> Self:
        """In the reader's words."""

        def remarks(found: list[Any]) -> list[RemarkOut]:
            return [
                RemarkOut(column=headers.get(field), code=code, detail=say(remark(code), **params))
                for code, field, params in found
            ]

        return cls(
            row=row.line,
            sku=row.sku,
            name=row.name,
            outcome=row.outcome,
            problems=remarks([*row.problems, *row.found]),
            notices=remarks(row.notices),
        )


def remark(code: str) -> str:
    """The English text of a remark about a row."""
    return ROW_TEXTS.get(code) or InvalidProduct.text_of(code)


def headers_of(columns: list[Any]) -> dict[str, str]:
    """The header of each field: remarks name fields, people know headers."""
    found: dict[str, str] = {}
    for header, meaning in columns:
        if meaning:
            kind, _, detail = meaning.partition(":")
            field = {"option": detail, "woo": detail, "weight": kind}.get(kind, meaning)
            found.setdefault(field, header)
    return found


class Started(Output):
    """What was begun; ask for it by its id."""

    id: int


class SheetLink(Input):
    """The address of a Google Sheet, as the browser shows it."""

    link: Annotated[str, Text(500)]


class ApplyInput(Input):
    """What shall become of the table if some rows are wrong: nothing, or its good rows."""

    mode: Mode


class ColumnMeaning(Input):
    """What a header means: a field of the import, "option:Size" or "ignore"."""

    header: Annotated[str, Text(200)]
    meaning: Annotated[str, Text(80)]


class ColumnsInput(Input):
    """What headers mean, from now on."""

    columns: Annotated[list[ColumnMeaning], Field(min_length=1, max_length=200)]


class OrdersToSheet(Input):
    """Orders of some days (both included), and the tab of the sheet that they go into; it is made if need be."""

    link: Annotated[str, Text(500)]
    tab: Annotated[str, Text(100)]
    since: date | None = None
    until: date | None = None
    status: Annotated[list[Status], Field(max_length=7)] = Field(default_factory=list)


class CustomersWanted(CustomerFilter):
    """Which customers leave the shop, and as what."""

    format: Literal["csv", "xlsx"] = "csv"


class SheetExportOut(Output):
    """Orders on their way into a sheet: waiting, written or refused."""

    id: int
    state: str
    tab: str
    rows: int | None
    refusal: ReasonOut | None
    created_at: datetime

    @classmethod
    def of(cls, row: Row, say: Translator) -> Self:
        """As the staff sees it."""
        return cls(
            id=row.id,
            state=row.state,
            tab=row.tab,
            rows=row.rows,
            refusal=ReasonOut.of(row.refusal, say),
            created_at=row.created_at,
        )
