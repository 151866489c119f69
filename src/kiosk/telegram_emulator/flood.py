"""Telegram's sending rates as token buckets."""

import math
from dataclasses import dataclass

from .errors import too_many_requests


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """Messages per second (and bursts) to one chat, to one group, and by one bot in all."""

    chat_rate: float = 1.0
    chat_burst: int = 5
    group_rate: float = 20 / 60
    group_burst: int = 20
    bot_rate: float = 30.0
    bot_burst: int = 30


class FloodGuard:
    """Counts what each bot sends; answers 429 when it is too much."""

    def __init__(self, limits: FloodLimits | None) -> None:
        self.limits = limits
        self._buckets: dict[tuple[int, int], tuple[float, float]] = {}

    def _level(self, key: tuple[int, int], rate: float, burst: int, now: float) -> float:
        tokens, at = self._buckets.get(key, (float(burst), now))
        return min(float(burst), tokens + (now - at) * rate)

    def spend(self, bot: int, chat: int, is_group: bool, count: int, now: float) -> None:
        """Take ``count`` messages from the buckets, or raise 429 and take nothing."""
        limits = self.limits
        if limits is None:
            return
        rate, burst = (
            (limits.group_rate, limits.group_burst) if is_group else (limits.chat_rate, limits.chat_burst)
        )
        wanted = (((bot, 0), limits.bot_rate, limits.bot_burst), ((bot, chat), rate, burst))
        levels = [(key, self._level(key, speed, size, now), speed, size) for key, speed, size in wanted]
        wait = max((min(count, size) - level) / speed for _, level, speed, size in levels)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for key, level, _, _ in levels:
            self._buckets[key] = (level - count, now)
        if len(self._buckets) > 50_000:
            self._buckets = {key: value for key, value in self._buckets.items() if now - value[1] < 120}

    def clear(self) -> None:
        """Forget what was sent."""
        self._buckets.clear()
