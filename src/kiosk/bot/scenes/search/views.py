"""What was found, what wasn't, and how to search."""

from collections.abc import Sequence

from kiosk.bot.callbacks import GoHome
from kiosk.bot.formatting import name
from kiosk.bot.markup import bold
from kiosk.bot.scenes.callbacks import Found, Shelf
from kiosk.bot.scenes.catalog.lists import category_rows, product_rows
from kiosk.bot.scenes.parts import Basket, cart_line, foot, pager
from kiosk.bot.view import View, button, keyboard
from kiosk.catalog.schemas import CategoryNode, ProductCard
from kiosk.kernel.i18n import Translator
from kiosk.kernel.paging import Page, page_count

QUERY_LIMIT = 100
_SHOWN_QUERY = 60


def how_to(say: Translator, basket: Basket, picture_id: int | None) -> View:
    """How to search: there is nothing to press first."""
    return View(
        bold(say("Search"))
        + "\n"
        + say(
            "Just type here what you are looking for, at any moment: a product, a colour, a part of a word."
            " Typing errors don’t matter."
        ),
        keyboard(
            button(say("🛍 Catalogue"), Shelf(), style="primary"), cart_line(say, basket), foot(say, GoHome())
        ),
        picture_id,
    )


def found(
    say: Translator, query: str, products: Page[ProductCard], basket: Basket, picture_id: int | None
) -> View:
    """A page of what was found."""
    head = say("Found for “{query}”:", query=f"<b>{name(query, _SHOWN_QUERY)}</b>")
    count = say.plural("{n} product", "{n} products", products.total)
    return View(
        f"{head} {count}",
        keyboard(
            *product_rows(say, products, 0),
            pager(products.page, page_count(products.total, products.size), lambda page: Found(page=page)),
            cart_line(say, basket),
            foot(say, GoHome()),
        ),
        picture_id,
    )


def nothing_found(
    say: Translator, query: str, categories: Sequence[CategoryNode], basket: Basket, picture_id: int | None
) -> View:
    """Nothing was found; here is what there is."""
    return View(
        say("Nothing was found for “{query}”.", query=f"<b>{name(query, _SHOWN_QUERY)}</b>")
        + "\n"
        + say("Try another word, or look into the sections:"),
        keyboard(*category_rows(categories), cart_line(say, basket), foot(say, GoHome())),
        picture_id,
    )
