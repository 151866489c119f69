"""Signing in with a one-time link from the machine."""

from fastapi import APIRouter, Request, Response

from kiosk.identity.cookies import OwnOrigin, entry_of, set_refresh_token
from kiosk.identity.schemas import AccessToken
from kiosk.kernel.http import WithRuntime, WithUnit, problems
from kiosk.sign_in.schemas import LinkToken
from kiosk.sign_in.service import link as service

router = APIRouter(prefix="/api/v1/auth")


@router.post("/link", dependencies=[OwnOrigin], responses=problems(403, 410, 429))
async def sign_in_by_link(
    request: Request, response: Response, runtime: WithRuntime, unit: WithUnit, body: LinkToken
) -> AccessToken:
    """Sign in with the token of a one-time link, which `kiosk sign-in-link` prints. It counts as a second factor."""
    entry = entry_of(request, runtime, "link", is_strong=True)
    signed_in = await service.sign_in(runtime, unit, body.token, entry)
    return set_refresh_token(request, response, runtime, signed_in)
