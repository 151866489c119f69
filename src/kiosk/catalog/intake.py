"""Many products at once: what is known of them, and what they shall be."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(slots=True)
class KnownVariant:
    """A variant that the shop has. `values` are in the order of its product's options."""

    id: int
    sku: str
    price: Decimal
    old_price: Decimal | None
    on_hand: int
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
    version: int
    options: tuple[str, ...]
    variants: list[KnownVariant] = field(default_factory=list)


@dataclass(slots=True)
class VariantIntake:
    """A variant as it shall be. `stock` None leaves the stock alone (0 for a new variant)."""

    sku: str
    price: Decimal
    old_price: Decimal | None
    stock: int | None
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


@dataclass(slots=True)
class ProductIntake:
    """A product as it shall be; of a known one only the variants that are named."""

    name: str
    description: str
    category_id: int | None
    weight_grams: int | None
    is_active: bool
    options: tuple[str, ...]
    variants: list[VariantIntake]
    known: KnownProduct | None = None
    id: int = 0

    @property
    def changes_itself(self) -> bool:
        """Whether a known product gets other texts, another place or weight, or is hidden or shown."""
        return self.known is not None and columns_of(self) != columns_of(self.known)

    @property
    def changes_anything(self) -> bool:
        """Whether the shop is another afterwards."""
        return (
            self.known is None
            or self.changes_itself
            or any(v.known is None or v.changes_price or v.changes_stock for v in self.variants)
        )

    @property
    def is_found_otherwise(self) -> bool:
        """Whether it is found by other words afterwards."""
        known = self.known
        return (
            known is None
            or (self.name, self.description, self.category_id, self.is_active)
            != (known.name, known.description, known.category_id, known.is_active)
            or any(v.known is None for v in self.variants)
        )


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A product as it was before an import. `columns` None: it wasn't there."""

    product_id: int
    columns: dict[str, Any] | None
    prices: dict[int, tuple[Decimal, Decimal | None]]
    """The former prices of known variants, by id."""
    added: tuple[int, ...]
    """The variants that weren't there."""
    stock: dict[int, int]
    """How many units the import added to each variant (fewer than none if it took some away)."""


def columns_of(product: ProductIntake | KnownProduct) -> tuple[Any, ...]:
    """What a product is apart from its variants."""
    return (
        product.name,
        product.description,
        product.category_id,
        product.weight_grams,
        product.is_active,
    )
