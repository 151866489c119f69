"""Every kind of error is answered as RFC 9457 problem details, in the reader's language."""

from http import HTTPStatus
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from psycopg import OperationalError as DriverError
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from kiosk.kernel.errors import Refusal, Unavailable
from kiosk.kernel.i18n import N_, Translator, best_locale, translator

log = structlog.get_logger(__name__)

PROBLEM = "application/problem+json"

_STATUS_TEXTS = {
    400: ("kernel.bad-request", N_("The request can't be understood.")),
    404: ("kernel.not-found", N_("Nothing was found here.")),
    405: ("kernel.method-not-allowed", N_("This can't be done here.")),
    413: ("kernel.too-large", N_("This is too large.")),
    415: ("kernel.unsupported-media-type", N_("Data of this kind is not accepted here.")),
}
INVALID = N_("Some of the data can't be accepted.")


def get_translator(request: Request) -> Translator:
    """Speaks the language of `Accept-Language`."""
    return translator(best_locale(request.headers.get("accept-language")))


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


_BROKEN = N_("Something went wrong on our side. We have recorded it as {incident}.")


def broken(request: Request, incident: str) -> Response:
    """The answer to a request over which the process stumbled; nothing of the error is shown."""
    detail = get_translator(request)(_BROKEN, incident=incident)
    return problem(request, 500, "kernel.broken", detail)


def bad_request(request: Request) -> Response:
    """The answer to what isn't meant for us or can't be understood."""
    code, detail = _STATUS_TEXTS[400]
    return problem(request, 400, code, get_translator(request)(detail))


def too_large(request: Request) -> Response:
    """The answer to a body beyond the limit."""
    code, detail = _STATUS_TEXTS[413]
    return problem(request, 413, code, get_translator(request)(detail), headers={"Connection": "close"})


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

    @app.exception_handler(Exception)
    async def crashed(request: Request, _error: Exception) -> Response:
        # Starlette raises the error again after this answer; RequestContext records it.
        return broken(request, request.scope["state"]["request_id"])

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
