"""Signing in from the Mini App, under our own path and under the one of specs/004."""

from fastapi import APIRouter, Request, Response

from kiosk.identity.cookies import entry_of
from kiosk.kernel.http import NO_STORE, WithRuntime, WithUnit, problems
from kiosk.kernel.i18n import best_locale
from kiosk.sign_in.router.ways import MiniAppOffered
from kiosk.sign_in.schemas import BotUser, BotUserToken, InitData, MiniAppToken, Shopper
from kiosk.sign_in.service import mini_app as service

router = APIRouter()


@router.post(
    "/api/v1/auth/telegram/mini-app", dependencies=[MiniAppOffered], responses=problems(401, 403, 404)
)
async def sign_in_from_mini_app(
    request: Request, response: Response, runtime: WithRuntime, unit: WithUnit, body: InitData
) -> MiniAppToken:
    """Exchange a Mini App's initData for an access token, up to five times while it is young. Sets no cookie."""
    done = await service.exchange(
        unit, runtime.settings, body.init_data, entry_of(request, runtime, "mini-app")
    )
    response.headers["Cache-Control"] = NO_STORE
    user = Shopper(
        id=done.account.id,
        telegram_id=done.launch.telegram_id,
        first_name=done.launch.first_name,
        last_name=done.launch.last_name,
        username=done.launch.username,
        locale=done.account.locale or best_locale(done.launch.language_code),
    )
    return MiniAppToken(
        access_token=done.access_token, expires_in=int(service.TOKEN_LIFETIME.total_seconds()), user=user
    )


@router.post("/api/auth/telegram", dependencies=[MiniAppOffered], responses=problems(401, 403, 404))
async def sign_in_bot_user(
    request: Request, response: Response, runtime: WithRuntime, unit: WithUnit, body: InitData
) -> BotUserToken:
    """Exchange a Mini App's initData for a token, as specs/004 writes it."""
    done = await service.exchange(
        unit, runtime.settings, body.init_data, entry_of(request, runtime, "mini-app")
    )
    response.headers["Cache-Control"] = NO_STORE
    user = BotUser(
        uid=done.account.id,
        user_id=done.launch.telegram_id,
        first_name=done.launch.first_name,
        last_name=done.launch.last_name,
        username=done.launch.username,
        reg_date=done.account.created_at,
    )
    return BotUserToken(user=user, token=done.access_token)
