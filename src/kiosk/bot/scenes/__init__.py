"""What customers see and do in the chat, one package for each scene.

`views.py` draws (pure functions of data and a translator), `handlers.py` asks the services and shows.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject

from kiosk.bot.scenes.alerts import handlers as alerts
from kiosk.bot.scenes.cart import handlers as cart
from kiosk.bot.scenes.catalog import handlers as catalog
from kiosk.bot.scenes.checkout import handlers as checkout
from kiosk.bot.scenes.menu import handlers as menu
from kiosk.bot.scenes.menu.handlers import show_home
from kiosk.bot.scenes.orders import handlers as orders
from kiosk.bot.scenes.profile import handlers as profile
from kiosk.bot.scenes.search import handlers as search
from kiosk.bot.scenes.sharing import handlers as sharing
from kiosk.bot.scenes.sign_in import handlers as sign_in

__all__ = ["routers", "show_home"]


def routers() -> list[Router]:
    """Fresh routers of all scenes. Commands come before forms, forms before the search, which takes any text."""
    scenes = (menu, alerts, sign_in, catalog, cart, orders, profile, checkout, search, sharing)
    made = [scene.router() for scene in scenes]
    for each in made:
        each.message.middleware(_leave_form)
        each.callback_query.middleware(_leave_form)
    return made


async def _leave_form(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
    event: TelegramObject,
    data: dict[str, Any],
) -> Any:
    """Whatever is done next leaves the question that was open; a form that goes on asks it again.

    Commands are taken out of the chat like typed answers, so that the screen stays the newest thing there; Start
    stays, for it is where a chat begins.
    """
    state: FSMContext = data["state"]
    await state.set_state(None)
    if isinstance(event, Message) and (event.text or "").startswith("/") and not _is_start(event):
        data["screen"].delete_input()
    return await handler(event, data)


def _is_start(message: Message) -> bool:
    return (message.text or "").split()[0].partition("@")[0] == "/start"
