"""The demo's door to the back office: one press signs the visitor in as the shop's owner."""

from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kiosk.identity.service.entry_links import create_entry_link
from kiosk.identity.service.invitations import invite_first_owner
from kiosk.kernel.database import Unit
from kiosk.kernel.problems import bad_request
from kiosk.kernel.rows import fetch
from kiosk.kernel.runtime import Runtime
from kiosk.telegram_emulator import DEMO_TOKEN

DOOR = "/back-office"
# Only our own start page, or the address bar, opens the door; a page elsewhere on the web can't.
_OWN = frozenset({"same-origin", "none"})


def door_routes(runtime: Runtime, *, is_empty: bool) -> list[Route]:
    """What only the demo has.

    `GET /back-office` makes a one-time link for the owner, or the one that makes somebody the owner, and goes there;
    `GET /demo.json` says which token @BotFather gave, if the visitor is to connect the bot.
    """

    async def enter(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "none") not in _OWN:
            return bad_request(request)
        async with runtime.database.unit() as unit:
            place = await _way_in(unit)
            await unit.commit()
        return RedirectResponse(f"/admin/{place}", 303, {"Cache-Control": "no-store"})

    async def tell(_: Request) -> Response:
        return JSONResponse(
            {"token": DEMO_TOKEN if is_empty else None}, headers={"Cache-Control": "no-store"}
        )

    return [Route(DOOR, enter, methods=["GET"]), Route("/demo.json", tell, methods=["GET"])]


async def _way_in(unit: Unit) -> str:
    owners = await fetch(unit.session, _FIRST_OWNER)
    if owners:
        return f"enter#{await create_entry_link(unit, owners[0].id)}"
    return f"invitation#{await invite_first_owner(unit)}"


_FIRST_OWNER: Final = """
SELECT a.id FROM accounts a JOIN account_roles r ON r.account_id = a.id AND r.role = 'owner'
WHERE a.is_active ORDER BY a.created_at, a.id LIMIT 1
"""
