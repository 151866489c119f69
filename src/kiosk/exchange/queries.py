"""Reading: imports and what became of their rows; products and orders a thousand rows at a time."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.exchange.errors import ExportNotFound, ImportNotFound
from kiosk.kernel.paging import offset
from kiosk.kernel.rows import Row, Source, fetch
from kiosk.orders.rules import Status

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class WhichOrders:
    """Orders of some days, both included, in the business's time zone, in some of the states; None: all."""

    since: date | None
    until: date | None
    statuses: tuple[Status, ...] = ()

    def params(self, zone: ZoneInfo) -> dict[str, Any]:
        """As the statements take them."""
        day = timedelta(days=1)
        return {
            "since": datetime.combine(self.since, time(), zone) if self.since else None,
            "until": datetime.combine(self.until + day, time(), zone) if self.until else None,
            "statuses": [each.value for each in self.statuses] or None,
        }


async def get_import(source: Source, import_id: int) -> Row:
    """An import. Raises ImportNotFound."""
    rows = await fetch(source, _GET, {"id": import_id})
    if not rows:
        raise ImportNotFound
    return rows[0]


async def list_imports(source: Source, page: int, size: int) -> tuple[list[Row], int]:
    """The imports, the newest first, and how many there are."""
    rows = await fetch(source, _LIST, {"size": size, "skip": offset(page, size)})
    return rows, (await fetch(source, "SELECT count(*) FROM imports"))[0].count


async def list_rows(
    source: Source, import_id: int, page: int, size: int, *, wrong_only: bool
) -> tuple[list[Row], int]:
    """The rows about which there is something to say, in their order, and how many there are."""
    await get_import(source, import_id)
    params = {"id": import_id, "wrong": wrong_only, "size": size, "skip": offset(page, size)}
    rows = await fetch(source, _ROWS, params)
    return rows, (await fetch(source, _COUNT_ROWS, params))[0].count


async def all_rows(source: Source, import_id: int) -> AsyncIterator[Row]:
    """All rows of an import, in their order."""
    last = 0
    while rows := await fetch(source, _ALL_ROWS, {"id": import_id, "after": last, "limit": _AT_ONCE}):
        for row in rows:
            yield row
        last = rows[-1].line


async def get_sheet_export(source: Source, export_id: int) -> Row:
    """An export into a sheet. Raises ExportNotFound."""
    rows = await fetch(source, "SELECT * FROM sheet_exports WHERE id = %(id)s", {"id": export_id})
    if not rows:
        raise ExportNotFound
    return rows[0]


async def option_names(source: Source) -> list[str]:
    """The options that products for sale have, in the order in which they came into the shop."""
    return [row.name for row in await fetch(source, _OPTION_NAMES)]


async def products(source: Source) -> AsyncIterator[Row]:
    """Every variant for sale with its product, in the order of the products."""
    last = 0
    while rows := await fetch(source, _PRODUCTS, {"after": last, "limit": _AT_ONCE}):
        for row in rows:
            yield row
        last = rows[-1].product_id


async def order_lines(source: Source, which: WhichOrders, zone: ZoneInfo) -> AsyncIterator[Row]:
    """The lines of orders, the oldest order first; `first` marks the first line of each."""
    params, last = which.params(zone), 0
    while rows := await fetch(source, _ORDER_LINES, {**params, "after": last, "limit": _AT_ONCE}):
        for row in rows:
            yield row
        last = rows[-1].order_id


async def count_orders(source: Source, which: WhichOrders, zone: ZoneInfo) -> int:
    """How many orders these are."""
    count: int = (await fetch(source, _COUNT_ORDERS, which.params(zone)))[0].count
    return count


async def sold_since(source: Source, variant_ids: Sequence[int]) -> str | None:
    """The SKU of one of these variants that somebody has ordered; None if nobody has."""
    rows = await fetch(source, _SOLD, {"ids": list(variant_ids)})
    return rows[0].sku if rows else None


