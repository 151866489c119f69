"""Signing in through the bot, and tying a Telegram account to one's own, under the paths of specs/001."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from kiosk.bots.connection import find_bot_username
from kiosk.identity.cookies import OwnOrigin, cookie_name, entry_of, is_secure, set_refresh_token
from kiosk.identity.dependencies import WithConfirmedSession
from kiosk.identity.queries import get_me
from kiosk.kernel.http import NO_STORE, WithRuntime, WithUnit, problems
from kiosk.kernel.qr import qr_code
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.secrets import new_token
from kiosk.sign_in.errors import NotOffered
from kiosk.sign_in.router.ways import TelegramOffered
from kiosk.sign_in.schemas import TelegramLinkBegun, TelegramSignInBegun, TelegramSignInStatus
from kiosk.sign_in.service import telegram as service
from kiosk.sign_in.service import telegram_link
from kiosk.sign_in.service.addresses import deep_link

router = APIRouter(prefix="/api/v1/auth/telegram")

SECONDS = int(service.LIFETIME.total_seconds())
Code = Annotated[str, Path(min_length=20, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


@router.post("/init", dependencies=[OwnOrigin, TelegramOffered], responses=problems(403, 404, 429))
async def begin_telegram_sign_in(
    request: Request, response: Response, runtime: WithRuntime, unit: WithUnit
) -> TelegramSignInBegun:
    """Begin to sign in through the bot. Show the link (or its QR code) and the number, and ask for the status."""
    bot = await _bot_username(runtime)
    name = cookie_name("browser", request, runtime)
    browser = request.cookies.get(name) or new_token()
    begun = await service.begin(unit, runtime.database, browser, entry_of(request, runtime, "telegram"))
    secure = is_secure(request, runtime)
    response.set_cookie(name, browser, max_age=4 * SECONDS, secure=secure, httponly=True, samesite="strict")
    response.headers["Cache-Control"] = NO_STORE
    link = deep_link(runtime.settings, bot, f"s_{begun.code}")
    return TelegramSignInBegun(
        auth_code=begun.code,
        bot_username=bot,
        deep_link=link,
        qr_code=qr_code(link),
        expires_in=SECONDS,
        number=begun.number,
    )


@router.get("/status/{auth_code}", dependencies=[OwnOrigin, TelegramOffered], responses=problems(403, 404))
async def ask_telegram_sign_in(
    request: Request, response: Response, runtime: WithRuntime, unit: WithUnit, auth_code: Code
) -> TelegramSignInStatus:
    """How far the sign-in is. The browser that began it gets the tokens, once; anybody else finds nothing."""
    response.headers["Cache-Control"] = NO_STORE
    browser = request.cookies.get(cookie_name("browser", request, runtime))
    status = await service.status(runtime.database, auth_code, browser, unit.now())
    if status == "confirmed":
        entry = entry_of(request, runtime, "telegram")
        done = await service.complete(unit, runtime.settings.secret, auth_code, browser, entry)
        if done is not None:
            token = set_refresh_token(request, response, runtime, done)
            return TelegramSignInStatus(
                status="completed",
                access_token=token.access_token,
                refresh_token=done.refresh_token,
                user=await get_me(unit.session, done.account_id),
            )
    return TelegramSignInStatus(status=status)


@router.post("/link", responses=problems(401, 403, 404, 409))
async def begin_telegram_link(
    request: Request, response: Response, runtime: WithRuntime, unit: WithUnit, own: WithConfirmedSession
) -> TelegramLinkBegun:
    """Begin to tie a Telegram account to one's own account; it is confirmed in the chat."""
    bot = await _bot_username(runtime)
    begun = await telegram_link.begin(unit, own.account_id, entry_of(request, runtime, "telegram"))
    response.headers["Cache-Control"] = NO_STORE
    link = deep_link(runtime.settings, bot, f"l_{begun.code}")
    return TelegramLinkBegun(
        link_code=begun.code,
        bot_username=bot,
        deep_link=link,
        qr_code=qr_code(link),
        expires_in=SECONDS,
    )


async def _bot_username(runtime: Runtime) -> str:
    username = await find_bot_username(runtime.database.reader, runtime.settings)
    if username is None:
        raise NotOffered
    return username
