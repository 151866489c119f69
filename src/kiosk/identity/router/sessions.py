"""`/api/v1/auth`: staying signed in and signing out. The access token is in the body, the refresh token in a cookie."""

from fastapi import APIRouter, Request, Response

from kiosk.identity import service
from kiosk.identity.cookies import (
    OwnOrigin,
    RefreshCookie,
    cookie_name,
    drop_refresh_token,
    set_refresh_token,
)
from kiosk.identity.errors import SignedOut
from kiosk.identity.schemas import AccessToken
from kiosk.kernel.http import WithRuntime, WithUnit, problems

router = APIRouter(prefix="/api/v1/auth", tags=["Signing in"])


@router.post("/refresh", dependencies=[OwnOrigin], responses=problems(401, 403))
async def refresh(
    request: Request, response: Response, runtime: WithRuntime, unit: WithUnit, plain: RefreshCookie
) -> AccessToken:
    """Get a new access token; the refresh token in the cookie is exchanged for its successor."""
    signed_in = await service.refresh(unit, runtime.settings.secret, plain)
    if signed_in is None:
        await unit.commit()  # the session's end must outlive the refusal
        raise SignedOut
    return set_refresh_token(request, response, runtime, signed_in)


@router.post("/sign-out", dependencies=[OwnOrigin], status_code=204, responses=problems(403))
async def sign_out(request: Request, response: Response, runtime: WithRuntime, unit: WithUnit) -> None:
    """End the session, whatever is left of it."""
    plain = request.cookies.get(cookie_name("refresh", request, runtime))
    if plain is not None:
        await service.sign_out(unit, plain)
    drop_refresh_token(request, response, runtime)
