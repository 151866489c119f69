"""What the staff sends to change the catalogue."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from kiosk.catalog.rules import MAX_OPTIONS, MAX_VALUES, MAX_VARIANTS, is_slug
from kiosk.kernel.schemas import DbId, Input

Locale = Literal["ru", "uk", "kk", "en"]

_STORABLE = Field(pattern=r"^[^\x00]*$")
Name60 = Annotated[str, Field(min_length=1, max_length=60), _STORABLE]
Name120 = Annotated[str, Field(min_length=1, max_length=120), _STORABLE]
Name200 = Annotated[str, Field(min_length=1, max_length=200), _STORABLE]
Description = Annotated[str, Field(max_length=10_000), _STORABLE]


def _not_a_float(value: Any) -> Any:
    if isinstance(value, (float, bool)):
        raise ValueError('an amount is written as a text: "19.99"')  # noqa: TRY004 - Pydantic wants ValueError
    return value


def _a_slug(text: str) -> str:
    if not is_slug(text):
        raise ValueError("only lower-case Latin letters, digits and single hyphens")
    return text


Price = Annotated[
    Decimal,
    BeforeValidator(_not_a_float),
    Field(ge=0, max_digits=10, decimal_places=2),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,8}(\.\d{1,2})?$", "examples": ["19.99"]}),
]
Slug = Annotated[
    str,
    Field(min_length=1, max_length=120, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
    AfterValidator(_a_slug),
]
Ids = Annotated[list[DbId], Field(min_length=1, max_length=100)]
_PERCENT = Field(ge=-90, le=900, max_digits=5, decimal_places=2)
_STEP = Field(ge=Decimal("0.01"), le=10_000, max_digits=7, decimal_places=2)
Quantity = Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
Position = Annotated[int, Field(ge=-1_000_000, le=1_000_000, strict=True)]


class NameTranslation(Input):
    """A name in another language."""

    name: Name120


class ValueTranslation(Input):
    """A value in another language."""

    value: Name60


class ProductTranslation(Input):
    """A product's texts in another language; what is missing falls back."""

    name: Name200 | None = None
    description: Description | None = None


class ValueInput(Input):
    """A value of an option."""

    value: Name60
    translations: dict[Locale, ValueTranslation | None] = Field(default_factory=dict)


class OptionInput(Input):
    """An option by which the variants differ. A value is a text, or a text with its translations.

    Options and values are shared by all products: the same name means the same option. Translations that are
    given replace the known ones, null takes one away; those that aren't given stay.
    """

    name: Name60
    translations: dict[Locale, NameTranslation | None] = Field(default_factory=dict)
    values: Annotated[list[Name60 | ValueInput], Field(min_length=1, max_length=MAX_VALUES)]

    def value_inputs(self) -> list[ValueInput]:
        """The values, all in their long form."""
        return [each if isinstance(each, ValueInput) else ValueInput(value=each) for each in self.values]


class AttributeInput(Input):
    """One value of one option, by their names."""

    type: Name60
    value: Name60


class VariantInput(Input):
    """What can be bought. In an update a variant is known again by its id, its SKU or its values, in this order."""

    id: DbId | None = None
    sku: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x20~]+$")]
    price: Price
    old_price: Price | None = None
    stock_quantity: Quantity | None = None
    """What is in stock; None leaves it as it is (0 for a new variant)."""
    stock_was: Quantity | None = None
    """What the person saw: if it was sold or counted otherwise since, the update is refused."""
    low_stock_threshold: Quantity | None = None
    attributes: Annotated[list[AttributeInput], Field(max_length=MAX_OPTIONS)] = Field(default_factory=list)


class PictureInput(Input):
    """A stored picture; with an attribute it is the picture of that colour."""

    id: DbId
    attribute: AttributeInput | None = None


class ProductInput(Input):
    """A whole product. Variants and pictures stand in the order in which they are shown."""

    name: Name200
    description: Description = ""
    translations: dict[Locale, ProductTranslation] = Field(default_factory=dict)
    slug: Slug | None = None
    """Made from the name if it is missing; kept in an update if it is missing."""
    category_id: DbId | None = None
    weight_grams: Annotated[int, Field(ge=0, le=10_000_000, strict=True)] | None = None
    position: Position | None = None
    """Where it stands in its category; new products come last."""
    is_active: bool = True
    options: Annotated[list[OptionInput], Field(max_length=MAX_OPTIONS)] = Field(default_factory=list)
    variants: Annotated[list[VariantInput], Field(min_length=1, max_length=MAX_VARIANTS)]
    pictures: Annotated[list[PictureInput], Field(max_length=30)] = Field(default_factory=list)


class ProductUpdate(ProductInput):
    """The product as it shall be. With `version` the update is refused if somebody else saved in the meantime."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1, strict=True)] | None = None


class CategoryInput(Input):
    """A category."""

    name: Name120
    translations: dict[Locale, NameTranslation] = Field(default_factory=dict)
    slug: Slug | None = None
    parent_id: DbId | None = None
    position: Position | None = None
    picture_id: DbId | None = None
    is_active: bool = True


class VariantChange(Input):
    """What to change about a variant; what is missing stays.

    `price_was` and `stock_was` are what the person saw: if it was changed, sold or counted otherwise since, the
    change is refused.
    """

    price: Price | None = None
    price_was: Price | None = None
    old_price: Price | None = None
    """Zero takes the old price away."""
    stock_quantity: Quantity | None = None
    stock_was: Quantity | None = None
    low_stock_threshold: Quantity | None = None


class BulkChange(Input):
    """What to change about many products; what is missing stays. A null category takes them out of theirs.

    Prices and stock are those of all their variants.
    """

    ids: Ids
    is_active: bool | None = None
    category_id: DbId | None = None
    price_percent: Annotated[Decimal, BeforeValidator(_not_a_float), _PERCENT] | None = None
    """By how many percent prices rise; negative: fall. An old price that isn't higher any more goes."""
    price_step: Annotated[Decimal, BeforeValidator(_not_a_float), _STEP] = Decimal("0.01")
    """To whole multiples of what the new prices are rounded."""
    stock_quantity: Quantity | None = None
    stock_added: Annotated[int, Field(ge=1, le=1_000_000, strict=True)] | None = None
    """Units that came in, of every variant; not together with `stock_quantity`."""

    @model_validator(mode="after")
    def _one_way_to_count(self) -> Self:
        if self.stock_quantity is not None and self.stock_added is not None:
            raise ValueError("stock is counted or added to, not both")
        return self


class Chosen(Input):
    """Which products are meant, as an address says it."""

    ids: Annotated[list[Annotated[int, Field(ge=1, le=2**63 - 1)]], Field(min_length=1, max_length=100)]


class Place(Input):
    """Where a category stands: in which other, and after those that come before it in the arrangement."""

    id: DbId
    parent_id: DbId | None


class Arrangement(Input):
    """The whole tree of categories, in the order in which it is shown."""

    items: Annotated[list[Place], Field(max_length=2_000)]
