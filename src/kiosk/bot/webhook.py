"""The webhook: check the secret, store, commit, answer 200. Handling comes after, and its bugs never show here.

An answer of 5xx would make Telegram hold back everything else of that chat, for up to a day; so only a database
that is down is answered 503, with the seconds after which Telegram may try again.
"""

import hmac
from collections.abc import Callable
from typing import Any

import orjson
import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from kiosk.bot.updates import incoming, source_of
from kiosk.bots.service import KnownBot
from kiosk.kernel import inbox
from kiosk.kernel.database import Database
from kiosk.kernel.inbox import Incoming
from kiosk.kernel.inbox_worker import InboxWorker, is_outage

log = structlog.get_logger(__name__)

SECRET_HEADER = b"x-telegram-bot-api-secret-token"
MAX_BODY = 1_000_000
TRY_AGAIN_AFTER = "2"


class Webhook:
    """Takes what Telegram posts to `/telegram/webhook/<random>`."""

    def __init__(self, database: Database, worker: InboxWorker, bot: Callable[[], KnownBot | None]) -> None:
        self._database = database
        self._worker = worker
        self._bot = bot

    async def __call__(self, request: Request) -> Response:
        """Take one update."""
        bot = self._bot()
        if bot is None:
            return _try_again()
        refused = _refuse(request, bot)
        if refused is not None:
            return PlainTextResponse("", refused)
        try:
            update = incoming(_parsed(await _read(request)))
        except ValueError:
            return PlainTextResponse("", 400)
        return await self._take(bot, update)

    async def _take(self, bot: KnownBot, update: Incoming) -> Response:
        try:
            now = self._database.clock.now()
            subjects = await inbox.store(self._database.direct, source_of(bot.id), [update], now)
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("update-not-stored", error=type(error).__name__)
            return _try_again()
        self._worker.wake(subjects)
        return PlainTextResponse("", 200)


def _try_again() -> Response:
    return PlainTextResponse("", 503, {"Retry-After": TRY_AGAIN_AFTER})


def _refuse(request: Request, bot: KnownBot) -> int | None:
    """The status for a request that does not come from Telegram; None for one that does."""
    path = request.path_params["path"].encode("utf-8", "replace")
    if not hmac.compare_digest(path, bot.webhook_path.encode()):
        return 404
    # Compared as bytes: a header with other than ASCII characters is wrong, not an error.
    given = [value for name, value in request.scope["headers"] if name == SECRET_HEADER]
    genuine = len(given) == 1 and hmac.compare_digest(given[0], bot.webhook_secret.encode())
    return None if genuine else 401


def _parsed(body: bytes) -> dict[str, Any]:
    update = orjson.loads(body)
    if not isinstance(update, dict):
        raise ValueError("not an object")  # noqa: TRY004 - the value is what is wrong
    return update


async def _read(request: Request) -> bytes:
    """The body; ValueError if it is longer than any update."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                raise ValueError("too long")
    except ClientDisconnect:
        return b""
    return bytes(body)
