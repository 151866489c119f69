"""Questions that wait for a bot's answer: pressed buttons, inline queries, checkouts."""

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Any

from .clock import Clock

_ANSWERS_KEPT = 200


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
        self,
        kind: str,
        *,
        bot: int,
        person: int,
        chat: int,
        lifetime: float,
        waits: bool = False,
        **about: Any,
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


class InlineAnswers:
    """The newest answers to inline queries, from which a person may still choose."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, str, list[dict[str, Any]]]] = {}

    def keep(self, query_id: str, bot: int, text: str, results: list[dict[str, Any]]) -> None:
        """Remember the results of a query."""
        self._kept[query_id] = (bot, text, results)
        if len(self._kept) > _ANSWERS_KEPT:
            del self._kept[next(iter(self._kept))]

    def find(self, query_id: str, result_id: str) -> tuple[int, str, dict[str, Any]] | None:
        """Return the bot, the typed text and the chosen result; None when they are forgotten."""
        bot, text, results = self._kept.get(query_id, (0, "", []))
        for result in results:
            if str(result["id"]) == result_id:
                return bot, text, result
        return None
