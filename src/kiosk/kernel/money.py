"""Exact amounts. The only place in the house that rounds money."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Self

# Minor units that differ from the usual two digits (ISO 4217; XTR is Telegram's Stars).
_WITHOUT_MINOR = frozenset(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF XTR".split()  # noqa: SIM905 - a list to compare
)


def minor_digits(currency: str) -> int:
    """How many digits after the point `currency` has."""
    return 0 if currency in _WITHOUT_MINOR else 2


def quantum(currency: str) -> Decimal:
    """The smallest amount of `currency`: 0.01 for most."""
    return Decimal(1).scaleb(-minor_digits(currency))


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in one currency, always a whole number of minor units."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or self.amount != self.amount.quantize(quantum(self.currency)):
            raise ValueError(f"{self.amount} is not a whole number of minor units of {self.currency}")

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Nothing, in `currency`."""
        return cls(Decimal(0).quantize(quantum(currency)), currency)

    @classmethod
    def rounded(cls, amount: Decimal, currency: str) -> Self:
        """`amount` rounded half up to the currency's minor unit."""
        return cls(amount.quantize(quantum(currency), ROUND_HALF_UP), currency)

    def __add__(self, other: "Money") -> "Money":
        self._same_currency(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same_currency(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, quantity: int) -> "Money":
        return Money(self.amount * quantity, self.currency)

    def _same_currency(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} don't add up")


def share(money: Money, percent: Decimal) -> Money:
    """`percent` of `money`, rounded half up."""
    return Money.rounded(money.amount * percent / 100, money.currency)


def raised(money: Money, percent: Decimal, step: Decimal) -> Money:
    """`money` changed by `percent` (negative: lowered) and rounded half up to whole `step`s, 1 or 10 for instance.

    A step below the currency's minor unit counts as that.
    """
    step = max(step, quantum(money.currency))
    exact = money.amount * (100 + percent) / 100
    return Money.rounded((exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step, money.currency)


def split(money: Money, weights: Sequence[Decimal]) -> list[Money]:
    """Divide `money` by `weights` so that the parts add up to it exactly (largest remainder).

    Raises ValueError if no weight is positive or one is negative.
    """
    total = sum(weights, Decimal(0))
    if total <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must not be negative and must have a positive sum")
    unit = quantum(money.currency)
    exact = [money.amount * weight / total for weight in weights]
    parts = [part.quantize(unit, ROUND_DOWN) for part in exact]
    left = int((money.amount - sum(parts, Decimal(0))) / unit)
    step = unit if left >= 0 else -unit
    by_remainder = sorted(range(len(parts)), key=lambda i: abs(exact[i] - parts[i]), reverse=True)
    for i in by_remainder[: abs(left)]:
        parts[i] += step
    return [Money(part, money.currency) for part in parts]
