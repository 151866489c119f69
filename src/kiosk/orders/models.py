"""Tables of orders. An order stores what was charged and is never recomputed."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Sequence,
    String,
    Text,
    UniqueConstraint,
    text,
)
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
        CheckConstraint("paid_amount >= 0", name="paid_not_negative"),
        Index("ix_orders_user_id", "user_id", "id"),
        Index("ix_orders_status", "status", "id"),
        Index("ix_orders_status_since", "status", "status_since"),
        Index("ix_orders_total_amount", "total_amount", "id"),
        Index(
            "ix_orders_unpaid",
            "created_at",
            postgresql_where=text("status NOT IN ('cancelled', 'refunded') AND paid_amount < total_amount"),
        ),
    )

    id: Mapped[Id]
    number: Mapped[int] = mapped_column(BigInteger, unique=True, server_default=ORDER_NUMBERS.next_value())
    user_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    status: Mapped[str] = mapped_column(String(12), server_default="pending")
    total_amount: Mapped[Amount]
    paid_amount: Mapped[Amount] = mapped_column(server_default="0")
    """The sum of its entries in `payments`; it changes with one of them, in the same transaction."""
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
    status_since: Mapped[Moment] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
    """When it came to where it is."""


class OrderItem(Base):
    """A line of an order with the names and the price as they were."""

    __tablename__ = "order_items"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        Index("ix_order_items_variant_id", "variant_id", "order_id"),
    )

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("product_variants.id"))
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
    undoes: Mapped[int | None] = mapped_column(ForeignKey("order_events.id"), unique=True)
    """The event that this one takes back."""
    undoable_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    happened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class OrderNote(Base):
    """What the staff notes on an order for itself; its buyer never sees it."""

    __tablename__ = "order_notes"

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(String(1000))
    created_at: Mapped[Moment]


class OrderMessage(Base):
    """What the staff wrote to an order's buyer. Whether it arrived is known of the bot's notice that carries it."""

    __tablename__ = "order_messages"

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(String(3000))
    created_at: Mapped[Moment]


class OrderListView(Base):
    """A selection of the orders' list that a member of the staff keeps under a name."""

    __tablename__ = "order_views"
    __table_args__ = (UniqueConstraint("account_id", "name"),)

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[Moment]
