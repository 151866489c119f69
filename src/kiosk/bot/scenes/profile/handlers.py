"""/language, /help, /privacy."""

from dataclasses import replace
from datetime import datetime

import orjson
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import TelegramObject
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.bot.markup import escape
from kiosk.bot.person import Person
from kiosk.bot.scenes.callbacks import (
    EraseMe,
    ExportData,
    Language,
    Languages,
    Privacy,
    SetLanguage,
    ShowHelp,
    Withdraw,
)
from kiosk.bot.scenes.menu.handlers import show_home
from kiosk.bot.scenes.profile import views
from kiosk.bot.scenes.reading import DRAFT, basket_of
from kiosk.bot.screen import Screen
from kiosk.business.service import get_business
from kiosk.customers.models import ConsentEvent, ConsentText
from kiosk.customers.service import ORDER_DATA, get_contact, has_consent, list_addresses
from kiosk.identity.models import Account
from kiosk.identity.service import set_locale
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import translator
from kiosk.orders.queries import list_own
from kiosk.privacy.service import ask_erasure, export, withdraw


async def open_languages(_: TelegramObject, unit: Unit, person: Person, screen: Screen) -> None:
    """/language"""
    chosen = await unit.session.scalar(select(Account.locale).where(Account.id == person.account_id))
    business = await get_business(unit.session)
    screen.show(views.languages(person.say, chosen, business, await basket_of(unit, person)))


async def choose_language(
    _: TelegramObject,
    callback_data: SetLanguage,
    unit: Unit,
    person: Person,
    screen: Screen,
    state: FSMContext,
) -> None:
    """Speak another language from this very screen on; one that is no longer offered leads back to the choice."""
    follows = callback_data.language is Language.telegram
    offered = (await get_business(unit.session)).locales
    if not follows and callback_data.language.value not in offered:
        await open_languages(_, unit, person, screen)
        return
    await set_locale(unit, person.account_id, None if follows else callback_data.language.value)
    locale = person.telegram_locale if follows else callback_data.language.value
    spoken = replace(person, locale=locale, say=translator(locale))
    screen.toast(spoken.say("We speak English now"))
    await show_home(unit, spoken, screen, state)


async def open_help(_: TelegramObject, unit: Unit, person: Person, screen: Screen) -> None:
    """/help"""
    business = await get_business(unit.session)
    screen.show(views.help_page(person.say, business, await basket_of(unit, person)))


async def show_privacy(unit: Unit, person: Person, screen: Screen) -> None:
    """Draw what is held about the person."""
    given = await _consent(unit.session, person.account_id)
    held = views.Held(
        contact=await get_contact(unit.session, person.account_id),
        addresses=await list_addresses(unit.session, person.account_id),
        orders=(await list_own(unit.session, person.account_id, person.locale, 1, 1)).total,
        agreed_at=given[0] if given else None,
        agreed_version=given[1] if given else None,
    )
    business = await get_business(unit.session)
    screen.show(views.privacy(person.say, held, business, await basket_of(unit, person)))


async def _consent(session: AsyncSession, account_id: int) -> tuple[datetime, int] | None:
    if not await has_consent(session, account_id, ORDER_DATA):
        return None
    latest = (
        select(ConsentEvent.happened_at, ConsentText.version)
        .join(ConsentText, ConsentText.id == ConsentEvent.text_id)
        .where(ConsentEvent.account_id == account_id, ConsentText.purpose == ORDER_DATA)
        .order_by(ConsentEvent.id.desc())
        .limit(1)
    )
    row = (await session.execute(latest)).one()
    return row.happened_at, row.version


async def open_privacy(_: TelegramObject, unit: Unit, person: Person, screen: Screen) -> None:
    """/privacy"""
    await show_privacy(unit, person, screen)


async def export_data(_: TelegramObject, unit: Unit, person: Person, screen: Screen) -> None:
    """Everything that is held, as a JSON file in the chat."""
    held = await export(unit.session, person.account_id)
    content = orjson.dumps(held, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS, default=str)
    screen.document("my-data.json", content, escape(person.say("Everything the shop holds about you.")))
    await show_privacy(unit, person, screen)


async def take_back(
    _: TelegramObject, callback_data: Withdraw, unit: Unit, person: Person, screen: Screen, state: FSMContext
) -> None:
    """Withdraw the consent, after saying what that means; a checkout that was begun is forgotten too."""
    if not callback_data.sure:
        business = await get_business(unit.session)
        screen.show(views.confirm_withdrawal(person.say, business.banner_id))
        return
    await withdraw(unit, person.account_id, "bot")
    data = await state.get_data()
    data.pop(DRAFT, None)
    await state.set_data(data)
    screen.toast(person.say("Withdrawn and forgotten"))
    await show_privacy(unit, person, screen)


async def erase(
    _: TelegramObject,
    callback_data: EraseMe,
    unit: Unit,
    person: Person,
    screen: Screen,
    state: FSMContext,
) -> None:
    """Forget the person, after saying what that means."""
    if not callback_data.sure:
        business = await get_business(unit.session)
        screen.show(views.confirm_erasure(person.say, business.banner_id))
        return
    at_once = await ask_erasure(unit, person.account_id, "bot")
    await state.set_data({})
    screen.alert(
        person.say("Everything is being erased. Goodbye!")
        if at_once
        else person.say("An order of yours is under way. Everything is erased when it has come to its end.")
    )
    await show_home(unit, person, screen, state)


def router() -> Router:
    """The scene's handlers."""
    made = Router(name="profile")
    made.message.register(open_languages, Command("language"))
    made.message.register(open_help, Command("help"))
    made.message.register(open_privacy, Command("privacy"))
    made.callback_query.register(open_languages, Languages.filter())
    made.callback_query.register(choose_language, SetLanguage.filter())
    made.callback_query.register(open_help, ShowHelp.filter())
    made.callback_query.register(open_privacy, Privacy.filter())
    made.callback_query.register(export_data, ExportData.filter())
    made.callback_query.register(take_back, Withdraw.filter())
    made.callback_query.register(erase, EraseMe.filter())
    return made
