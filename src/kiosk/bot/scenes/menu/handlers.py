"""/start, /menu, /cancel, Home, and links from outside."""

import re

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import TelegramObject

from kiosk.bot.callbacks import GoHome
from kiosk.bot.person import Person
from kiosk.bot.scenes.callbacks import Card, Shelf
from kiosk.bot.scenes.catalog.handlers import show_card, show_shelf
from kiosk.bot.scenes.menu import views
from kiosk.bot.scenes.reading import DRAFT, basket_of
from kiosk.bot.screen import Screen
from kiosk.business.service import get_business
from kiosk.kernel.database import Unit

_LINK = re.compile(r"([pc])_([1-9][0-9]{0,17})")


async def show_home(unit: Unit, person: Person, screen: Screen, state: FSMContext, **_: object) -> None:
    """Draw the home screen. Whatever form was open is left; the cart and a begun checkout stay."""
    await state.set_state(None)
    begun = (await state.get_data()).get(DRAFT) is not None
    business = await get_business(unit.session)
    screen.show(views.home(person.say, business, await basket_of(unit, person), unfinished=begun))


async def go_home(_: TelegramObject, unit: Unit, person: Person, screen: Screen, state: FSMContext) -> None:
    """/menu and the Home button."""
    await show_home(unit, person, screen, state)


async def start(
    _: TelegramObject, command: CommandObject, unit: Unit, person: Person, screen: Screen, state: FSMContext
) -> None:
    """/start, and links: `?start=p_42` opens a product, `?start=c_7` a section; other payloads the home screen."""
    await state.set_state(None)
    link = _LINK.fullmatch(command.args or "")
    if link is None:
        await show_home(unit, person, screen, state)
    elif link[1] == "p":
        await show_card(unit, person, screen, state, Card(category=0, product=int(link[2])))
    else:
        await show_shelf(unit, person, screen, Shelf(category=int(link[2])))


def router() -> Router:
    """The scene's handlers."""
    made = Router(name="menu")
    made.message.register(start, CommandStart())
    made.message.register(go_home, Command("menu"))
    made.callback_query.register(go_home, GoHome.filter())
    return made
