"""The home screen: /menu and Home."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import TelegramObject

from kiosk.bot.callbacks import GoHome
from kiosk.bot.person import Person
from kiosk.bot.scenes.menu import views
from kiosk.bot.scenes.reading import DRAFT, basket_of
from kiosk.bot.screen import Screen
from kiosk.business.service import get_business
from kiosk.kernel.database import Unit


async def show_home(unit: Unit, person: Person, screen: Screen, state: FSMContext, **_: object) -> None:
    """Draw the home screen. Whatever form was open is left; the cart and a begun checkout stay."""
    await state.set_state(None)
    begun = (await state.get_data()).get(DRAFT) is not None
    business = await get_business(unit.session)
    screen.show(views.home(person.say, business, await basket_of(unit, person), unfinished=begun))


async def go_home(_: TelegramObject, unit: Unit, person: Person, screen: Screen, state: FSMContext) -> None:
    """/menu and the Home button."""
    await show_home(unit, person, screen, state)


def router() -> Router:
    """The scene's handlers."""
    made = Router(name="menu")
    made.message.register(go_home, Command("menu"))
    made.callback_query.register(go_home, GoHome.filter())
    return made
