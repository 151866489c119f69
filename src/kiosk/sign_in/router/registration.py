"""Registering with an e-mail address and a password, as specs/003 writes it."""

from fastapi import APIRouter, Request, Response

from kiosk.identity.cookies import OwnOrigin, entry_of, set_device
from kiosk.identity.queries import get_me
from kiosk.kernel.http import NO_STORE, WithRuntime, WithTranslator, problems
from kiosk.sign_in.account_schemas import Register, SignedInUser
from kiosk.sign_in.router.ways import PasswordOffered
from kiosk.sign_in.service import registration as service

router = APIRouter(prefix="/api/v1/auth")


@router.post(
    "/register",
    status_code=201,
    dependencies=[OwnOrigin, PasswordOffered],
    responses=problems(403, 404, 422, 429, 503),
)
async def register(
    request: Request, response: Response, runtime: WithRuntime, say: WithTranslator, body: Register
) -> SignedInUser:
    """Become a customer, signed in at once; with `role` seller one also waits for approval.

    The address counts, and signs in, when a letter has proven it. Whether it is somebody's already isn't told.
    """
    entry = entry_of(request, runtime, "password")
    signed_in = await service.register(runtime, body, entry, say.locale)
    set_device(request, response, runtime, signed_in)
    response.headers["Cache-Control"] = NO_STORE
    return SignedInUser(
        access_token=signed_in.access_token,
        refresh_token=signed_in.refresh_token,
        user=await get_me(runtime.database.reader, signed_in.account_id),
    )
