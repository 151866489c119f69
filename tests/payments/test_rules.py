from decimal import Decimal

import pytest

from kiosk.payments.rules import Balance

D = Decimal


@pytest.mark.parametrize(
    ("total", "paid", "stands", "due", "to_return", "state"),
    [
        ("10", "0", True, "10", "0", "unpaid"),
        ("10", "0.01", True, "9.99", "0", "partly-paid"),
        ("10", "10", True, "0", "0", "paid"),
        ("0", "0", True, "0", "0", "paid"),
        ("10", "12", True, "0", "2", "to-return"),  # by hand it can't be; a provider may be told twice
        ("10", "0", False, "0", "0", None),
        ("10", "4", False, "0", "4", "to-return"),
    ],
)
def test_balance(total, paid, stands, due, to_return, state):
    balance = Balance(D(total), D(paid), stands)
    assert (balance.due, balance.to_return, balance.state) == (D(due), D(to_return), state)
