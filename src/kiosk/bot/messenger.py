"""The process's connection to Telegram: one aiogram Bot, its rates, and the renderer on top."""

from functools import partial
from http import HTTPStatus
from typing import Any

import orjson
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    DeleteMessage,
    DeleteMessages,
    EditMessageCaption,
    EditMessageText,
    Response,
    TelegramMethod,
)
from aiogram.utils.token import extract_bot_id

from kiosk.bot.limiter import Limiter
from kiosk.bot.pictures import Pictures
from kiosk.bot.renderer import Renderer
from kiosk.bot.sender import Sender
from kiosk.bots.service import find_username
from kiosk.kernel.runtime import Runtime


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


# Of these answers nothing is read but that they came: parsing the message each time costs as much as the call.
_UNREAD = (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    DeleteMessage,
    DeleteMessages,
    EditMessageCaption,
    EditMessageText,
)


class _Session(AiohttpSession):
    """aiogram's session; aiohttp 3.14 closes TLS connections properly by itself, so nothing waits for them."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[Any], status_code: int, content: str
    ) -> Response[Any]:
        """What Telegram answered, parsed as far as somebody reads it."""
        if status_code == HTTPStatus.OK and isinstance(method, _UNREAD):
            return Response.model_construct(ok=True, result=True)
        return super().check_response(bot, method, status_code, content)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None and not self._session.closed:
            await self._session.close()


class Messenger:
    """Everything that speaks to Telegram for the shop's bot; one for each process."""

    def __init__(self, runtime: Runtime) -> None:
        telegram = runtime.settings.telegram
        if telegram.token is None:
            raise NoBot
        token = telegram.token.get_secret_value()
        session = _Session(
            api=TelegramAPIServer.from_base(telegram.api_url),
            json_loads=partial(orjson.loads),
            json_dumps=_dumps,
        )
        self.bot = Bot(token, session=session)
        self.bot_id = extract_bot_id(token)
        self.sender = Sender(self.bot, Limiter(telegram.messages_per_second))
        self.pictures = Pictures(runtime, self.bot_id)
        self.renderer = Renderer(self.sender, self.pictures)
        self._runtime = runtime
        self._username: str | None = None

    async def username(self) -> str:
        """The bot's username, for links; empty if the bot was never started."""
        if self._username is None:
            self._username = await find_username(self._runtime.database.reader, self.bot_id)
        return self._username or ""

    async def close(self) -> None:
        """Close the connections."""
        await self.bot.session.close()


class NoBot(Exception):  # noqa: N818 - a state of the set-up
    """This installation has no Telegram token."""


def messenger_of(runtime: Runtime) -> Messenger:
    """The process's messenger, made at its first use. Raises NoBot without a token."""
    found = runtime.ports.get(Messenger)
    if found is None:
        found = runtime.ports[Messenger] = Messenger(runtime)
    assert isinstance(found, Messenger)
    return found


def bot_id_of(runtime: Runtime) -> int | None:
    """The id of the shop's bot; None without one."""
    try:
        return messenger_of(runtime).bot_id
    except NoBot:
        return None


async def close_messenger(runtime: Runtime) -> None:
    """Close the process's messenger, if it has one."""
    found = runtime.ports.pop(Messenger, None)
    if found is not None:
        await found.close()
