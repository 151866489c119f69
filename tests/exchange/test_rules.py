"""What cells and headers mean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.exchange.headers import FIELDS, match
from kiosk.exchange.rules import (
    neutralise,
    read_amount,
    read_flag,
    read_quantity,
    read_weight,
    restore,
    sheet_of,
)
from kiosk.kernel.i18n import LOCALES


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1290", "1290"),
        ("1 290,50 ₽", "1290.50"),
        ("1\u00a0290,50", "1290.50"),
        ("1\u202f290", "1290"),
        ("$1,290.50", "1290.50"),
        ("1.290,50 €", "1290.50"),
        ("1,290", "1290"),
        ("12,290", "12290"),
        ("0,290", "0.290"),
        ("12,5", "12.5"),
        ("1,234,567", "1234567"),
        ("19.99", "19.99"),
        ("590 руб.", "590"),
        ("2 490 тг", "2490"),
        (".5", ".5"),
        ("-5", "-5"),
        ("", None),
        ("free", None),
        ("1e5", None),
        ("12-34", None),
        ("(5)", None),
        ("NaN", None),
        ("99999999999", None),
    ],
)
def test_amounts_are_read_as_people_write_them(text, amount):
    assert read_amount(text) == (None if amount is None else Decimal(amount))


def test_quantities_weights_and_flags():
    assert [read_quantity(each) for each in ("5", "5.0", "1 000", "-1", "2.5", "x")] == [
        5,
        5,
        1000,
        None,
        None,
        None,
    ]
    assert [read_weight("2", each) for each in ("g", "kg", "lbs", "oz")] == [2, 2000, 907, 57]
    assert [read_flag(each) for each in ("Да", "так", "иә", "1", "TRUE")] == [True] * 5
    assert [read_flag(each) for each in ("нет", "ні", "жоқ", "0", "-1")] == [False] * 5
    assert read_flag("maybe") is None


@pytest.mark.sec("D01")
@given(st.text(max_size=40))
def test_no_text_becomes_a_formula_and_every_text_comes_back(text):
    written = neutralise(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠"))
    assert restore(written) == text


@given(st.text(alphabet="'=+-@\t", max_size=8))
def test_even_texts_that_look_neutralised_come_back(text):
    assert restore(neutralise(text)) == text


@pytest.mark.parametrize(
    "headers",
    [
        ["SKU", "Name", "Price", "Stock", "Category"],
        ["Артикул", "Название", "Цена", "Остаток", "Категория"],
        ["Артикул", "Назва товару", "Ціна", "Залишок", "Категорія"],
        ["артикул", "Атауы", "Бағасы", "Қалдық", "Санат"],
        ["sku", "product_name", "price", "stock_quantity", "category"],
    ],
)
def test_headers_are_known_in_four_languages(headers):
    assert match(headers, {}) == ["sku", "name", "price", "stock", "category"]


def test_options_have_headers_of_their_own():
    headers = ["option_color", "Option: Shoe size", "Опция: Цвет", "Размер", "Түсі", "Barcode"]
    assert match(headers, {}) == [
        "option:Color",
        "option:Shoe size",
        "option:Цвет",
        "option:Размер",
        "option:Түсі",
        None,
    ]


def test_texts_in_other_languages_have_headers_of_their_own():
    headers = [
        "Name (uk)",
        "Название (на украинском)",
        "Назва UA",
        "Сипаттамасы (қазақша)",
        "Description: en",
        "Title_ru",
    ]
    assert match([headers[0], *headers[3:]], {}) == ["name:uk", "description:kk", "description:en", "name:ru"]
    assert [match([each], {}) for each in headers[:3]] == [["name:uk"]] * 3
    assert match(["Name (de)", "Name (uk) 2", "Price (uk)"], {}) == [None] * 3
    assert {
        f"{field}:{language}" for field in ("name", "description") for language in LOCALES
    } <= FIELDS.keys()


def test_what_a_person_said_stands_above_what_we_know():
    assert match(["SKU", "Price", "RRP"], {"rrp": "price", "price": "ignore"}) == ["sku", "ignore", "price"]


def test_no_header_means_two_things():
    from kiosk.exchange.rules import fold

    names = [fold(name) for each in FIELDS.values() for name in each]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("link", "sheet"),
    [
        ("https://docs.google.com/spreadsheets/d/1AbcdefghijKLMNOPqrst_-uv/edit#gid=42", ("1AbcdefghijKLMNOPqrst_-uv", 42)),
        ("https://docs.google.com/spreadsheets/d/1AbcdefghijKLMNOPqrst_-uv/edit?gid=0#gid=0", ("1AbcdefghijKLMNOPqrst_-uv", 0)),
        ("https://docs.google.com/spreadsheets/u/1/d/1AbcdefghijKLMNOPqrst_-uv", ("1AbcdefghijKLMNOPqrst_-uv", None)),
        ("https://docs.google.com/document/d/1AbcdefghijKLMNOPqrst_-uv/edit", None),
        ("https://docs.google.com.evil.example/spreadsheets/d/1AbcdefghijKLMNOPqrst_-uv", None),
        ("http://169.254.169.254/spreadsheets/d/1AbcdefghijKLMNOPqrst_-uv", None),
        ("file:///etc/passwd", None),
    ],
)  # fmt: skip
def test_only_links_to_sheets_are_links_to_sheets(link, sheet):
    assert sheet_of(link) == sheet
