"""The staff chat: cards with buttons, and the list of orders that wait."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from kiosk.bot.markup import bold, escape, link
from kiosk.bot.messenger import messenger_of
from kiosk.bot.notice_texts import STAFF_CARD, staff_card, staff_translator
from kiosk.bot.notices import Desk, find_kind_and_params
from kiosk.bot.person import Person
from kiosk.bot.screen import Screen
from kiosk.bot.staff.callbacks import LookAtOrder, MoveOrder, NotePayment
from kiosk.bot.staff.card import FINAL, STATES, sure_keyboard
from kiosk.bot.staff.moves import move_and_tell
from kiosk.bot.staff.payments import note_and_tell
from kiosk.bot.view import View
from kiosk.bots import connection
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Forbidden
from kiosk.kernel.money import Money
from kiosk.kernel.runtime import Runtime
from kiosk.orders.filters import OrderFilter
from kiosk.orders.listing import list_for_staff
from kiosk.orders.rules import Status

OPEN = (Status.PENDING, Status.CONFIRMED, Status.PROCESSING)
MOST_LISTED = 15


async def press_deed(
    press: CallbackQuery,
    callback_data: MoveOrder,
    unit: Unit,
    person: Person,
    screen: Screen,
    runtime: Runtime,
) -> None:
    """A button that moves the order."""
    await _check(press, callback_data.order, person, "orders.move", unit, runtime)
    if callback_data.to in FINAL and not callback_data.sure:
        card = await _card(unit, runtime, callback_data.order)
        say = await staff_translator(unit.session)  # everybody in the chat sees the buttons
        asked = sure_keyboard(say, callback_data.order, callback_data.to)
        screen.edit_pressed(View(card.text, asked.keyboard))
        return
    moved = await move_and_tell(unit, person, screen, callback_data.order, callback_data.to)
    if not moved:  # the card may be behind; after a move its notice is drawn again anyway
        screen.edit_pressed(await _card(unit, runtime, callback_data.order))


async def press_payment(
    press: CallbackQuery,
    callback_data: NotePayment,
    unit: Unit,
    person: Person,
    screen: Screen,
    runtime: Runtime,
) -> None:
    """The button that notes cash."""
    await _check(press, callback_data.order, person, "payments.note", unit, runtime)
    if not await note_and_tell(unit, person, screen, callback_data.order):
        screen.edit_pressed(await _card(unit, runtime, callback_data.order))


async def look_again(
    press: CallbackQuery,
    callback_data: LookAtOrder,
    unit: Unit,
    person: Person,
    screen: Screen,
    runtime: Runtime,
) -> None:
    """Back from "are you sure?"."""
    await _check(press, callback_data.order, person, "orders.view", unit, runtime)
    screen.edit_pressed(await _card(unit, runtime, callback_data.order))


async def list_open(message: Message, unit: Unit, person: Person, screen: Screen, runtime: Runtime) -> None:
    """/open: the orders that wait for the staff, as links to their details in private."""
    if not person.may("orders.view") or message.chat.id != runtime.settings.staff_chat_id:
        return
    bot, say = await messenger_of(runtime).username(), await staff_translator(unit.session)
    lines = []
    for status in OPEN:
        wanted = OrderFilter(status=[status])
        page = await list_for_staff(unit.session, wanted, now=unit.now(), size=MOST_LISTED)
        if not page.total:
            continue
        lines.append(f"\n{bold(say(STATES[status]))} · {page.total}")
        for order in page.items:
            title = say("Order № {number}", number=order.number)
            total = say.money(Money(order.total_amount, order.currency))
            lines.append(f"• {link(title, f'https://t.me/{bot}?start=o_{order.id}')} · {escape(total)}")
    listed = "\n".join(lines).strip()
    nothing = escape(say("No order is waiting. 🎉"))
    screen.say(listed or nothing)


async def take_group(
    message: Message, command: CommandObject, unit: Unit, person: Person, screen: Screen
) -> None:
    """/start g_... in a group: it becomes the staff's, if somebody who keeps the house added the bot to it."""
    payload = command.args or ""
    if not payload.startswith("g_") or not person.may("settings.edit"):
        return
    if await connection.take_group(unit, payload, message.chat.id, message.chat.title or ""):
        say = await staff_translator(unit.session)
        screen.say(escape(say("New orders come here from now on. Everybody in this group sees them.")))
    else:
        screen.say(escape(person.say("This link has expired. Make a new one in the back office.")))


async def _card(unit: Unit, runtime: Runtime, order_id: int) -> View:
    view = await staff_card(await Desk.of(unit.session, runtime), {"order": order_id})
    if view is None:
        raise Forbidden
    return view


async def _check(
    press: CallbackQuery, order_id: int, person: Person, verb: str, unit: Unit, runtime: Runtime
) -> None:
    """Only a member of the staff, and only on the card that we put there. Raises Forbidden."""
    message = press.message
    if not person.may(verb) or message is None:
        raise Forbidden
    bot_id = messenger_of(runtime).bot_id
    notice = await find_kind_and_params(unit.session, bot_id, message.chat.id, message.message_id)
    if notice != (STAFF_CARD, {"order": order_id}):
        raise Forbidden


def router() -> Router:
    """The handlers of the staff chat."""
    made = Router(name="staff-group")
    made.callback_query.filter(F.message.chat.type != ChatType.PRIVATE)
    made.message.filter(F.chat.type != ChatType.PRIVATE)
    made.callback_query.register(press_deed, MoveOrder.filter())
    made.callback_query.register(press_payment, NotePayment.filter())
    made.callback_query.register(look_again, LookAtOrder.filter())
    made.message.register(take_group, CommandStart(deep_link=True))
    made.message.register(list_open, Command("open"))
    return made
