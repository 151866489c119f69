"""A member of the staff in private: the order with its buyer's data, shipping, writing to the buyer.

Everything here asks for the right first, by who pressed or wrote; each look at personal data is logged.
"""

import contextlib

import structlog
from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from kiosk.bot.errors import NoTelegram
from kiosk.bot.messenger import messenger_of
from kiosk.bot.notice_texts import MAX_MESSAGE, TRACKING
from kiosk.bot.notices import owe
from kiosk.bot.people import find_telegram_id
from kiosk.bot.person import Person
from kiosk.bot.screen import Screen
from kiosk.bot.staff import views
from kiosk.bot.staff.callbacks import LookAtOrder, MoveOrder, NotePayment, ShipOrder, WriteToBuyer
from kiosk.bot.staff.card import FINAL
from kiosk.bot.staff.moves import move_and_tell
from kiosk.bot.staff.payments import note_and_tell
from kiosk.business.service import find_business
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Forbidden
from kiosk.kernel.runtime import Runtime
from kiosk.orders.queries import get_for_staff
from kiosk.orders.rules import Status
from kiosk.orders.schemas import OrderView
from kiosk.orders.service import set_tracking_number, write_to_buyer

log = structlog.get_logger(__name__)

MAX_TRACKING = 80
_ORDER = "staff_order"


class StaffStates(StatesGroup):
    """What the next text of a member of the staff is."""

    tracking = State()
    writing = State()


async def open_link(
    unit: Unit, person: Person, screen: Screen, state: FSMContext, purpose: str, order_id: int
) -> None:
    """A link from the order's card: `o` (details), `w` (write to the buyer), `t` (tracking number)."""
    await _leave(state)
    if purpose == "w":
        await _ask_words(unit, person, screen, state, order_id)
    elif purpose == "t":
        await _ask_tracking(unit, person, screen, state, order_id)
    else:
        await _show(unit, person, screen, order_id)


async def look(
    _: CallbackQuery,
    callback_data: LookAtOrder,
    unit: Unit,
    person: Person,
    screen: Screen,
    state: FSMContext,
) -> None:
    """The order with all details."""
    await _leave(state)
    await _show(unit, person, screen, callback_data.order)


async def press_deed(
    _: CallbackQuery,
    callback_data: MoveOrder,
    unit: Unit,
    person: Person,
    screen: Screen,
    state: FSMContext,
) -> None:
    """A button that moves the order; shipping asks for the tracking number first."""
    _require(person, "orders.move")
    await _leave(state)
    order = await get_for_staff(unit.session, callback_data.order, person.locale)
    allowed = callback_data.to in order.next_statuses("staff")
    if allowed and callback_data.to in FINAL and not callback_data.sure:
        screen.show(views.ask_sure(person.say, order, callback_data.to))
        return
    if allowed and callback_data.to is Status.SHIPPED and not callback_data.sure:
        await _ask_tracking(unit, person, screen, state, order.id)
        return
    await move_and_tell(unit, person, screen, order.id, callback_data.to)
    await _show(unit, person, screen, order.id)


async def press_payment(
    _: CallbackQuery,
    callback_data: NotePayment,
    unit: Unit,
    person: Person,
    screen: Screen,
    state: FSMContext,
) -> None:
    """The button that notes cash."""
    _require(person, "payments.note")
    await _leave(state)
    await note_and_tell(unit, person, screen, callback_data.order)
    await _show(unit, person, screen, callback_data.order)


async def ask_tracking(
    _: CallbackQuery,
    callback_data: ShipOrder,
    unit: Unit,
    person: Person,
    screen: Screen,
    state: FSMContext,
) -> None:
    """The button for the tracking number."""
    await _ask_tracking(unit, person, screen, state, callback_data.order)


