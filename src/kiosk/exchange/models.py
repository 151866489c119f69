"""Tables of imports and of exports that outlive a request."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base, Id, Moment


class Import(Base):
    """A table that somebody brought: read, looked through, taken into the catalogue, perhaps taken back."""

    __tablename__ = "imports"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting','reading','read','applying','applied','undoing','undone','refused','cancelled')",
            name="state",
        ),
        CheckConstraint("mode IN ('atomic','good-rows')", name="mode"),
    )

    id: Mapped[Id]
    state: Mapped[str] = mapped_column(String(12), server_default="waiting")
    name: Mapped[str] = mapped_column(String(200))
    """The file's name, or the sheet's title."""
    stored: Mapped[str | None] = mapped_column(String(80))
    """The file in the store; None until a sheet is fetched and once the file is forgotten."""
    sheet_id: Mapped[str | None] = mapped_column(String(100))
    tab_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    mode: Mapped[str | None] = mapped_column(String(12))
    columns: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'"))
    """[[header, what it means or null], ...]"""
    counts: Mapped[dict[str, int]] = mapped_column(JSONB, server_default=text("'{}'"))
    done: Mapped[int] = mapped_column(server_default="0")
    total: Mapped[int] = mapped_column(server_default="0")
    """How far the present step is, in rows."""
    refusal: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """{"code", "params"}: why the last step could not be done."""
    categories: Mapped[list[int]] = mapped_column(JSONB, server_default=text("'[]'"))
    """The categories that it made."""
    stock_cause: Mapped[int | None] = mapped_column(BigInteger)
    """What its stock movements name as their cause."""
    created_at: Mapped[Moment]
    applied_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ImportRow(Base):
    """A row of the table: its cells as they were, what they say, and what became of them."""

    __tablename__ = "import_rows"
    __table_args__ = (
        Index("ix_import_rows_order", "import_id", "first_line", "line"),
        Index("ix_import_rows_sku", "import_id", "sku"),
    )

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cells: Mapped[list[str]] = mapped_column(JSONB)
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    problems: Mapped[list[Any]] = mapped_column(JSONB)
    """What the row alone shows to be wrong: [[code, field, parameters], ...]."""
    notices: Mapped[list[Any]] = mapped_column(JSONB)
    sku: Mapped[str | None] = mapped_column(Text)
    grouping: Mapped[str] = mapped_column(Text)
    product_id: Mapped[int | None] = mapped_column(BigInteger)
    """The product that it is about, if the shop has it."""
    first_line: Mapped[int] = mapped_column(server_default="0")
    """The first row of its product: the order in which products are taken in."""
    repeats: Mapped[int | None]
    """The earlier row that has the same SKU."""
    outcome: Mapped[str | None] = mapped_column(String(8))
    """new, changed, same, wrong or skipped."""
    found: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'"))
    """What is wrong with it beside the other rows and the catalogue."""


class ImportChange(Base):
    """What an import changed in one product, for taking it back."""

    __tablename__ = "import_changes"

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    product_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    change: Mapped[dict[str, Any]] = mapped_column(JSONB)


class ImportColumn(Base):
    """What a person said that a header means; it means that from then on."""

    __tablename__ = "import_columns"

    header: Mapped[str] = mapped_column(Text, primary_key=True)
    meaning: Mapped[str] = mapped_column(String(80))


class SheetExport(Base):
    """Orders on their way into a Google Sheet."""

    __tablename__ = "sheet_exports"
    __table_args__ = (CheckConstraint("state IN ('waiting','written','refused')", name="state"),)

    id: Mapped[Id]
    state: Mapped[str] = mapped_column(String(12), server_default="waiting")
    sheet_id: Mapped[str] = mapped_column(String(100))
    tab: Mapped[str] = mapped_column(String(100))
    question: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """Which orders: {"since", "until", "status"}."""
    locale: Mapped[str] = mapped_column(String(5))
    rows: Mapped[int | None]
    refusal: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[Moment]
