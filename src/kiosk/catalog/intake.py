"""Many products at once: what is known of them, and what they shall be."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

COLUMNS = ("name", "description", "category_id", "weight_grams", "is_active", "translations")
"""What an import may change of a product itself."""

Translations = dict[str, dict[str, str]]
"""A product's texts in other languages: {"kk": {"name": ...}}."""


@dataclass(slots=True)
class KnownVariant:
    """A variant that the shop has. `values` are in the order of its product's options."""

    id: int
    sku: str
    price: Decimal
    old_price: Decimal | None
    on_hand: int
    low_threshold: int
    values: tuple[str, ...]


@dataclass(slots=True)
class KnownProduct:
    """A product that the shop has, with its variants for sale, and the names of its options in their order."""

    id: int
    slug: str
    name: str
    description: str
    category_id: int | None
    weight_grams: int | None
    is_active: bool
    translations: Translations
    version: int
    options: tuple[str, ...]
    variants: list[KnownVariant] = field(default_factory=list)


@dataclass(slots=True)
class VariantIntake:
    """A variant as it shall be. `stock` None leaves the stock alone (0 for a new variant), `low_threshold` None the
    threshold (the shop's usual one for a new variant).
    """

    sku: str
    price: Decimal
    old_price: Decimal | None
    stock: int | None
    low_threshold: int | None
    values: tuple[str, ...]
    known: KnownVariant | None = None
    id: int = 0

    @property
    def changes_price(self) -> bool:
        """Whether a known variant gets another price."""
        known = self.known
        return known is not None and (self.price, self.old_price) != (known.price, known.old_price)

    @property
    def changes_stock(self) -> bool:
        """Whether a known variant gets another stock."""
        known = self.known
        return known is not None and self.stock is not None and self.stock != known.on_hand

    @property
    def changes_threshold(self) -> bool:
        """Whether a known variant counts as low at another stock."""
        known = self.known
        return (
            known is not None and self.low_threshold is not None and self.low_threshold != known.low_threshold
        )


@dataclass(slots=True)
class ProductIntake:
    """A product as it shall be; of a known one only the variants that are named."""

    name: str
    description: str
    category_id: int | None
    weight_grams: int | None
    is_active: bool
    translations: Translations
    options: tuple[str, ...]
    variants: list[VariantIntake]
    known: KnownProduct | None = None
    id: int = 0

    @property
    def changes_itself(self) -> bool:
        """Whether a known product gets other texts, another place or weight, or is hidden or shown."""
        return self.known is not None and columns_of(self) != columns_of(self.known)

    @property
    def is_another(self) -> bool:
        """Whether a known product is another afterwards, in the eyes of somebody who edits it."""
        return self.changes_itself or any(v.known is None or v.changes_price for v in self.variants)

    @property
    def changes_anything(self) -> bool:
        """Whether the shop is another afterwards."""
        return (
            self.known is None
            or self.is_another
            or any(v.changes_stock or v.changes_threshold for v in self.variants)
        )

    @property
    def is_found_otherwise(self) -> bool:
        """Whether it is found by other words afterwards."""
        known = self.known
        return (
            known is None
            or (self.name, self.description, self.category_id, self.is_active, self.translations)
            != (known.name, known.description, known.category_id, known.is_active, known.translations)
            or any(v.known is None for v in self.variants)
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What taking a product in has changed, so that it can be taken back."""

    product_id: int
    version: int
    """The product's version afterwards."""
    before: dict[str, Any] | None
    """Its columns before; None if it wasn't there."""
    prices: dict[int, tuple[Decimal, Decimal | None]]
    """The former prices of variants that got others, by id."""
    thresholds: dict[int, tuple[int, int]]
    """The former and the present thresholds of variants that got others, by id."""
    added: tuple[int, ...]
    """The variants that weren't there."""


def columns_of(product: ProductIntake | KnownProduct) -> tuple[Any, ...]:
    """What a product is apart from its variants."""
    return tuple(getattr(product, name) for name in COLUMNS)
