"""`/api/v1/admin/events`: what happens to orders, as it happens (server-sent events)."""

import asyncio
import time
from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse, ServerSentEvent

from kiosk.identity.rules import Actor
from kiosk.identity.service import find_signed_in
from kiosk.identity.tokens import AccessClaims
from kiosk.kernel.http import WithRuntime, problems
from kiosk.kernel.runtime import Runtime
from kiosk.orders.router.common import PRIVATE, Viewer

router = APIRouter(prefix="/api/v1/admin", tags=["Staff"], dependencies=PRIVATE)

CHECK_SECONDS = 3.0
"""How often it is asked whether the reader may still watch: five seconds after a session has ended nobody hears
anything (B20)."""


@router.get("/events", response_class=EventSourceResponse, responses=problems(401, 403, 503))
async def watch(viewer: Viewer, runtime: WithRuntime) -> AsyncIterator[ServerSentEvent]:
    """New orders, moves of orders and payments for them: ids and statuses only.

    The access token travels in the `Authorization` header. The first event, and the first after a gap, is `ready`:
    whatever was shown before may be out of date. The stream ends when the session does.
    """
    checked = time.monotonic()
    async with runtime.live.listening() as news:
        while not runtime.live.over.is_set():
            try:
                said = await asyncio.wait_for(news.get(), CHECK_SECONDS)
            except TimeoutError:
                said = None
            if time.monotonic() - checked >= CHECK_SECONDS:
                if not await _may_watch(runtime, viewer):
                    return
                checked = time.monotonic()
            if said is not None:
                yield ServerSentEvent(event=said.kind, data=said.data)


async def _may_watch(runtime: Runtime, viewer: Actor) -> bool:
    if viewer.account_id is None or viewer.session_id is None:
        return False
    claims = AccessClaims(viewer.account_id, viewer.session_id)
    found = await find_signed_in(runtime.database, claims, runtime.clock.now(), is_use=False)
    return found is not None and found.may("orders.view")
