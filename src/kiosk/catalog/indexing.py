"""Keeps what products are found by in step with what they are."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.catalog.models import Product
from kiosk.kernel.rows import fetch

_AT_ONCE = 1_000


async def index_products(session: AsyncSession, product_ids: Collection[int]) -> None:
    """Renew what these products are found by, in the session's transaction."""
    ids = sorted(product_ids)
    for begin in range(0, len(ids), _AT_ONCE):
        part = ids[begin : begin + _AT_ONCE]
        await fetch(session, "SELECT kiosk_index_products(%(ids)s::bigint[])", {"ids": part})


async def index_products_of_category(session: AsyncSession, category_id: int) -> None:
    """Renew what the products of a category are found by, since its name is one of their words."""
    await index_products(
        session, list(await session.scalars(select(Product.id).where(Product.category_id == category_id)))
    )
