"""Orders: what is recorded, and what the rest of the house sees of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from kiosk.kernel.errors import Refusal
from kiosk.kernel.money import Money
from kiosk.kernel.schemas import Output
from kiosk.orders.rules import Status, Who, can_move, line_name, next_statuses


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line as it is sold: names and price as they are now."""

    variant_id: int
    product_id: int
    sku: str
    product_name: str
    options: str
    names: Mapping[str, Mapping[str, str]]
    """Per language {"name", "options"}."""
    quantity: int
    price: Money


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order to be recorded."""

    id: int
    user_id: int
    total: Money
    shipping_address: str
    customer_name: str
    customer_phone: str
    """E.164"""
    comment: str
    locale: str
    channel: str
    lines: tuple[NewLine, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """An order's head, as it is after a change."""

    id: int
    number: int
    user_id: int
    status: Status
    total: Money
    tracking_number: str | None
    version: int


@dataclass(frozen=True, slots=True)
class OrderLineView:
    """What was sold, in the reader's language as far as it was frozen in it."""

    variant_id: int
    product_id: int
    sku: str
    name: str
    options: str
    quantity: int
    price: Money
    """Of one unit, as charged."""

    @property
    def full_name(self) -> str:
        """In words: "Classic T-Shirt (Red, M)"."""
        return line_name(self.name, self.options)

    @property
    def total(self) -> Money:
        """Of the whole line."""
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class OrderEventView:
    """A change of status: who, when, from what to what."""

    old_status: Status | None
    new_status: Status
    actor_id: int | None
    """None: the system, or a service on the customer's behalf."""
    actor_name: str | None
    note: str
    happened_at: datetime
    id: int = 0
    undoes: int | None = None
    """The event that this one took back."""
    undoable_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """What somebody of the staff noted."""

    id: int
    text: str
    author_id: int
    author_name: str | None
    created_at: datetime


DeliveryState = Literal["waiting", "sent", "undeliverable"]


@dataclass(frozen=True, slots=True)
class MessageView:
    """What somebody of the staff wrote to the buyer, and whether it arrived."""

    id: int
    text: str
    author_id: int
    author_name: str | None
    created_at: datetime
    state: DeliveryState
    sent_at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Papers:
    """What lies with an order for the staff, besides its history."""

    notes: tuple[NoteView, ...]
    messages: tuple[MessageView, ...]
    has_chat: bool
    """Whether the bot can write to the buyer."""


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What came of one order of many. `refusal` says why nothing did."""

    order_id: int
    outcome: Literal["done", "unchanged", "refused"]
    status: Status | None = None
    number: int | None = None
    version: int | None = None
    undo_until: datetime | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class OrderView:
    """A whole order. `events` is filled where one order is asked for, not in lists."""

    id: int
    number: int
    user_id: int
    status: Status
    total: Money
    shipping_address: str
    customer_name: str
    customer_phone: str
    comment: str
    tracking_number: str | None
    locale: str
    channel: str
    version: int
    created_at: datetime
    updated_at: datetime
    status_since: datetime
    lines: tuple[OrderLineView, ...]
    events: tuple[OrderEventView, ...] = field(default=())

    @property
    def can_cancel(self) -> bool:
        """Whether its buyer may still cancel it."""
        return can_move(self.status, Status.CANCELLED, "customer")

    def next_statuses(self, who: Who) -> tuple[Status, ...]:
        """Where `who` may move it."""
        return next_statuses(self.status, who)


@dataclass(frozen=True, slots=True)
class OrderHead:
    """An order in the staff's list."""

    id: int
    number: int
    user_id: int
    status: Status
    total_amount: Decimal
    currency: str
    customer_name: str
    channel: str
    item_count: int
    version: int
    created_at: datetime
    status_since: datetime


class OrderItemOut(Output):
    """A line of a customer's own order."""

    variant_id: int
    product_id: int
    product_name: str
    """In words: "Classic T-Shirt (Red, M)"."""
    quantity: int
    price_at_purchase: Decimal


class OrderHistoryOut(Output):
    """That the order reached a status."""

    status: Status
    at: datetime


class OrderOut(Output):
    """A customer's own order."""

    id: int
    number: int
    status: Status
    total_amount: Decimal
    currency: str
    shipping_address: str
    full_name: str
    phone_number: str
    comment: str
    tracking_number: str | None
    can_cancel: bool
    created_at: datetime
    updated_at: datetime
    items: list[OrderItemOut]
    history: list[OrderHistoryOut]

    @classmethod
    def of(cls, order: OrderView) -> "OrderOut":
        """As its buyer sees it."""
        return cls(
            id=order.id,
            number=order.number,
            status=order.status,
            total_amount=order.total.amount,
            currency=order.total.currency,
            shipping_address=order.shipping_address,
            full_name=order.customer_name,
            phone_number=order.customer_phone,
            comment=order.comment,
            tracking_number=order.tracking_number,
            can_cancel=order.can_cancel,
            created_at=order.created_at,
            updated_at=order.updated_at,
            items=[
                OrderItemOut(
                    variant_id=line.variant_id,
                    product_id=line.product_id,
                    product_name=line.full_name,
                    quantity=line.quantity,
                    price_at_purchase=line.price.amount,
                )
                for line in order.lines
            ],
            history=[
                OrderHistoryOut(status=event.new_status, at=event.happened_at) for event in order.events
            ],
        )


class OrderBriefOut(Output):
    """A customer's own order in a list."""

    id: int
    number: int
    status: Status
    total_amount: Decimal
    currency: str
    can_cancel: bool
    created_at: datetime
    items: list[OrderItemOut]

    @classmethod
    def of(cls, order: OrderView) -> "OrderBriefOut":
        """As its buyer sees it."""
        whole = OrderOut.of(order)
        return cls(**{name: getattr(whole, name) for name in cls.model_fields})
