"""A move that was a slip is taken back, as long as nobody outside has heard of it (decision 21)."""

from typing import Final

from kiosk.facts import OrderStatusChanged
from kiosk.inventory.service import take
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import Row, fetch
from kiosk.orders.errors import OrderNotFound, UndoTooLate
from kiosk.orders.rules import Status
from kiosk.orders.schemas import Order
from kiosk.orders.service.moving import make_stale, quantities_of
from kiosk.orders.service.recording import order_of


async def undo(unit: Unit, order_id: int, *, version: int, actor_id: int | None) -> Order:
    """Take one's own last move of an order back: it returns to where it was, and its buyer hears of neither.

    A cancelled order takes its goods from the stock again. Raises OrderNotFound, OutOfStock if they were sold
    meanwhile, UndoTooLate if the ten seconds are over or the order isn't at `version` any more. The caller commits
    only if nothing was raised.
    """
    found = await fetch(unit.session, _LAST_MOVE, {"id": order_id})
    if not found:
        raise OrderNotFound
    last = found[0]
    if not _is_open(unit, last, version, actor_id):
        raise UndoTooLate
    params = {
        "id": order_id,
        "old": last.new_status,
        "new": last.old_status,
        "since": last.was_since,
        "actor_id": actor_id,
        "undoes": last.event_id,
        "at": unit.now(),
    }
    row = (await fetch(unit.session, _UNDO, params))[0]
    if last.new_status == Status.CANCELLED:
        sold, products = await quantities_of(unit, order_id)
        make_stale(unit, products, await take(unit, sold, int(row.event_id), "reinstatement"))
    order = order_of(row)
    unit.publish(
        OrderStatusChanged(
            order_id=order_id,
            customer_id=order.user_id,
            old_status=last.new_status,
            new_status=last.old_status,
            actor_id=actor_id,
            event_id=int(row.event_id),
            undoes=int(last.event_id),
        )
    )
    return order


def _is_open(unit: Unit, last: Row, version: int, actor_id: int | None) -> bool:
    return (
        last.version == version
        and actor_id is not None
        and last.actor_id == actor_id
        and last.undoable_until is not None
        and unit.now() <= last.undoable_until
    )


# The order's row is locked: of an undo and another move one sees what the other did.
_LAST_MOVE: Final = """
SELECT o.version, e.id AS event_id, e.old_status, e.new_status, e.actor_id, e.undoable_until,
    COALESCE((
        SELECT before.happened_at FROM order_events before
        WHERE before.order_id = o.id AND before.id < e.id ORDER BY before.id DESC LIMIT 1
    ), o.created_at) AS was_since
FROM orders o
CROSS JOIN LATERAL (SELECT * FROM order_events WHERE order_id = o.id ORDER BY id DESC LIMIT 1) e
WHERE o.id = %(id)s FOR UPDATE OF o
"""
_UNDO: Final = """
WITH moved AS (
    UPDATE orders SET status = %(new)s, version = version + 1, updated_at = %(at)s, status_since = %(since)s
    WHERE id = %(id)s AND status = %(old)s
    RETURNING id, number, user_id, status, total_amount, currency, tracking_number, version
),
history AS (
    INSERT INTO order_events (order_id, old_status, new_status, actor_id, undoes, happened_at)
    SELECT id, %(old)s, %(new)s, %(actor_id)s::bigint, %(undoes)s, %(at)s FROM moved
    RETURNING id
)
SELECT moved.*, history.id AS event_id FROM moved CROSS JOIN history
"""
