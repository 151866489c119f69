"""Reads the sample shop from the TOML files in `data/`.

The texts live in TOML because shop-keepers and translators edit them, and because four languages side by side
read better there than in Python.
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from typing import Any

from kiosk.sample_shop.content_model import (
    LANGUAGES,
    Category,
    LocalizedText,
    Option,
    OptionValue,
    Product,
    Shop,
    Variant,
)

_DATA = files("kiosk.sample_shop") / "data"
_SHELVES = (
    "1-tops",
    "2-dresses",
    "3-shoes-bags",
    "4-flowers",
    "5-home",
    "6-tea-coffee",
    "7-sweets",
    "8-gifts",
)


def read_shop() -> Shop:
    """Read the whole shop.

    Raises:
        KeyError: a text, an option or a value that is named does not exist.
        ValueError: a variant's values do not fit the options of its product.
    """
    about = _read("shop")
    options = {key: _option(key, table) for key, table in _read("options").items()}
    categories: list[Category] = []
    products: list[Product] = []
    for position, shelf in enumerate(_SHELVES, start=1):
        table = _read(shelf)
        category = Category(table["slug"], position, table["subject"], _text(table["name"]))
        categories.append(category)
        products.extend(_product(category, options, product) for product in table["products"])
    return Shop(
        name=_text(about["name"]),
        greeting=_text(about["greeting"]),
        about=_text(about["about"]),
        delivery=_text(about["delivery"]),
        returns=_text(about["returns"]),
        currency=about["currency"],
        options=tuple(options.values()),
        categories=tuple(categories),
        products=tuple(products),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _text(table: Mapping[str, Any]) -> LocalizedText:
    if "all" in table:
        return LocalizedText(**dict.fromkeys(LANGUAGES, table["all"]))
    return LocalizedText(**{language: table[language] for language in LANGUAGES})


def _option(key: str, table: Mapping[str, Any]) -> Option:
    values = tuple(
        OptionValue(value_key, _text(value), value.get("rgb")) for value_key, value in table["values"].items()
    )
    return Option(key, _text(table["name"]), values)


def _product(category: Category, options: Mapping[str, Option], table: Mapping[str, Any]) -> Product:
    own = tuple(options[key] for key in table.get("options", ()))
    return Product(
        slug=table["slug"],
        category=category.slug,
        subject=table["subject"],
        name=_text(table["name"]),
        description=_text(table["description"]),
        weight_grams=table["weight_grams"],
        options=own,
        variants=tuple(_variant(table, own, variant) for variant in table["variants"]),
    )


def _variant(product: Mapping[str, Any], options: tuple[Option, ...], table: Mapping[str, Any]) -> Variant:
    chosen: list[OptionValue] = []
    for option, key in zip(options, table.get("of", ()), strict=True):
        by_key = {value.key: value for value in option.values}
        chosen.append(by_key[key])
    return Variant(
        sku=table["sku"],
        values=tuple(chosen),
        price=Decimal(table["price"]),
        old_price=Decimal(table["old"]) if "old" in table else None,
        stock=table["stock"],
        low_stock=product["low_stock"],
        weight_grams=table.get("weight_grams", product["weight_grams"]),
    )


SHOP = read_shop()
