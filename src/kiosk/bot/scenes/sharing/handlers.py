"""`@bot T-shirt` in any chat."""

import re

from aiogram import Bot, Router
from aiogram.types import InlineQuery

from kiosk.bot.person import Person
from kiosk.bot.scenes.sharing import views
from kiosk.bot.screen import Screen
from kiosk.bots.service import find_username
from kiosk.catalog.errors import ProductNotFound
from kiosk.catalog.queries import get_product, page_of_products
from kiosk.catalog.schemas import ProductCard, ProductDetail
from kiosk.kernel.database import Unit
from kiosk.kernel.paging import Page

_PAGE_SIZE = 20
_CACHE_SECONDS = 5
_PRODUCT = re.compile(r"p_([1-9][0-9]{0,17})")
_QUERY_LIMIT = 100


async def answer(query: InlineQuery, unit: Unit, person: Person, screen: Screen, bot: Bot) -> None:
    """Products that fit the query; an empty one shows the shop's first, `p_42` (the Share button) just that one.

    Cards are in the reader's language, so Telegram may keep them for this reader only.
    """
    shared = _PRODUCT.fullmatch(query.query.strip())
    if shared:
        products = await _one(unit, person, int(shared[1]))
        following = ""
    else:
        number = int(query.offset) if query.offset.isascii() and query.offset.isdigit() else 1
        page = await _found(unit, person, query.query, min(max(number, 1), 1000))
        products = page.items
        following = str(page.page + 1) if page.page * page.size < page.total else ""
    username = await find_username(unit.session, bot.id) or ""
    screen.answer_inline(
        [views.card(person.say, product, username) for product in products],
        next_offset=following,
        cache_seconds=_CACHE_SECONDS,
        personal=True,
        button_text=None if products else person.say("Nothing found. Open the shop"),
    )


async def _found(unit: Unit, person: Person, text: str, number: int) -> Page[ProductCard]:
    search = " ".join(text.split())[:_QUERY_LIMIT] or None
    return await page_of_products(
        unit.session, locale=person.locale, search=search, page=number, size=_PAGE_SIZE
    )


async def _one(unit: Unit, person: Person, product_id: int) -> list[ProductCard]:
    try:
        product = await get_product(unit.session, product_id, person.locale)
    except ProductNotFound:
        return []
    return [_as_card(product)] if product.variants else []


def _as_card(product: ProductDetail) -> ProductCard:
    cheapest = min(product.variants, key=lambda variant: variant.price)
    picture = product.pictures[0] if product.pictures else None
    return ProductCard(
        id=product.id,
        slug=product.slug,
        name=product.name,
        description=product.description,
        category_id=product.category_id,
        price_from=cheapest.price,
        price_to=max(variant.price for variant in product.variants),
        old_price=cheapest.old_price,
        currency=product.currency,
        in_stock=product.in_stock,
        picture_id=picture.id if picture else None,
        picture_sha256=picture.sha256 if picture else None,
        variant_count=len(product.variants),
        has_options=bool(product.options),
    )


def router() -> Router:
    """The scene's handlers."""
    made = Router(name="sharing")
    made.inline_query.register(answer)
    return made
