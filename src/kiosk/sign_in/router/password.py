"""Signing in with a password: for browsers as specs/000 writes it, for apps as specs/001 and 003 do."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from kiosk.identity.cookies import OwnOrigin, entry_of, set_device, set_refresh_token
from kiosk.identity.dependencies import WithFullSession
from kiosk.identity.queries import get_me
from kiosk.identity.rules import MAX_PASSWORD
from kiosk.identity.schemas import AccessToken
from kiosk.kernel.http import NO_STORE, WithRuntime, problems
from kiosk.sign_in.account_schemas import Credentials, NewPassword, SignedInUser
from kiosk.sign_in.router.ways import PasswordOffered
from kiosk.sign_in.service import password as service

router = APIRouter(prefix="/api/v1/auth")


@router.post("/token", dependencies=[OwnOrigin, PasswordOffered], responses=problems(401, 403, 429, 503))
async def sign_in(
    request: Request,
    response: Response,
    runtime: WithRuntime,
    username: Annotated[str, Form(min_length=1, max_length=254)],
    password: Annotated[str, Form(min_length=1, max_length=MAX_PASSWORD)],
) -> AccessToken:
    """Sign in with login (or e-mail address) and password; the refresh token goes into a cookie."""
    entry = entry_of(request, runtime, "password")
    signed_in = await service.sign_in(runtime, username, password, entry)
    return set_refresh_token(request, response, runtime, signed_in)


@router.post("/login", dependencies=[OwnOrigin, PasswordOffered], responses=problems(401, 403, 429, 503))
async def log_in(
    request: Request, response: Response, runtime: WithRuntime, body: Credentials
) -> SignedInUser:
    """Sign in with e-mail address (or login) and password, for apps that keep both tokens themselves."""
    entry = entry_of(request, runtime, "password")
    signed_in = await service.sign_in(runtime, body.email, body.password, entry)
    set_device(request, response, runtime, signed_in)
    response.headers["Cache-Control"] = NO_STORE
    return SignedInUser(
        access_token=signed_in.access_token,
        refresh_token=signed_in.refresh_token,
        user=await get_me(runtime.database.reader, signed_in.account_id),
    )


@router.post("/password", status_code=204, responses=problems(401, 403, 422, 429, 503))
async def change_password(own: WithFullSession, runtime: WithRuntime, body: NewPassword) -> None:
    """Change one's password; all other devices are signed out."""
    await service.change_password(
        runtime,
        own.account_id,
        body.current_password,
        body.new_password,
        keep=own.session_id,
        verified_at=own.verified_at,
    )
