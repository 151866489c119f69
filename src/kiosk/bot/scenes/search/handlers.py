"""Typing anything outside a form searches."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject

from kiosk.bot.person import Person
from kiosk.bot.scenes.callbacks import AskSearch, Found
from kiosk.bot.scenes.catalog.handlers import products_found
from kiosk.bot.scenes.reading import SEARCH, sections, shop_for
from kiosk.bot.scenes.search import views
from kiosk.bot.screen import Screen
from kiosk.kernel.database import Unit


async def show_found(unit: Unit, person: Person, screen: Screen, query: str, page: int) -> None:
    """Draw a page of what `query` finds, or what there is instead."""
    products = await products_found(unit, person, query, page)
    shop = await shop_for(unit, person)
    if products.items:
        screen.show(views.found(person.say, query, products, shop.basket, shop.banner_id))
        return
    there = await sections(unit.session, person)
    screen.show(views.nothing_found(person.say, query, there, shop.basket, shop.banner_id))


async def search(message: Message, unit: Unit, person: Person, screen: Screen, state: FSMContext) -> None:
    """Search for what was typed."""
    query = " ".join((message.text or "").split())[: views.QUERY_LIMIT]
    screen.delete_input()
    await state.update_data({SEARCH: query})
    await show_found(unit, person, screen, query, 1)


async def open_found(
    _: TelegramObject, callback_data: Found, unit: Unit, person: Person, screen: Screen, state: FSMContext
) -> None:
    """A page of what was searched for last."""
    query = (await state.get_data()).get(SEARCH)
    if query is None:
        await explain(_, unit, person, screen)
        return
    await show_found(unit, person, screen, query, callback_data.page)


async def explain(_: TelegramObject, unit: Unit, person: Person, screen: Screen) -> None:
    """How to search; also the answer to stickers, photos and unknown commands."""
    shop = await shop_for(unit, person)
    screen.show(views.how_to(person.say, shop.basket, shop.banner_id))


def router() -> Router:
    """The scene's handlers; the last ones that see a message."""
    made = Router(name="search")
    made.message.register(explain, Command("search"))
    made.message.register(search, StateFilter(None), F.text, ~F.text.startswith("/"))
    made.message.register(explain, StateFilter(None))
    made.callback_query.register(open_found, Found.filter())
    made.callback_query.register(explain, AskSearch.filter())
    return made
