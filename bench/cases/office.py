"""The back office over 100,000 orders of 30,000 customers: first pages, asked one at a time, as a person does.

The floor is the newest page and its count as PostgreSQL gives them.
"""

import itertools
import urllib.request
from datetime import UTC, datetime, timedelta

import psycopg

from bench import pgbench
from bench.load import request
from bench.stage import SECRET
from kiosk.identity.tokens import AccessClaims, issue_access_token

ORDER = 90  # last, for it fills the shop
GOAL = 20  # a second: 50 ms for each
CLERK = 7_000_001
_HEAD = "/api/v1/admin"
_ASKED = {
    "orders, newest": "/orders/",
    "orders, delivered, largest first": "/orders/?status=delivered&sort=largest",
    "orders, three statuses": "/orders/?status=pending&status=processing&status=shipped",
    "orders, a month and a sum": "/orders/?created_from=2026-09-01&created_to=2026-09-30&total_min=50",
    "orders, a name": "/orders/?text=%D0%90%D0%BD%D0%BD%D0%B0",
    "orders, a phone's end": "/orders/?text=4567",
    "orders, late": "/orders/?late=true",
    "orders, unpaid": "/orders/?unpaid=true",
    "customers, recent": "/customers/",
    "customers, a name": "/customers/?text=%D0%90%D0%BD%D0%BD%D0%B0",
    "dashboard, a week": "/dashboard",
    "dashboard, a month": "/dashboard?from=2026-10-22&to=2026-11-21",
    "low stock": "/low-stock/",
}
_FLOOR = """
SELECT id, number, status, total_amount, customer_name, created_at FROM orders ORDER BY id DESC LIMIT 20;
SELECT count(*) FROM (SELECT FROM orders LIMIT 10001) AS counted;
"""


def measure(stage):
    """The floor and each page."""
    token = _furnish(stage.url)
    figures = [pgbench.run(stage, "back office", "pgbench, the newest page", _FLOOR)]
    headers = {"Authorization": f"Bearer {token}", "Accept-Language": "ru"}
    with stage.serve("kiosk") as shop:
        for subject, path in _ASKED.items():
            _open(shop.port, _HEAD + path, headers)
            asked = itertools.repeat(request("GET", _HEAD + path, headers))
            figures.append(
                stage.load("back office", subject, shop, asked, goal=GOAL, connections=1, expect=(b"200",))
            )
    return figures


def _open(port, path, headers):
    """Ask once before it counts: the first request of a process describes the whole API."""
    address = f"http://127.0.0.1:{port}{path}"
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60) as answer:
        answer.read()


def _furnish(url):
    now = datetime.now(UTC)
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in _SEED:
            connection.execute(statement)
        connection.execute("VACUUM ANALYZE")
        session = connection.execute(
            "INSERT INTO sessions (account_id, created_at, last_used_at, expires_at)"
            " VALUES (%s, now(), now(), %s) RETURNING id",
            (CLERK, now + timedelta(days=1)),
        ).fetchone()[0]
    return issue_access_token(SECRET, AccessClaims(CLERK, session), now)


_SEED = (
    f"INSERT INTO accounts (id, telegram_id, full_name, created_at) VALUES ({CLERK}, {CLERK}, 'Clerk', now())",
    f"INSERT INTO account_roles (account_id, role, granted_at) VALUES ({CLERK}, 'manager', now())",
    """
    INSERT INTO accounts (id, telegram_id, full_name, created_at)
    SELECT n, n, (ARRAY['Анна','Мария','Ольга','Айгерім','John','Олена','Тарас','Ivan'])[1 + n % 8] || ' '
        || (ARRAY['Иванова','Петрова','Сидоренко','Smith','Ковальчук','Lee','Гончар'])[1 + n / 7 % 7], now()
    FROM generate_series(8000001, 8030000) n
    """,
    """
    INSERT INTO account_roles (account_id, role, granted_at)
    SELECT n, 'customer', now() FROM generate_series(8000001, 8030000) n
    """,
    """
    INSERT INTO orders (user_id, status, total_amount, currency, shipping_address, customer_name, customer_phone,
        locale, channel, created_at, updated_at, status_since)
    SELECT a.id, CASE WHEN n > 99950 THEN 'pending' WHEN n > 99900 THEN 'processing' WHEN n > 99500 THEN 'shipped'
            WHEN n % 13 = 0 THEN 'cancelled' WHEN n % 97 = 0 THEN 'refunded' ELSE 'delivered' END,
        10 + n * 31 % 500, (SELECT currency FROM business), 'Street ' || n, a.full_name,
        '+7701' || lpad((a.id * 37 % 10000000)::text, 7, '0'), 'ru', 'bot', t.at, t.at, t.at
    FROM generate_series(1, 100000) n
    CROSS JOIN LATERAL (SELECT now() - (100000 - n) * interval '5 minutes' AS at) t
    JOIN accounts a ON a.id = 8000001 + n * 7919 % 30000
    """,
    # All have paid but one of 25, and who waits; of the oldest half nobody knows.
    "UPDATE orders SET paid_amount = total_amount WHERE id % 25 > 0 AND status = 'delivered'",
    "UPDATE business SET payments_since = now() - interval '170 days'",
    """
    INSERT INTO order_items (order_id, variant_id, product_id, sku, product_name, quantity, price_at_purchase)
    SELECT o.id, v.id, v.product_id, v.sku, 'x', 1 + (o.id % 3)::int, v.price
    FROM orders o CROSS JOIN (VALUES (31), (57)) AS step(n)
    JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM product_variants) v
        ON v.place = o.id * step.n % (SELECT count(*) FROM product_variants)
    WHERE o.user_id > 8000000
    """,
    "INSERT INTO sales_calendar (time_zone, rebuilt_at) SELECT time_zone, now() FROM business",
    """
    INSERT INTO sales_days (day, currency, status, orders, amount, items)
    SELECT (o.created_at AT TIME ZONE b.time_zone)::date, o.currency, o.status, count(*), sum(o.total_amount), count(*)
    FROM orders o CROSS JOIN business b GROUP BY 1, 2, 3
    """,
    """
    INSERT INTO variant_days (day, currency, variant_id, product_id, quantity, amount)
    SELECT (o.created_at AT TIME ZONE b.time_zone)::date, o.currency, i.variant_id, min(i.product_id),
        sum(i.quantity), sum(i.quantity * i.price_at_purchase)
    FROM orders o JOIN order_items i ON i.order_id = o.id CROSS JOIN business b GROUP BY 1, 2, 3
    """,
)
