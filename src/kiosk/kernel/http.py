"""HTTP as the whole house speaks it: problem details, request ids, headers, units of work.

Domains' routers use what is exported here and stay thin.
"""

import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus
from typing import Annotated, Any

import orjson
import structlog
from fastapi import Depends, FastAPI, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from psycopg import OperationalError as DriverError
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Refusal, Unavailable
from kiosk.kernel.i18n import N_, Translator, best_locale, translator
from kiosk.kernel.idempotency import MAX_KEY_LENGTH, Remembered, fingerprint, once
from kiosk.kernel.runtime import Runtime

log = structlog.get_logger(__name__)

PROBLEM = "application/problem+json"
NO_STORE = "private, no-store"

SECURITY_HEADERS = {
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}

_STATUS_TEXTS = {
    400: ("kernel.bad-request", N_("The request can't be understood.")),
    404: ("kernel.not-found", N_("Nothing was found here.")),
    405: ("kernel.method-not-allowed", N_("This can't be done here.")),
    413: ("kernel.too-large", N_("This is too large.")),
    415: ("kernel.unsupported-media-type", N_("Data of this kind is not accepted here.")),
}
INVALID = N_("Some of the data can't be accepted.")
BROKEN = N_("Something went wrong on our side. We have recorded it as {incident}.")


def get_runtime(request: Request) -> Runtime:
    """The process's runtime."""
    runtime: Runtime = request.app.state.runtime
    return runtime


async def _unit(request: Request) -> AsyncIterator[Unit]:
    async with get_runtime(request).database.unit() as unit:
        yield unit
        await unit.commit()


async def _reading(request: Request) -> AsyncIterator[AsyncSession]:
    async with get_runtime(request).database.read() as session:
        yield session


def get_translator(request: Request) -> Translator:
    """Speaks the language of `Accept-Language`."""
    return translator(best_locale(request.headers.get("accept-language")))


# scope="function": the unit is committed before the answer leaves.
WithUnit = Annotated[Unit, Depends(_unit, scope="function")]
WithReading = Annotated[AsyncSession, Depends(_reading, scope="function")]
WithRuntime = Annotated[Runtime, Depends(get_runtime)]
WithTranslator = Annotated[Translator, Depends(get_translator)]
IdempotencyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=MAX_KEY_LENGTH,
        pattern=r"^[\x21-\x7e]+$",
        description="The same key and body give the same answer; it is kept for 7 days.",
    ),
]


async def answer_once(
    unit: Unit,
    *,
    scope: str,
    key: str | None,
    request: BaseModel,
    act: Callable[[], Awaitable[tuple[int, BaseModel]]],
    status: int = 201,
) -> Response:
    """Create something: `act` gives its id and what to answer. With a key a repetition is answered from memory."""

    async def remember() -> Remembered:
        resource_id, body = await act()
        return Remembered(status, body.model_dump_json().encode(), resource_id)

    if key is None:
        answer = await remember()
    else:
        answer = await once(
            unit,
            scope=scope,
            key=key.strip('"'),
            request=fingerprint(scope, request.model_dump_json()),
            act=remember,
        )
    headers = {"Cache-Control": NO_STORE}
    if answer.replayed:
        headers["Idempotent-Replayed"] = "true"
    return Response(answer.body, answer.status, headers, "application/json")


class Problem(BaseModel):
    """An RFC 9457 answer: what went wrong, by a stable `code`."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    params: dict[str, Any]
    errors: list[dict[str, str]]
    request_id: str


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem answers of an operation, for its `responses=`."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


def problem(
    request: Request,
    status: int,
    code: str,
    detail: str,
    *,
    params: dict[str, Any] | None = None,
    errors: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """An RFC 9457 answer."""
    body = {
        "type": f"urn:kiosk:problem:{code}",
        "title": detail,
        "status": status,
        "detail": detail,
        "code": code,
        "params": params or {},
        "errors": errors or [],
        "request_id": request.scope.get("state", {}).get("request_id", ""),
    }
    return Response(
        orjson.dumps(body, default=str), status, {"Cache-Control": "no-store", **(headers or {})}, PROBLEM
    )


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every kind of error as problem details in the reader's language."""

    @app.exception_handler(Refusal)
    async def refused(request: Request, error: Refusal) -> Response:
        headers = {"Retry-After": str(getattr(error, "retry_after", 1))} if error.retryable else {}
        if error.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        say = get_translator(request)
        errors = [
            {"pointer": pointer, "code": code, "detail": say(detail)}
            for pointer, code, detail in getattr(error, "errors", ())
        ]
        return problem(
            request,
            error.status,
            error.code,
            error.text(say),
            params=error.params,
            errors=errors,
            headers=headers,
        )

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        errors = [
            {"pointer": _pointer(each["loc"]), "code": each["type"], "detail": each["msg"]}
            for each in error.errors()
        ]
        return problem(request, 422, "kernel.invalid", get_translator(request)(INVALID), errors=errors)

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> Response:
        code, detail = _STATUS_TEXTS.get(error.status_code, _STATUS_TEXTS[400])
        headers = dict(error.headers or {})
        return problem(request, error.status_code, code, get_translator(request)(detail), headers=headers)

    async def unavailable(request: Request, error: Exception) -> Response:
        if isinstance(error, DBAPIError) and not error.connection_invalidated and not _is_outage(error):
            raise error
        log.warning("database-unavailable", error=type(error).__name__)
        return await refused(request, Unavailable())

    for kind in (OperationalError, DBAPIError, PoolTimeout, DriverError):
        app.add_exception_handler(kind, unavailable)


def _is_outage(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    # 57P01-57P03: shutting down or starting; 53*: out of resources; 40*: serialization and deadlock; 55P03: lock.
    return state is None or state.startswith(("57P", "53", "08", "40")) or state in {"55P03", "57014"}


def _pointer(location: tuple[int | str, ...]) -> str:
    steps = location[1:] if location and location[0] == "body" else location
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


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
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = message["headers"] = list(message.get("headers", ()))
                present = {name.lower() for name, _ in headers}
                headers += [pair for pair in SECURITY_HEADERS.items() if pair[0] not in present]
                headers.append((b"x-request-id", request_id.encode()))
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_headers)
            except Exception:
                log.exception("request-crashed", method=scope["method"], path=scope["path"])
                if started:
                    raise
                request = Request(scope)
                detail = get_translator(request)(BROKEN, incident=request_id)
                await problem(request, 500, "kernel.broken", detail)(scope, receive, send_with_headers)


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
                scope = {**scope, "path": other, "raw_path": other.encode()}
        await self.app(scope, receive, send)

    def _is_declared(self, path: str) -> bool:
        if self._declared is None:
            patterns = (re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(each)) for each in self._paths())
            self._declared = re.compile("|".join(patterns) or r"(?!)")
        return self._declared.fullmatch(path) is not None
