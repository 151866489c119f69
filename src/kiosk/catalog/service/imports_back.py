"""Taking back what was taken in at once."""

from collections.abc import Sequence

from kiosk.catalog.indexing import index_products
from kiosk.catalog.intake import COLUMNS, Change
from kiosk.catalog.service import import_statements as sql
from kiosk.catalog.service.imports import make_stale, set_prices, storable, transposed
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch


async def take_back(unit: Unit, changes: Sequence[Change]) -> list[int]:
    """Make products what they were before these changes; those that weren't there leave the shop.

    Gives the products that were changed or deleted since; nothing is written then.
    """
    session = unit.session
    versions = transposed([(each.product_id, each.version) for each in changes], "ids", "versions")
    unchanged = {row.id for row in await fetch(session, sql.UNCHANGED, versions)}
    touched = [each.product_id for each in changes if each.product_id not in unchanged]
    if touched:
        return touched
    former = [
        (each.product_id, *storable([each.before.get(c) for c in COLUMNS])) for each in changes if each.before
    ]
    if former:
        await fetch(session, sql.UPDATE_PRODUCTS, {**transposed(former, "ids", *COLUMNS), "at": unit.now()})
    await set_prices(session, [(id_, *prices) for each in changes for id_, prices in each.prices.items()])
    gone = [each.product_id for each in changes if each.before is None]
    await fetch(session, sql.DELETE_PRODUCTS, {"ids": gone, "at": unit.now()})
    added = [id_ for each in changes if each.before is not None for id_ in each.added]
    await fetch(session, sql.RETIRE_VARIANTS, {"ids": added})
    ids = [each.product_id for each in changes]
    await index_products(session, ids)
    make_stale(unit, ids)
    return []
