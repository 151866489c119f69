"""The SQL of the daily figures: one definition of what belongs to a day, for making, mending and reading them."""

# ruff: noqa: S608 - every statement is put together from constants of this module

from typing import Final

SOLD: Final = "o.status NOT IN ('cancelled', 'refunded')"
"""What counts as sold."""
_DAY: Final = "(o.created_at AT TIME ZONE %(zone)s::text)::date"
# A day lies within a day and a half around its date in UTC, wherever it is cut; the index finds that.
_NEAR: Final = """
o.created_at >= %(first)s::date - interval '15 hours' AND o.created_at < %(last)s::date + interval '39 hours'
"""
_BETWEEN: Final = f"{_NEAR} AND {_DAY} BETWEEN %(first)s::date AND %(last)s::date"


def _sales(which: str) -> str:
    return f"""
SELECT {_DAY} AS day, o.currency, o.status, count(*)::int AS orders, sum(o.total_amount) AS amount,
    COALESCE(sum(i.quantity), 0)::int AS items
FROM orders o
LEFT JOIN LATERAL (SELECT sum(quantity) AS quantity FROM order_items WHERE order_id = o.id) i ON true
{which}
GROUP BY 1, 2, 3
"""


def _variants(which: str) -> str:
    return f"""
SELECT {_DAY} AS day, o.currency, i.variant_id, min(i.product_id) AS product_id, sum(i.quantity)::int AS quantity,
    sum(i.quantity * i.price_at_purchase) AS amount
FROM orders o JOIN order_items i ON i.order_id = o.id
WHERE {SOLD} {which}
GROUP BY 1, 2, 3
"""


SALES_OF_ALL: Final = _sales("")
SALES_BETWEEN: Final = _sales(f"WHERE {_BETWEEN}")
VARIANTS_OF_ALL: Final = _variants("")
VARIANTS_BETWEEN: Final = _variants(f"AND {_BETWEEN}")

_INTO_SALES: Final = "INSERT INTO sales_days (day, currency, status, orders, amount, items) "
_INTO_VARIANTS: Final = "INSERT INTO variant_days (day, currency, variant_id, product_id, quantity, amount) "
MAKE_DAY: Final = (
    "DELETE FROM sales_days WHERE day BETWEEN %(first)s AND %(last)s RETURNING day",
    "DELETE FROM variant_days WHERE day BETWEEN %(first)s AND %(last)s RETURNING day",
    f"{_INTO_SALES}{SALES_BETWEEN} RETURNING day",
    f"{_INTO_VARIANTS}{VARIANTS_BETWEEN} RETURNING day",
)
MAKE_ALL: Final = (
    "WITH gone AS (DELETE FROM sales_days RETURNING 1) SELECT count(*) FROM gone",
    "WITH gone AS (DELETE FROM variant_days RETURNING 1) SELECT count(*) FROM gone",
    f"WITH made AS ({_INTO_SALES}{SALES_OF_ALL} RETURNING 1) SELECT count(*) FROM made",
    f"WITH made AS ({_INTO_VARIANTS}{VARIANTS_OF_ALL} RETURNING 1) SELECT count(*) FROM made",
)
WRONG: Final = f"""
SELECT count(*)::int AS rows FROM (
    (SELECT day, currency, status, orders, amount, items FROM sales_days EXCEPT ({SALES_OF_ALL}))
    UNION ALL (({SALES_OF_ALL}) EXCEPT SELECT day, currency, status, orders, amount, items FROM sales_days)
) AS sales
UNION ALL
SELECT count(*)::int FROM (
    (SELECT day, currency, variant_id, product_id, quantity, amount FROM variant_days EXCEPT ({VARIANTS_OF_ALL}))
    UNION ALL
    (({VARIANTS_OF_ALL}) EXCEPT SELECT day, currency, variant_id, product_id, quantity, amount FROM variant_days)
) AS variants
"""
LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended('kiosk.sales-days', 0))"
CALENDAR: Final = "SELECT time_zone FROM sales_calendar"
SET_CALENDAR: Final = """
INSERT INTO sales_calendar (id, time_zone, rebuilt_at) VALUES (1, %(zone)s, %(at)s)
ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone, rebuilt_at = excluded.rebuilt_at RETURNING id
"""
ORDER_PLACED_AT: Final = "SELECT created_at, user_id FROM orders WHERE id = %(id)s"

_BOUGHT: Final = f"""
SELECT o.user_id, count(*) FILTER (WHERE {SOLD})::int AS order_count,
    COALESCE(sum(o.total_amount) FILTER (WHERE {SOLD} AND o.currency = %(currency)s), 0) AS total_spent,
    max(o.created_at) AS last_order_at
FROM orders o
"""
BOUGHT_BY: Final = f"{_BOUGHT} WHERE o.user_id = ANY(%(ids)s::bigint[]) GROUP BY o.user_id"
WRONG_CARDS: Final = f"""
SELECT c.account_id FROM customer_cards c LEFT JOIN ({_BOUGHT} GROUP BY o.user_id) b ON b.user_id = c.account_id
WHERE (c.order_count, c.total_spent, c.last_order_at)
    IS DISTINCT FROM (COALESCE(b.order_count, 0), COALESCE(b.total_spent, 0), b.last_order_at)
ORDER BY c.account_id LIMIT 5000
"""
