"""The button of an alert."""

from aiogram import Router
from aiogram.types import CallbackQuery

from kiosk.bot.person import Person
from kiosk.bot.scenes.alerts import views
from kiosk.bot.scenes.callbacks import NotMe
from kiosk.bot.screen import Screen
from kiosk.identity.service import disown
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Forbidden


async def close_everything(
    _: CallbackQuery, callback_data: NotMe, unit: Unit, person: Person, screen: Screen
) -> None:
    """It wasn't the account's person: sign every device out and close the password until a new one is set."""
    if callback_data.account != person.account_id:
        raise Forbidden
    await disown(unit, person.account_id)
    screen.edit_pressed(views.closed(person.say))


def router() -> Router:
    """The handlers of alerts."""
    made = Router(name="alerts")
    made.callback_query.register(close_everything, NotMe.filter())
    return made
