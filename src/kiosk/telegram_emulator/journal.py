"""Two rings of memory: what the bots called, and what the people's pages must hear of."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Any

CALLS_KEPT = 20_000
EVENTS_KEPT = 20_000


@dataclass(slots=True)
class CallRecord:
    """One Bot API call, after it was answered."""

    seq: int
    at: float
    bot: int
    method: str
    params: dict[str, Any]
    ok: bool
    error_code: int | None = None
    description: str | None = None

    def public(self) -> dict[str, Any]:
        """Return the JSON of this record; the error's fields are absent when the call went well."""
        view: dict[str, Any] = {
            "seq": self.seq, "at": self.at, "bot": self.bot, "method": self.method,
            "params": self.params, "ok": self.ok,
        }  # fmt: skip
        if not self.ok:
            view |= {"error_code": self.error_code, "description": self.description}
        return view


class CallLog:
    """The newest 20,000 calls; ``seq`` grows for ever."""

    def __init__(self) -> None:
        self._ring: deque[CallRecord] = deque(maxlen=CALLS_KEPT)
        self.last = 0

    def add(self, record: CallRecord) -> None:
        """Append a record and give it the next number."""
        self.last += 1
        record.seq = self.last
        self._ring.append(record)

    def after(self, seq: int, method: str = "") -> list[CallRecord]:
        """Return the records after ``seq``, of one method (any letter case) or of all."""
        wanted = method.lower()
        found: list[CallRecord] = []
        for call in reversed(self._ring):
            if call.seq <= seq:
                break
            if not wanted or call.method.lower() == wanted:
                found.append(call)
        return found[::-1]

    def clear(self) -> None:
        """Forget the records; the numbers go on."""
        self._ring.clear()


@dataclass(slots=True)
class Event:
    """Something that a person's page shows. ``audience`` None means everybody."""

    seq: int
    audience: frozenset[int] | None
    data: dict[str, Any]


class EventStream:
    """Events in order, replayable from a number, with live listeners."""

    def __init__(self) -> None:
        self._ring: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self._listeners: set[asyncio.Event] = set()
        self.last = 0
        self.closed = False

    def emit(self, audience: Iterable[int] | None, data: dict[str, Any]) -> None:
        """Tell ``audience`` (person ids; None for all) that ``data`` has happened."""
        self.last += 1
        people = None if audience is None else frozenset(audience)
        self._ring.append(Event(self.last, people, data))
        for listener in self._listeners:
            listener.set()

    def since(self, seq: int, person: int) -> list[Event]:
        """Return the person's events after ``seq``, oldest first."""
        found: list[Event] = []
        for event in reversed(self._ring):
            if event.seq <= seq:
                break
            if event.audience is None or person in event.audience:
                found.append(event)
        found.reverse()
        return found

    def is_replayable(self, seq: int) -> bool:
        """Tell whether nothing after ``seq`` has been forgotten and ``seq`` is of this run."""
        oldest = self._ring[0].seq if self._ring else self.last + 1
        return oldest - 1 <= seq <= self.last

    async def follow(self, person: int, after: int, idle: float) -> AsyncIterator[Event | None]:
        """Yield the person's events after ``after`` and then live; None every ``idle`` quiet seconds."""
        bell = asyncio.Event()
        self._listeners.add(bell)
        try:
            while not self.closed:
                bell.clear()
                fresh, after = self.since(after, person), self.last
                for event in fresh:
                    yield event
                try:
                    await asyncio.wait_for(bell.wait(), idle)
                except TimeoutError:
                    yield None
        finally:
            self._listeners.discard(bell)

    def close(self) -> None:
        """End every listener."""
        self.closed = True
        for listener in self._listeners:
            listener.set()
