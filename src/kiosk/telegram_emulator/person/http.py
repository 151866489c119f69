"""How endpoints of the person's side are written."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar

import orjson
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.telegram_emulator.errors import ApiError
from kiosk.telegram_emulator.person import bodies
from kiosk.telegram_emulator.person.errors import SimError
from kiosk.telegram_emulator.person.places import the_chat
from kiosk.telegram_emulator.records import Chat
from kiosk.telegram_emulator.world import World

Model = TypeVar("Model", bound=bodies.Body)
Endpoint = Callable[[World, Request], Awaitable[Any]]
ROUTES: list[Route] = []


def answer(data: Any, status: int = 200) -> Response:
    """Return JSON."""
    return Response(orjson.dumps(data), status, media_type="application/json")


def route(path: str, *methods: str) -> Callable[[Endpoint], Endpoint]:
    """Register an endpoint; what it returns is JSON, what it refuses is ``{"error": …}``."""

    def register(endpoint: Endpoint) -> Endpoint:
        @wraps(endpoint)
        async def serve(request: Request) -> Response:
            try:
                result = await endpoint(request.app.state.world, request)
            except SimError as error:
                return answer({"error": error.text}, error.status)
            except ApiError as error:
                return answer({"error": error.description}, error.code)
            except ValidationError as error:
                text = "; ".join(
                    f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()
                )
                return answer({"error": text}, 422)
            return result if isinstance(result, Response) else answer(result)

        ROUTES.append(Route(f"/sim/{path}", serve, methods=list(methods or ("POST",))))
        return endpoint

    return register


async def read_body(request: Request, model: type[Model]) -> Model:
    """Return the JSON body as ``model``; raises ValidationError."""
    return model.model_validate_json(await request.body() or b"{}")


def chat_of(world: World, body: bodies.InChat) -> Chat:
    """Return the chat that a body names."""
    return the_chat(world, body.person, body.chat, body.bot)


def number(request: Request, name: str, default: int = 0) -> int:
    """Return a number from the query string or the path."""
    raw = request.path_params.get(name, request.query_params.get(name, ""))
    try:
        return int(raw) if raw != "" else default
    except ValueError:
        raise SimError(400, f"{name} is not a number") from None


def bot_of(request: Request) -> int | None:
    """Return the ``bot`` of the query string."""
    return number(request, "bot") or None
