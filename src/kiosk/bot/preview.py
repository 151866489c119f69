"""A product as the bot would show it, drawn by the bot's own views, before or after it is saved."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sqlalchemy import update

from kiosk.bot.scenes.callbacks import Card
from kiosk.bot.scenes.catalog import views
from kiosk.bot.scenes.parts import Basket
from kiosk.catalog.inputs import ProductUpdate
from kiosk.catalog.models import Product
from kiosk.catalog.queries import get_product
from kiosk.catalog.service import create_product, update_product
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import translator
from kiosk.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Drawing:
    """A card: its text in Telegram's HTML, the picture above it and the buttons below it, row by row."""

    html: str
    picture_id: int | None
    buttons: list[list[tuple[str, Literal["primary", "success", "danger"] | None]]]


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
    card = views.card(translator(locale), shown, Basket(0, Money(Decimal(0), product.currency)))
    rows = card.keyboard.inline_keyboard if card.keyboard else []
    return Drawing(
        card.text, card.picture_id, [[(each.text, _style(each.style)) for each in row] for row in rows]
    )


def _style(style: str | None) -> Literal["primary", "success", "danger"] | None:
    return style if style in {"primary", "success", "danger"} else None  # type: ignore[return-value]
