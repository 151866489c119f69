"""What is still due for an order, and what is to be given back. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Method(StrEnum):
    """How money changed hands."""

    CASH = "cash"
    CARD = "card"
    """A card at the door or at the counter."""
    TRANSFER = "transfer"
    OTHER = "other"


class PaymentState(StrEnum):
    """How an order stands with its buyer."""

    UNPAID = "unpaid"
    PARTLY_PAID = "partly-paid"
    PAID = "paid"
    TO_RETURN = "to-return"
    """Money was taken for an order that was cancelled or refunded since."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What an order costs and what was paid for it, in the order's currency."""

    total: Decimal
    paid: Decimal
    """What was taken less what was given back."""
    stands: bool
    """False for an order that was cancelled or refunded: nobody owes anything for it any more."""

    @property
    def due(self) -> Decimal:
        """What the buyer still owes."""
        return max(self.total - self.paid, Decimal(0)) if self.stands else Decimal(0)

    @property
    def to_return(self) -> Decimal:
        """What the shop owes the buyer."""
        return max(self.paid - (self.total if self.stands else Decimal(0)), Decimal(0))

    @property
    def state(self) -> PaymentState | None:
        """In a word; None if nothing was paid and nothing has to be."""
        if self.to_return:
            return PaymentState.TO_RETURN
        if self.due:
            return PaymentState.PARTLY_PAID if self.paid else PaymentState.UNPAID
        return PaymentState.PAID if self.stands else None
