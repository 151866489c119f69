"""Entries of the ledger as the rest of the house sees them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from kiosk.payments.rules import Method


@dataclass(frozen=True, slots=True)
class Entry:
    """Money that changed hands for an order, in the order's currency."""

    id: int
    amount: Decimal
    """Below zero: given back, or the correction of a slip."""
    method: Method
    actor_id: int | None
    actor_name: str | None
    happened_at: datetime
    undoes: int | None
    """The entry that this one takes back."""
    undone: bool

    @property
    def can_take_back(self) -> bool:
        """Whether it may still turn out to be a slip."""
        return self.undoes is None and not self.undone
