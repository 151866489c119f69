"""What the bot does when it hears of an order: it tells the buyer, and puts the order's card before the staff."""

from typing import Final

from kiosk.bot.messenger import bot_id_of, messenger_of
from kiosk.bot.notice_texts import BUYER_STATUS, SHOP_MESSAGE, STAFF_CARD
from kiosk.bot.notices import owe, redraw
from kiosk.bot.people import find_telegram_id
from kiosk.bot.setup import introduce
from kiosk.facts import BusinessChanged, BuyerMessageWritten, OrderPlaced, OrderStatusChanged, PaymentNoted
from kiosk.kernel.database import Unit
from kiosk.kernel.inbox import forget_old
from kiosk.kernel.jobs import DeferredJob, job, schedule
from kiosk.kernel.outbox import reacts_to
from kiosk.kernel.rows import fetch
from kiosk.kernel.runtime import Runtime
from kiosk.notifications.rules import NEW_ORDER
from kiosk.notifications.service import is_heard_in_group
from kiosk.orders.rules import NOTICE_DELAY, Status

INTRODUCE: Final = "bot.introduce"


def staff_card_key(order_id: int) -> str:
    """The key of an order's card in the staff chat."""
    return f"staff-card:{order_id}"


@reacts_to(OrderPlaced, name="bot.staff-card")
async def tell_staff(unit: Unit, runtime: Runtime, fact: OrderPlaced) -> None:
    """Put the order's card into the staff chat, if it is to hear of orders."""
    bot_id, chat_id = bot_id_of(runtime), runtime.settings.staff_chat_id
    if bot_id is None or chat_id is None or not await is_heard_in_group(unit.session, NEW_ORDER):
        return
    await owe(
        unit,
        bot_id=bot_id,
        chat_id=chat_id,
        key=staff_card_key(fact.order_id),
        kind=STAFF_CARD,
        params={"order": fact.order_id},
    )


@reacts_to(OrderPlaced, name="bot.buyer-placed")
async def confirm_to_buyer(unit: Unit, runtime: Runtime, fact: OrderPlaced) -> None:
    """Tell a buyer who ordered elsewhere that the order is placed; in the chat the scene has said so."""
    rows = await fetch(unit.session, _CHANNEL, {"id": fact.order_id})
    if rows and rows[0].channel != "bot":
        await _tell_buyer(unit, runtime, fact.order_id, fact.customer_id, Status.PENDING)


@reacts_to(OrderStatusChanged, name="bot.buyer-status")
async def tell_buyer(unit: Unit, runtime: Runtime, fact: OrderStatusChanged) -> None:
    """Tell the buyer how the order goes on, unless the buyer did it.

    Of a move that may still be taken back the buyer hears afterwards, and of none that was.
    """
    if fact.actor_id == fact.customer_id or fact.undoes is not None:
        return
    event_id = fact.event_id if fact.undoable_until is not None else None
    await _tell_buyer(unit, runtime, fact.order_id, fact.customer_id, Status(fact.new_status), event_id)


@reacts_to(BuyerMessageWritten, name="bot.shop-message")
async def pass_message_on(unit: Unit, runtime: Runtime, fact: BuyerMessageWritten) -> None:
    """Deliver what the staff wrote to the buyer."""
    bot_id = bot_id_of(runtime)
    chat_id = await find_telegram_id(unit.session, fact.customer_id)
    if bot_id is None or chat_id is None:
        return
    await owe(
        unit,
        bot_id=bot_id,
        chat_id=chat_id,
        key=f"{SHOP_MESSAGE}:{fact.message_id}",
        kind=SHOP_MESSAGE,
        params={"order": fact.order_id, "message": fact.message_id},
    )


@reacts_to(OrderStatusChanged, name="bot.staff-card-status")
async def update_staff_card(unit: Unit, runtime: Runtime, fact: OrderStatusChanged) -> None:  # noqa: ARG001
    """Have the card in the staff chat show the new state."""
    await redraw(unit, staff_card_key(fact.order_id))


@reacts_to(PaymentNoted, name="bot.staff-card-paid")
async def update_paid_card(unit: Unit, runtime: Runtime, fact: PaymentNoted) -> None:  # noqa: ARG001
    """Have the card in the staff chat show what is due now."""
    await redraw(unit, staff_card_key(fact.order_id))


@reacts_to(BusinessChanged, name="bot.introduce")
async def introduce_anew(unit: Unit, runtime: Runtime, fact: BusinessChanged) -> None:  # noqa: ARG001
    """Have Telegram show the shop's new words."""
    if bot_id_of(runtime) is not None:
        unit.defer(DeferredJob(INTRODUCE, lock=INTRODUCE, once=INTRODUCE))


@job(INTRODUCE)
async def tell_telegram(runtime: Runtime) -> None:
    """Send commands and descriptions to Telegram."""
    if bot_id_of(runtime) is not None:
        await introduce(runtime, messenger_of(runtime).bot)


async def _tell_buyer(
    unit: Unit,
    runtime: Runtime,
    order_id: int,
    customer_id: int,
    status: Status,
    event_id: int | None = None,
) -> None:
    """Owe the news. With the `event_id` of a move that may be taken back, not before that is over."""
    bot_id = bot_id_of(runtime)
    chat_id = await find_telegram_id(unit.session, customer_id)
    if bot_id is None or chat_id is None:
        return
    await owe(
        unit,
        bot_id=bot_id,
        chat_id=chat_id,
        key=f"buyer:{order_id}:{status.value}" + (f":{event_id}" if event_id else ""),
        kind=BUYER_STATUS,
        params={"order": order_id, "status": status.value, **({"event": event_id} if event_id else {})},
        after=unit.now() + NOTICE_DELAY if event_id else None,
    )


@schedule("bot.forget-updates", "17 3 * * *")
async def forget_updates(runtime: Runtime) -> None:
    """Every night: forget updates that nobody sends again."""
    async with runtime.database.unit() as unit:
        await forget_old(unit.session, unit.now())
        await unit.commit()


_CHANNEL: Final = "SELECT channel FROM orders WHERE id = %(id)s"