async def take_tracking(
    message: Message, unit: Unit, person: Person, screen: Screen, state: FSMContext, runtime: Runtime
) -> None:
    """The tracking number was typed: ship with it, or add it to what was shipped."""
    _require(person, "orders.move")
    number = " ".join((message.text or "").split())
    order_id = (await state.get_data()).get(_ORDER, 0)
    screen.delete_input()
    if not 0 < len(number) <= MAX_TRACKING:
        await _ask_tracking(unit, person, screen, state, order_id)
        screen.alert(person.say("A tracking number has {n} characters at most.", n=MAX_TRACKING))
        return
    await _leave(state)
    order = await get_for_staff(unit.session, order_id)
    if Status.SHIPPED in order.next_statuses("staff"):
        await move_and_tell(unit, person, screen, order_id, Status.SHIPPED, tracking_number=number)
    else:
        await set_tracking_number(unit, order_id, number)
        unit.audit("orders.move", f"order:{order_id}", changed="tracking_number")
        with contextlib.suppress(NoTelegram):
            await _owe_buyer(unit, runtime, order, TRACKING, f"tracking:{order_id}:{order.version + 1}", {})
    await _show(unit, person, screen, order_id)


async def ask_words(
    _: CallbackQuery,
    callback_data: WriteToBuyer,
    unit: Unit,
    person: Person,
    screen: Screen,
    state: FSMContext,
) -> None:
    """The button to write to the buyer."""
    await _ask_words(unit, person, screen, state, callback_data.order)


async def take_words(message: Message, unit: Unit, person: Person, screen: Screen, state: FSMContext) -> None:
    """The text for the buyer was typed."""
    _require(person, "orders.contact")
    order_id = (await state.get_data()).get(_ORDER, 0)
    await _leave(state)
    order = await get_for_staff(unit.session, order_id)
    await write_to_buyer(unit, order_id, person.account_id, (message.text or "")[:MAX_MESSAGE])
    unit.audit("orders.contact", f"order:{order_id}")
    screen.say(views.words_sent(person.say, order.number))
    await _show(unit, person, screen, order_id)


async def _show(unit: Unit, person: Person, screen: Screen, order_id: int) -> None:
    _require(person, "orders.view")
    order = await get_for_staff(unit.session, order_id, person.locale)
    business = await find_business(unit.session)
    log.info("order-details-viewed", account=person.account_id, order=order_id)
    screen.show(views.order(person.say, order, business.zone if business else None))


async def _ask_tracking(unit: Unit, person: Person, screen: Screen, state: FSMContext, order_id: int) -> None:
    _require(person, "orders.move")
    order = await get_for_staff(unit.session, order_id)
    if order.status not in {Status.CONFIRMED, Status.PROCESSING, Status.SHIPPED}:
        await _show(unit, person, screen, order_id)
        return
    await state.set_state(StaffStates.tracking)
    await state.update_data({_ORDER: order_id})
    screen.show(views.ask_tracking(person.say, order))


async def _ask_words(unit: Unit, person: Person, screen: Screen, state: FSMContext, order_id: int) -> None:
    _require(person, "orders.contact")
    order = await get_for_staff(unit.session, order_id)
    await state.set_state(StaffStates.writing)
    await state.update_data({_ORDER: order_id})
    screen.show(views.ask_words(person.say, order))


async def _owe_buyer(
    unit: Unit, runtime: Runtime, order: OrderView, kind: str, key: str, params: dict[str, str]
) -> None:
    chat_id = await find_telegram_id(unit.session, order.user_id)
    if chat_id is None:
        raise NoTelegram
    await owe(
        unit,
        bot_id=messenger_of(runtime).bot_id,
        chat_id=chat_id,
        key=key,
        kind=kind,
        params={"order": order.id, **params},
    )


async def _leave(state: FSMContext) -> None:
    """Whatever is done next, the question that was open is not answered by it."""
    data = await state.get_data()
    if data.pop(_ORDER, None) is not None:
        await state.set_state(None)
        await state.set_data(data)


def _require(person: Person, verb: str) -> None:
    if not person.may(verb):
        raise Forbidden


def router() -> Router:
    """The handlers for members of the staff in private."""
    made = Router(name="staff-private")
    made.message.filter(F.chat.type == ChatType.PRIVATE)
    made.callback_query.filter(F.message.chat.type == ChatType.PRIVATE)
    words = F.text & ~F.text.startswith("/")
    made.message.register(take_tracking, StateFilter(StaffStates.tracking), words)
    made.message.register(take_words, StateFilter(StaffStates.writing), words)
    made.callback_query.register(look, LookAtOrder.filter())
    made.callback_query.register(press_deed, MoveOrder.filter())
    made.callback_query.register(press_payment, NotePayment.filter())
    made.callback_query.register(ask_tracking, ShipOrder.filter())
    made.callback_query.register(ask_words, WriteToBuyer.filter())
    return made
