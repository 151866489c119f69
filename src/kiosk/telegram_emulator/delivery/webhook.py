"""Webhooks: updates are posted to the bot, in order within a queue, with the real server's patience.

After a failure the first retry comes at once, the next ones after 2, 4, 8 … seconds up to a random 60-120;
the bot's own ``Retry-After`` (at most an hour) is obeyed. Source: WebhookActor.cpp.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2
import orjson

from kiosk.telegram_emulator.delivery.queue import QueuedUpdate, QueueKey
from kiosk.telegram_emulator.errors import ApiError
from kiosk.telegram_emulator.files import Upload
from kiosk.telegram_emulator.records import Bot
from kiosk.telegram_emulator.request import read_answer

if TYPE_CHECKING:
    from kiosk.telegram_emulator.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
_GONE_PATIENCE = 23 * 3600
_LONGEST_RETRY_AFTER = 3600
_FORBIDDEN_ANSWERS = ("get", "setwebhook", "deletewebhook", "close", "logout")
Execute = Callable[[Bot, str, dict[str, Any], dict[str, Upload]], Awaitable[Any]]


@dataclass(slots=True)
class _Outcome:
    """How a delivery went; ``retry_after`` is what the bot asked for, in seconds."""

    ok: bool
    error: str = ""
    retry_after: int = 0
    gone: bool = False


class WebhookSender:
    """Delivers one bot's updates: one at a time in each queue, up to ``max_connections`` at once."""

    def __init__(self, world: World, bot: Bot, execute: Execute) -> None:
        self._world, self._bot, self._execute = world, bot, execute
        self._lines: dict[QueueKey, deque[QueuedUpdate]] = {}
        self._tasks: dict[QueueKey, asyncio.Task[None]] = {}
        self._ending: asyncio.Task[None] | None = None
        self._slots = asyncio.Semaphore(bot.webhook.max_connections)
        self._client = httpx2.AsyncClient(timeout=60, follow_redirects=False, trust_env=False)
        self._random = random.Random()  # noqa: S311 - spreads retries, guards nothing

    def start(self) -> None:
        """Begin with what waits already and go on with what comes."""
        queue = self._world.queues[self._bot.id]
        queue.drop_expired()
        queue.on_push.append(self.enqueue)
        for update in list(queue.pending.values()):
            self.enqueue(update)

    def enqueue(self, update: QueuedUpdate) -> None:
        """Put an update at the end of its queue."""
        self._lines.setdefault(update.key, deque()).append(update)
        if update.key not in self._tasks:
            task = asyncio.get_running_loop().create_task(self._drain(update.key))
            self._tasks[update.key] = task

    async def stop(self) -> None:
        """Stop delivering; what was not delivered stays unconfirmed."""
        queue = self._world.queues[self._bot.id]
        if self.enqueue in queue.on_push:
            queue.on_push.remove(self.enqueue)
        tasks = [task for task in self._tasks.values() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._client.aclose()

    async def _drain(self, key: QueueKey) -> None:
        """Deliver a queue from its head; a failing update holds the ones behind it."""
        line, pending = self._lines[key], self._world.queues[self._bot.id].pending
        failures = 0
        while line:
            update = line[0]
            if update.id in pending and update.expires > self._world.clock.time():
                async with self._slots:
                    outcome = await self._deliver(update)
                if not outcome.ok:
                    failures += 1
                    await self._world.clock.sleep(self._note_failure(outcome, failures))
                    continue
                self._bot.webhook.gone_since = 0.0
            failures = 0
            pending.pop(update.id, None)
            line.popleft()
        del self._lines[key], self._tasks[key]

    def _note_failure(self, outcome: _Outcome, failures: int) -> float:
        """Remember the error for getWebhookInfo and return the seconds until the next try."""
        hook, now = self._bot.webhook, self._world.clock.time()
        hook.last_error_date, hook.last_error_message = int(now), outcome.error
        if outcome.gone:
            hook.gone_since = hook.gone_since or now
            if now - hook.gone_since > _GONE_PATIENCE:
                hook.url = ""
                self._ending = asyncio.create_task(self.stop())
        if outcome.retry_after:
            return float(min(outcome.retry_after, _LONGEST_RETRY_AFTER))
        if failures == 1:
            return 0.0
        return min(2.0 ** min(failures - 1, 10), self._random.uniform(60, 120))

    async def _deliver(self, update: QueuedUpdate) -> _Outcome:
        headers = {"Content-Type": "application/json"}
        hook = self._bot.webhook
        if hook.secret_token:
            headers[SECRET_HEADER] = hook.secret_token
        try:
            answer = await self._client.post(hook.url, content=orjson.dumps(update.body()), headers=headers)
        except httpx2.TimeoutException:
            return _Outcome(False, "Read timeout expired")
        except httpx2.HTTPError as error:
            refused = isinstance(error, httpx2.ConnectError)
            return _Outcome(False, "Connection refused" if refused else "Connection closed")
        if 200 <= answer.status_code < 300:
            await self._obey(answer)
            return _Outcome(True)
        error_text = f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        wait = answer.headers.get("retry-after", "")
        retry_after = int(wait) if wait.isdecimal() else 0
        return _Outcome(False, error_text, retry_after, gone=answer.status_code == 410)

    async def _obey(self, answer: httpx2.Response) -> None:
        """Run the method that the bot put into its answer (in any encoding), if it may be called so."""
        if not answer.content.strip():
            return
        try:
            params, files = await read_answer(answer.headers.get("content-type", ""), answer.content)
        except ApiError:
            return
        method = str(params.pop("method", ""))
        if method and not method.lower().startswith(_FORBIDDEN_ANSWERS):
            await self._execute(self._bot, method, params, files)


class Webhooks:
    """The webhook senders of all bots."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._senders: dict[int, WebhookSender] = {}
        self.execute: Execute | None = None

    async def apply(self, bot: Bot) -> None:
        """Start, restart or stop delivering, as the bot's webhook says now."""
        sender = self._senders.pop(bot.id, None)
        if sender:
            await sender.stop()
        if bot.webhook.url and self.execute:
            self._senders[bot.id] = WebhookSender(self._world, bot, self.execute)
            self._senders[bot.id].start()

    async def resume(self) -> None:
        """Start the senders of webhooks that were set before a restart."""
        for bot in self._world.bots.values():
            if bot.webhook.url and bot.id not in self._senders:
                await self.apply(bot)

    async def close(self) -> None:
        """Stop all senders."""
        for sender in self._senders.values():
            await sender.stop()
        self._senders.clear()
