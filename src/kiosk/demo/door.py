"""The demo's door to the back office: one press signs the visitor in as the shop's owner."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kiosk.demo.furnishing import OWNER_LOGIN
from kiosk.identity.service.entry_links import create_entry_link, get_account_id
from kiosk.kernel.problems import bad_request
from kiosk.kernel.runtime import Runtime

DOOR = "/back-office"
# Only our own start page, or the address bar, opens the door; a page elsewhere on the web can't.
_OWN = frozenset({"same-origin", "none"})


def door_route(runtime: Runtime) -> Route:
    """`GET /back-office`: makes a one-time link for the owner and goes there. Only the demo has it."""

    async def enter(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "none") not in _OWN:
            return bad_request(request)
        async with runtime.database.unit() as unit:
            token = await create_entry_link(unit, await get_account_id(unit.session, OWNER_LOGIN))
            await unit.commit()
        return RedirectResponse(f"/admin/enter#{token}", 303, {"Cache-Control": "no-store"})

    return Route(DOOR, enter, methods=["GET"])
