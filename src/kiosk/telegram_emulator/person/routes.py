"""``/sim/...``: the person's side over HTTP."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar

import orjson
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.telegram_emulator.errors import ApiError
from kiosk.telegram_emulator.faults import Fault
from kiosk.telegram_emulator.person import acting, bodies, reading
from kiosk.telegram_emulator.person.errors import SimError
from kiosk.telegram_emulator.person.places import the_chat
from kiosk.telegram_emulator.person.stream import events
from kiosk.telegram_emulator.records import Person
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
                text = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
                return answer({"error": text}, 422)
            return result if isinstance(result, Response) else answer(result)

        ROUTES.append(Route(f"/sim/{path}", serve, methods=list(methods or ("POST",))))
        return endpoint

    return register


async def read_body(request: Request, model: type[Model]) -> Model:
    """Return the JSON body as ``model``; raises ValidationError."""
    return model.model_validate_json(await request.body() or b"{}")


def chat_of(world: World, body: bodies.InChat) -> Any:
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


@route("world", "GET")
async def get_world(world: World, _request: Request) -> Any:
    return reading.world_view(world)


@route("people", "POST")
async def add_person(world: World, request: Request) -> Any:
    body = await read_body(request, bodies.NewPerson)
    person = world.add_person(Person(**body.model_dump(exclude={"bot"})))
    return {"person": {"id": person.id, "first_name": person.first_name, "language_code": person.language_code}}


@route("people/{person}/chats", "GET")
async def get_chats(world: World, request: Request) -> Any:
    return {"chats": reading.chats_of(world, number(request, "person")), "seq": world.events.last}


@route("people/{person}/chats/{chat}", "GET")
async def get_history(world: World, request: Request) -> Any:
    limit = min(max(number(request, "limit", 50), 1), 500)
    person, chat = number(request, "person"), number(request, "chat")
    return reading.history(world, person, chat, bot_of(request), number(request, "before"), limit)


@route("text")
async def text(world: World, request: Request) -> Any:
    body = await read_body(request, bodies.TextBody)
    chat = chat_of(world, body)
    message = acting.write(world, body.person, chat, body.text, reply_to=body.reply_to, thread=body.thread)
    return {"message": message.payload}


@route("start")
async def start(world: World, request: Request) -> Any:
    body = await read_body(request, bodies.StartBody)
    return {"message": acting.start(world, body.person, body.payload, body.bot).payload}


@route("press")
async def press(world: World, request: Request) -> Any:
    body = await read_body(request, bodies.PressBody)
    chat = chat_of(world, body)
    query = acting.press(world, body.person, chat, body.message, body.data, body.bot)
    return {"callback_query_id": query}


@route("contact")
async def contact(world: World, request: Request) -> Any:
    body = await read_body(request, bodies.ContactBody)
    chat = chat_of(world, body)
    return {"message": acting.share_contact(world, body.person, chat, body.phone_number, body.user_id).payload}


@route("location")
async def location(world: World, request: Request) -> Any:
    body = await read_body(request, bodies.LocationBody)
    point = {"latitude": body.latitude, "longitude": body.longitude}
    return {"message": acting.say(world, body.person, chat_of(world, body), {"location": point}).payload}


@route("photo")
async def photo(world: World, request: Request) -> Any:
    form = await request.form(max_files=1)
    upload = form.get("file")
    if upload is None or isinstance(upload, str):
        raise SimError(400, "file is missing")
    fields = {name: value for name, value in form.items() if name in {"person", "chat", "bot"}}
    body = bodies.InChat.model_validate(fields)
    caption = str(form.get("caption") or "")
    chat = chat_of(world, body)
    return {"message": (await acting.send_photo(world, body.person, chat, await upload.read(), caption)).payload}


@route("block")
async def block(world: World, request: Request) -> Any:
    body = await read_body(request, bodies.BlockBody)
    acting.block(world, body.person, blocked=body.blocked, bot_id=body.bot)
    return {"blocked": body.blocked}


@route("language")
async def language(world: World, request: Request) -> Any:
    body = await read_body(request, bodies.LanguageBody)
    acting.speak_language(world, body.person, body.language_code)
    return {"language_code": body.language_code}


@route("delete")
async def delete(world: World, request: Request) -> Any:
    body = await read_body(request, bodies.AtMessage)
    acting.delete(world, chat_of(world, body), body.message)
    return {"deleted": body.message}


@route("read")
async def read(world: World, request: Request) -> Any:
    body = await read_body(request, bodies.InChat)
    acting.read(world, body.person, chat_of(world, body))
    return {"unread": 0}


@route("faults", "POST", "DELETE")
async def faults(world: World, request: Request) -> Any:
    if request.method == "DELETE":
        world.faults.faults.clear()
        return {"faults": 0}
    body = await read_body(request, bodies.FaultBody)
    given = body.model_dump(exclude={"bot"}) | {"method": body.method.lower()}
    world.faults.faults.append(Fault(**given))
    return {"faults": len(world.faults.faults)}


@route("reset")
async def reset(world: World, _request: Request) -> Any:
    world.reset()
    return {"seq": world.events.last}


@route("calls", "GET")
async def calls(world: World, request: Request) -> Any:
    found = world.calls.after(number(request, "after"), request.query_params.get("method", ""))
    return {"calls": [record.public() for record in found]}


@route("files/{file_id}", "GET")
async def file_bytes(world: World, request: Request) -> Any:
    stored = world.files.find(request.path_params["file_id"])
    if stored is None:
        raise SimError(404, "no such file")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(stored.data, media_type=stored.mime, headers=headers)


ROUTES.append(Route("/sim/events", events, methods=["GET"]))
