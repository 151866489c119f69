"""Calls the Bot API: within the rates, obeying 429, sorting its many ways of saying no.

Nothing here is called inside a transaction.
"""

import asyncio
from typing import TypeVar

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import TelegramMethod
from aiohttp import ClientConnectorError

from kiosk.bot.limiter import SEND, Lane, Limiter

log = structlog.get_logger(__name__)

T = TypeVar("T")

TIMEOUT = 15
RETRIES = 4
UNSENT_RETRIES = 12
LONGEST_HOLD = 60
"""Seconds of a 429 that a person's own answer waits for; a notice waits longer, as a job."""

_GONE = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message can't be deleted",
    "message_id_invalid",
    "message identifier is not specified",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
    "there is no media in the message to edit",
    "message to be replied not found",
)
_NO_CHAT = ("chat not found", "user not found", "have no rights to send", "not enough rights to send")
_BAD_FILE = ("wrong file", "wrong remote file", "file reference", "failed to get http url content")


class NotSaid(Exception):  # noqa: N818 - the caller decides whether that is an error
    """Telegram did not take the call."""


class MessageGone(NotSaid):
    """The message to edit or delete is missing, too old, or of another kind."""


class ChatUnreachable(NotSaid):
    """The person blocked the bot, or the bot is not in the chat."""


class FileUnknown(NotSaid):
    """Telegram does not know the file_id any more."""


class TooFast(NotSaid):
    """429 with a longer pause than one may wait here."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"retry after {retry_after:.0f} s")
        self.retry_after = retry_after


class Uncertain(NotSaid):
    """The answer was lost: perhaps Telegram did it, perhaps not."""


class NotReached(NotSaid):
    """Telegram can't be reached at all."""

    retry_after = 30
    """Seconds after which a job tries again; that is no failure of the job."""


class Sender:
    """The one door to the Bot API for everything that goes into chats."""

    def __init__(self, bot: Bot, limiter: Limiter) -> None:
        self.bot = bot
        self.limiter = limiter

    async def call(
        self,
        method: TelegramMethod[T],
        chat_id: int,
        *,
        lane: Lane = Lane.INTERACTIVE,
        cost: float = SEND,
        repeatable: bool = False,
    ) -> T | None:
        """Make the call; None if there was nothing to do ("message is not modified").

        `cost` 0 is not counted (answers to presses). A call that is `repeatable` is made again when its answer is
        lost. Raises one of the NotSaid errors, TelegramAPIError for what only a bug can cause.
        """
        lost = unsent = 0
        while True:
            if cost:
                await self.limiter.admit(chat_id, lane, cost)
            try:
                return await self.bot(method, request_timeout=TIMEOUT)
            except TelegramRetryAfter as error:
                await self._obey(error, chat_id, lane)
            except (TelegramNetworkError, TelegramServerError, ClientDecodeError, ConnectionError) as error:
                if _surely_unsent(error):
                    unsent += 1
                    if unsent > UNSENT_RETRIES:
                        raise NotReached from None
                elif not repeatable:
                    raise Uncertain from None
                else:
                    lost += 1
                    if lost > RETRIES:
                        raise Uncertain from None
                log.warning("telegram-unreachable", method=type(method).__name__, unsent=unsent, lost=lost)
                await asyncio.sleep(min(5.0, 0.2 * 2 ** (lost + unsent - 1)))
            except TelegramAPIError as error:
                _sort(error)
                return None

    async def _obey(self, error: TelegramRetryAfter, chat_id: int, lane: Lane) -> None:
        self.limiter.hold(chat_id, error.retry_after)
        log.warning("telegram-too-fast", method=type(error.method).__name__, retry_after=error.retry_after)
        if lane is not Lane.INTERACTIVE or error.retry_after > LONGEST_HOLD:
            raise TooFast(error.retry_after) from None
        await asyncio.sleep(error.retry_after)


def _surely_unsent(error: BaseException) -> bool:
    # Only a connection that never came about is certain; one that broke off may have carried the request.
    return isinstance(error.__cause__ or error, ClientConnectorError | ConnectionRefusedError)


def _sort(error: TelegramAPIError) -> None:
    """Raise what the refusal means; return if it means that nothing is left to do."""
    said = error.message.lower()
    if isinstance(error, TelegramForbiddenError) or any(each in said for each in _NO_CHAT):
        raise ChatUnreachable(said) from None
    if isinstance(error, TelegramBadRequest):
        if "message is not modified" in said or "query is too old" in said:
            return
        if any(each in said for each in _GONE):
            raise MessageGone(said) from None
        if any(each in said for each in _BAD_FILE):
            raise FileUnknown(said) from None
    raise error
