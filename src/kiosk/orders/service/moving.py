"""Orders move along their states, each move by one winner."""

from typing import Final

from kiosk.facts import OrderStatusChanged
from kiosk.inventory.schemas import Level
from kiosk.inventory.service import give_back
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Conflict
from kiosk.kernel.rows import fetch
from kiosk.orders.errors import AlreadyMoved, IllegalMove, OrderNotFound
from kiosk.orders.rules import UNDO_WINDOW, Status, Who, can_move
from kiosk.orders.schemas import Order
from kiosk.orders.service.recording import order_of

_TRIES = 3


async def move(
    unit: Unit,
    order_id: int,
    to: Status,
    *,
    actor_id: int | None,
    note: str = "",
    tracking_number: str | None = None,
    version: int | None = None,
    undoable: bool = False,
) -> Order:
    """Move an order as a member of the staff. A cancellation returns the stock.

    With `version` it moves only from there. An `undoable` move may be taken back for ten seconds, and the buyer
    hears of it afterwards. Raises OrderNotFound, AlreadyMoved (it is there already), IllegalMove, Conflict.
    """
    return await _move(
        unit,
        order_id,
        to,
        who="staff",
        actor_id=actor_id,
        note=note,
        tracking_number=tracking_number,
        version=version,
        undoable=undoable,
    )


async def cancel_own(unit: Unit, account_id: int, order_id: int) -> Order:
    """Cancel one's own order, which is possible until it is being prepared; the stock is returned.

    Raises OrderNotFound (also for somebody else's), AlreadyMoved, IllegalMove.
    """
    return await _move(
        unit, order_id, Status.CANCELLED, who="customer", actor_id=account_id, owner_id=account_id
    )


async def set_tracking_number(
    unit: Unit, order_id: int, tracking_number: str | None, *, version: int | None = None
) -> None:
    """Note under what number the carrier knows the parcel. Raises OrderNotFound, Conflict."""
    params = {"id": order_id, "tracking_number": tracking_number, "at": unit.now(), "version": version}
    rows = await fetch(unit.session, _SET_TRACKING, params)
    if not rows:
        known = await fetch(unit.session, _CURRENT, {"id": order_id})
        raise Conflict if known else OrderNotFound


async def change(
    unit: Unit,
    order_id: int,
    *,
    to: Status | None,
    actor_id: int | None,
    note: str = "",
    tracking_number: str | None = None,
    version: int | None = None,
) -> None:
    """What the panel sends: a status, a tracking number or both. The status that it has already changes nothing.

    Raises OrderNotFound, IllegalMove, Conflict if it isn't at `version` any more.
    """
    if to is not None:
        try:
            await move(
                unit,
                order_id,
                to,
                actor_id=actor_id,
                note=note,
                tracking_number=tracking_number,
                version=version,
                undoable=actor_id is not None,
            )
        except AlreadyMoved:
            pass
        else:
            return
    if tracking_number is not None:
        await set_tracking_number(unit, order_id, tracking_number, version=version)


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
    version: int | None = None,
    undoable: bool = False,
) -> Order:
    until = unit.now() + UNDO_WINDOW if undoable else None
    for _ in range(_TRIES):
        old = await _judge(unit, order_id, to, who, owner_id, version)
        params = {
            "id": order_id,
            "old": old.value,
            "new": to.value,
            "actor_id": actor_id,
            "note": note,
            "tracking_number": tracking_number,
            "version": version,
            "until": until,
            "at": unit.now(),
        }
        # It moves only from the state that was judged; whoever was quicker has changed that, so look again.
        moved = await fetch(unit.session, _MOVE, params)
        if moved:
            order, event_id = order_of(moved[0]), int(moved[0].event_id)
            if to is Status.CANCELLED:
                await _return_stock(unit, order_id, event_id)
            unit.publish(
                OrderStatusChanged(
                    order_id=order_id,
                    customer_id=order.user_id,
                    old_status=old.value,
                    new_status=to.value,
                    actor_id=actor_id,
                    event_id=event_id,
                    undoable_until=until.isoformat() if until else None,
                )
            )
            return order
    raise Conflict


async def _judge(
    unit: Unit, order_id: int, to: Status, who: Who, owner_id: int | None, version: int | None
) -> Status:
    """Where the order is, if it may move from there."""
    found = await fetch(unit.session, _CURRENT, {"id": order_id})
    if not found or (owner_id is not None and found[0].user_id != owner_id):
        raise OrderNotFound
    old = Status(found[0].status)
    if old is to:
        raise AlreadyMoved(old=old, new=to)
    if version is not None and found[0].version != version:
        raise Conflict
    if not can_move(old, to, who):
        raise IllegalMove(old=old, new=to)
    return old


async def quantities_of(unit: Unit, order_id: int) -> tuple[dict[int, int], set[int]]:
    """What an order sold: {variant_id: quantity}, and the products that these variants belong to."""
    rows = await fetch(unit.session, _SOLD, {"id": order_id})
    return {row.variant_id: row.quantity for row in rows}, {row.product_id for row in rows}


def make_stale(unit: Unit, products: set[int], levels: list[Level]) -> None:
    """The catalogue's kept answers don't hold any more for what came or went."""
    unit.touch(*(f"product:{product_id}" for product_id in products))
    if any(level.flipped for level in levels):
        unit.touch("catalog")


async def _return_stock(unit: Unit, order_id: int, event_id: int) -> None:
    sold, products = await quantities_of(unit, order_id)
    again = (await fetch(unit.session, _WAS_CANCELLED, {"id": order_id}))[0].before
    if again:
        levels = await give_back(unit, sold, event_id, "recancellation")
    else:
        levels = await give_back(unit, sold, order_id)
    make_stale(unit, products, levels)


_CURRENT: Final = "SELECT status, user_id, version FROM orders WHERE id = %(id)s"
_MOVE: Final = """
WITH moved AS (
    UPDATE orders SET status = %(new)s, version = version + 1, updated_at = %(at)s, status_since = %(at)s,
        tracking_number = COALESCE(%(tracking_number)s::varchar, tracking_number)
    WHERE id = %(id)s AND status = %(old)s AND (%(version)s::int IS NULL OR version = %(version)s::int)
    RETURNING id, number, user_id, status, total_amount, currency, tracking_number, version
),
history AS (
    INSERT INTO order_events (order_id, old_status, new_status, actor_id, note, undoable_until, happened_at)
    SELECT id, %(old)s, %(new)s, %(actor_id)s::bigint, %(note)s, %(until)s::timestamptz, %(at)s FROM moved
    RETURNING id
)
SELECT moved.*, history.id AS event_id FROM moved CROSS JOIN history
"""
_SET_TRACKING: Final = """
UPDATE orders SET tracking_number = %(tracking_number)s::varchar, version = version + 1, updated_at = %(at)s
WHERE id = %(id)s AND (%(version)s::int IS NULL OR version = %(version)s::int) RETURNING id
"""
_SOLD: Final = """
SELECT variant_id, min(product_id) AS product_id, sum(quantity)::int AS quantity
FROM order_items WHERE order_id = %(id)s GROUP BY variant_id
"""
# A cancellation that was taken back has returned the stock once already.
_WAS_CANCELLED: Final = """
SELECT EXISTS (
    SELECT FROM order_events WHERE order_id = %(id)s AND undoes IS NOT NULL AND old_status = 'cancelled'
) AS before
"""
