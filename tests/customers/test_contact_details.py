import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.customers.contact_details import (
    example_phone,
    normal_address,
    normal_name,
    normal_phone,
    shown_phone,
)
from kiosk.customers.errors import InvalidAddress, InvalidName, InvalidPhone


@pytest.mark.parametrize(
    ("typed", "region", "stored"),
    [
        ("8 701 123 45 67", "KZ", "+77011234567"),
        ("067 123-45-67", "UA", "+380671234567"),
        ("8 (916) 123-45-67", "RU", "+79161234567"),
        ("+7 916 123 45 67", "UA", "+79161234567"),
        ("380671234567", "RU", "+380671234567"),
        ("+15551234567", "RU", "+15551234567"),
    ],
)
def test_numbers_as_people_dial_them(typed, region, stored):
    assert normal_phone(typed, region) == stored


@pytest.mark.parametrize(
    "typed", ["", "123", "+7 916 123", "call me", "+", "8" * 500, "+7 701 1234567 ext 5"]
)
def test_what_is_no_number(typed):
    with pytest.raises(InvalidPhone) as refused:
        normal_phone(typed, "UA")
    assert refused.value.params == {"example": "+380 50 123 4567"}


@given(st.text(max_size=60), st.sampled_from(["RU", "UA", "KZ", "US", "ZZ"]))
def test_any_text_is_a_number_or_refused(text, region):
    try:
        stored = normal_phone(text, region)
    except InvalidPhone:
        return
    assert stored.startswith("+")
    assert stored[1:].isascii()
    assert stored[1:].isdigit()
    assert len(stored) <= 20
    assert normal_phone(stored, region) == stored


def test_every_region_has_an_example_that_passes():
    for region in ("RU", "UA", "KZ", "US", "DE"):
        assert normal_phone(example_phone(region), region)
    assert example_phone("ZZ")
    assert shown_phone("+77011234567") == "+7 701 123 4567"
    assert shown_phone("?") == "?"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Айгерім   Сұлтан ", "Айгерім Сұлтан"),
        ("O'Brien-Smith", "O'Brien-Smith"),
        ("<b>Ann</b>", "<b>Ann</b>"),
        ("Ann\nLee", "Ann Lee"),
        ("evil\u202etxt", "eviltxt"),
        ("Ann\x00Lee", "Ann Lee"),
        ("Ann 🦊", "Ann 🦊"),
    ],
)
def test_names(typed, stored):
    assert normal_name(typed) == stored


@pytest.mark.parametrize("typed", ["", " ", "A", "12345", "🦊🦊", "x" * 101, "\u200b\u200b\u200b"])
def test_what_is_no_name(typed):
    with pytest.raises(InvalidName):
        normal_name(typed)


def test_addresses_keep_their_lines():
    assert normal_address(" Абая 10,\r\n\r\n кв.  5 ") == "Абая 10,\nкв. 5"
    for typed in ("", "ул.", "-----", "x" * 501):
        with pytest.raises(InvalidAddress):
            normal_address(typed)


@given(st.text(max_size=700))
def test_any_address_that_is_accepted_can_be_stored_and_stays_as_it_is(text):
    try:
        stored = normal_address(text)
    except InvalidAddress:
        return
    assert "\x00" not in stored
    stored.encode()
    assert normal_address(stored) == stored
