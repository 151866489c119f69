"""Long polling, with the conflicts and the holds of the real server (Client.cpp, process_get_updates)."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from kiosk.telegram_emulator.errors import ApiError, conflict

if TYPE_CHECKING:
    from kiosk.telegram_emulator.world import World

MAX_ANSWER_BYTES = 4 * 1024 * 1024
_HOLD = 3.0
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "terminated by setWebhook request"


@dataclass(slots=True)
class _Poller:
    waiting: asyncio.Future[str] | None = None
    next_conflict: float = 0.0
    last_offset: int | None = None
    last_start: float = 0.0
    last_finish: float = 0.0
    bell: asyncio.Event = field(default_factory=asyncio.Event)


class Polling:
    """The long polls of all bots; at most one of each bot waits."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._pollers: dict[int, _Poller] = {}

    def _poller(self, bot: int) -> _Poller:
        poller = self._pollers.get(bot)
        if poller is None:
            poller = self._pollers[bot] = _Poller()
            bell = poller.bell
            self._world.queues[bot].on_push.append(lambda _update: bell.set())
        return poller

    async def refuse(self, bot: int, text: str) -> ApiError:
        """Return the 409; a second one within three seconds comes three seconds later."""
        poller = self._poller(bot)
        now = self._world.clock.time()
        if now < poller.next_conflict:
            await self._world.clock.sleep(_HOLD)
        else:
            poller.next_conflict = now + _HOLD
        return conflict(text)

    def stop(self, bot: int, text: str) -> None:
        """Let the waiting poll of a bot answer 409 with ``text``."""
        waiting = self._poller(bot).waiting
        if waiting and not waiting.done():
            waiting.set_result(text)

    async def get_updates(self, bot: int, offset: int, limit: int, wait: int) -> list[dict[str, Any]]:
        """Return unconfirmed updates, waiting up to ``wait`` seconds for the first; raises 409."""
        poller, queue = self._poller(bot), self._world.queues[bot]
        self.stop(bot, OTHER_POLLER)
        queue.drop_expired()
        if offset < 0:
            queue.keep_newest(-offset)
        elif offset:
            queue.confirm_before(offset)
        now = self._world.clock.time()
        if offset == poller.last_offset:
            if wait < _HOLD and now < poller.last_start + _HOLD:
                wait = int(_HOLD)
            if now < poller.last_finish + 0.5:
                limit = 1
        poller.last_offset, poller.last_start = offset, now
        try:
            if not queue.pending and wait:
                await self._wait(bot, poller, now + wait)
        finally:
            poller.last_finish = self._world.clock.time()
        return _page(list(queue.pending.values())[:limit])

    async def _wait(self, bot: int, poller: _Poller, deadline: float) -> None:
        """Return when there is an update or the time is over; raises 409 when another call takes over."""
        clock = self._world.clock
        mine: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        poller.waiting = mine
        timer = asyncio.ensure_future(clock.sleep(deadline - clock.time()))
        try:
            while not self._world.queues[bot].pending and not timer.done() and not self._world.events.closed:
                poller.bell.clear()
                bell = asyncio.ensure_future(poller.bell.wait())
                signals: set[asyncio.Future[Any]] = {mine, timer, bell}
                await asyncio.wait(signals, return_when=asyncio.FIRST_COMPLETED)
                bell.cancel()
                if mine.done():
                    raise await self.refuse(bot, mine.result())
        finally:
            timer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                if poller.waiting is mine:
                    poller.waiting = None

    def wake(self) -> None:
        """Let all polls look again, at the end of the world for instance."""
        for poller in self._pollers.values():
            poller.bell.set()


def _page(updates: list[Any]) -> list[dict[str, Any]]:
    """Return the updates that fit into 4 MiB, at least one."""
    bodies = [update.body() for update in updates]
    if len(bodies) < 2:
        return bodies
    size = 0
    for index, body in enumerate(bodies):
        size += len(orjson.dumps(body))
        if size > MAX_ANSWER_BYTES and index:
            return bodies[:index]
    return bodies
