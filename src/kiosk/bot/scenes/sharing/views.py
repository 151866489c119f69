"""A product as a card in somebody else's chat."""

from kiosk.bot.formatting import name, one_line, prose
from kiosk.bot.intents import InlineCard
from kiosk.bot.scenes.parts import price_range
from kiosk.bot.screen import Screen
from kiosk.bot.view import keyboard, url_button
from kiosk.catalog.schemas import ProductCard
from kiosk.kernel.i18n import Translator
from kiosk.kernel.money import Money

_DESCRIPTION = 700


def card(say: Translator, product: ProductCard, bot_username: str) -> InlineCard:
    """The product with its price and a button that opens it in the bot."""
    price = price_range(say, product.price_from, product.price_to, product.currency)
    shown = f"<b>{price}</b>"
    if product.old_price:
        shown += f"  <s>{say.money(Money(product.old_price, product.currency))}</s>"
    note = price
    if not product.in_stock:
        shown += "\n" + say("Sold out for now.")
        note += " · " + say("sold out")
    text = f"<b>{name(product.name)}</b>\n{shown}\n\n{prose(product.description, _DESCRIPTION)}"
    link = f"https://t.me/{bot_username}?start=p_{product.id}"
    return Screen.card(
        card_id=f"p{product.id}",
        title=one_line(product.name, 64),
        description=one_line(f"{note}\n{product.description}", 120),
        text=text.strip(),
        keyboard=keyboard(url_button(say("Buy · {price}", price=price), link)),
        picture_id=product.picture_id,
    )
