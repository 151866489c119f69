"""The same done to many orders: each for itself, so that one refusal stops none of the others."""

from collections.abc import Awaitable, Callable, Sequence

from kiosk.kernel.audit import Act
from kiosk.kernel.database import Database, Unit
from kiosk.kernel.errors import Refusal
from kiosk.orders.errors import AlreadyMoved
from kiosk.orders.rules import UNDO_WINDOW, Status
from kiosk.orders.schemas import BulkResult, Order
from kiosk.orders.service.moving import move
from kiosk.orders.service.undoing import undo


async def move_each(
    database: Database, order_ids: Sequence[int], to: Status, *, act: Act, note: str = ""
) -> list[BulkResult]:
    """Move each of the orders for whoever acts, undoable for ten seconds; one result for each, in the order of asking.

    Every order has a unit of work of its own, committed here: locks on the stock of several orders at once could
    wait for a buyer's in a circle, and what was moved before a crash stays moved. `behalf` is for the audit log.
    """

    async def one(unit: Unit, order_id: int) -> Order:
        return await move(
            unit, order_id, to, actor_id=act.actor_id, note=note, undoable=act.actor_id is not None
        )

    return [await _try(database, act, order_id, one) for order_id in dict.fromkeys(order_ids)]


async def undo_each(database: Database, versions: Sequence[tuple[int, int]], *, act: Act) -> list[BulkResult]:
    """Take back one's own last move of each (order_id, version), as `undo` does."""
    results = []
    for order_id, version in dict(versions).items():

        async def one(unit: Unit, order_id: int, version: int = version) -> Order:
            return await undo(unit, order_id, version=version, actor_id=act.actor_id)

        results.append(await _try(database, act, order_id, one))
    return results


async def _try(
    database: Database, act: Act, order_id: int, do: Callable[[Unit, int], Awaitable[Order]]
) -> BulkResult:
    async with database.unit(act) as unit:
        until = unit.now() + UNDO_WINDOW
        try:
            order = await do(unit, order_id)
        except AlreadyMoved as refusal:
            return BulkResult(order_id, "unchanged", status=Status(refusal.new))
        except Refusal as refusal:
            return BulkResult(order_id, "refused", refusal=refusal)
        unit.audit(act.action, f"order:{order_id}", to=order.status.value)
        await unit.commit()
    return BulkResult(
        order_id, "done", status=order.status, number=order.number, version=order.version, undo_until=until
    )
