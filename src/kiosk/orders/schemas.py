"""Orders: what is recorded, and what the rest of the house sees of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from kiosk.kernel.errors import Refusal
from kiosk.kernel.money import Money
from kiosk.orders.rules import Status, Who, can_move, line_name, next_statuses, stands
from kiosk.payments.rules import Balance, PaymentState
from kiosk.payments.schemas import Entry


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
    payments: tuple[Entry, ...]
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
    paid: Money
    """What was taken for it less what was given back."""
    is_payment_noted: bool
    """Whether it was placed since the shop notes payments."""
    lines: tuple[OrderLineView, ...]
    events: tuple[OrderEventView, ...] = field(default=())

    @property
    def can_cancel(self) -> bool:
        """Whether its buyer may still cancel it."""
        return can_move(self.status, Status.CANCELLED, "customer")

    @property
    def balance(self) -> Balance:
        """What is still due for it, and what is to be given back."""
        return Balance(self.total.amount, self.paid.amount, stands(self.status))

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
    paid_amount: Decimal
    is_payment_noted: bool
    """Whether it was placed since the shop notes payments."""

    @property
    def payment(self) -> PaymentState | None:
        """How it stands with its buyer; None if that isn't noted, or nothing is to be paid."""
        balance = Balance(self.total_amount, self.paid_amount, stands(self.status))
        return balance.state if self.is_payment_noted else None
