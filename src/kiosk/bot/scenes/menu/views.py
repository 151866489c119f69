"""The home screen: the shop's greeting, and where everything is."""

from kiosk.bot.formatting import prose
from kiosk.bot.markup import MAX_CAPTION
from kiosk.bot.scenes.callbacks import (
    AskSearch,
    Checkout,
    Languages,
    ListOrders,
    Privacy,
    Shelf,
    ShowCart,
    ShowHelp,
    Step,
)
from kiosk.bot.scenes.parts import Basket
from kiosk.bot.view import View, button, keyboard
from kiosk.business.schemas import Business
from kiosk.kernel.i18n import Translator


def home(say: Translator, business: Business, basket: Basket, *, unfinished: bool) -> View:
    """The home screen; `unfinished` says that a checkout was begun and can go on."""
    texts = business.texts_in(say.locale)
    greeting = texts.get("greeting") or texts["name"]
    cart = say("🛒 Cart")
    if basket:
        cart = say("🛒 Cart: {n} · {total}", n=basket.count, total=say.money(basket.total))
    return View(
        prose(greeting, MAX_CAPTION),
        keyboard(
            button(say("▶️ Continue checkout"), Checkout(step=Step.begin), style="success")
            if unfinished and basket
            else None,
            [
                button(say("🛍 Catalogue"), Shelf(), style="primary"),
                button(say("🔎 Search"), AskSearch()),
            ],
            button(cart, ShowCart()),
            [button(say("📦 My orders"), ListOrders()), button(say("💬 Help"), ShowHelp())],
            [
                button(say("🌐 Language"), Languages()) if len(business.locales) > 1 else None,
                button(say("🔒 My data"), Privacy()),
            ],
        ),
        business.banner_id,
    )
