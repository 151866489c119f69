"""Categories: created, changed, taken away when empty."""

from typing import Any

from sqlalchemy import delete, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.business.service import find_business
from kiosk.catalog.errors import CategoryNotEmpty, CategoryNotFound, InvalidProduct, ShopWithoutBusiness
from kiosk.catalog.indexing import index_products_of_category
from kiosk.catalog.inputs import CategoryInput
from kiosk.catalog.models import Category, Product
from kiosk.catalog.rules import Problem, makes_a_circle
from kiosk.catalog.service.slugs import choose_slug
from kiosk.kernel.database import Unit
from kiosk.media.models import Picture

# One at a time may change the tree, or two moves could close a circle between them.
_TREE_LOCK = 7203116


async def create_category(unit: Unit, data: CategoryInput) -> int:
    """Put up a category; gives its id. Raises InvalidProduct, ShopWithoutBusiness."""
    values = await _values(unit, data, own_id=None)
    inserted = await unit.session.execute(insert(Category).returning(Category.id), values)
    category_id: int = inserted.scalar_one()
    unit.touch("catalog")
    return category_id


async def update_category(unit: Unit, category_id: int, data: CategoryInput) -> None:
    """Make a category what `data` says. Raises CategoryNotFound, InvalidProduct."""
    if not await unit.session.scalar(select(Category.id).where(Category.id == category_id).with_for_update()):
        raise CategoryNotFound
    values = await _values(unit, data, own_id=category_id)
    await unit.session.execute(update(Category).where(Category.id == category_id).values(**values))
    await index_products_of_category(unit.session, category_id)
    unit.touch("catalog")


async def delete_category(unit: Unit, category_id: int) -> None:
    """Take an empty category away. Raises CategoryNotFound, CategoryNotEmpty."""
    session = unit.session
    await lock_tree(session)
    if not await session.scalar(select(Category.id).where(Category.id == category_id).with_for_update()):
        raise CategoryNotFound
    holds_products = exists().where(Product.category_id == category_id, Product.deleted_at.is_(None))
    holds_categories = exists().where(Category.parent_id == category_id)
    if await session.scalar(select(holds_products | holds_categories)):
        raise CategoryNotEmpty
    await session.execute(update(Product).where(Product.category_id == category_id).values(category_id=None))
    await session.execute(delete(Category).where(Category.id == category_id))
    unit.touch("catalog")


async def lock_tree(session: AsyncSession) -> None:
    """Wait until nobody else changes the tree."""
    await session.execute(select(func.pg_advisory_xact_lock(_TREE_LOCK)))


async def _values(unit: Unit, data: CategoryInput, own_id: int | None) -> dict[str, Any]:
    session = unit.session
    business = await find_business(session)
    if business is None:
        raise ShopWithoutBusiness
    await lock_tree(session)
    rows = await session.execute(select(Category.id, Category.parent_id, Category.position, Category.slug))
    known = {row.id: row for row in rows}
    problems = []
    if data.parent_id is not None and data.parent_id not in known:
        problems.append(Problem("/parent_id", "catalog.unknown-category"))
    parents = {id_: row.parent_id for id_, row in known.items()}
    if own_id is not None and makes_a_circle(parents, own_id, data.parent_id):
        problems.append(Problem("/parent_id", "catalog.circle"))
    if data.picture_id is not None and not await session.get(Picture, data.picture_id):
        problems.append(Problem("/picture_id", "catalog.unknown-picture"))
    if problems:
        raise InvalidProduct.because(*problems)
    kept = known.get(own_id or 0)
    position = data.position
    if position is None:
        position = kept.position if kept else 1 + max((row.position for row in known.values()), default=0)
    asked = data.slug or (kept.slug if kept else None)
    return {
        "slug": await choose_slug(
            session, Category, asked=asked, name=data.name, locale=business.default_locale, own_id=own_id
        ),
        "name": data.name,
        "translations": {k: v.model_dump() for k, v in data.translations.items()},
        "parent_id": data.parent_id,
        "position": position,
        "picture_id": data.picture_id,
        "is_active": data.is_active,
    }
