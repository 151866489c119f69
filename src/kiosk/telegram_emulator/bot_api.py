"""``/bot<token>/<method>`` and ``/file/bot<token>/<path>``: the side that bots see."""

import asyncio
import re
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from kiosk.telegram_emulator import methods as _methods  # noqa: F401 - registers what is played

from .errors import UNAUTHORIZED, ApiError, not_played, too_many_requests
from .faults import Fault
from .files import Upload
from .journal import CallRecord
from .method_names import CANONICAL
from .records import Bot
from .registry import METHODS, Call, Noted
from .request import read_request
from .world import World

_TOKEN = re.compile(r"[1-9]\d{0,18}:[\w-]{1,64}(?:/test)?")
# The real server's own guard against bots that call too much at once (Client.cpp).
MAX_ACTIVE_CALLS = 1000
BUSY_ANSWER_AFTER = 3.0
BUSY_RETRY_AFTER = 60
_NOT_LOGGED = frozenset({"getupdates"})


class Dropped(Response):
    """An answer that never arrives whole: the method ran, the connection breaks."""

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        """Promise a body and break off before it."""
        headers = [(b"content-type", b"application/json"), (b"content-length", b"4096")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
        raise ConnectionResetError("the emulator drops this answer on purpose")


def respond(status: int, body: dict[str, Any]) -> Response:
    """Return a JSON answer, with ``Retry-After`` where the body says so."""
    headers = {}
    retry_after = body.get("parameters", {}).get("retry_after")
    if retry_after:
        headers["Retry-After"] = str(retry_after)
    return Response(orjson.dumps(body), status, headers, "application/json")


def check_token(world: World, token: str) -> Bot:
    """Return the bot of a token; raises 401 for a malformed or unknown one."""
    if len(token) > 80 or not _TOKEN.fullmatch(token):
        raise ApiError(401, "Unauthorized: invalid token specified")
    bot = world.bot_by_token(token)
    if bot is None:
        raise ApiError(*UNAUTHORIZED)
    return bot


async def bot_method(request: Request) -> Response:
    """Serve one call of the Bot API."""
    world: World = request.app.state.world
    try:
        bot = check_token(world, request.path_params["token"])
        params, files = await read_request(request)
    except ApiError as error:
        return respond(error.code, error.envelope())
    name = request.path_params["method"] or str(params.get("method", ""))
    if world.busy_calls >= MAX_ACTIVE_CALLS and name.lower() not in _NOT_LOGGED:
        await world.clock.sleep(BUSY_ANSWER_AFTER)
        return respond(429, too_many_requests(BUSY_RETRY_AFTER).envelope())
    fault = world.faults.take(name.lower(), str(params.get("chat_id", "")))
    if fault and fault.delay_ms:
        await asyncio.sleep(fault.delay_ms / 1000)
    world.busy_calls += 1
    try:
        status, body = await run(world, bot, name, params, files, fault)
    finally:
        world.busy_calls -= 1
    if fault and fault.drop_answer:
        return Dropped()
    return respond(status, body)


async def run(
    world: World,
    bot: Bot,
    name: str,
    params: dict[str, Any],
    files: dict[str, Upload] | None = None,
    fault: Fault | None = None,
) -> tuple[int, dict[str, Any]]:
    """Run a method and log it; return the HTTP status and the JSON body."""
    canonical = CANONICAL.get(name.lower(), name)
    record = CallRecord(0, world.clock.time(), bot.id, canonical, params, ok=True)
    try:
        if fault and fault.error_code:
            raise _injected(fault)
        played = METHODS.get(name.lower())
        if played is None:
            raise _unplayed(name)
        args = played.model.model_validate(params)
        record.params = args.logged()
        result = played.run(Call(world, bot, files or {}), args)
        if played.is_async:
            result = await result
    except ApiError as error:
        record.ok, record.error_code, record.description = False, error.code, error.description
        record.params = {key: _loggable(value) for key, value in record.params.items()}
        world.calls.add(record)
        return error.code, error.envelope()
    if name.lower() not in _NOT_LOGGED:
        world.calls.add(record)
    if isinstance(result, Noted):
        return 200, {"ok": True, "result": result.result, "description": result.description}
    return 200, {"ok": True, "result": result}


def _loggable(value: Any) -> Any:
    return {"file_name": value.name, "size": len(value.data)} if isinstance(value, Upload) else value


def _unplayed(name: str) -> ApiError:
    canonical = CANONICAL.get(name.lower())
    return not_played(canonical) if canonical else ApiError(404, "Not Found: method not found")


def _injected(fault: Fault) -> ApiError:
    parameters = {"retry_after": fault.retry_after} if fault.retry_after else None
    default = f"Too Many Requests: retry after {fault.retry_after}" if fault.retry_after else "Injected fault"
    return ApiError(fault.error_code, fault.description or default, parameters)


async def file_download(request: Request) -> Response:
    """Serve the bytes behind a ``file_path``."""
    world: World = request.app.state.world
    try:
        check_token(world, request.path_params["token"])
    except ApiError as error:
        return respond(error.code, error.envelope())
    stored = world.files.at_path(request.path_params["path"])
    if stored is None:
        return respond(404, {"ok": False, "error_code": 404, "description": "Not Found"})
    return Response(stored.data, media_type="application/octet-stream")


async def not_found(_request: Request) -> Response:
    """Answer what is no address of the Bot API."""
    return respond(404, {"ok": False, "error_code": 404, "description": "Not Found"})


async def internal_error(_request: Request, _error: Exception) -> Response:
    """Answer a defect of the emulator."""
    return respond(500, {"ok": False, "error_code": 500, "description": "Internal Server Error"})
