"""Who has paid: a line of the order's card, and the button that notes cash."""

from aiogram.types import InlineKeyboardButton

from kiosk.bot.markup import bold, escape
from kiosk.bot.person import Person
from kiosk.bot.screen import Screen
from kiosk.bot.staff.callbacks import NotePayment
from kiosk.bot.view import button
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import Translator
from kiosk.kernel.money import Money
from kiosk.orders.schemas import OrderView
from kiosk.orders.service import note_payment
from kiosk.payments.errors import NothingDue
from kiosk.payments.rules import Method


def payment_lines(say: Translator, order: OrderView) -> list[str]:
    """What is due or to be given back, or that it is paid; nothing where payments aren't noted."""
    balance, currency = order.balance, order.total.currency
    if not order.is_payment_noted or balance.state is None:
        return []
    if balance.to_return:
        return [say("❗️ To give back: {sum}", sum=bold(say.money(Money(balance.to_return, currency))))]
    if balance.due:
        return [say("💰 To be paid: {sum}", sum=bold(say.money(Money(balance.due, currency))))]
    return [escape(say("💰 Paid"))]


def payment_button(say: Translator, order: OrderView) -> InlineKeyboardButton | None:
    """Cash is what is taken where there is a phone and no panel; other ways are noted there."""
    if not order.is_payment_noted or not order.balance.due:
        return None
    return button(say("💰 Paid in cash"), NotePayment(order=order.id))


async def note_and_tell(unit: Unit, person: Person, screen: Screen, order_id: int) -> bool:
    """Note that all that is due was paid in cash, and say so. False if nothing was due any more."""
    try:
        payment_id = await note_payment(unit, order_id, Method.CASH, actor_id=person.account_id)
    except NothingDue as refusal:
        screen.alert(refusal.text(person.say))
        return False
    unit.audit("payments.note", f"order:{order_id}", payment=payment_id, method=Method.CASH.value)
    screen.toast(person.say("Noted: paid in cash. A slip is taken back in the back office."))
    return True
