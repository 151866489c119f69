import pytest

from kiosk.orders.rules import Status, can_move, line_name, next_statuses

STAFF = {
    "pending": {"confirmed", "processing", "cancelled"},
    "confirmed": {"processing", "shipped", "cancelled"},
    "processing": {"shipped", "cancelled"},
    "shipped": {"delivered", "refunded"},
    "delivered": {"refunded"},
}
CUSTOMER = {"pending": {"cancelled"}, "confirmed": {"cancelled"}}


@pytest.mark.sec("E24")
@pytest.mark.parametrize(("who", "table"), [("staff", STAFF), ("customer", CUSTOMER)])
def test_every_pair_of_statuses(who, table):
    for old in Status:
        assert set(next_statuses(old, who)) == table.get(old.value, set())
        for new in Status:
            assert can_move(old, new, who) is (new.value in table.get(old.value, set()))


def test_a_line_in_words():
    assert line_name("Classic T-Shirt", "Red, M") == "Classic T-Shirt (Red, M)"
    assert line_name("Mug", "") == "Mug"
