"""Orders as the staff's API shows them."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Self

from kiosk.customers.rules import masked_name
from kiosk.kernel.paging import CountedPage
from kiosk.kernel.schemas import Output
from kiosk.orders.payment_schemas import OrderPayments
from kiosk.orders.rules import Status, is_late, next_statuses
from kiosk.orders.schemas import (
    DeliveryState,
    MessageView,
    NoteView,
    OrderEventView,
    OrderHead,
    OrderView,
    Papers,
)
from kiosk.payments.rules import PaymentState


class StaffOrderBrief(Output):
    """An order in the staff's list. Its buyer is named as far as acquaintances need it."""

    id: int
    number: int
    user_id: int
    status: Status
    next_statuses: list[Status]
    total_amount: Decimal
    currency: str
    customer_name: str
    """Masked: "Ann L."."""
    channel: str
    item_count: int
    payment: PaymentState | None
    """Null: it isn't noted, or nothing has to be paid."""
    late: bool
    version: int
    created_at: datetime
    status_since: datetime

    @classmethod
    def of(cls, order: OrderHead, now: datetime) -> Self:
        """As the list shows it."""
        return cls(
            id=order.id,
            number=order.number,
            user_id=order.user_id,
            status=order.status,
            next_statuses=list(next_statuses(order.status, "staff")),
            total_amount=order.total_amount,
            currency=order.currency,
            customer_name=masked_name(order.customer_name),
            channel=order.channel,
            item_count=order.item_count,
            payment=order.payment,
            late=is_late(order.status, order.status_since, now),
            version=order.version,
            created_at=order.created_at,
            status_since=order.status_since,
        )


class StaffOrderPage(CountedPage[StaffOrderBrief]):
    """A page of orders."""


class StaffOrderItem(Output):
    """A line with what is needed to pick it."""

    variant_id: int
    product_id: int
    sku: str
    product_name: str
    options: str
    quantity: int
    price_at_purchase: Decimal
    total: Decimal


class StaffOrderEvent(Output):
    """A change of status. `actor_id` is null for the system or a service."""

    id: int
    old_status: Status | None
    new_status: Status
    actor_id: int | None
    actor_name: str | None
    note: str
    at: datetime
    undoes: int | None
    """The event that this one took back."""
    undone: bool


class Note(Output):
    """What somebody of the staff noted for the others."""

    id: int
    text: str
    author_id: int
    author_name: str | None
    created_at: datetime
    is_mine: bool

    @classmethod
    def of(cls, note: NoteView, reader_id: int | None) -> Self:
        """As `reader_id` sees it."""
        return cls(
            id=note.id,
            text=note.text,
            author_id=note.author_id,
            author_name=note.author_name,
            created_at=note.created_at,
            is_mine=note.author_id == reader_id,
        )


class Message(Output):
    """What somebody of the staff wrote to the buyer, and whether it arrived."""

    id: int
    text: str
    author_id: int
    author_name: str | None
    created_at: datetime
    state: DeliveryState
    sent_at: datetime | None
    error: str | None

    @classmethod
    def of(cls, message: MessageView) -> Self:
        """As the staff sees it."""
        return cls.model_validate(message)


class Undo(Output):
    """That the reader's own last move may be taken back until then; the order must still be at `version`."""

    until: datetime
    version: int


_AS_IT_IS = (
    *("id", "number", "user_id", "status", "version", "shipping_address", "customer_name", "customer_phone"),
    *("comment", "tracking_number", "locale", "channel", "created_at", "updated_at", "status_since"),
)


class StaffOrder(Output):
    """An order with all that the staff needs, the customer's personal data included."""

    id: int
    number: int
    user_id: int
    status: Status
    next_statuses: list[Status]
    version: int
    total_amount: Decimal
    currency: str
    shipping_address: str
    customer_contact: str
    customer_name: str
    customer_phone: str
    comment: str
    tracking_number: str | None
    locale: str
    channel: str
    created_at: datetime
    updated_at: datetime
    status_since: datetime
    late: bool
    can_message: bool
    undo: Undo | None
    payments: OrderPayments
    items: list[StaffOrderItem]
    history: list[StaffOrderEvent]
    notes: list[Note]
    messages: list[Message]

    @classmethod
    def of(cls, order: OrderView, papers: Papers, *, reader_id: int | None, now: datetime) -> Self:
        """As `reader_id` sees it `now`."""
        return cls(
            **{name: getattr(order, name) for name in _AS_IT_IS},
            next_statuses=list(order.next_statuses("staff")),
            total_amount=order.total.amount,
            currency=order.total.currency,
            customer_contact=f"{order.customer_name}, {order.customer_phone}",
            late=is_late(order.status, order.status_since, now),
            can_message=papers.has_chat,
            undo=_undo(order, reader_id, now),
            payments=OrderPayments.of(order, papers.payments),
            items=_items(order),
            history=_history(order.events),
            notes=[Note.of(note, reader_id) for note in papers.notes],
            messages=[Message.of(message) for message in papers.messages],
        )


def _undo(order: OrderView, reader_id: int | None, now: datetime) -> Undo | None:
    last = order.events[-1]
    # Whatever else was changed since has a later time than the move.
    untouched = order.updated_at == last.happened_at
    if reader_id is None or last.actor_id != reader_id or last.undoable_until is None or not untouched:
        return None
    return Undo(until=last.undoable_until, version=order.version) if now <= last.undoable_until else None


def _items(order: OrderView) -> list[StaffOrderItem]:
    return [
        StaffOrderItem(
            variant_id=line.variant_id,
            product_id=line.product_id,
            sku=line.sku,
            product_name=line.name,
            options=line.options,
            quantity=line.quantity,
            price_at_purchase=line.price.amount,
            total=line.total.amount,
        )
        for line in order.lines
    ]


def _history(events: tuple[OrderEventView, ...]) -> list[StaffOrderEvent]:
    undone = {event.undoes for event in events}
    return [
        StaffOrderEvent(
            id=event.id,
            old_status=event.old_status,
            new_status=event.new_status,
            actor_id=event.actor_id,
            actor_name=event.actor_name,
            note=event.note,
            at=event.happened_at,
            undoes=event.undoes,
            undone=event.id in undone,
        )
        for event in events
    ]


class BulkOutcome(Output):
    """What came of one of many orders; `code` and `detail` say why nothing did."""

    id: int
    number: int | None
    outcome: Literal["moved", "undone", "noted", "unchanged", "refused"]
    status: Status | None
    version: int | None
    code: str | None
    detail: str | None


class BulkOut(Output):
    """What came of each order, in the order of asking."""

    results: list[BulkOutcome]
    moved: int
    refused: int
    undo_until: datetime | None


class BulkUndone(Output):
    """What came of taking each move back."""

    results: list[BulkOutcome]
    undone: int
    refused: int


class BulkPaid(Output):
    """What came of noting each order as paid."""

    results: list[BulkOutcome]
    noted: int
    refused: int


class KeptView(Output):
    """A selection of the list that somebody keeps."""

    id: int
    name: str
    query: dict[str, Any]
    created_at: datetime


class KeptViews(Output):
    """All that somebody keeps, by name."""

    items: list[KeptView]
