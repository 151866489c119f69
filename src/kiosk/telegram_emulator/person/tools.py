"""``/sim/...``: what tests and the demo need: faults, the log of calls, files, groups."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kiosk.telegram_emulator.faults import Fault
from kiosk.telegram_emulator.person import bodies, groups, reading
from kiosk.telegram_emulator.person.errors import SimError
from kiosk.telegram_emulator.person.http import chat_of, number, read_body, route
from kiosk.telegram_emulator.person.places import the_person
from kiosk.telegram_emulator.world import World


@route("faults", "POST", "DELETE")
async def faults(world: World, request: Request) -> Any:
    """Inject a fault, or forget them all."""
    if request.method == "DELETE":
        world.faults.faults.clear()
        return {"faults": 0}
    body = await read_body(request, bodies.FaultBody)
    given = body.model_dump(exclude={"bot"}) | {"method": body.method.lower()}
    world.faults.faults.append(Fault(**given))
    return {"faults": len(world.faults.faults)}


@route("reset")
async def reset(world: World, _request: Request) -> Any:
    """Begin the world anew."""
    world.reset()
    return {"seq": world.events.last}


@route("calls", "GET")
async def calls(world: World, request: Request) -> Any:
    """What the bots called."""
    found = world.calls.after(number(request, "after"), request.query_params.get("method", ""))
    return {"calls": [record.public() for record in found]}


@route("files/{file_id}", "GET")
async def file_bytes(world: World, request: Request) -> Any:
    """The bytes of a file."""
    stored = world.files.find(request.path_params["file_id"])
    if stored is None:
        raise SimError(404, "no such file")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(stored.data, media_type=stored.mime, headers=headers)


@route("groups")
async def found_group(world: World, request: Request) -> Any:
    """Create a group."""
    body = await read_body(request, bodies.NewGroup)
    chat = groups.found(
        world, body.person, body.title, kind=body.type, members=body.member_ids, forum=body.is_forum
    )
    return {"chat": reading.chat_summary(world, chat, body.person)}


@route("groups/member")
async def change_member(world: World, request: Request) -> Any:
    """Add, promote or remove a member; ``person`` does it."""
    body = await read_body(request, bodies.MemberBody)
    groups.change(world, chat_of(world, body), body.user_id, body.status, actor=body.person)
    return {"status": body.status}


@route("groups/migrate")
async def migrate_group(world: World, request: Request) -> Any:
    """Turn a basic group into a supergroup."""
    body = await read_body(request, bodies.InChat)
    grown = groups.migrate(world, chat_of(world, body))
    return {"chat": reading.chat_summary(world, grown, body.person)}


@route("groups/join")
async def join_group(world: World, request: Request) -> Any:
    """Follow an invite link."""
    body = await read_body(request, bodies.JoinBody)
    chat, status = groups.join(world, the_person(world, body.person).id, body.invite_link)
    return {"status": status, "chat": chat.id}
