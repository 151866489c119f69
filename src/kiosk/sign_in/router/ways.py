"""`/api/v1/auth/ways`: how one may sign in here; and the lock on the ways that the market's law forbids."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Depends, Request

from kiosk.bots.connection import find_bot_username
from kiosk.business.service import find_business
from kiosk.identity.cookies import our_origins
from kiosk.identity.errors import WayNotOffered
from kiosk.kernel.http import WithReading, WithRuntime
from kiosk.kernel.runtime import Runtime
from kiosk.sign_in import relying_party
from kiosk.sign_in.markets import MINI_APP, OPENID, PASSKEY, PASSWORD, TELEGRAM, WAYS, is_allowed
from kiosk.sign_in.schemas import WaysIn
from kiosk.sign_in.service.letters import are_sent

router = APIRouter(prefix="/api/v1/auth")


def offered(way: str) -> Callable[..., Awaitable[None]]:
    """A dependency that refuses `way` where the market's law does. Raises WayNotOffered."""

    async def check(runtime: WithRuntime) -> None:
        # A session of its own: no connection is held while a password is checked or a provider asked.
        async with runtime.database.read() as session:
            business = await find_business(session)
        if business is not None and not is_allowed(business.market, way):
            raise WayNotOffered

    return check


TelegramOffered = Depends(offered(TELEGRAM))
MiniAppOffered = Depends(offered(MINI_APP))
OpenIdOffered = Depends(offered(OPENID))
PasskeyOffered = Depends(offered(PASSKEY))
PasswordOffered = Depends(offered(PASSWORD))


@router.get("/ways")
async def list_ways(request: Request, runtime: WithRuntime, session: WithReading) -> WaysIn:
    """The ways of signing in that are set up here and that the market's law allows."""
    business = await find_business(session)
    market = business.market if business else ""
    ready = await _set_up(request, runtime)
    return WaysIn(
        market=market,
        ways=[way for way in WAYS if way in ready and is_allowed(market, way)],
        sends_letters=are_sent(runtime.settings),
    )


async def _set_up(request: Request, runtime: Runtime) -> set[str]:
    ready = {PASSWORD}
    if relying_party.has_name(relying_party.site(our_origins(request, runtime), "")):
        ready.add(PASSKEY)
    if await find_bot_username(runtime.database.reader, runtime.settings) is not None:
        ready.add(TELEGRAM)
    if runtime.settings.telegram.token or runtime.settings.telegram.bot_id:
        ready.add(MINI_APP)
    if runtime.settings.openid.is_set_up and runtime.settings.public_url:
        ready.add(OPENID)
    return ready
