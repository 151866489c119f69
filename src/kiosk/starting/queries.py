"""How far the beginning is: one look at what is true."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.kernel.rows import Row, Source, fetch
from kiosk.starting.schemas import TestOrder


@dataclass(frozen=True, slots=True)
class Facts:
    """What the tables say."""

    founded: bool
    owner_linked: bool
    products: int
    finished_at: datetime | None
    dismissed_at: datetime | None
    goods_asked_at: datetime | None
    test_order: TestOrder | None


async def get_facts(source: Source, account_id: int | None) -> Facts:
    """The facts, as they concern the account that asks."""
    row = (await fetch(source, _FACTS, {"account": account_id, "most": MOST_PRODUCTS}))[0]
    return Facts(
        founded=row.founded,
        owner_linked=row.owner_linked,
        products=row.products,
        finished_at=row.finished_at,
        dismissed_at=row.dismissed_at,
        goods_asked_at=row.goods_asked_at,
        test_order=_test_order(row),
    )


def _test_order(row: Row) -> TestOrder | None:
    if row.order_id is None:
        return None
    return TestOrder(
        id=row.order_id, number=row.order_number, status=row.order_status, version=row.order_version
    )


async def find_cheapest_in_stock(source: Source) -> int | None:
    """A variant that can be ordered: of those in stock the cheapest."""
    rows = await fetch(source, _CHEAPEST)
    return int(rows[0].id) if rows else None


MOST_PRODUCTS = 1000
_FACTS: Final = """
SELECT EXISTS (SELECT FROM business) AS founded,
    EXISTS (SELECT FROM accounts WHERE id = %(account)s AND telegram_id IS NOT NULL) AS owner_linked,
    (SELECT count(*) FROM (SELECT FROM products WHERE deleted_at IS NULL LIMIT %(most)s) AS kept) AS products,
    g.finished_at, g.dismissed_at, g.goods_asked_at,
    o.id AS order_id, o.number AS order_number, o.status AS order_status, o.version AS order_version
FROM (SELECT) AS once
LEFT JOIN getting_started g ON true
LEFT JOIN orders o ON o.id = g.test_order_id
"""
_CHEAPEST: Final = """
SELECT v.id
FROM product_variants v
JOIN products p ON p.id = v.product_id
JOIN stock_levels s ON s.variant_id = v.id
WHERE v.is_active AND p.is_active AND p.deleted_at IS NULL AND s.on_hand > 0
ORDER BY v.price, v.id
LIMIT 1
"""
