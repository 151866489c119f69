"""The bot in a process: receives by polling or webhook, handles, answers.

    face = BotFace(runtime)              # runtime.settings.telegram.token must be set
    app.routes += face.routes()          # before the server starts; in polling mode there are none
    await face.start()                   # in the ASGI lifespan, after the database is there
    ...
    await face.stop()                    # then `await close_messenger(runtime)`

`start` never fails because Telegram can't be reached: it keeps trying. The worker process needs nothing of this:
its jobs use `messenger_of(runtime)`. A process that only runs jobs calls `close_messenger(runtime)` at its end.
"""

import asyncio
import contextlib

import structlog
from aiogram import Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramUnauthorizedError
from starlette.routing import BaseRoute, Route

from kiosk.bot.answers import Teller
from kiosk.bot.dispatching import build_dispatcher
from kiosk.bot.messenger import messenger_of
from kiosk.bot.polling import Poller
from kiosk.bot.setup import set_up
from kiosk.bot.updates import UpdateHandler, source_of
from kiosk.bot.webhook import Webhook
from kiosk.bots.service import KnownBot, ensure_bot
from kiosk.kernel.inbox_worker import InboxWorker, is_outage
from kiosk.kernel.presence import Presence
from kiosk.kernel.runtime import Runtime

log = structlog.get_logger(__name__)

WEBHOOK_PATH = "/telegram/webhook"
LONGEST_PAUSE = 30.0


class BotFace:
    """The shop's bot, as one process runs it."""

    def __init__(self, runtime: Runtime, dispatcher: Dispatcher | None = None) -> None:
        self._runtime = runtime
        self._messenger = messenger_of(runtime)
        self._presence = Presence(runtime.database.url)
        bot, renderer = self._messenger.bot, self._messenger.renderer
        teller = Teller(runtime.database, renderer, bot.id)
        handler = UpdateHandler(runtime, bot, dispatcher or build_dispatcher(), teller, renderer)
        self.worker = InboxWorker(
            runtime.database,
            self._presence,
            source_of(bot.id),
            handler,
            parallel=max(2, runtime.settings.database_pool * 3 // 4),
        )
        self._poller = Poller(bot, runtime.database, self._presence, self.worker)
        self._known: KnownBot | None = None
        self._starter: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()
        """Set when the bot is known to Telegram and set up there."""

    def routes(self) -> list[BaseRoute]:
        """The webhook, in webhook mode."""
        if self._runtime.settings.telegram.mode != "webhook":
            return []
        webhook = Webhook(self._runtime.database, self.worker, lambda: self._known)
        return [Route(f"{WEBHOOK_PATH}/{{path}}", webhook.__call__, methods=["POST"])]

    async def start(self) -> None:
        """Begin to receive and to handle. Raises psycopg.OperationalError if the database can't be reached."""
        await self._presence.open()
        await self.worker.start()
        self._starter = asyncio.create_task(self._introduce(), name="bot-set-up")

    async def stop(self) -> None:
        """Stop receiving, finish what is being handled, let others take over the rest."""
        if self._starter:
            self._starter.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._starter
        await self._poller.stop()
        await self.worker.stop()
        await self._presence.close()

    async def _introduce(self) -> None:
        """Learn the bot's name, set it up, begin to receive; repeat until Telegram answers."""
        pause = 0.5
        while True:
            try:
                await self._begin()
            except TelegramUnauthorizedError:
                log.error("telegram-token-refused", hint="check KIOSK_TELEGRAM_TOKEN")  # noqa: TRY400
            except (TelegramAPIError, OSError) as error:
                log.warning("telegram-not-reached", error=type(error).__name__)
            except Exception as error:
                if not is_outage(error):
                    raise
                log.warning("bot-set-up-waits", error=type(error).__name__)
            else:
                self.ready.set()
                return
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    async def _begin(self) -> None:
        me = await self._messenger.bot.get_me()
        async with self._runtime.database.unit() as unit:
            self._known = await ensure_bot(unit, me.id, me.username or "")
            await unit.commit()
        await set_up(self._runtime, self._messenger.bot, self._known, self._webhook_url(self._known))
        if self._runtime.settings.telegram.mode == "polling":
            await self._poller.start()

    def _webhook_url(self, bot: KnownBot) -> str | None:
        settings = self._runtime.settings
        if settings.telegram.mode != "webhook":
            return None
        return f"{(settings.public_url or '').rstrip('/')}{WEBHOOK_PATH}/{bot.webhook_path}"
