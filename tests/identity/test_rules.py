"""Who may do what, and which passwords are good enough."""

import pytest

from kiosk.identity.rules import VERBS, Actor, may, password_weakness


def test_a_customer_may_nothing_of_the_staffs():
    assert not any(may({"customer"}, verb) for verb in VERBS["receptionist"])


def test_rights_add_up_over_roles():
    assert may({"customer", "manager"}, "cart.edit")
    assert may({"customer", "manager"}, "catalog.edit")


def test_unknown_roles_give_no_right():
    assert not may({"root"}, "orders.view")
    assert not may(set(), "orders.view")


def test_a_service_acts_for_customers_and_is_no_staff():
    service = Actor(None, frozenset({"service"}), key_id=1)
    assert service.may("customers.act-for")
    assert not service.may("orders.view")
    assert not service.is_staff


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("short", "too-short"),
        ("x" * 129, "too-long"),
        ("aaaaaaaaaaaa", "too-simple"),
        ("abababababab", "too-simple"),
        ("abcdefghijklmnop", "too-simple"),
        ("password1234", "too-simple"),
        ("marina-marina", "too-simple"),
        ("пароль123456", "too-simple"),
        ("correct horse battery staple", None),
        ("чай с мятой и мёдом", None),
    ],
)
def test_passwords_that_would_be_guessed_are_refused(password, weakness):
    assert password_weakness(password, "marina") == weakness
