"""The staff hears what it chose to hear: in its group, and everybody in their own chat with the bot.

A group's message never carries a buyer's data, and neither does a private one: it leads to the order.
"""

from typing import Any

from kiosk.bot.messenger import bot_id_of
from kiosk.bot.notices import owe
from kiosk.bot.staff.news import CANCELLED, LOW_STOCK, NEW, NOT_REACHED, SUMMARY
from kiosk.business.service import find_business
from kiosk.facts import BuyerNotReached, OrderPlaced, OrderStatusChanged, StockLow
from kiosk.kernel.database import Unit
from kiosk.kernel.jobs import schedule
from kiosk.kernel.outbox import reacts_to
from kiosk.kernel.runtime import Runtime
from kiosk.notifications.rules import (
    DAILY_SUMMARY,
    FAILED_DELIVERY,
    NEW_ORDER,
    ORDER_CANCELLED,
    summed_up_at,
)
from kiosk.notifications.rules import LOW_STOCK as RUNS_LOW
from kiosk.notifications.service import get_shops, is_heard_in_group, listeners
from kiosk.orders.rules import Status


@reacts_to(OrderPlaced, name="bot.staff-new-order")
async def tell_of_order(unit: Unit, runtime: Runtime, fact: OrderPlaced) -> None:
    """An order was placed. The group has its card for that."""
    await _tell(unit, runtime, NEW_ORDER, NEW, str(fact.order_id), {"about": fact.order_id}, group=False)


@reacts_to(OrderStatusChanged, name="bot.staff-cancelled")
async def tell_of_cancelling(unit: Unit, runtime: Runtime, fact: OrderStatusChanged) -> None:
    """The buyer cancelled an order, which somebody may be packing."""
    if fact.new_status == Status.CANCELLED.value and fact.actor_id == fact.customer_id:
        about = {"about": fact.order_id}
        await _tell(unit, runtime, ORDER_CANCELLED, CANCELLED, str(fact.order_id), about)


@reacts_to(BuyerNotReached, name="bot.staff-not-reached")
async def tell_of_failure(unit: Unit, runtime: Runtime, fact: BuyerNotReached) -> None:
    """The buyer of an order can't be written to; said once for each order."""
    about = {"about": fact.order_id}
    await _tell(unit, runtime, FAILED_DELIVERY, NOT_REACHED, str(fact.order_id), about)


@reacts_to(StockLow, name="bot.low-stock")
async def tell_of_low_stock(unit: Unit, runtime: Runtime, fact: StockLow) -> None:
    """A variant runs low. The fact is published once for each crossing."""
    cause = f"{fact.variant_id}:{unit.now().isoformat()}"
    about = {"variant": fact.variant_id, "on_hand": fact.on_hand, "threshold": fact.threshold}
    await _tell(unit, runtime, RUNS_LOW, LOW_STOCK, cause, about)


@schedule("bot.daily-summary", "*/15 * * * *")
async def sum_up(runtime: Runtime) -> None:
    """Once a day, from the hour on that the shop chose: how the day went. A late worker still says it."""
    async with runtime.database.unit() as unit:
        business = await find_business(unit.session)
        if business is None:
            return
        hour = (await get_shops(unit.session)).summary_hour
        day = summed_up_at(unit.now().astimezone(business.zone), hour)
        if day is not None:
            about = {"day": day.isoformat()}
            await _tell(unit, runtime, DAILY_SUMMARY, SUMMARY, day.isoformat(), about)
            await unit.commit()


async def _tell(
    unit: Unit,
    runtime: Runtime,
    event: str,
    kind: str,
    cause: str,
    about: dict[str, Any],
    *,
    group: bool = True,
) -> None:
    """Owe the news to whoever chose to hear of `event`; once for each `cause` and chat."""
    bot_id, group_id = bot_id_of(runtime), runtime.settings.staff_chat_id
    if bot_id is None:
        return
    chats: dict[int, dict[str, Any]] = {
        each.chat_id: {**about, "reader": each.account_id} for each in await listeners(unit.session, event)
    }
    if group and group_id is not None and await is_heard_in_group(unit.session, event):
        chats[group_id] = about
    for chat_id, params in chats.items():
        await owe(
            unit, bot_id=bot_id, chat_id=chat_id, key=f"{kind}:{cause}:{chat_id}", kind=kind, params=params
        )
