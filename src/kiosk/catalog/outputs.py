"""What the catalogue's API answers: for buyers, and for the staff."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from kiosk.kernel.schemas import Output
from kiosk.media.schemas import PictureOut


class ProductListItem(Output):
    """A product in a list. `old_price` belongs to the cheapest variant."""

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
    has_options: bool
    variant_count: int
    picture: PictureOut | None


class ProductPage(Output):
    """A page of products."""

    items: list[ProductListItem]
    total: int
    page: int
    size: int


class OptionOut(Output):
    """An option with the values that occur among the variants; `value_ids` are theirs, in the same order."""

    id: int
    name: str
    values: list[str]
    value_ids: list[int]


class AttributeOut(Output):
    """An option and its value in words."""

    type: str
    value: str


class VariantOut(Output):
    """What can be bought. `value_ids` are in the order of the product's options."""

    id: int
    sku: str
    price: Decimal
    old_price: Decimal | None
    stock_quantity: int
    attributes: list[AttributeOut]
    value_ids: list[int]
    picture_id: int | None


class ProductPictureOut(PictureOut):
    """A picture of the product; with an option value it is the picture of that colour."""

    option_value_id: int | None


class ProductOut(Output):
    """A product's page."""

    id: int
    slug: str
    name: str
    description: str
    category_id: int | None
    currency: str
    price_from: Decimal
    price_to: Decimal
    in_stock: bool
    weight_grams: int | None
    options: list[OptionOut]
    variants: list[VariantOut]
    pictures: list[ProductPictureOut]


class CategoryOut(Output):
    """A category with those that stand in it; `product_count` includes theirs."""

    id: int
    parent_id: int | None
    slug: str
    name: str
    position: int
    product_count: int
    picture: PictureOut | None
    children: list["CategoryOut"]


class CategoryTree(Output):
    """All categories that are shown."""

    items: list[CategoryOut]


class AdminValueOut(Output):
    """A value of an option with its translations."""

    value: str
    translations: dict[str, dict[str, str]]


class AdminOptionOut(Output):
    """An option with its translations."""

    name: str
    translations: dict[str, dict[str, str]]
    values: list[AdminValueOut]


class AdminVariantOut(Output):
    """A variant as the staff sees it."""

    id: int
    sku: str
    price: Decimal
    old_price: Decimal | None
    stock_quantity: int
    low_stock_threshold: int
    attributes: list[AttributeOut]


class AdminPictureOut(PictureOut):
    """A picture as the staff sees it."""

    attribute: AttributeOut | None


class AdminProductOut(Output):
    """A product as the staff edits it: every language, hidden or not. Without its ids it can be sent back."""

    id: int
    version: int
    slug: str
    name: str
    description: str
    translations: dict[str, dict[str, Any]]
    category_id: int | None
    weight_grams: int | None
    position: int
    is_active: bool
    options: list[AdminOptionOut]
    variants: list[AdminVariantOut]
    pictures: list[AdminPictureOut]
    created_at: datetime
    updated_at: datetime


class AdminProductItem(Output):
    """A product in the staff's list, named in the shop's own language. `stock` is the sum of its variants'.

    `variant_id`, `sku` and `old_price` are there if it has one variant, which can then be changed in the list.
    """

    id: int
    version: int
    name: str
    category_id: int | None
    is_active: bool
    variant_count: int
    variant_id: int | None
    sku: str | None
    price_from: Decimal | None
    price_to: Decimal | None
    old_price: Decimal | None
    currency: str
    stock: int
    low: int
    """How many of its variants are at or below their threshold."""
    picture: PictureOut | None
    updated_at: datetime


class AdminCategory(Output):
    """A category as the staff keeps it. `product_count` is its own, without those of the categories in it."""

    id: int
    parent_id: int | None
    slug: str
    name: str
    translations: dict[str, dict[str, str]]
    is_active: bool
    product_count: int
    picture: PictureOut | None


class AdminCategories(Output):
    """All categories, in the order in which they are shown."""

    items: list[AdminCategory]


class Changed(Output):
    """How many were changed; those that were so already aren't counted."""

    changed: int
