"""Answers kept in the process's memory, and counters shared by all processes.

Kept answers carry tags. A unit of work that makes tags stale says so with NOTIFY in its transaction, every process
hears it and drops what carries them. While a process can't hear (its listening connection is down) it keeps nothing.
"""

import asyncio
import contextlib
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sized

from cashews import Cache as Counters

from kiosk.kernel.database import CACHE_CHANNEL, EVERYTHING, driver_url
from kiosk.kernel.listening import Listening, listen

_REMEMBERED = 50_000  # tags of which it is known when they became stale
_OVERHEAD = 1_000  # bytes that an answer takes besides its body: key, tags, headers


class Answers:
    """A least-recently-used store that never keeps what was read before it became stale.

    It holds up to `capacity` bytes of answers, as their `len` says.
    """

    def __init__(self, capacity: int = 32_000_000) -> None:
        self.enabled = False
        self._capacity = capacity
        self._used = 0
        self._kept: OrderedDict[str, tuple[Sized, tuple[str, ...]]] = OrderedDict()
        self._by_tag: dict[str, set[str]] = defaultdict(set)
        self._generation = 0
        self._dropped: dict[str, int] = {}
        self._forgotten = 0
        """Of what became stale up to this generation nothing more is known."""

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: str) -> Sized | None:
        """What is kept under `key`."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def generation(self) -> int:
        """Ask before reading the database, and pass to `put`."""
        return self._generation

    def put(self, key: str, value: Sized, tags: Iterable[str], generation: int) -> None:
        """Keep `value`, unless one of its tags became stale since `generation` was asked for."""
        kept_tags = tuple(tags)
        if not self.enabled or generation < self._forgotten:
            return
        if any(self._dropped.get(tag, 0) > generation for tag in kept_tags):
            return
        self._forget(key)
        self._kept[key] = (value, kept_tags)
        self._used += _OVERHEAD + len(value)
        for tag in kept_tags:
            self._by_tag[tag].add(key)
        while self._used > self._capacity:
            self._forget(next(iter(self._kept)))

    def drop(self, tags: Iterable[str]) -> None:
        """Forget everything that carries one of `tags`."""
        self._generation += 1
        for tag in tags:
            if tag == EVERYTHING or len(self._dropped) >= _REMEMBERED:
                self.clear()
                return
            self._dropped[tag] = self._generation
            for key in tuple(self._by_tag.get(tag, ())):
                self._forget(key)

    def clear(self) -> None:
        """Forget everything."""
        self._generation += 1
        self._forgotten = self._generation
        self._dropped.clear()
        self._used = 0
        self._kept.clear()
        self._by_tag.clear()

    def _forget(self, key: str) -> None:
        found = self._kept.pop(key, None)
        if found is None:
            return
        self._used -= _OVERHEAD + len(found[0])
        for tag in found[1]:
            keys = self._by_tag[tag]
            keys.discard(key)
            if not keys:
                del self._by_tag[tag]


def _counters(url: str) -> Counters:
    counters = Counters()
    counters.setup(url)
    return counters


class Cache:
    """The process's kept answers, and counters that live in memory or, when configured, in Redis."""

    def __init__(self, database_url: str, redis_url: str | None = None) -> None:
        self.answers = Answers()
        self._own_counters = _counters("mem://")
        self._shared_counters = _counters(redis_url) if redis_url else None
        self._url = driver_url(database_url)
        self._listener: asyncio.Task[None] | None = None
        self._watched: dict[str, asyncio.Event] = {}

    def watch(self, tag: str) -> asyncio.Event:
        """An event that is set whenever `tag` has become stale, or may have without being heard."""
        return self._watched.setdefault(tag, asyncio.Event())

    async def count(self, key: str, *, seconds: int) -> int:
        """Count one more event of `key`; gives how many there were in the window of `seconds`.

        While Redis is away each process counts by itself, so a limit is never lifted.
        """
        if self._shared_counters is not None:
            counted = await self._shared_counters.incr(f"kiosk:{key}", expire=seconds)
            if counted is not None:
                return int(counted)
        return int(await self._own_counters.incr(key, expire=seconds))

    async def open(self) -> None:
        """Begin to listen for what becomes stale."""
        # A silent loss of the line is noticed soon: until then stale answers would look fresh.
        listening = Listening(CACHE_CHANNEL, self._begin, self._hear, self._lose, silence=2)
        self._listener = asyncio.create_task(listen(self._url, listening), name="cache-listener")

    async def close(self) -> None:
        """Stop listening."""
        if self._listener:
            self._listener.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listener
        for counters in (self._own_counters, self._shared_counters):
            if counters is not None:
                await counters.close()

    def _notify(self, tags: Iterable[str]) -> None:
        for tag in tags:
            if tag in self._watched:
                self._watched[tag].set()

    def _begin(self) -> None:
        # What was read before we listened may have changed unheard.
        self.answers.clear()
        self.answers.enabled = True
        self._notify(self._watched)

    def _hear(self, payload: str) -> None:
        tags = payload.split()
        self.answers.drop(tags)
        self._notify(self._watched if EVERYTHING in tags else tags)

    def _lose(self) -> None:
        self.answers.enabled = False
        self.answers.clear()
