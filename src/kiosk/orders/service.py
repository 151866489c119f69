"""Orders: recorded once as they were charged, then moved along their states, each move by one winner."""

from typing import Final

import orjson

from kiosk.facts import OrderStatusChanged
from kiosk.inventory.service import give_back
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Conflict
from kiosk.kernel.money import Money
from kiosk.kernel.rows import Row, fetch
from kiosk.orders.errors import AlreadyMoved, IllegalMove, OrderNotFound
from kiosk.orders.rules import Status, Who, can_move
from kiosk.orders.schemas import NewOrder, Order

_TRIES = 3


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
    return _order((await fetch(unit.session, _RECORD, params))[0])


async def move(
    unit: Unit,
    order_id: int,
    to: Status,
    *,
    actor_id: int | None,
    note: str = "",
    tracking_number: str | None = None,
) -> Order:
    """Move an order as a member of the staff. A cancellation returns the stock.

    Raises OrderNotFound, AlreadyMoved (it is there already), IllegalMove.
    """
    return await _move(
        unit, order_id, to, who="staff", actor_id=actor_id, note=note, tracking_number=tracking_number
    )


async def cancel_own(unit: Unit, account_id: int, order_id: int) -> Order:
    """Cancel one's own order, which is possible until it is being prepared; the stock is returned.

    Raises OrderNotFound (also for somebody else's), AlreadyMoved, IllegalMove.
    """
    return await _move(
        unit, order_id, Status.CANCELLED, who="customer", actor_id=account_id, owner_id=account_id
    )


async def set_tracking_number(unit: Unit, order_id: int, tracking_number: str | None) -> None:
    """Note under what number the carrier knows the parcel. Raises OrderNotFound."""
    params = {"id": order_id, "tracking_number": tracking_number, "at": unit.now()}
    if not await fetch(unit.session, _SET_TRACKING, params):
        raise OrderNotFound


async def change(
    unit: Unit,
    order_id: int,
    *,
    to: Status | None,
    actor_id: int | None,
    note: str = "",
    tracking_number: str | None = None,
) -> None:
    """What the panel sends: a status, a tracking number or both. The status that it has already changes nothing.

    Raises OrderNotFound, IllegalMove.
    """
    if to is not None:
        try:
            await move(unit, order_id, to, actor_id=actor_id, note=note, tracking_number=tracking_number)
        except AlreadyMoved:
            pass
        else:
            return
    if tracking_number is not None:
        await set_tracking_number(unit, order_id, tracking_number)


async def _move(
    unit: Unit,
    order_id: int,
    to: Status,
    *,
    who: Who,
    actor_id: int | None,
    note: str = "",
    tracking_number: str | None = None,
    owner_id: int | None = None,
) -> Order:
    for _ in range(_TRIES):
        found = await fetch(unit.session, _CURRENT, {"id": order_id})
        if not found or (owner_id is not None and found[0].user_id != owner_id):
            raise OrderNotFound
        old = Status(found[0].status)
        if old is to:
            raise AlreadyMoved(old=old, new=to)
        if not can_move(old, to, who):
            raise IllegalMove(old=old, new=to)
        params = {
            "id": order_id,
            "old": old.value,
            "new": to.value,
            "actor_id": actor_id,
            "note": note,
            "tracking_number": tracking_number,
            "at": unit.now(),
        }
        # It moves only from the state that was judged; whoever was quicker has changed that, so look again.
        moved = await fetch(unit.session, _MOVE, params)
        if moved:
            order = _order(moved[0])
            if to is Status.CANCELLED:
                await _return_stock(unit, order_id)
            unit.publish(
                OrderStatusChanged(
                    order_id=order_id,
                    customer_id=order.user_id,
                    old_status=old.value,
                    new_status=to.value,
                    actor_id=actor_id,
                )
            )
            return order
    raise Conflict


async def _return_stock(unit: Unit, order_id: int) -> None:
    rows = await fetch(unit.session, _SOLD, {"id": order_id})
    levels = await give_back(unit, {row.variant_id: row.quantity for row in rows}, order_id)
    unit.touch(*(f"product:{row.product_id}" for row in rows))
    if any(level.flipped for level in levels):
        unit.touch("catalog")


def _order(row: Row) -> Order:
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
        customer_phone, comment, locale, channel, created_at, updated_at)
    VALUES (%(id)s, %(user_id)s, 'pending', %(total)s, %(currency)s, %(address)s, %(name)s,
        %(phone)s, %(comment)s, %(locale)s, %(channel)s, %(at)s, %(at)s)
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
_CURRENT: Final = "SELECT status, user_id FROM orders WHERE id = %(id)s"
_MOVE: Final = """
WITH moved AS (
    UPDATE orders SET status = %(new)s, version = version + 1, updated_at = %(at)s,
        tracking_number = COALESCE(%(tracking_number)s::varchar, tracking_number)
    WHERE id = %(id)s AND status = %(old)s
    RETURNING id, number, user_id, status, total_amount, currency, tracking_number, version
),
history AS (
    INSERT INTO order_events (order_id, old_status, new_status, actor_id, note, happened_at)
    SELECT id, %(old)s, %(new)s, %(actor_id)s::bigint, %(note)s, %(at)s FROM moved
)
SELECT * FROM moved
"""
_SET_TRACKING: Final = """
UPDATE orders SET tracking_number = %(tracking_number)s::varchar, version = version + 1, updated_at = %(at)s
WHERE id = %(id)s RETURNING id
"""
_SOLD: Final = """
SELECT variant_id, min(product_id) AS product_id, sum(quantity)::int AS quantity
FROM order_items WHERE order_id = %(id)s GROUP BY variant_id
"""
