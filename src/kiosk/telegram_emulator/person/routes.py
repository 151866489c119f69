"""``/sim/...``: reading and the everyday acts."""

from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from kiosk.telegram_emulator.person import acting, bodies, reading
from kiosk.telegram_emulator.person.errors import SimError
from kiosk.telegram_emulator.person.http import ROUTES, bot_of, chat_of, number, read_body, route
from kiosk.telegram_emulator.person.stream import events
from kiosk.telegram_emulator.records import Person
from kiosk.telegram_emulator.world import World

ROUTES.append(Route("/sim/events", events, methods=["GET"]))


@route("world", "GET")
async def get_world(world: World, _request: Request) -> Any:
    """Who is there."""
    return reading.world_view(world)


@route("people", "POST")
async def add_person(world: World, request: Request) -> Any:
    """Add a person, or replace one."""
    body = await read_body(request, bodies.NewPerson)
    person = world.add_person(Person(**body.model_dump(exclude={"bot"})))
    return {
        "person": {"id": person.id, "first_name": person.first_name, "language_code": person.language_code}
    }


@route("people/{person}/chats", "GET")
async def get_chats(world: World, request: Request) -> Any:
    """The person's list of chats."""
    return {"chats": reading.chats_of(world, number(request, "person")), "seq": world.events.last}


@route("people/{person}/chats/{chat}", "GET")
async def get_history(world: World, request: Request) -> Any:
    """A chat with its newest messages, or those before one."""
    limit = min(max(number(request, "limit", 50), 1), 500)
    person, chat = number(request, "person"), number(request, "chat")
    return reading.history(world, person, chat, bot_of(request), number(request, "before"), limit)


@route("text")
async def text(world: World, request: Request) -> Any:
    """Write a text or a command."""
    body = await read_body(request, bodies.TextBody)
    chat = chat_of(world, body)
    message = acting.write(world, body.person, chat, body.text, reply_to=body.reply_to, thread=body.thread)
    return {"message": message.payload}


@route("start")
async def start(world: World, request: Request) -> Any:
    """Press the start button."""
    body = await read_body(request, bodies.StartBody)
    return {"message": acting.start(world, body.person, body.payload, body.bot).payload}


@route("start-group")
async def start_group(world: World, request: Request) -> Any:
    """Choose a group for a bot's link."""
    body = await read_body(request, bodies.StartGroupBody)
    chat = chat_of(world, body)
    return {"message": acting.start_in_group(world, body.person, chat, body.payload, body.bot).payload}


@route("press")
async def press(world: World, request: Request) -> Any:
    """Press an inline button."""
    body = await read_body(request, bodies.PressBody)
    chat = chat_of(world, body)
    query = acting.press(world, body.person, chat, body.message, body.data, body.bot)
    return {"callback_query_id": query}


@route("contact")
async def contact(world: World, request: Request) -> Any:
    """Share a contact."""
    body = await read_body(request, bodies.ContactBody)
    chat = chat_of(world, body)
    return {
        "message": acting.share_contact(world, body.person, chat, body.phone_number, body.user_id).payload
    }


@route("location")
async def location(world: World, request: Request) -> Any:
    """Share a place."""
    body = await read_body(request, bodies.LocationBody)
    point = {"latitude": body.latitude, "longitude": body.longitude}
    return {"message": acting.say(world, body.person, chat_of(world, body), {"location": point}).payload}


@route("photo")
async def photo(world: World, request: Request) -> Any:
    """Send a picture."""
    form = await request.form(max_files=1)
    upload = form.get("file")
    if upload is None or isinstance(upload, str):
        raise SimError(400, "file is missing")
    fields = {name: value for name, value in form.items() if name in {"person", "chat", "bot"}}
    body = bodies.InChat.model_validate(fields)
    caption = str(form.get("caption") or "")
    chat = chat_of(world, body)
    return {
        "message": (await acting.send_photo(world, body.person, chat, await upload.read(), caption)).payload
    }


@route("block")
async def block(world: World, request: Request) -> Any:
    """Block or unblock the bot."""
    body = await read_body(request, bodies.BlockBody)
    acting.block(world, body.person, blocked=body.blocked, bot_id=body.bot)
    return {"blocked": body.blocked}


@route("language")
async def language(world: World, request: Request) -> Any:
    """Switch the app's language."""
    body = await read_body(request, bodies.LanguageBody)
    acting.speak_language(world, body.person, body.language_code)
    return {"language_code": body.language_code}


@route("delete")
async def delete(world: World, request: Request) -> Any:
    """Delete a message for everybody."""
    body = await read_body(request, bodies.AtMessage)
    acting.delete(world, chat_of(world, body), body.message)
    return {"deleted": body.message}


@route("read")
async def read(world: World, request: Request) -> Any:
    """Mark a chat as read."""
    body = await read_body(request, bodies.InChat)
    acting.read(world, body.person, chat_of(world, body))
    return {"unread": 0}
