"""What happens to orders is told to whoever watches them in the panel: ids and statuses only."""

from typing import Final

from kiosk.facts import OrderPlaced, OrderStatusChanged
from kiosk.kernel.database import Unit
from kiosk.kernel.live import tell
from kiosk.kernel.outbox import reacts_to
from kiosk.kernel.rows import fetch
from kiosk.kernel.runtime import Runtime

PLACED, MOVED = "order-placed", "order-moved"


@reacts_to(OrderPlaced, name="orders.live-placed")
async def show_placed(unit: Unit, runtime: Runtime, fact: OrderPlaced) -> None:  # noqa: ARG001
    """A new order appears."""
    for row in await fetch(unit.session, _HEAD, {"id": fact.order_id}):
        await tell(
            unit.session, PLACED, {"order_id": fact.order_id, "number": row.number, "status": row.status}
        )


@reacts_to(OrderStatusChanged, name="orders.live-moved")
async def show_moved(unit: Unit, runtime: Runtime, fact: OrderStatusChanged) -> None:  # noqa: ARG001
    """An order changes its place."""
    for row in await fetch(unit.session, _HEAD, {"id": fact.order_id}):
        news = {
            "order_id": fact.order_id,
            "number": row.number,
            "old_status": fact.old_status,
            "new_status": fact.new_status,
            "actor_id": fact.actor_id,
        }
        await tell(unit.session, MOVED, news)


_HEAD: Final = "SELECT number, status FROM orders WHERE id = %(id)s"
