"""Orders are recorded once, as they were charged."""

from typing import Final

import orjson

from kiosk.kernel.database import Unit
from kiosk.kernel.money import Money
from kiosk.kernel.rows import Row, fetch
from kiosk.orders.rules import Status
from kiosk.orders.schemas import NewOrder, Order


async def draw_id(unit: Unit) -> int:
    """The id for an order that is going to be recorded, so that its stock movements can name it."""
    return int((await fetch(unit.session, _DRAW_ID))[0].id)


async def record(unit: Unit, order: NewOrder, *, actor_id: int | None) -> Order:
    """Store an order with its lines and the beginning of its history. Its stock is taken by the caller."""
    params = {
        "id": order.id,
        "user_id": order.user_id,
        "total": order.total.amount,
        "currency": order.total.currency,
        "address": order.shipping_address,
        "name": order.customer_name,
        "phone": order.customer_phone,
        "comment": order.comment,
        "locale": order.locale,
        "channel": order.channel,
        "actor_id": actor_id,
        "at": unit.now(),
        "variant_ids": [line.variant_id for line in order.lines],
        "product_ids": [line.product_id for line in order.lines],
        "skus": [line.sku for line in order.lines],
        "product_names": [line.product_name for line in order.lines],
        "options": [line.options for line in order.lines],
        "names": [orjson.dumps(line.names).decode() for line in order.lines],
        "quantities": [line.quantity for line in order.lines],
        "prices": [line.price.amount for line in order.lines],
    }
    return order_of((await fetch(unit.session, _RECORD, params))[0])


def order_of(row: Row) -> Order:
    """An order's head from its row."""
    return Order(
        id=row.id,
        number=row.number,
        user_id=row.user_id,
        status=Status(row.status),
        total=Money(row.total_amount, row.currency),
        tracking_number=row.tracking_number,
        version=row.version,
    )


_DRAW_ID: Final = "SELECT nextval(pg_get_serial_sequence('orders', 'id')) AS id"

_RECORD: Final = """
WITH placed AS (
    INSERT INTO orders (id, user_id, status, total_amount, currency, shipping_address, customer_name,
        customer_phone, comment, locale, channel, created_at, updated_at, status_since)
    VALUES (%(id)s, %(user_id)s, 'pending', %(total)s, %(currency)s, %(address)s, %(name)s,
        %(phone)s, %(comment)s, %(locale)s, %(channel)s, %(at)s, %(at)s, %(at)s)
    RETURNING id, number, user_id, status, total_amount, currency, tracking_number, version
),
lines AS (
    INSERT INTO order_items (order_id, variant_id, product_id, sku, product_name, options, names, quantity,
        price_at_purchase)
    SELECT %(id)s, line.variant_id, line.product_id, line.sku, line.product_name, line.options,
        line.names::jsonb, line.quantity, line.price
    FROM unnest(%(variant_ids)s::bigint[], %(product_ids)s::bigint[], %(skus)s::text[], %(product_names)s::text[],
        %(options)s::text[], %(names)s::text[], %(quantities)s::int[], %(prices)s::numeric[])
        WITH ORDINALITY AS line(variant_id, product_id, sku, product_name, options, names, quantity, price, ord)
    ORDER BY line.ord
),
history AS (
    INSERT INTO order_events (order_id, new_status, actor_id, happened_at)
    VALUES (%(id)s, 'pending', %(actor_id)s::bigint, %(at)s)
)
SELECT * FROM placed
"""
