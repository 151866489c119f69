"""`/api/v1/auth`: signing in and out. The access token is in the body, the refresh token in a cookie."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Request, Response

from kiosk.identity import service
from kiosk.identity.dependencies import client_address
from kiosk.identity.errors import ForeignOrigin, SignedOut
from kiosk.identity.rules import MAX_PASSWORD
from kiosk.identity.schemas import AccessToken
from kiosk.kernel.http import NO_STORE, WithRuntime, WithUnit, problems
from kiosk.kernel.runtime import Runtime

router = APIRouter(prefix="/api/v1/auth", tags=["Signing in"])


def own_origin(request: Request, runtime: WithRuntime) -> None:
    """Refuse what a page of another site sends: the cookie is SameSite=Strict, and this is the second lock."""
    origin = request.headers.get("origin")
    if origin is None:
        return
    ours = {_origin(str(request.base_url))}
    if runtime.settings.public_url:
        ours.add(_origin(runtime.settings.public_url))
    if origin not in ours:
        raise ForeignOrigin


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


OwnOrigin = Depends(own_origin)


@router.post("/token", dependencies=[OwnOrigin], responses=problems(401, 403, 429))
async def sign_in(
    request: Request,
    response: Response,
    runtime: WithRuntime,
    username: Annotated[str, Form(min_length=1, max_length=150)],
    password: Annotated[str, Form(min_length=1, max_length=MAX_PASSWORD)],
) -> AccessToken:
    """Sign in with login and password."""
    signed_in = await service.sign_in(
        runtime,
        username,
        password,
        address=client_address(request),
        user_agent=request.headers.get("user-agent", ""),
    )
    return _answer(request, response, runtime, signed_in)


@router.post("/refresh", dependencies=[OwnOrigin], responses=problems(401, 403))
async def refresh(request: Request, response: Response, runtime: WithRuntime, unit: WithUnit) -> AccessToken:
    """Get a new access token; the refresh token in the cookie is exchanged for its successor."""
    plain = request.cookies.get(_cookie_name(request, runtime))
    if plain is None:
        raise SignedOut
    signed_in = await service.refresh(unit, runtime.settings.secret, plain)
    if signed_in is None:
        await unit.commit()  # the session's end must outlive the refusal
        raise SignedOut
    return _answer(request, response, runtime, signed_in)


@router.post("/sign-out", dependencies=[OwnOrigin], status_code=204, responses=problems(403))
async def sign_out(request: Request, response: Response, runtime: WithRuntime, unit: WithUnit) -> None:
    """End the session, whatever is left of it."""
    name = _cookie_name(request, runtime)
    plain = request.cookies.get(name)
    if plain is not None:
        await service.sign_out(unit, plain)
    response.delete_cookie(name, secure=_is_secure(request, runtime), httponly=True, samesite="strict")
    response.headers["Clear-Site-Data"] = '"storage"'


def _answer(
    request: Request, response: Response, runtime: Runtime, signed_in: service.SignedIn
) -> AccessToken:
    response.set_cookie(
        _cookie_name(request, runtime),
        signed_in.refresh_token,
        max_age=max(0, int((signed_in.expires_at - runtime.clock.now()).total_seconds())),
        secure=_is_secure(request, runtime),
        httponly=True,
        samesite="strict",
    )
    response.headers["Cache-Control"] = NO_STORE
    return AccessToken(access_token=signed_in.access_token)


def _is_secure(request: Request, runtime: Runtime) -> bool:
    return request.url.scheme == "https" or (runtime.settings.public_url or "").startswith("https://")


def _cookie_name(request: Request, runtime: Runtime) -> str:
    # Browsers take `__Host-` over https only; on the loopback address of a demo there is none.
    return "__Host-kiosk_refresh" if _is_secure(request, runtime) else "kiosk_refresh"
