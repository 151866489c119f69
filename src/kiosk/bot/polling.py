"""Long polling: one poller for each bot however many processes run, and nothing acknowledged before it is stored."""

import asyncio
import contextlib
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramConflictError, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from kiosk.bot.updates import ALLOWED_UPDATES, incoming, source_of
from kiosk.kernel import inbox
from kiosk.kernel.database import Database
from kiosk.kernel.inbox_worker import InboxWorker
from kiosk.kernel.presence import Presence

log = structlog.get_logger(__name__)

POLL_SECONDS = 25
PAUSE = 1.0
LONGEST_PAUSE = 15.0


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates`, left as Telegram sent it: the inbox stores every field, also those of a newer Bot API."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = 100
    timeout: int = POLL_SECONDS
    allowed_updates: list[str] = ALLOWED_UPDATES


class Poller:
    """Fetches updates into the inbox."""

    def __init__(self, bot: Bot, database: Database, presence: Presence, worker: InboxWorker) -> None:
        self._bot = bot
        self._database = database
        self._presence = presence
        self._worker = worker
        self._lock = f"telegram-poller:{bot.id}"
        self._offset: int | None = None
        self._pause = PAUSE
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to poll."""
        self._task = asyncio.create_task(self._run(), name="telegram-poller")

    async def stop(self) -> None:
        """Stop polling; what was fetched and not stored, Telegram gives again."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._presence.release(self._lock)

    async def _run(self) -> None:
        while True:
            if not await self._presence.hold(self._lock):
                self._offset = None  # whoever polls meanwhile acknowledges for us
                await asyncio.sleep(PAUSE)
                continue
            try:
                await self._poll()
                self._pause = PAUSE
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
            except TelegramConflictError as error:
                log.warning("telegram-conflict", detail=error.message)
                if "webhook is active" in error.message:  # somebody has set one by hand
                    await self._drop_webhook()
                await self._wait()
            except TelegramAPIError as error:
                log.warning("polling-failed", error=type(error).__name__)
                await self._wait()
            except Exception as error:  # noqa: BLE001 - the poller outlives every outage
                log.warning("updates-not-stored", error=type(error).__name__)
                await self._wait()

    async def _wait(self) -> None:
        await asyncio.sleep(self._pause)
        self._pause = min(LONGEST_PAUSE, self._pause * 2)

    async def _drop_webhook(self) -> None:
        with contextlib.suppress(TelegramAPIError):
            await self._bot.delete_webhook()

    async def _poll(self) -> None:
        updates = await self._bot(GetRawUpdates(offset=self._offset), request_timeout=POLL_SECONDS + 10)
        if not updates:
            return
        # The next call acknowledges these to Telegram, so they are committed before it.
        stored = [incoming(each) for each in updates]
        now = self._database.clock.now()
        subjects = await inbox.store(self._database.direct, source_of(self._bot.id), stored, now)
        self._offset = max(each["update_id"] for each in updates) + 1
        self._worker.wake(subjects)
