"""What was paid for an order, as the staff's API shows it."""

from datetime import datetime
from decimal import Decimal
from typing import Self

from kiosk.kernel.schemas import Output
from kiosk.orders.schemas import OrderView
from kiosk.payments.rules import Method, PaymentState
from kiosk.payments.schemas import Entry


class PaymentEntry(Output):
    """Money that changed hands. `actor_id` is null where nobody of the staff noted it."""

    id: int
    amount: Decimal
    """Below zero: given back, or the correction of a slip."""
    method: Method
    actor_id: int | None
    actor_name: str | None
    at: datetime
    undoes: int | None
    """The entry that this one took back."""
    undone: bool
    can_take_back: bool

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """As the staff sees it."""
        return cls(
            id=entry.id,
            amount=entry.amount,
            method=entry.method,
            actor_id=entry.actor_id,
            actor_name=entry.actor_name,
            at=entry.happened_at,
            undoes=entry.undoes,
            undone=entry.undone,
            can_take_back=entry.can_take_back,
        )


class OrderPayments(Output):
    """How an order stands with its buyer, and the entries that say so. Amounts are in the order's currency."""

    is_noted: bool
    """Whether the order was placed since the shop notes payments."""
    state: PaymentState | None
    """Null: nothing was paid, and nothing has to be."""
    paid_amount: Decimal
    due_amount: Decimal
    """What the buyer still owes."""
    return_amount: Decimal
    """What is to be given back: it was taken for an order that was cancelled or refunded."""
    is_paid: bool
    entries: list[PaymentEntry]

    @classmethod
    def of(cls, order: OrderView, entries: tuple[Entry, ...]) -> Self:
        """As the staff sees it."""
        balance = order.balance
        return cls(
            is_noted=order.is_payment_noted,
            state=balance.state,
            paid_amount=balance.paid,
            due_amount=balance.due,
            return_amount=balance.to_return,
            is_paid=balance.state is PaymentState.PAID,
            entries=[PaymentEntry.of(entry) for entry in entries],
        )
