"""Time as the emulator sees it: real, scaled, or moved by hand in a test."""

import asyncio
import heapq
import itertools
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds since the Unix epoch, and a way to wait for them to pass."""

    def time(self) -> float:
        """Return now, in seconds since the Unix epoch."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return when ``seconds`` of this clock have passed."""
        ...


class SystemClock:
    """The machine's clock; ``scale`` above 1 makes the emulator's waits pass that many times faster."""

    def __init__(self, scale: float = 1.0) -> None:
        self._scale = scale
        self._began = time.time()

    def time(self) -> float:
        """Return now, in seconds since the Unix epoch, stretched by the scale."""
        now = time.time()
        return now if self._scale == 1.0 else self._began + (now - self._began) * self._scale

    async def sleep(self, seconds: float) -> None:
        """Wait until ``seconds`` of scaled time have passed."""
        await asyncio.sleep(max(seconds, 0.0) / self._scale)


class ManualClock:
    """A clock that stands still until ``advance`` is called."""

    def __init__(self, now: float | None = None) -> None:
        self._now = time.time() if now is None else now
        self._order = itertools.count()
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []

    def time(self) -> float:
        """Return the time at which the clock stands."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait until ``advance`` has moved the clock by ``seconds``."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (self._now + seconds, next(self._order), future))
        await future

    async def advance(self, seconds: float, settle: float = 0.02) -> None:
        """Move the clock, waking sleepers in their order; ``settle`` real seconds let their work finish."""
        await asyncio.sleep(settle)
        target = self._now + seconds
        while self._waiting and self._waiting[0][0] <= target:
            due, _, future = heapq.heappop(self._waiting)
            self._now = max(self._now, due)
            if not future.done():
                future.set_result(None)
            await asyncio.sleep(settle)
        self._now = target
