"""Amounts are exact, and what is divided adds up again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.kernel.money import Money, minor_digits, raised, share, split

CURRENCIES = st.sampled_from(["RUB", "UAH", "KZT", "XTR"])


@st.composite
def amounts(draw, low=0, high=10**9):
    currency = draw(CURRENCIES)
    return Money(Decimal(draw(st.integers(low, high))).scaleb(-minor_digits(currency)), currency)


@given(amounts(low=-(10**9)), st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_parts_add_up_to_the_whole(money, weights):
    if sum(weights) == 0:
        with pytest.raises(ValueError):
            split(money, [Decimal(w) for w in weights])
        return
    parts = split(money, [Decimal(w) for w in weights])
    assert sum((p.amount for p in parts), Decimal(0)) == money.amount
    exact = [money.amount * w / sum(weights) for w in weights]
    unit = Decimal(1).scaleb(-minor_digits(money.currency))
    assert all(abs(p.amount - e) < unit for p, e in zip(parts, exact, strict=True))


@given(amounts(), st.decimals(0, 100, places=2))
def test_a_share_is_never_more_than_the_whole_and_is_in_minor_units(money, percent):
    part = share(money, percent)
    assert Decimal(0) <= part.amount <= money.amount
    assert part == Money(part.amount, money.currency)


@pytest.mark.parametrize(
    ("amount", "currency", "percent", "step", "expected"),
    [
        ("100.10", "RUB", "10", "0.01", "110.11"),
        ("1990", "KZT", "-7.5", "10", "1840"),
        ("5", "RUB", "0", "10", "10"),
        ("4.99", "RUB", "0", "10", "0"),
        ("99", "XTR", "1", "0.01", "100"),
    ],
)
def test_a_raised_price_is_a_whole_number_of_steps(amount, currency, percent, step, expected):
    money = Money(Decimal(amount), currency)
    assert raised(money, Decimal(percent), Decimal(step)) == Money(Decimal(expected), currency)


@given(amounts(), st.integers(0, 999))
def test_multiplying_is_adding_again_and_again(money, quantity):
    assert (money * quantity).amount == sum((money.amount for _ in range(quantity)), Decimal(0))


def test_currencies_do_not_mix():
    with pytest.raises(ValueError):
        Money(Decimal("1.00"), "RUB") + Money(Decimal("1.00"), "KZT")
    with pytest.raises(ValueError):
        Money(Decimal("1.00"), "RUB") - Money(Decimal("1.00"), "UAH")


@pytest.mark.parametrize("wrong", ["0.001", "NaN", "Infinity", "1.999"])
def test_only_whole_minor_units_are_money(wrong):
    with pytest.raises(ValueError):
        Money(Decimal(wrong), "RUB")


def test_stars_have_no_fractions():
    with pytest.raises(ValueError):
        Money(Decimal("1.5"), "XTR")
    assert Money.rounded(Decimal("1.5"), "XTR").amount == 2
