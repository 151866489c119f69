"""Answers to public reads, kept ready to send: as fast as bytes can leave, and never older than the database.

A handler says what its answer depends on (`keep`); the answer stays until one of these tags becomes stale. Every
answer gets a strong ETag, and a client that has it already gets 304. `Cache-Control: no-cache` reads afresh.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.kernel.cache import Answers
from kiosk.kernel.i18n import best_locale

FRESHNESS = b"public, max-age=0, must-revalidate"
NOT_MODIFIED: dict[str, Any] = {"description": "The answer is the one that the client has (`If-None-Match`)"}
"""How an operation's description names its 304."""
_TAGS = "kept-under"
_LONGEST_QUERY = 200
_NOT_MODIFIED_HEADERS = frozenset({b"etag", b"cache-control", b"vary", b"content-location"})

_locale = lru_cache(1024)(best_locale)


def keep(request: Request, tags: Iterable[str], *, store: bool = True) -> None:
    """Say what the answer to this request depends on. Without `store` it gets an ETag but is not kept."""
    request.scope["state"][_TAGS] = (frozenset(tags), store)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, ready to send."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    etag: bytes
    route: object

    def __len__(self) -> int:
        return len(self.body)


class KeptAnswers:
    """Stands before an application and answers GETs below `prefixes` from memory where it can."""

    def __init__(self, app: ASGIApp, answers: Answers, prefixes: tuple[str, ...]) -> None:
        self.app = app
        self._answers = answers
        self._prefixes = prefixes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or not scope["path"].startswith(self._prefixes)
        ):
            await self.app(scope, receive, send)
            return
        language = known = control = b""
        for name, value in scope["headers"]:
            if name == b"accept-language":
                language = value
            elif name == b"if-none-match":
                known = value
            elif name == b"cache-control":
                control = value
        locale = _locale(language.decode("latin-1"), "")
        key = f"{scope['path'].rstrip('/')}?{scope['query_string'].decode('latin-1')}#{locale}"
        if b"no-cache" not in control:
            kept = self._answers.get(key)
            if isinstance(kept, Kept):
                scope["route"] = kept.route
                await _send(kept, known, send)
                return
        await self._ask(key, known, scope, receive, send)

    async def _ask(self, key: str, known: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        generation = self._answers.generation()
        state = scope.setdefault("state", {})
        start: Message = {}
        body: list[bytes] = []

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if _TAGS not in state or message["status"] != 200:
                    await send(message)
            elif _TAGS not in state or start["status"] != 200:
                await send(message)
            else:
                body.append(message.get("body", b""))

        await self.app(scope, receive, collect)
        if _TAGS not in state or start.get("status") != 200:
            return
        tags, store = state[_TAGS]
        kept = _ready(list(start["headers"]), b"".join(body), scope.get("route"))
        if store and len(key) < _LONGEST_QUERY:
            self._answers.put(key, kept, tags, generation)
        await _send(kept, known, send)


def _ready(headers: list[tuple[bytes, bytes]], body: bytes, route: object) -> Kept:
    etag = b'"' + hashlib.blake2b(body, digest_size=16).hexdigest().encode() + b'"'
    headers += [(b"etag", etag), (b"cache-control", FRESHNESS), (b"vary", b"Accept-Language")]
    return Kept(headers, body, etag, route)


async def _send(kept: Kept, known: bytes, send: Send) -> None:
    if known and _has(known, kept.etag):
        headers = [pair for pair in kept.headers if pair[0] in _NOT_MODIFIED_HEADERS]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": kept.headers})
    await send({"type": "http.response.body", "body": kept.body})


def _has(known: bytes, etag: bytes) -> bool:
    """Whether an If-None-Match names the ETag, by the weak comparison of RFC 9110, 13.1.2."""
    return known.strip() == b"*" or any(
        each.strip().removeprefix(b"W/") == etag for each in known.split(b",")
    )
