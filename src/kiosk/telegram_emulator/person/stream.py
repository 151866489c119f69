"""Server-sent events of one person."""

from collections.abc import AsyncIterator

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from kiosk.telegram_emulator.world import World

_QUIET_SECONDS = 15.0


async def events(request: Request) -> Response:
    """Stream what happens to ``person`` after event ``after`` (or the header ``Last-Event-ID``)."""
    world: World = request.app.state.world
    person = request.query_params.get("person", "")
    after = request.headers.get("last-event-id") or request.query_params.get("after") or ""
    if not person.isdecimal() or int(person) not in world.people or (after and not after.isdecimal()):
        return JSONResponse({"error": "no such person"}, 404)
    seq = int(after) if after else world.events.last
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(
        _stream(world, int(person), seq), media_type="text/event-stream", headers=headers
    )


async def _stream(world: World, person: int, after: int) -> AsyncIterator[bytes]:
    """Write events; a reader who was away for too long is told to begin anew."""
    yield b"retry: 1000\n\n"
    if not world.events.is_replayable(after):
        after = world.events.last
        yield b'id: %d\ndata: {"type":"reset"}\n\n' % after
    async for event in world.events.follow(person, after, _QUIET_SECONDS):
        if event is None:
            yield b": quiet\n\n"
        else:
            yield b"id: %d\ndata: %b\n\n" % (event.seq, orjson.dumps(event.data))