_COLUMNS: Final = "id, state, name, sheet_id, mode, columns, counts, done, total, refusal, created_at, applied_at, actor_id, stored"
_GET: Final = f"SELECT {_COLUMNS} FROM imports WHERE id = %(id)s"  # noqa: S608 - a constant
_LIST: Final = f"SELECT {_COLUMNS} FROM imports ORDER BY id DESC LIMIT %(size)s OFFSET %(skip)s"  # noqa: S608
_TOLD: Final = """
FROM import_rows WHERE import_id = %(id)s
    AND (problems <> '[]' OR found <> '[]' OR (NOT %(wrong)s AND notices <> '[]'))
"""
_ROWS: Final = f"""
SELECT line, sku, problems, found, notices, outcome, data ->> 'name' AS name {_TOLD}
ORDER BY line LIMIT %(size)s OFFSET %(skip)s
"""
_COUNT_ROWS: Final = f"SELECT count(*) {_TOLD}"
_ALL_ROWS: Final = """
SELECT line, cells, problems, found FROM import_rows
WHERE import_id = %(id)s AND line > %(after)s ORDER BY line LIMIT %(limit)s
"""
_OPTION_NAMES: Final = """
SELECT name FROM option_types t WHERE EXISTS (
    SELECT FROM product_options o JOIN products p ON p.id = o.product_id AND p.deleted_at IS NULL
    WHERE o.option_type_id = t.id)
ORDER BY id
"""
_PRODUCTS: Final = """
WITH RECURSIVE shelves AS (
    SELECT id, name::text AS path FROM categories WHERE parent_id IS NULL
    UNION ALL
    SELECT c.id, s.path || ' > ' || c.name FROM categories c JOIN shelves s ON c.parent_id = s.id
), part AS MATERIALIZED (
    SELECT * FROM products WHERE deleted_at IS NULL AND id > %(after)s ORDER BY id LIMIT %(limit)s
)
SELECT p.id AS product_id, p.slug, v.sku, p.name, p.description, s.path AS category, v.price, v.old_price,
    COALESCE(l.on_hand, 0) AS stock, COALESCE(l.low_threshold, 0) AS low_threshold, p.weight_grams, p.is_active,
    p.translations,
    COALESCE((SELECT json_object_agg(t.name, ov.value) FROM variant_values vv
        JOIN option_values ov ON ov.id = vv.option_value_id JOIN option_types t ON t.id = vv.option_type_id
        WHERE vv.variant_id = v.id), '{}') AS options
FROM part p JOIN product_variants v ON v.product_id = p.id AND v.is_active
LEFT JOIN stock_levels l ON l.variant_id = v.id
LEFT JOIN shelves s ON s.id = p.category_id
ORDER BY p.id, v.position, v.id
"""
_WHICH: Final = """
(%(since)s::timestamptz IS NULL OR o.created_at >= %(since)s::timestamptz)
    AND (%(until)s::timestamptz IS NULL OR o.created_at < %(until)s::timestamptz)
    AND (%(statuses)s::text[] IS NULL OR o.status = ANY(%(statuses)s::text[]))
"""
_ORDER_LINES: Final = f"""
WITH part AS MATERIALIZED (
    SELECT * FROM orders o WHERE o.id > %(after)s AND {_WHICH} ORDER BY o.id LIMIT %(limit)s
)
SELECT o.id AS order_id, o.number, o.created_at, o.status, o.customer_name, o.customer_phone, o.shipping_address,
    o.comment, o.tracking_number, o.channel, o.currency, o.total_amount, o.paid_amount,
    o.paid_amount >= o.total_amount AS is_paid, i.sku, i.product_name, i.options,
    i.quantity, i.price_at_purchase, i.quantity * i.price_at_purchase AS line_sum,
    row_number() OVER (PARTITION BY o.id ORDER BY i.id) = 1 AS first
FROM part o JOIN order_items i ON i.order_id = o.id
ORDER BY o.id, i.id
"""  # noqa: S608
_COUNT_ORDERS: Final = f"SELECT count(*) FROM orders o WHERE {_WHICH}"  # noqa: S608
_SOLD: Final = """
SELECT v.sku FROM product_variants v
WHERE v.id = ANY(%(ids)s::bigint[]) AND EXISTS (SELECT FROM order_items i WHERE i.variant_id = v.id)
ORDER BY v.id LIMIT 1
"""
