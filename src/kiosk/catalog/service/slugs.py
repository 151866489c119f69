"""Addresses of products and categories: unique, readable, made from the name when nobody chose one."""

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.catalog.errors import InvalidProduct
from kiosk.catalog.models import Category, Product
from kiosk.catalog.rules import Problem, numbered, slug_of

LONGEST = 120


async def choose_slug(
    session: AsyncSession,
    table: type[Category | Product],
    *,
    asked: str | None,
    name: str,
    locale: str,
    own_id: int | None = None,
) -> str:
    """The slug for a row of `table`: the one asked for, else a free one made from `name`.

    Raises InvalidProduct if the one asked for belongs to another row.
    """
    if asked is not None:
        others = select(exists().where(table.slug == asked, table.id != (own_id or 0)))
        if await session.scalar(others):
            raise InvalidProduct.because(Problem("/slug", "catalog.slug-taken"))
        return asked
    base = slug_of(name, locale, LONGEST)
    # Several may choose at once; the lock, held until the end of the transaction, lets them choose in turn.
    await session.execute(
        select(func.pg_advisory_xact_lock(func.hashtextextended(f"slug:{table.__tablename__}:{base}", 0)))
    )
    stem = base[: LONGEST - 8]
    taken = set(await session.scalars(select(table.slug).where(table.slug.startswith(stem, autoescape=True))))
    number = 1
    while (slug := numbered(base, number, LONGEST)) in taken:
        number += 1
    return slug
