"""Questions that wait for a bot's answer: pressed buttons, inline queries, checkouts."""

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Any

from .clock import Clock


@dataclass(slots=True)
class Query:
    """A question with its deadline (clock seconds); ``answer`` is set when the person's side waits for it."""

    id: str
    kind: str
    bot: int
    person: int
    chat: int
    expires: float
    about: dict[str, Any] = field(default_factory=dict)
    answer: asyncio.Future[dict[str, Any]] | None = None


class OpenQueries:
    """The questions that may still be answered, each once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[str, Query] = {}

    def ask(
        self, kind: str, *, bot: int, person: int, chat: int, lifetime: float, waits: bool = False, **about: Any
    ) -> Query:
        """Open a question; with ``waits`` its ``answer`` is a future."""
        now = self._clock.time()
        if len(self._open) > 2000:
            self._open = {key: query for key, query in self._open.items() if query.expires > now}
        query = Query(str(secrets.randbits(62)), kind, bot, person, chat, now + lifetime, about)
        if waits:
            query.answer = asyncio.get_running_loop().create_future()
        self._open[query.id] = query
        return query

    def take(self, kind: str, query_id: str, bot: int) -> Query | None:
        """Close a question that this bot may still answer and return it; None when it is too late."""
        query = self._open.get(query_id)
        if query is None or query.kind != kind or query.bot != bot:
            return None
        del self._open[query_id]
        return query if query.expires > self._clock.time() else None

    def clear(self) -> None:
        """Forget all questions; whoever waits gets an empty answer."""
        for query in self._open.values():
            if query.answer and not query.answer.done():
                query.answer.set_result({})
        self._open.clear()
