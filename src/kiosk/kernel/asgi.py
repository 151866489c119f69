"""What stands around every application: request ids, headers, incident numbers, forgiving slashes."""

import re
import secrets
import time
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.kernel.telemetry import record_request

log = structlog.get_logger(__name__)

SECURITY_HEADERS = {
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}
NO_STORE = (b"cache-control", b"no-store")
"""What the API answers is one person's, unless an operation says that everybody may keep it."""
HSTS = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")


TOO_LARGE, CRASHED = 413, 500
_REQUEST_ID = re.compile(r"^[A-Za-z0-9_-]{8,64}$")


class RequestContext:
    """Outermost: gives each request an id, each answer its headers, and each crash an incident id."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _incoming_id(scope) or secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        status = 0
        begun = time.perf_counter()

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                if message["status"] == TOO_LARGE and not _is_problem(message):
                    raise BodyTooLarge
                status = message["status"]
                message["headers"] = _complete(scope, message, request_id)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_headers)
            except BodyTooLarge:
                await _problems().too_large(Request(scope))(scope, receive, send_with_headers)
            except Exception:
                log.exception("request-crashed", method=scope["method"], path=scope["path"])
                if status not in {0, CRASHED}:
                    raise  # the answer had begun, so the connection must break
                if not status:
                    await _problems().broken(Request(scope), request_id)(scope, receive, send_with_headers)
            finally:
                record_request(scope, status, begun)


def _complete(scope: Scope, message: Message, request_id: str) -> list[tuple[bytes, bytes]]:
    headers = list(message.get("headers", ()))
    present = {name.lower() for name, _ in headers}
    headers += [pair for pair in SECURITY_HEADERS.items() if pair[0] not in present]
    if scope["scheme"] == "https":
        headers.append(HSTS)
    if b"cache-control" not in present and scope["path"].startswith("/api/"):
        headers.append(NO_STORE)
    return [*headers, (b"x-request-id", request_id.encode())]


class BodyTooLarge(Exception):  # noqa: N818 - an answer in the making
    """The framework is about to say so in plain text; it is said as a problem instead."""


def _is_problem(message: Message) -> bool:
    return any(value.startswith(b"application/problem") for _, value in message.get("headers", ()))


def _problems() -> ModuleType:
    # Late, because pages are served before the framework is loaded.
    return import_module("kiosk.kernel.problems")


def _incoming_id(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            text = value.decode("latin-1")
            return text if _REQUEST_ID.match(text) else None
    return None


class SlashTolerance:
    """A declared path answers with and without its trailing slash, without a redirect."""

    def __init__(self, app: ASGIApp, paths: Callable[[], list[str]]) -> None:
        self.app = app
        self._paths = paths
        self._declared: re.Pattern[str] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Correct the path of an API request if only its other form is declared."""
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            path = scope["path"]
            other = path[:-1] if path.endswith("/") else path + "/"
            if not self._is_declared(path) and self._is_declared(other):
                scope["path"], scope["raw_path"] = other, other.encode()
        await self.app(scope, receive, send)

    def _is_declared(self, path: str) -> bool:
        if self._declared is None:
            patterns = (re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(each)) for each in self._paths())
            self._declared = re.compile("|".join(patterns) or r"(?!)")
        return self._declared.fullmatch(path) is not None
