"""Keeps what products are found by in step with what they are."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.kernel.rows import fetch


async def index_products(session: AsyncSession, product_ids: Collection[int]) -> None:
    """Renew what these products are found by, in the session's transaction."""
    if product_ids:
        await fetch(session, "SELECT kiosk_index_products(%(ids)s::bigint[])", {"ids": sorted(product_ids)})


async def index_products_of_category(session: AsyncSession, category_id: int) -> None:
    """Renew what the products of a category are found by, since its name is one of their words."""
    await fetch(
        session,
        "SELECT kiosk_index_products(ARRAY(SELECT id FROM products WHERE category_id = %(id)s::bigint))",
        {"id": category_id},
    )
