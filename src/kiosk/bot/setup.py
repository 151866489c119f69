"""What Telegram shows of the bot before anybody writes to it: commands, the menu button, descriptions.

It is sent in every language of ours, and only when it differs from what was sent last.
"""

import hashlib
from typing import Any

import orjson
import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)

from kiosk.bot.markup import shorten
from kiosk.bot.updates import ALLOWED_UPDATES
from kiosk.bots.service import KnownBot, note_title, remember_set_up
from kiosk.business.service import Business, find_business
from kiosk.kernel.i18n import FALLBACK, LOCALES, N_, Translator, translator
from kiosk.kernel.runtime import Runtime

log = structlog.get_logger(__name__)

MAX_DESCRIPTION, MAX_SHORT = 512, 120

COMMANDS = {
    "start": N_("Open the shop"),
    "cart": N_("My cart"),
    "orders": N_("My orders"),
    "help": N_("Help"),
    "language": N_("Language"),
    "privacy": N_("My data"),
}
STAFF_COMMANDS = {
    "open": N_("Orders that wait for us"),
}
DESCRIPTION = N_("Choose, order and follow your parcel right here in the chat. Press Start to open the shop.")
SHORT = N_("The shop in your chat: catalogue, orders, delivery.")


async def set_up(runtime: Runtime, bot: Bot, known: KnownBot, webhook_url: str | None) -> None:
    """Tell Telegram where updates go and what to show; repeated starts that change nothing say nothing."""
    async with runtime.database.read() as session:
        business = await find_business(session)
    staff_chat = runtime.settings.staff_chat_id
    languages, staff_language = _languages(business), _staff_language(business)
    wanted = [languages, staff_chat, staff_language, webhook_url, known.webhook_secret, ALLOWED_UPDATES]
    digest = hashlib.sha256(orjson.dumps(wanted)).hexdigest()
    if digest == known.set_up_for and webhook_url is None:
        return
    await _receive(bot, known, webhook_url)
    if digest == known.set_up_for:
        return
    title = await introduce(runtime, bot)
    async with runtime.database.unit() as unit:
        await remember_set_up(unit, known.id, digest)
        if staff_chat is not None and title is not None:
            await note_title(unit, known.id, staff_chat, title)
        await unit.commit()
    log.info("bot-set-up", bot=known.username)


async def introduce(runtime: Runtime, bot: Bot) -> str | None:
    """Tell Telegram what to show of the bot; gives what the staff's group is called."""
    async with runtime.database.read() as session:
        business = await find_business(session)
    languages, staff_language = _languages(business), _staff_language(business)
    await _introduce(bot, None, languages[staff_language])
    for locale, words in languages.items():
        await _introduce(bot, locale, words)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    staff_chat = runtime.settings.staff_chat_id
    if staff_chat is None:
        return None
    return await _introduce_to_staff(bot, staff_chat, translator(staff_language))


def _languages(business: Business | None) -> dict[str, dict[str, Any]]:
    """The words for readers of each language: in theirs, or in the shop's own where theirs isn't offered."""
    return {locale: words_in(business.spoken(locale) if business else locale, business) for locale in LOCALES}


def _staff_language(business: Business | None) -> str:
    return business.default_locale if business else FALLBACK


def words_in(locale: str, business: Business | None) -> dict[str, Any]:
    """Commands and descriptions in a language."""
    say = translator(locale)
    texts = business.texts_in(say.locale) if business else {}
    about = texts.get("about") or say(DESCRIPTION)
    return {
        "commands": {name: say(text) for name, text in COMMANDS.items()},
        "description": shorten(about, MAX_DESCRIPTION),
        "short": shorten(texts.get("about") or say(SHORT), MAX_SHORT),
    }


async def _receive(bot: Bot, known: KnownBot, webhook_url: str | None) -> None:
    if webhook_url is None:
        await bot.delete_webhook()
        return
    await bot.set_webhook(
        webhook_url, secret_token=known.webhook_secret, allowed_updates=ALLOWED_UPDATES, max_connections=40
    )


async def _introduce(bot: Bot, locale: str | None, words: dict[str, Any]) -> None:
    commands = [BotCommand(command=name, description=text) for name, text in words["commands"].items()]
    await bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats(), language_code=locale)
    await bot.set_my_description(words["description"], language_code=locale)
    await bot.set_my_short_description(words["short"], language_code=locale)


async def _introduce_to_staff(bot: Bot, chat_id: int, say: Translator) -> str | None:
    commands = [BotCommand(command=name, description=say(text)) for name, text in STAFF_COMMANDS.items()]
    try:
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id=chat_id))
        return (await bot.get_chat(chat_id)).title
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        log.warning("staff-chat-not-found", detail=error.message, hint="add the bot to KIOSK_STAFF_CHAT_ID")
    return None
