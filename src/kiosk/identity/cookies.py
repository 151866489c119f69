"""The refresh token's cookie, and the two locks on what it opens: SameSite=Strict and the page's origin."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response

from kiosk.identity.errors import ForeignOrigin, SignedOut
from kiosk.identity.schemas import AccessToken
from kiosk.identity.service import SignedIn
from kiosk.kernel.http import NO_STORE, WithRuntime
from kiosk.kernel.runtime import Runtime


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


def set_refresh_token(
    request: Request, response: Response, runtime: Runtime, signed_in: SignedIn
) -> AccessToken:
    """Put the refresh token into its cookie; gives what the body says. Nobody on the way keeps the answer."""
    response.set_cookie(
        cookie_name("refresh", request, runtime),
        signed_in.refresh_token,
        max_age=max(0, int((signed_in.expires_at - runtime.clock.now()).total_seconds())),
        secure=is_secure(request, runtime),
        httponly=True,
        samesite="strict",
    )
    response.headers["Cache-Control"] = NO_STORE
    return AccessToken(access_token=signed_in.access_token)


async def _refresh_token(request: Request, runtime: WithRuntime) -> str:
    plain = request.cookies.get(cookie_name("refresh", request, runtime))
    if plain is None:
        raise SignedOut
    return plain


RefreshCookie = Annotated[str, Depends(_refresh_token)]
"""The refresh token that the browser holds. Raises SignedOut without one."""


def drop_refresh_token(request: Request, response: Response, runtime: Runtime) -> None:
    """Have the browser forget the refresh token, and whatever the page stored."""
    name = cookie_name("refresh", request, runtime)
    response.delete_cookie(name, secure=is_secure(request, runtime), httponly=True, samesite="strict")
    response.headers["Clear-Site-Data"] = '"storage"'


def is_secure(request: Request, runtime: Runtime) -> bool:
    """Whether the browser reaches us over https."""
    return request.url.scheme == "https" or (runtime.settings.public_url or "").startswith("https://")


def cookie_name(purpose: str, request: Request, runtime: Runtime) -> str:
    """The cookie's name. Browsers take `__Host-` over https only; on the loopback address of a demo there is none."""
    return f"__Host-kiosk_{purpose}" if is_secure(request, runtime) else f"kiosk_{purpose}"
