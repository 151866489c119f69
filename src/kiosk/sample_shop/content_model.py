"""The shape of the sample shop's content: plain values, no database and no files."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

Language = Literal["ru", "uk", "kk", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One text as a reader of each of the shop's languages reads it."""

    ru: str
    uk: str
    kk: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text for a reader of `language`."""
        return {"ru": self.ru, "uk": self.uk, "kk": self.kk, "en": self.en}[language]

    def as_dict(self) -> dict[Language, str]:
        """All languages at once, in the order of `LANGUAGES`."""
        return {language: self.in_language(language) for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class OptionValue:
    """One choice of an option, such as Red.

    `key` is unique across all options. `rgb` ("#RRGGBB") is set where the choice shows in a picture.
    """

    key: str
    name: LocalizedText
    rgb: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """What variants may differ in, such as Colour, with every value in reading order."""

    key: str
    name: LocalizedText
    values: tuple[OptionValue, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """What is sold: one combination of option values, aligned with the product's options.

    Prices are in the shop's currency; `stock` and `low_stock` are pieces, `weight_grams` is one packed piece.
    """

    sku: str
    values: tuple[OptionValue, ...]
    price: Decimal
    old_price: Decimal | None
    stock: int
    low_stock: int
    weight_grams: int


@dataclass(frozen=True, slots=True)
class Product:
    """A page of the catalogue. A product without options has exactly one variant."""

    slug: str
    category: str
    subject: str
    name: LocalizedText
    description: LocalizedText
    weight_grams: int
    options: tuple[Option, ...]
    variants: tuple[Variant, ...]

    def values_of(self, option: Option) -> tuple[OptionValue, ...]:
        """The values of `option` that at least one variant has, in reading order.

        Raises:
            ValueError: the product does not have this option.
        """
        place = self.options.index(option)
        used = {variant.values[place].key for variant in self.variants}
        return tuple(value for value in option.values if value.key in used)


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf of the catalogue; `position` counts from 1."""

    slug: str
    position: int
    subject: str
    name: LocalizedText


@dataclass(frozen=True, slots=True)
class Shop:
    """The whole sample shop. `currency` is an ISO 4217 code."""

    name: LocalizedText
    greeting: LocalizedText
    about: LocalizedText
    delivery: LocalizedText
    returns: LocalizedText
    currency: str
    options: tuple[Option, ...]
    categories: tuple[Category, ...]
    products: tuple[Product, ...]

    def products_in(self, category: Category) -> Iterable[Product]:
        """The products of one category, in the order of the shelf."""
        return (product for product in self.products if product.category == category.slug)
