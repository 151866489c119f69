"""The refresh token's cookie, and the two locks on what it opens: SameSite=Strict and the page's origin."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request, Response

from kiosk.identity.errors import ForeignOrigin
from kiosk.identity.schemas import AccessToken, HeldRefreshToken
from kiosk.identity.service import Entry, SignedIn
from kiosk.kernel.http import NO_STORE, WithRuntime, client_address
from kiosk.kernel.origins import origin_of
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.secrets import new_token


def own_origin(request: Request, runtime: WithRuntime) -> None:
    """Refuse what a page of another site sends, as browsers say it in two headers (`Origin`, `Sec-Fetch-Site`).

    Programs say neither, and bring no cookies.
    """
    origin = request.headers.get("origin")
    foreign = origin is not None and origin not in our_origins(request, runtime)
    if foreign or request.headers.get("sec-fetch-site") == "cross-site":
        raise ForeignOrigin


def our_origins(request: Request, runtime: Runtime) -> list[str]:
    """Where pages of ours come from; the first is the shop's own address."""
    public_url = runtime.settings.public_url or ""
    ours = [origin_of(public_url)] if public_url else []
    # Over https only the name that the shop was given counts, not the one that the request brings along.
    if not public_url.startswith("https://"):
        ours.append(origin_of(str(request.base_url)))
    return ours


def own_page(request: Request, runtime: WithRuntime) -> None:
    """For what a cookie alone opens: the sender must show to be a page of ours, by its origin or by `X-Kiosk`.

    The cookie is SameSite=Strict; this is the second lock. No form and no image can send the header.
    """
    own_origin(request, runtime)
    if "origin" not in request.headers and "x-kiosk" not in request.headers:
        raise ForeignOrigin


OwnOrigin = Depends(own_origin)


DEVICE_REMEMBERED = timedelta(days=180)


def entry_of(
    request: Request, runtime: Runtime, method: str, *, is_strong: bool = False, origin: str | None = None
) -> Entry:
    """How the sender of this request comes in: from which address, with which browser."""
    return Entry(
        method,
        client_address(request),
        request.headers.get("user-agent", ""),
        is_strong=is_strong,
        origin=origin,
        device=request.cookies.get(cookie_name("device", request, runtime)),
    )


def set_device(request: Request, response: Response, runtime: Runtime, signed_in: SignedIn) -> None:
    """Have the browser remember that it is a device of ours."""
    if signed_in.device is not None:
        response.set_cookie(
            cookie_name("device", request, runtime),
            signed_in.device,
            max_age=int(DEVICE_REMEMBERED.total_seconds()),
            secure=is_secure(request, runtime),
            httponly=True,
            samesite="lax",  # it opens nothing, and who comes back from Telegram's page must be recognised
        )


BROWSER_REMEMBERED = timedelta(minutes=12)
"""Longer than anything that one browser begins and must finish itself."""


def keep_browser(request: Request, response: Response, runtime: Runtime) -> str:
    """The secret that tells this browser from all others while it signs in; it is given one if it has none."""
    name = cookie_name("browser", request, runtime)
    browser = request.cookies.get(name) or new_token()
    response.set_cookie(
        name,
        browser,
        max_age=int(BROWSER_REMEMBERED.total_seconds()),
        secure=is_secure(request, runtime),
        httponly=True,
        samesite="strict",
    )
    return browser


def browser_of(request: Request, runtime: Runtime) -> str | None:
    """The secret that `keep_browser` gave; None if the browser has none of ours."""
    return request.cookies.get(cookie_name("browser", request, runtime))


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
    set_device(request, response, runtime, signed_in)
    response.headers["Cache-Control"] = NO_STORE
    return AccessToken(access_token=signed_in.access_token)


@dataclass(frozen=True, slots=True)
class HeldToken:
    """A refresh token, and who holds it: the browser in a cookie, or an app that shows it in the body."""

    plain: str
    in_body: bool


async def _held_token(
    request: Request, runtime: WithRuntime, body: HeldRefreshToken | None = None
) -> HeldToken | None:
    if body is not None:
        return HeldToken(body.refresh_token, in_body=True)
    own_page(request, runtime)
    plain = request.cookies.get(cookie_name("refresh", request, runtime))
    return HeldToken(plain, in_body=False) if plain else None


WithHeldToken = Annotated[HeldToken | None, Depends(_held_token)]
"""The refresh token that comes along. A cookie's is believed from our own pages only; an app knows its token itself."""


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
