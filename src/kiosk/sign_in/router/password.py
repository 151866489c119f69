"""Signing in with a password."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from kiosk.identity.cookies import OwnOrigin, set_refresh_token
from kiosk.identity.dependencies import client_address
from kiosk.identity.rules import MAX_PASSWORD
from kiosk.identity.schemas import AccessToken
from kiosk.kernel.http import WithRuntime, problems
from kiosk.sign_in.service import password as service

router = APIRouter(prefix="/api/v1/auth")


@router.post("/token", dependencies=[OwnOrigin], responses=problems(401, 403, 429))
async def sign_in(
    request: Request,
    response: Response,
    runtime: WithRuntime,
    username: Annotated[str, Form(min_length=1, max_length=254)],
    password: Annotated[str, Form(min_length=1, max_length=MAX_PASSWORD)],
) -> AccessToken:
    """Sign in with login (or e-mail address) and password."""
    signed_in = await service.sign_in(
        runtime,
        username,
        password,
        address=client_address(request),
        user_agent=request.headers.get("user-agent", ""),
    )
    return set_refresh_token(request, response, runtime, signed_in)
