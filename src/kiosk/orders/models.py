"""Tables of orders. An order stores what was charged and is never recomputed."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, Sequence, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Amount, Base, Id, Moment

# The numbers that people read and say; they begin at 1001 so that the first customer isn't "order 1".
ORDER_NUMBERS = Sequence("order_numbers", start=1001, metadata=Base.metadata)


class Order(Base):
    """A customer's order."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint(
            "status IN ('pending','confirmed','processing','shipped','delivered','cancelled','refunded')",
            name="status",
        ),
        CheckConstraint("total_amount >= 0", name="total_not_negative"),
        Index("ix_orders_user_id", "user_id", "id"),
        Index("ix_orders_status", "status", "id"),
    )

    id: Mapped[Id]
    number: Mapped[int] = mapped_column(BigInteger, unique=True, server_default=ORDER_NUMBERS.next_value())
    user_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    status: Mapped[str] = mapped_column(String(12), server_default="pending")
    total_amount: Mapped[Amount]
    currency: Mapped[str] = mapped_column(String(3))
    shipping_address: Mapped[str] = mapped_column(Text)
    customer_name: Mapped[str] = mapped_column(String(200))
    customer_phone: Mapped[str] = mapped_column(String(20))
    comment: Mapped[str] = mapped_column(String(500), server_default="")
    tracking_number: Mapped[str | None] = mapped_column(String(80))
    locale: Mapped[str] = mapped_column(String(5))
    """The language that the buyer ordered in."""
    channel: Mapped[str] = mapped_column(String(12))
    """Where it was placed: bot, api."""
    version: Mapped[int] = mapped_column(server_default="1")
    created_at: Mapped[Moment] = mapped_column(DateTime(timezone=True), index=True)
    updated_at: Mapped[Moment]


class OrderItem(Base):
    """A line of an order with the names and the price as they were."""

    __tablename__ = "order_items"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("product_variants.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    sku: Mapped[str] = mapped_column(String(64))
    product_name: Mapped[str] = mapped_column(String(200))
    options: Mapped[str] = mapped_column(String(200), server_default="")
    """The variant in words: "Red, M"."""
    names: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    """Per language {"name", "options"}, where the catalogue had a translation."""
    quantity: Mapped[int]
    price_at_purchase: Mapped[Amount]


class OrderEvent(Base):
    """A change of an order's status: who, when, from what to what. Rows are never changed."""

    __tablename__ = "order_events"

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    old_status: Mapped[str | None] = mapped_column(String(12))
    new_status: Mapped[str] = mapped_column(String(12))
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    """None: the system."""
    note: Mapped[str] = mapped_column(String(300), server_default="")
    happened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
