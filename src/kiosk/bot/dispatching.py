"""Which handler hears what: /start, staff, then the customers' scenes in private chats, then the ways out."""

from aiogram import Dispatcher, F, Router
from aiogram.enums import ChatType
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from kiosk.bot import scenes, starting
from kiosk.bot.callbacks import Nothing
from kiosk.bot.person import Person
from kiosk.bot.screen import Screen
from kiosk.bot.staff import group, private
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Forbidden
from kiosk.kernel.i18n import N_
from kiosk.kernel.runtime import Runtime

REFRESHED = N_("The screen has been refreshed")


def build_dispatcher() -> Dispatcher:
    """A dispatcher with every router. The conversation's state comes with each update, not from aiogram's storage."""
    dispatcher = Dispatcher(disable_fsm=True, name="kiosk")
    dispatcher.include_routers(starting.router(), group.router(), private.router())
    dispatcher.include_router(_private(scenes.routers()))
    dispatcher.include_router(_ways_out())
    return dispatcher


def _private(routers: list[Router]) -> Router:
    """Scenes act in private chats only (and on inline queries, which have no chat)."""
    private = Router(name="private")
    private.message.filter(F.chat.type == ChatType.PRIVATE)
    private.callback_query.filter(F.message.chat.type == ChatType.PRIVATE)
    private.include_routers(*routers)
    return private


def _ways_out() -> Router:
    """What nobody else has heard: old keyboards, made-up data, stickers."""
    router = Router(name="ways-out")
    router.callback_query.register(show_only, Nothing.filter())
    router.callback_query.register(refresh, F.message.chat.type == ChatType.PRIVATE)
    router.callback_query.register(refuse)
    router.message.register(
        go_home, F.chat.type == ChatType.PRIVATE, ~F.successful_payment, ~F.pinned_message
    )
    return router


async def show_only(_: CallbackQuery) -> None:
    """A button that only shows something."""


async def refresh(
    _: CallbackQuery, unit: Unit, person: Person, screen: Screen, state: FSMContext, runtime: Runtime
) -> None:
    """A button that means nothing any more: say so and draw the home screen."""
    await scenes.show_home(unit=unit, person=person, screen=screen, state=state, runtime=runtime)
    screen.toast(person.say(REFRESHED))


async def refuse(_: CallbackQuery, person: Person, screen: Screen) -> None:
    """A press in a group that is nobody's business there."""
    screen.alert(Forbidden().text(person.say))


async def go_home(
    _: Message, unit: Unit, person: Person, screen: Screen, state: FSMContext, runtime: Runtime
) -> None:
    """Something that no scene understands."""
    await scenes.show_home(unit=unit, person=person, screen=screen, state=state, runtime=runtime)
