"""What many screens share: the cart line, the way back, the pager, prices."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from kiosk.bot.callbacks import Callback, GoHome
from kiosk.bot.formatting import name
from kiosk.bot.markup import MAX_CAPTION, visible_units
from kiosk.bot.scenes.callbacks import Counter, ShowCart
from kiosk.bot.view import View, button
from kiosk.kernel.i18n import Translator
from kiosk.kernel.money import Money

Buttons = list[InlineKeyboardButton]


@dataclass(frozen=True, slots=True)
class Basket:
    """What lies in the cart, for the line that every screen shows."""

    count: int
    total: Money

    def __bool__(self) -> bool:
        return self.count > 0


def illustrated(text: str, buttons: InlineKeyboardMarkup, picture_id: int | None) -> View:
    """A screen with a picture, as long as its text fits under one.

    Screens carry pictures wherever they can: Telegram edits one picture into another in place, but a picture can't
    be taken away, so a screen without one has to be sent anew, which flickers and counts as a message.
    """
    return View(text, buttons, picture_id if visible_units(text) <= MAX_CAPTION else None)


def home_button(say: Translator) -> InlineKeyboardButton:
    """Leads to the home screen from anywhere."""
    return button(say("🏠 Menu"), GoHome())


def back_button(say: Translator, to: Callback) -> InlineKeyboardButton:
    """Leads exactly one level up."""
    return button(say("‹ Back"), to)


def foot(say: Translator, back: Callback) -> Buttons:
    """The last row of a screen: Back first, Home second, and Back alone where both mean the same."""
    if isinstance(back, GoHome):
        return [back_button(say, back)]
    return [back_button(say, back), home_button(say)]


def cart_line(say: Translator, basket: Basket) -> InlineKeyboardButton | None:
    """The cart as every screen shows it, once something lies in it."""
    if not basket:
        return None
    text = say("🛒 {n} · {total}", n=basket.count, total=say.money(basket.total))
    return button(text, ShowCart())


def pager(page: int, pages: int, to: Callable[[int], Callback]) -> Buttons | None:
    """« ‹ 2/5 › », without what leads nowhere; nothing for a single page."""
    if pages < 2:
        return None
    row: Buttons = []
    if page > 2:
        row.append(button("«", to(1)))
    if page > 1:
        row.append(button("‹", to(page - 1)))
    row.append(button(f"{page}/{pages}", Counter(page=page, pages=pages)))
    if page < pages:
        row.append(button("›", to(page + 1)))
    if page < pages - 1:
        row.append(button("»", to(pages)))
    return row


def price_range(say: Translator, low: Decimal, high: Decimal, currency: str) -> str:
    """«1 990 ₽» or «от 1 990 ₽» where variants differ."""
    price = say.money(Money(low, currency))
    return price if low == high else say("from {price}", price=price)


def item(say: Translator, product: str, options: str, quantity: int, price: Money) -> str:
    """A line of an order: what, and what it costs."""
    title = name(product) + (f" ({name(options)})" if options else "")
    return f"{title}\n{amount(say, quantity, price)}"


def amount(say: Translator, quantity: int, price: Money) -> str:
    """What so many cost: «2 × 1 990 ₽ = 3 980 ₽», or just the price of a single one."""
    if quantity == 1:
        return say.money(price)
    return say(
        "{n} × {price} = {total}", n=quantity, price=say.money(price), total=say.money(price * quantity)
    )
