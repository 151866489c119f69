"""What the catalogue's queries give: plain values in one reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kiosk.kernel.money import Money


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A category with all that stands in it. `product_count` includes the products of its children."""

    id: int
    parent_id: int | None
    slug: str
    name: str
    picture_id: int | None
    picture_sha256: str | None
    position: int
    product_count: int
    children: tuple["CategoryNode", ...] = ()


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in a list. Prices are those of its variants for sale; `old_price` belongs to the cheapest."""

    id: int
    slug: str
    name: str
    description: str
    category_id: int | None
    price_from: Decimal
    price_to: Decimal
    old_price: Decimal | None
    currency: str
    in_stock: bool
    picture_id: int | None
    picture_sha256: str | None
    variant_count: int
    has_options: bool


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value of an option."""

    id: int
    value: str


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option by which a product's variants differ, with the values that occur among them, in their order."""

    id: int
    name: str
    values: tuple[ValueView, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An option and its value in words: Colour, Red."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class VariantView:
    """What can be bought. `values` are option values' ids in the order of the product's options."""

    id: int
    sku: str
    price: Decimal
    old_price: Decimal | None
    stock_quantity: int
    low: bool
    values: tuple[int, ...]
    attributes: tuple[Attribute, ...]
    picture_id: int | None


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture of a product; with an option value it is the picture of that colour."""

    id: int
    option_value_id: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """A product's whole page."""

    id: int
    slug: str
    name: str
    description: str
    category_id: int | None
    currency: str
    weight_grams: int | None
    options: tuple[OptionView, ...]
    variants: tuple[VariantView, ...]
    pictures: tuple[PictureView, ...]

    @property
    def in_stock(self) -> bool:
        """Whether any variant can be bought now."""
        return any(variant.stock_quantity > 0 for variant in self.variants)

    def variant(self, values: Sequence[int]) -> VariantView | None:
        """The variant with exactly these option values, in any order; None if the combination does not exist."""
        wanted = sorted(values)
        return next((each for each in self.variants if sorted(each.values) == wanted), None)


@dataclass(frozen=True, slots=True)
class VariantForSale:
    """A variant as carts and orders need it, whether it is for sale now or not (`sellable`).

    `names` holds, for each language with a translation, {"name", "options"}; `product_name` and `options` are
    in the business's default language. `low` means: some are left, but no more than the low-stock threshold.
    """

    id: int
    product_id: int
    category_id: int | None
    sku: str
    price: Money
    old_price: Money | None
    on_hand: int
    low: bool
    sellable: bool
    product_name: str
    options: str
    picture_id: int | None
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def name_in(self, locale: str) -> str:
        """The product's name for a reader of `locale`."""
        return self.names.get(locale, {}).get("name", self.product_name)

    def options_in(self, locale: str) -> str:
        """The variant in words for a reader of `locale`: "Red, M"; "" for a product without options."""
        return self.names.get(locale, {}).get("options", self.options)
