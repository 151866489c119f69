"""What the bot would show, drawn by the bot's own views, before or after it is saved."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from sqlalchemy import select, update

from kiosk.bot.markup import escape
from kiosk.bot.scenes.callbacks import Card, Origin
from kiosk.bot.scenes.catalog import views
from kiosk.bot.scenes.checkout.views import consent_text
from kiosk.bot.scenes.menu.views import home
from kiosk.bot.scenes.parts import Basket
from kiosk.bot.scenes.profile.views import help_page
from kiosk.bot.setup import words_in
from kiosk.bot.view import View
from kiosk.business.schemas import Business, BusinessInput
from kiosk.business.service import edit_business
from kiosk.catalog.inputs import ProductUpdate
from kiosk.catalog.models import Product
from kiosk.catalog.queries import get_product
from kiosk.catalog.service import create_product, update_product
from kiosk.customers.models import ConsentText
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import translator
from kiosk.kernel.money import Money
from kiosk.media.models import Picture
from kiosk.media.rules import picture_urls

Buttons = list[list[tuple[str, Literal["primary", "success", "danger"] | None]]]
MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class Drawing:
    """A card: its text in Telegram's HTML, the picture above it and the buttons below it, row by row."""

    html: str
    picture_id: int | None
    buttons: Buttons
    picture: str | None = None
    """The path of the picture's file."""


async def draw_product(unit: Unit, product_id: int | None, data: ProductUpdate, locale: str) -> Drawing:
    """What shoppers who read `locale` would see if the product were saved as `data`.

    It is saved to be drawn: the caller must not commit the unit. Raises what saving raises.
    """
    if product_id is None:
        product_id = await create_product(unit, data)
    else:
        await update_product(unit, product_id, data.model_copy(update={"version": None}))
    await unit.session.execute(update(Product).where(Product.id == product_id).values(is_active=True))
    product = await get_product(unit.session, product_id, locale)
    shown = views.Shown(product, Card(category=product.category_id or 0, product=product_id), of=0)
    return _drawn(views.card(translator(locale), shown, _empty(product.currency)))


async def draw_business(unit: Unit, data: BusinessInput, locale: str) -> list[tuple[str, Drawing]]:
    """What shoppers who read `locale` would meet first if the business were what `data` says.

    It is saved to be drawn: the caller must not commit the unit. Raises what saving raises.
    """
    business = await edit_business(unit, data)
    say, basket = translator(locale), _empty(business.currency)
    picture = await _banner(unit, business)
    description = Drawing(escape(words_in(locale, business)["description"]), None, [])
    greeting = replace(_drawn(home(say, business, basket, unfinished=False)), picture=picture)
    return [
        ("description", description),
        ("home", greeting),
        ("help", _drawn(help_page(say, business, basket))),
    ]


def draw_consent_text(title: str, body: str, version: int, locale: str) -> list[tuple[str, Drawing]]:
    """The pages of a consent's text, as somebody sees them who is asked for it."""
    text = ConsentText(id=1, version=version, title=title, body=body)
    drawn: list[tuple[str, Drawing]] = []
    for page in range(1, MOST_PAGES + 1):
        screen = _drawn(consent_text(translator(locale), text, Origin.checkout, page))
        if drawn and screen.html == drawn[-1][1].html:
            break
        drawn.append(("page", screen))
    return drawn


async def _banner(unit: Unit, business: Business) -> str | None:
    sha256 = await unit.session.scalar(select(Picture.sha256).where(Picture.id == business.banner_id))
    return picture_urls(sha256)["webp_960"] if sha256 else None


def _empty(currency: str) -> Basket:
    return Basket(0, Money(Decimal(0), currency))


def _drawn(view: View) -> Drawing:
    rows = view.keyboard.inline_keyboard if view.keyboard else []
    return Drawing(
        view.text, view.picture_id, [[(each.text, _style(each.style)) for each in row] for row in rows]
    )


def _style(style: str | None) -> Literal["primary", "success", "danger"] | None:
    return style if style in {"primary", "success", "danger"} else None  # type: ignore[return-value]
