"""Tables of stock."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base, Id, Moment


class StockLevel(Base):
    """How many units of a variant there are. Always the sum of its movements, never below zero."""

    __tablename__ = "stock_levels"
    __table_args__ = (
        CheckConstraint("on_hand >= 0", name="not_negative"),
        Index("ix_stock_levels_low", "variant_id", postgresql_where=text("on_hand <= low_threshold")),
    )

    variant_id: Mapped[int] = mapped_column(
        ForeignKey("product_variants.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    on_hand: Mapped[int] = mapped_column(server_default="0")
    low_threshold: Mapped[int] = mapped_column(server_default="3")
    """At or below this the staff is told, once per crossing."""
    low_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When the staff was told of the present crossing."""


class StockMovement(Base):
    """One change of a stock level. Rows are never changed; one cause moves a variant once."""

    __tablename__ = "stock_movements"
    __table_args__ = (
        UniqueConstraint("variant_id", "cause", "cause_id"),
        CheckConstraint("delta <> 0", name="moves"),
        CheckConstraint(
            "cause IN ('initial','order','cancellation','adjustment','import','reinstatement','recancellation')",
            name="cause",
        ),
    )

    id: Mapped[Id]
    variant_id: Mapped[int] = mapped_column(ForeignKey("product_variants.id"))
    delta: Mapped[int]
    cause: Mapped[str] = mapped_column(String(20))
    cause_id: Mapped[int] = mapped_column(BigInteger)
    """The order for `order` and `cancellation`, the order's event for `reinstatement` (a cancellation was taken back)
    and `recancellation` (and cancelled again); a number drawn from `stock_causes` for the others."""
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    moved_at: Mapped[Moment]
