"""`/api/v1/auth/openid`: "Log In With Telegram" by OpenID Connect, for browsers only."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from kiosk.identity.cookies import cookie_name, entry_of, is_secure, set_refresh_token
from kiosk.identity.dependencies import client_address
from kiosk.identity.errors import TooManyAttempts
from kiosk.kernel.http import NO_STORE, WithRuntime, WithUnit, get_act, problems
from kiosk.kernel.secrets import new_token
from kiosk.sign_in.errors import OpenIdRefused
from kiosk.sign_in.router.ways import OpenIdOffered
from kiosk.sign_in.service import openid as service

router = APIRouter(prefix="/api/v1/auth/openid", dependencies=[OpenIdOffered])

WINDOW_MINUTES, PER_ADDRESS = 10, 60
SEE_OTHER = 303
Opaque = Annotated[str, Query(min_length=1, max_length=2048, pattern=r"^[\x21-\x7e]+$")]


@router.get(
    "/start",
    status_code=SEE_OTHER,
    response_class=RedirectResponse,
    responses=problems(400, 403, 404, 429, 503),
)
async def begin_openid_sign_in(
    request: Request,
    runtime: WithRuntime,
    unit: WithUnit,
    next_path: Annotated[str | None, Query(alias="next", max_length=2048)] = None,
) -> RedirectResponse:
    """Go to Telegram's page to sign in. `next` is a page of ours to see afterwards."""
    counted = await runtime.cache.count(f"openid:{client_address(request)}", seconds=WINDOW_MINUTES * 60)
    if counted > PER_ADDRESS:
        raise TooManyAttempts(minutes=WINDOW_MINUTES)
    name = cookie_name("openid", request, runtime)
    browser = request.cookies.get(name) or new_token()  # two tabs may be under way
    address = await service.begin(runtime, unit, browser, next_path)
    answer = RedirectResponse(address, SEE_OTHER, {"Cache-Control": NO_STORE})
    answer.set_cookie(
        name,
        browser,
        max_age=int(service.LIFETIME.total_seconds()),
        secure=is_secure(request, runtime),
        httponly=True,
        samesite="lax",  # it must come along when Telegram's page sends the browser back
    )
    return answer


@router.get(
    "/callback",
    status_code=SEE_OTHER,
    response_class=RedirectResponse,
    responses=problems(401, 403, 404, 422),
)
async def finish_openid_sign_in(
    request: Request,
    runtime: WithRuntime,
    state: Opaque,
    code: Opaque | None = None,
    error: Annotated[str | None, Query(max_length=200)] = None,
) -> RedirectResponse:
    """Come back from Telegram's page. The refresh token is put into its cookie, and the panel opens."""
    if error == "access_denied":
        return RedirectResponse(service.HOME, SEE_OTHER, {"Cache-Control": NO_STORE})
    if code is None:
        raise OpenIdRefused
    name = cookie_name("openid", request, runtime)
    entry = entry_of(request, runtime, "openid")
    arrived = await service.finish(runtime, get_act(request), request.cookies.get(name), state, code, entry)
    answer = RedirectResponse(arrived.next, SEE_OTHER)
    set_refresh_token(request, answer, runtime, arrived.signed_in)
    answer.delete_cookie(name, secure=is_secure(request, runtime), httponly=True, samesite="lax")
    return answer
