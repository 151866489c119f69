"""Telegram's sending rates: about 30 messages a second by a bot, 1 a second to a chat, 20 a minute to a group.

The figures are Telegram's own advice ("My bot is hitting limits", core.telegram.org/bots/faq); the exact limits are
not published, so a 429 that comes all the same is obeyed to the second.
"""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from enum import IntEnum


class Lane(IntEnum):
    """Who goes first when everybody waits: people who have just pressed a button, orders, everything else."""

    INTERACTIVE = 0
    NOTICE = 1
    BULK = 2


SEND, EDIT = 1.0, 0.25
"""What a call costs of its chat's rate: Telegram counts new messages more strictly than edits."""

PRIVATE_RATE, PRIVATE_BURST = 1.0, 4.0
GROUP_RATE, GROUP_BURST = 12 / 60, 7.0
"""Together at most 19 messages in any minute."""
_REMEMBERED_CHATS = 20_000


class _Bucket:
    """How much may be sent now: `level` tokens, refilled at `rate` up to `burst`."""

    __slots__ = ("at", "burst", "held_until", "level", "rate")

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self.rate, self.burst, self.level, self.at = rate, burst, burst, now
        self.held_until = 0.0

    def reserve(self, cost: float, now: float) -> float:
        """Take `cost`, perhaps before it is there; gives how many seconds to wait for it."""
        self.level = min(self.burst, self.level + (now - self.at) * self.rate) - cost
        self.at = now
        return max(-self.level / self.rate, self.held_until - now, 0.0)

    def hold(self, seconds: float, now: float) -> None:
        """Let nothing pass for `seconds`."""
        self.held_until = max(self.held_until, now + seconds)

    def is_fresh(self, now: float) -> bool:
        """Whether forgetting the bucket would change nothing."""
        return self.held_until <= now and self.level + (now - self.at) * self.rate >= self.burst


class Limiter:
    """Admits calls one by one: each chat in its rate, all together in the bot's, urgent lanes first."""

    def __init__(self, per_second: float, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._all = _Bucket(per_second, max(1.0, per_second), now())
        self._chats: dict[int, _Bucket] = {}
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._pump: asyncio.Task[None] | None = None
        self._last_hold = (0, 0.0)

    async def admit(self, chat_id: int, lane: Lane, cost: float = SEND) -> None:
        """Wait until a call to `chat_id` may be made."""
        chat = self._chat(chat_id)
        wait = chat.reserve(cost, self._now())
        while wait > 0:
            await asyncio.sleep(wait)
            wait = chat.held_until - self._now()
        await self._take_turn(lane)
        # A 429 may have come while this one queued.
        while (wait := chat.held_until - self._now()) > 0:  # noqa: ASYNC110 - the pauses are known
            await asyncio.sleep(wait)

    def hold(self, chat_id: int, seconds: float) -> None:
        """Obey a 429 to `chat_id`; when a second chat is refused too, it is the bot that is too fast."""
        now = self._now()
        self._chat(chat_id).hold(seconds, now)
        other, until = self._last_hold
        if other != chat_id and until > now:
            self._all.hold(seconds, now)
        self._last_hold = (chat_id, now + seconds)

    def _chat(self, chat_id: int) -> _Bucket:
        found = self._chats.get(chat_id)
        if found is None:
            now = self._now()
            if len(self._chats) >= _REMEMBERED_CHATS:
                self._chats = {key: each for key, each in self._chats.items() if not each.is_fresh(now)}
            rate, burst = (PRIVATE_RATE, PRIVATE_BURST) if chat_id > 0 else (GROUP_RATE, GROUP_BURST)
            found = self._chats[chat_id] = _Bucket(rate, burst, now)
        return found

    async def _take_turn(self, lane: Lane) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (lane, next(self._order), turn))
        if self._pump is None or self._pump.done():
            self._let_pass()
        if not turn.done() and (self._pump is None or self._pump.done()):
            self._pump = asyncio.create_task(self._run())
        await turn

    def _let_pass(self) -> float:
        """Let pass who may; gives how long the next one has to wait (0: nobody waits)."""
        bucket, now = self._all, self._now()
        while self._waiting:
            if self._waiting[0][2].done():  # whoever waited was cancelled
                heapq.heappop(self._waiting)
                continue
            level = min(bucket.burst, bucket.level + (now - bucket.at) * bucket.rate)
            wait = max((1 - level) / bucket.rate, bucket.held_until - now)
            if wait > 0:
                return wait
            bucket.level, bucket.at = level - 1, now
            heapq.heappop(self._waiting)[2].set_result(None)
        return 0.0

    async def _run(self) -> None:
        while (wait := self._let_pass()) > 0:  # noqa: ASYNC110 - the pauses are known
            await asyncio.sleep(wait)
