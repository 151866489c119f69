"""The words of notices, drawn when they are sent: always as things are then."""

from typing import Final

from aiogram.types import InlineKeyboardMarkup
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.bot.formatting import name, prose
from kiosk.bot.markup import bold, code
from kiosk.bot.notices import Desk, Params, draws
from kiosk.bot.scenes.callbacks import ShowOrder
from kiosk.bot.staff.card import order_card
from kiosk.bot.view import View, button, copy_button, keyboard
from kiosk.business.service import find_business
from kiosk.kernel.i18n import FALLBACK, N_, Translator, translator
from kiosk.kernel.rows import fetch
from kiosk.orders.errors import OrderNotFound
from kiosk.orders.queries import find_message, get_for_staff, is_undone
from kiosk.orders.rules import Status
from kiosk.orders.schemas import OrderView

STAFF_CARD: Final = "staff-card"
BUYER_STATUS: Final = "buyer-status"
TRACKING: Final = "tracking"
SHOP_MESSAGE: Final = "shop-message"
MAX_MESSAGE: Final = 3000

_NEWS: Final = {
    Status.PENDING: N_("🎉 Order № {number} is placed. We’ll write here as soon as something changes."),
    Status.CONFIRMED: N_("✅ Order № {number} is confirmed. We are getting it ready."),
    Status.PROCESSING: N_("🎁 Order № {number} is being packed."),
    Status.SHIPPED: N_("🚚 Order № {number} is on its way to you."),
    Status.DELIVERED: N_("📦 Order № {number} has been delivered. Thank you for choosing us!"),
    Status.CANCELLED: N_("✖️ Order № {number} is cancelled."),
    Status.REFUNDED: N_("💳 The money for order № {number} has been returned."),
}


async def staff_translator(session: AsyncSession) -> Translator:
    """Speaks the business's own language, as the staff chat does."""
    business = await find_business(session)
    return translator(business.default_locale if business else FALLBACK)


async def _buyers_translator(session: AsyncSession, order: OrderView) -> Translator:
    rows = await fetch(session, _LOCALE, {"id": order.user_id})
    locale = (rows and rows[0].locale) or order.locale
    business = await find_business(session)
    return translator(business.spoken(locale) if business else locale)


@draws(BUYER_STATUS)
async def buyer_status(desk: Desk, params: Params) -> View | None:
    """How the buyer's order goes on; nothing, if the move was taken back before anybody heard of it."""
    order = await _find(desk.session, params["order"])
    if order is None or ("event" in params and await is_undone(desk.session, params["event"])):
        return None
    say = await _buyers_translator(desk.session, order)
    status = Status(params["status"])
    lines = [say(_NEWS[status], number=order.number)]
    if status is Status.PENDING:
        lines.append(say("Total: {total}", total=bold(say.money(order.total))))
    tracking = order.tracking_number if status is Status.SHIPPED else None
    if tracking:
        lines.append(say("Tracking number: {number}", number=code(tracking)))
    return View("\n\n".join(lines), _buyers_buttons(say, order, tracking))


@draws(TRACKING)
async def tracking_number(desk: Desk, params: Params) -> View | None:
    """The number under which the carrier knows the parcel, told later than "on its way"."""
    order = await _find(desk.session, params["order"])
    if order is None or not order.tracking_number:
        return None
    say = await _buyers_translator(desk.session, order)
    text = say("🚚 Order № {number}: you can follow your parcel.", number=order.number)
    shown = say("Tracking number: {number}", number=code(order.tracking_number))
    return View(f"{text}\n\n{shown}", _buyers_buttons(say, order, order.tracking_number))


@draws(SHOP_MESSAGE)
async def shop_message(desk: Desk, params: Params) -> View | None:
    """What a member of the staff writes to the buyer."""
    order = await _find(desk.session, params["order"])
    message = await find_message(desk.session, params["message"])
    if order is None or message is None:
        return None
    say = await _buyers_translator(desk.session, order)
    business = await find_business(desk.session)
    shop = business.name_in(say.locale) if business else ""
    head = say("💬 {shop} about order № {number}:", shop=name(shop), number=order.number)
    return View(f"{head}\n{quote_prose(message[1])}", _buyers_buttons(say, order, None))


@draws(STAFF_CARD)
async def staff_card(desk: Desk, params: Params) -> View | None:
    """The order's card in the staff chat."""
    business = await find_business(desk.session)
    try:
        order = await get_for_staff(
            desk.session, params["order"], business.default_locale if business else None
        )
    except OrderNotFound:
        return None
    say = await staff_translator(desk.session)
    zone = business.zone if business else None
    return order_card(say, order, zone, desk.bot_username, desk.public_url)


def quote_prose(text: str) -> str:
    """Several lines that a person wrote, as a quotation."""
    return f"<blockquote>{prose(text, MAX_MESSAGE)}</blockquote>"


def _buyers_buttons(say: Translator, order: OrderView, tracking: str | None) -> InlineKeyboardMarkup:
    return keyboard(
        copy_button(say("📋 Copy the tracking number"), tracking) if tracking else None,
        button(say("Open the order"), ShowOrder(order=order.id)),
    )


async def _find(session: AsyncSession, order_id: int) -> OrderView | None:
    try:
        return await get_for_staff(session, order_id)
    except OrderNotFound:
        return None


_LOCALE: Final = "SELECT locale FROM accounts WHERE id = %(id)s"
