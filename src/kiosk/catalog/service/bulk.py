"""Changes to many products at once: all of them or none."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.business.service import get_business
from kiosk.catalog.errors import InvalidProduct, ProductNotFound
from kiosk.catalog.indexing import index_products
from kiosk.catalog.inputs import BulkChange
from kiosk.catalog.models import Category, Product, ProductVariant
from kiosk.catalog.rules import Problem
from kiosk.inventory.service import adjust_levels
from kiosk.kernel.database import Unit
from kiosk.kernel.money import Money, raised

_DEAREST = Decimal("99999999.99")
"""What the column of prices holds."""


async def change_products(unit: Unit, change: BulkChange, actor_id: int | None) -> int:
    """Show, hide, move, price or count many products; gives how many are different now.

    Raises ProductNotFound, InvalidProduct.
    """
    session = unit.session
    given = change.model_fields_set & {"is_active", "category_id"}
    values = {
        name: getattr(change, name) for name in given if name != "is_active" or change.is_active is not None
    }
    if change.category_id is not None and not await session.get(Category, change.category_id):
        raise InvalidProduct.because(Problem("/category_id", "catalog.unknown-category"))
    rows = await _lock(session, change.ids)
    ids = {row.id for row in rows if any(getattr(row, name) != value for name, value in values.items())}
    if ids:
        await session.execute(update(Product).where(Product.id.in_(ids)).values(**values))
    if change.price_percent is not None:
        ids |= await _raise_prices(session, change.ids, change.price_percent, change.price_step)
    if ids:
        await session.execute(
            update(Product)
            .where(Product.id.in_(ids))
            .values(version=Product.version + 1, updated_at=unit.now())
        )
        await index_products(session, ids)
    ids |= await _count(unit, change, actor_id)
    if ids:
        unit.touch("catalog", *(f"product:{each}" for each in ids))
    return len(ids)


async def delete_products(unit: Unit, ids: Collection[int]) -> int:
    """Take products out of the shop for good; gives how many went now. Raises ProductNotFound.

    Their rows stay, for orders and stock movements name them. One that was deleted before is no obstacle, so the
    call may be repeated.
    """
    rows = await _lock(unit.session, ids, deleted_too=True)
    going = [row.id for row in rows if row.deleted_at is None]
    if going:
        await unit.session.execute(
            update(Product)
            .where(Product.id.in_(going))
            .values(deleted_at=unit.now(), updated_at=unit.now(), version=Product.version + 1)
        )
        await index_products(unit.session, going)
        unit.touch("catalog", *(f"product:{each}" for each in going))
    return len(going)


async def delete_product(unit: Unit, product_id: int) -> None:
    """Take one product out of the shop for good. Raises ProductNotFound, also for one that is deleted already."""
    if not await delete_products(unit, [product_id]):
        raise ProductNotFound


async def _lock(session: AsyncSession, ids: Collection[int], *, deleted_too: bool = False) -> Sequence[Any]:
    """The products in the order of their ids, so that two such changes never wait for each other in a circle."""
    statement = (
        select(Product.id, Product.is_active, Product.category_id, Product.deleted_at)
        .where(Product.id.in_(ids))
        .order_by(Product.id)
        .with_for_update()
    )
    if not deleted_too:
        statement = statement.where(Product.deleted_at.is_(None))
    rows = (await session.execute(statement)).all()
    if {row.id for row in rows} != set(ids):
        raise ProductNotFound
    return rows


async def _raise_prices(
    session: AsyncSession, product_ids: Collection[int], percent: Decimal, step: Decimal
) -> set[int]:
    currency = (await get_business(session)).currency
    variants = await session.execute(
        select(ProductVariant.id, ProductVariant.product_id, ProductVariant.price, ProductVariant.old_price)
        .where(ProductVariant.product_id.in_(product_ids), ProductVariant.is_active)
        .order_by(ProductVariant.id)
    )
    changed, products = [], set()
    for row in variants:
        price = raised(Money(row.price, currency), percent, step).amount
        if (row.price and not price) or price > _DEAREST:
            raise InvalidProduct.because(Problem("/price_percent", "catalog.price-range"))
        if price != row.price:
            old_price = row.old_price if row.old_price is not None and row.old_price > price else None
            changed.append({"id": row.id, "price": price, "old_price": old_price})
            products.add(row.product_id)
    if changed:
        await session.execute(update(ProductVariant), changed)
    return products


async def _count(unit: Unit, change: BulkChange, actor_id: int | None) -> set[int]:
    if change.stock_quantity is None and change.stock_added is None:
        return set()
    found = await unit.session.execute(
        select(ProductVariant.id, ProductVariant.product_id).where(
            ProductVariant.product_id.in_(change.ids), ProductVariant.is_active
        )
    )
    product_of: dict[int, int] = {row.id: row.product_id for row in found}
    moved = await adjust_levels(
        unit, product_of, actor_id, to=change.stock_quantity, by=change.stock_added or 0
    )
    return {product_of[each] for each in moved}
