"""Periods, and how long what is on the shelf will last. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

LONGEST_PERIOD = 731
USUAL_PERIOD = 7
PACE_DAYS = 28
"""From so many days the present pace is taken."""
SOON_DAYS = 7
"""What will be gone within so many days is low, however many units there are."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the business, both ends included."""

    first: date
    last: date

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """The equally long period that ends where this one begins."""
        return Period(self.first - timedelta(days=len(self)), self.first - timedelta(days=1))

    def days(self) -> list[date]:
        """Each day of it."""
        return [self.first + timedelta(days=n) for n in range(len(self))]


def days_left(on_hand: int, sold: int, in_days: int) -> int | None:
    """How many whole days `on_hand` units last if `sold` went in `in_days`; None if none went."""
    return on_hand * in_days // sold if sold > 0 else None


def pace(sold: int, in_days: int) -> Decimal:
    """Units a day, to the hundredth."""
    return (Decimal(sold) / in_days).quantize(Decimal("0.01"), ROUND_HALF_UP)
