"""What happens to orders is told to whoever watches them in the panel: ids and statuses only."""

from typing import Final

from kiosk.facts import OrderPlaced, OrderStatusChanged, PaymentNoted
from kiosk.kernel.database import Unit
from kiosk.kernel.live import tell
from kiosk.kernel.outbox import reacts_to
from kiosk.kernel.rows import fetch
from kiosk.kernel.runtime import Runtime

PLACED, MOVED, PAID = "order-placed", "order-moved", "order-paid"


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


@reacts_to(PaymentNoted, name="orders.live-paid")
async def show_paid(unit: Unit, runtime: Runtime, fact: PaymentNoted) -> None:  # noqa: ARG001
    """Money changed hands for an order."""
    for row in await fetch(unit.session, _HEAD, {"id": fact.order_id}):
        news = {"order_id": fact.order_id, "number": row.number, "actor_id": fact.actor_id}
        await tell(unit.session, PAID, news)


_HEAD: Final = "SELECT number, status FROM orders WHERE id = %(id)s"
