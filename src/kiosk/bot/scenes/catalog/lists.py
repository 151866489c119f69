"""The catalogue's lists: shelves and the products on them."""

from collections.abc import Callable, Sequence

from aiogram.types import InlineKeyboardButton

from kiosk.bot.callbacks import Callback, GoHome
from kiosk.bot.formatting import BUTTON_LIMIT, label, name
from kiosk.bot.markup import bold
from kiosk.bot.scenes.callbacks import Card, Shelf
from kiosk.bot.scenes.parts import Basket, Buttons, cart_line, foot, pager, price_range
from kiosk.bot.view import View, button, keyboard
from kiosk.catalog.schemas import CategoryNode, ProductCard
from kiosk.kernel.i18n import Translator
from kiosk.kernel.paging import Page, page_count

PAGE_SIZE = 7
_TWO_COLUMNS = 18
"""Names up to this length fit a half of a phone's width."""


def shelves(
    say: Translator, categories: Sequence[CategoryNode], basket: Basket, picture_id: int | None
) -> View:
    """The top of the catalogue."""
    return View(
        bold(say("Catalogue")) + "\n" + say("Choose a section, or just type what you are looking for."),
        keyboard(
            *category_rows(categories),
            cart_line(say, basket),
            foot(say, GoHome()),
        ),
        picture_id,
    )


def category_rows(categories: Sequence[CategoryNode]) -> list[Buttons]:
    """Sections as buttons: two to a row, a long name alone as soon as the row before it is full."""
    rows: list[Buttons] = []
    half: Buttons = []
    alone: list[Buttons] = []
    for category in categories:
        if not category.product_count:  # nothing to see there
            continue
        made = button(label(category.name), Shelf(category=category.id))
        if len(category.name) > _TWO_COLUMNS:
            alone.append([made])
        else:
            half.append(made)
        if len(half) != 1:
            rows += [half] if half else []
            rows += alone
            half, alone = [], []
    return [*rows, *([half] if half else []), *alone]


def shelf(
    say: Translator,
    category: CategoryNode,
    products: Page[ProductCard],
    basket: Basket,
    banner_id: int | None,
) -> View:
    """A section: the sections inside it, then its products."""
    text = say.plural("{n} product", "{n} products", products.total)
    return View(
        f"<b>{name(category.name)}</b>\n{text}",
        keyboard(
            *(category_rows(category.children) if products.page == 1 else ()),
            *product_rows(say, products, category.id),
            _pages(products, lambda page: Shelf(category=category.id, page=page)),
            cart_line(say, basket),
            foot(say, Shelf(category=category.parent_id or 0)),
        ),
        category.picture_id or banner_id,
    )


def product_rows(say: Translator, products: Page[ProductCard], category: int) -> list[InlineKeyboardButton]:
    """Products with their prices, what is sold out last."""
    first = (products.page - 1) * products.size + 1
    placed = sorted(enumerate(products.items, first), key=lambda each: not each[1].in_stock)
    return [
        button(
            label(product.name, _tail(say, product), BUTTON_LIMIT),
            Card(category=category, place=place, product=product.id),
        )
        for place, product in placed
    ]


def _tail(say: Translator, product: ProductCard) -> str:
    if not product.in_stock:
        return " · " + say("sold out")
    return " · " + price_range(say, product.price_from, product.price_to, product.currency)


def _pages(products: Page[ProductCard], to: Callable[[int], Callback]) -> Buttons | None:
    return pager(products.page, page_count(products.total, products.size), to)
