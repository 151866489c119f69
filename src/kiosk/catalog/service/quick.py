"""Changes made in a list: one price, one stock, the whole tree of shelves, a copy."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.business.service import get_business
from kiosk.catalog.admin_queries import get_product_for_staff
from kiosk.catalog.errors import CategoriesChanged, InvalidProduct, PriceMoved, VariantNotFound
from kiosk.catalog.inputs import Arrangement, ProductInput, VariantChange
from kiosk.catalog.models import Category, Product, ProductVariant
from kiosk.catalog.rules import Problem, makes_a_circle
from kiosk.catalog.service.categories import lock_tree
from kiosk.catalog.service.products import create_product
from kiosk.inventory.service import set_low_threshold, set_on_hand
from kiosk.kernel.database import Unit
from kiosk.kernel.money import quantum

_STEM = 60
"""Of 64 characters; the rest is for the copy's number."""


async def change_variant(unit: Unit, variant_id: int, change: VariantChange, actor_id: int | None) -> int:
    """Change a variant's price or stock; gives its product's id.

    Raises VariantNotFound, InvalidProduct, PriceMoved, StockMoved.
    """
    session = unit.session
    found = await session.execute(
        select(ProductVariant.product_id, ProductVariant.price, ProductVariant.old_price)
        .join(Product, Product.id == ProductVariant.product_id)
        .where(ProductVariant.id == variant_id, ProductVariant.is_active, Product.deleted_at.is_(None))
        .with_for_update(of=Product)
    )
    row = found.one_or_none()
    if row is None:
        raise VariantNotFound
    if change.price is not None and change.price_was not in {None, row.price} and change.price != row.price:
        raise PriceMoved(price=str(row.price))
    prices = await _prices(session, row, change)
    if prices:
        await session.execute(update(ProductVariant).where(ProductVariant.id == variant_id).values(**prices))
        await session.execute(
            update(Product)
            .where(Product.id == row.product_id)
            .values(version=Product.version + 1, updated_at=unit.now())
        )
    if change.stock_quantity is not None:
        await set_on_hand(unit, variant_id, change.stock_quantity, actor_id, was=change.stock_was)
    if change.low_stock_threshold is not None:
        await set_low_threshold(unit, variant_id, change.low_stock_threshold)
    unit.touch("catalog", f"product:{row.product_id}")
    return int(row.product_id)


async def _prices(session: AsyncSession, row: Any, change: VariantChange) -> dict[str, Any]:
    price = row.price if change.price is None else change.price
    old_price = row.old_price if change.old_price is None else change.old_price or None
    if (price, old_price) == (row.price, row.old_price):
        return {}
    unit_of_money = quantum((await get_business(session)).currency)
    problems = [
        Problem(f"/{name}", "catalog.amount")
        for name, amount in (("price", price), ("old_price", old_price))
        if amount is not None and amount != amount.quantize(unit_of_money)
    ]
    if old_price is not None and old_price <= price:
        problems.append(Problem("/old_price", "catalog.old-price"))
    if problems:
        raise InvalidProduct.because(*problems)
    return {"price": price, "old_price": old_price}


async def duplicate_product(unit: Unit, product_id: int, actor_id: int | None) -> int:
    """A hidden copy of a product with nothing in stock; gives its id. Raises ProductNotFound."""
    original = await get_product_for_staff(unit.session, product_id)
    taken = await _skus_like(unit.session, [each.sku for each in original.variants])
    fields = original.model_dump(mode="json", exclude=_NOT_COPIED)
    for variant in fields["variants"]:
        variant["sku"] = _free_sku(variant["sku"], taken)
    copy = ProductInput.model_validate(fields | {"is_active": False, "slug": None, "position": None})
    return await create_product(unit, copy, actor_id)


_PICTURE_FILES = {"jpeg", "webp_960", "webp_320"}
_NOT_COPIED: Any = {
    "id": True,
    "version": True,
    "slug": True,
    "position": True,
    "created_at": True,
    "updated_at": True,
    "variants": {"__all__": {"id", "stock_quantity"}},
    "pictures": {"__all__": _PICTURE_FILES},
}


async def _skus_like(session: AsyncSession, skus: Collection[str]) -> set[str]:
    stems = [ProductVariant.sku.startswith(sku[:_STEM], autoescape=True) for sku in skus]
    return set(await session.scalars(select(ProductVariant.sku).where(or_(*stems))))


def _free_sku(sku: str, taken: set[str]) -> str:
    stem = sku[:_STEM]
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    taken.add(f"{stem}-{number}")
    return f"{stem}-{number}"


async def arrange_categories(unit: Unit, wanted: Arrangement) -> None:
    """Put the tree of categories into this order.

    Raises CategoriesChanged if it names others than there are, InvalidProduct if it closes a circle.
    """
    session = unit.session
    await lock_tree(session)
    rows = (await session.execute(select(Category.id, Category.parent_id, Category.position))).all()
    known = {row.id: (row.parent_id, row.position) for row in rows}
    ids = [place.id for place in wanted.items]
    if len(ids) != len(known) or set(ids) != set(known):
        raise CategoriesChanged
    parents = {place.id: place.parent_id for place in wanted.items}
    for n, place in enumerate(wanted.items):
        if place.parent_id is not None and place.parent_id not in known:
            raise InvalidProduct.because(Problem(f"/items/{n}/parent_id", "catalog.unknown-category"))
        if makes_a_circle(parents, place.id, place.parent_id):
            raise InvalidProduct.because(Problem(f"/items/{n}/parent_id", "catalog.circle"))
    moved = [
        {"id": place.id, "parent_id": place.parent_id, "position": n}
        for n, place in enumerate(wanted.items, 1)
        if known[place.id] != (place.parent_id, n)
    ]
    if moved:
        await session.execute(update(Category), moved)
    unit.touch("catalog")
