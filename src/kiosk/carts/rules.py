"""What a cart may hold, and what is wrong with one of its lines. Pure."""

from decimal import Decimal
from typing import Literal

MAX_QUANTITY = 999
"""Of one variant."""
MAX_LINES = 50

Problem = Literal["price-changed", "sold-out", "too-few", "gone"]
"""`gone`: no longer for sale. `sold-out`: none left. `too-few`: fewer left than wanted."""


def find_problem(
    *, sellable: bool, available: int, quantity: int, price: Decimal, price_seen: Decimal
) -> Problem | None:
    """What the customer has to be told about a line before they order; the gravest thing first."""
    if not sellable:
        return "gone"
    if available <= 0:
        return "sold-out"
    if available < quantity:
        return "too-few"
    return "price-changed" if price != price_seen else None


def counts(problem: Problem | None) -> bool:
    """Whether a line with this problem is part of the cart's total: what nobody can buy costs nothing."""
    return problem not in {"gone", "sold-out"}
