"""News for everybody who is watching: PostgreSQL's NOTIFY, passed on to any number of listeners in this process.

One connection listens for all of them. What is said reaches who listens at that moment and nobody else, so a
listener who was away has to look for itself; it is told when that may be so.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.kernel.database import driver_url
from kiosk.kernel.listening import Listening, listen
from kiosk.kernel.rows import fetch

CHANNEL: Final = "kiosk_live"
MOST_WAITING = 500
"""A listener that is so far behind is told to look for itself instead."""


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened: its kind, and ids. Never anybody's data."""

    kind: str
    data: dict[str, Any]


MISSED = News("ready", {})
"""From here on nothing is missed; before, something may have been."""


async def tell(session: AsyncSession, kind: str, data: dict[str, Any]) -> None:
    """Tell every process, once the session's transaction is committed."""
    payload = orjson.dumps({"kind": kind, "data": data}).decode()
    await fetch(
        session, "SELECT pg_notify(%(channel)s, %(payload)s)", {"channel": CHANNEL, "payload": payload}
    )


class Live:
    """The listeners of one process. Its connection is opened for the first of them and kept."""

    def __init__(self, database_url: str) -> None:
        self.over = asyncio.Event()
        """Set when the process is about to end: streams end by themselves."""
        self._url = driver_url(database_url)
        self._queues: set[asyncio.Queue[News]] = set()
        self._task: asyncio.Task[None] | None = None
        self._is_listening = False

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator[asyncio.Queue[News]]:
        """A queue into which all news are put meanwhile; `MISSED` is its first, once the connection stands."""
        queue: asyncio.Queue[News] = asyncio.Queue()
        self._queues.add(queue)
        if self._task is None:
            self._task = asyncio.create_task(
                listen(self._url, Listening(CHANNEL, self._begin, self._hear, self._lose)),
                name="live-listener",
            )
        elif self._is_listening:
            queue.put_nowait(MISSED)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    async def close(self) -> None:
        """Stop listening."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def _pass_on(self, news: News) -> None:
        for queue in self._queues:
            if queue.qsize() >= MOST_WAITING:
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(MISSED)
            queue.put_nowait(news)

    def _begin(self) -> None:
        self._is_listening = True
        self._pass_on(MISSED)

    def _hear(self, payload: str) -> None:
        said = orjson.loads(payload)
        self._pass_on(News(said["kind"], said["data"]))

    def _lose(self) -> None:
        self._is_listening = False
