"""The figures follow the orders: a changed order has its day made anew within seconds, and every night all is checked."""

from datetime import date, timedelta
from typing import Final

from kiosk.analytics import service
from kiosk.facts import OrderPlaced, OrderStatusChanged
from kiosk.kernel.database import Unit
from kiosk.kernel.jobs import BULK, DeferredJob, job, schedule
from kiosk.kernel.outbox import reacts_to
from kiosk.kernel.runtime import Runtime

ROLL_UP: Final = "analytics.roll-up-day"
GATHERING: Final = timedelta(seconds=1)
"""So long further changes of the same day are waited for: a sale of a thousand orders makes its day a few times anew."""


@reacts_to(OrderPlaced, name="analytics.placed")
async def count_placed(unit: Unit, runtime: Runtime, fact: OrderPlaced) -> None:  # noqa: ARG001
    """A new order changes its day and its buyer's card."""
    await _follow(unit, fact.order_id)


@reacts_to(OrderStatusChanged, name="analytics.moved")
async def count_moved(unit: Unit, runtime: Runtime, fact: OrderStatusChanged) -> None:  # noqa: ARG001
    """A moved order changes the day on which it was placed, however long ago that was."""
    await _follow(unit, fact.order_id)


async def _follow(unit: Unit, order_id: int) -> None:
    found = await service.find_day(unit, order_id)
    if found is None:
        return
    day, customer_id = found
    name = f"sales-day:{day.isoformat()}"
    unit.defer(
        DeferredJob(
            ROLL_UP,
            {"day": day.isoformat()},
            lock=name,
            once=name,
            priority=BULK,
            at=unit.now() + GATHERING,
        )
    )
    await service.note_purchases(unit, [customer_id])


@job(ROLL_UP)
async def roll_up_day(runtime: Runtime, day: str) -> None:
    """Make the figures of a day anew."""
    async with runtime.database.unit() as unit:
        await service.roll_up_day(unit, date.fromisoformat(day))
        await unit.commit()


@schedule("analytics.repair", "23 2 * * *")
async def repair_nightly(runtime: Runtime) -> None:
    """Every night: compare all figures with the orders."""
    async with runtime.database.unit() as unit:
        await service.repair(unit)
        await unit.commit()
    mended = 1
    while mended:
        async with runtime.database.unit() as unit:
            mended = await service.repair_cards(unit)
            await unit.commit()
