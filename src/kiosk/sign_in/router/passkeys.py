"""`/api/v1/auth/passkeys`: signing in with a fingerprint, a face or a PIN; no password, and a second factor at once."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response

from kiosk.business.service import find_business
from kiosk.identity.cookies import (
    OwnOrigin,
    browser_of,
    cookie_name,
    entry_of,
    keep_browser,
    our_origins,
    set_refresh_token,
)
from kiosk.identity.dependencies import WithConfirmedSession, WithFullSession, WithOwnSession, client_address
from kiosk.identity.errors import TooManyAttempts
from kiosk.identity.schemas import AccessToken
from kiosk.identity.service import sign_out
from kiosk.kernel.http import NO_STORE, WithRuntime, WithUnit, problems
from kiosk.sign_in.errors import PasskeyRefused
from kiosk.sign_in.factor_schemas import NewPasskey, PasskeyAdded, PasskeyAnswer, PasskeyList, PasskeyOut
from kiosk.sign_in.relying_party import Site
from kiosk.sign_in.relying_party import site as site_of
from kiosk.sign_in.router.ways import PasskeyOffered
from kiosk.sign_in.service import passkeys as service

router = APIRouter(prefix="/api/v1/auth/passkeys")

# Nothing can be guessed here; it keeps strangers from filling the table of challenges.
WINDOW_MINUTES, PER_ADDRESS = 10, 60


async def _site(request: Request, runtime: WithRuntime, unit: WithUnit) -> Site:
    business = await find_business(unit.session)
    return site_of(our_origins(request, runtime), business.name if business else "Kiosk")


WithSite = Annotated[Site, Depends(_site)]


@router.post("/options", dependencies=[OwnOrigin], responses=problems(401, 403, 409))
async def begin_passkey(
    request: Request,
    response: Response,
    own: WithOwnSession,
    site: WithSite,
    runtime: WithRuntime,
    unit: WithUnit,
) -> dict[str, Any]:
    """Get options for `navigator.credentials.create`, as `PublicKeyCredential.parseCreationOptionsFromJSON` takes them.

    Who has a second factor shows it first; who has none signs in again if the sign-in is older than half an hour.
    """
    browser = keep_browser(request, response, runtime)
    response.headers["Cache-Control"] = NO_STORE
    return await service.begin_registration(
        unit, site, browser, own.account_id, own.session_id, own.verified_at
    )


@router.post("", status_code=201, dependencies=[OwnOrigin], responses=problems(401, 403, 409))
async def add_passkey(
    request: Request,
    response: Response,
    own: WithOwnSession,
    site: WithSite,
    runtime: WithRuntime,
    unit: WithUnit,
    body: NewPasskey,
) -> PasskeyAdded:
    """Keep the passkey that the browser made. The session gets a new id: go on with the new access token."""
    made, signed_in = await service.register(
        runtime,
        unit,
        site,
        browser_of(request, runtime),
        own.account_id,
        own.session_id,
        body.name,
        body.credential,
    )
    token = set_refresh_token(request, response, runtime, signed_in)
    shown = PasskeyOut.model_validate(made)
    return PasskeyAdded(**shown.model_dump(), access_token=token.access_token)


@router.get("", responses=problems(401, 403))
async def list_passkeys(own: WithFullSession, unit: WithUnit) -> PasskeyList:
    """One's own passkeys."""
    return PasskeyList(
        items=[PasskeyOut.model_validate(each) for each in await service.list_passkeys(unit, own.account_id)]
    )


@router.delete("/{passkey_id}", status_code=204, responses=problems(401, 403, 404, 409))
async def remove_passkey(
    own: WithConfirmedSession, unit: WithUnit, passkey_id: Annotated[int, Path(ge=1, le=2**63 - 1)]
) -> None:
    """Have one of one's own passkeys open nothing any more. Needs a fresh second factor."""
    await service.remove(unit, own.account_id, passkey_id)


@router.post("/sign-in/options", dependencies=[OwnOrigin, PasskeyOffered], responses=problems(403, 409, 429))
async def begin_passkey_sign_in(
    request: Request, response: Response, site: WithSite, runtime: WithRuntime, unit: WithUnit
) -> dict[str, Any]:
    """Get options for `navigator.credentials.get`, as `PublicKeyCredential.parseRequestOptionsFromJSON` takes them."""
    counted = await runtime.cache.count(f"passkey:{client_address(request)}", seconds=WINDOW_MINUTES * 60)
    if counted > PER_ADDRESS:
        raise TooManyAttempts(minutes=WINDOW_MINUTES)
    browser = keep_browser(request, response, runtime)
    response.headers["Cache-Control"] = NO_STORE
    return await service.begin_sign_in(unit, site, browser)


@router.post("/sign-in", dependencies=[OwnOrigin, PasskeyOffered], responses=problems(401, 403, 409))
async def sign_in_with_passkey(
    request: Request,
    response: Response,
    site: WithSite,
    runtime: WithRuntime,
    unit: WithUnit,
    body: PasskeyAnswer,
) -> AccessToken:
    """Sign in with a passkey, or confirm with one what asks for a step-up. It counts as a second factor.

    The session that the browser held before ends.
    """
    entry = entry_of(request, runtime, "passkey", is_strong=True)
    browser = browser_of(request, runtime)
    signed_in = await service.sign_in(runtime, unit, site, browser, body.credential, entry)
    if signed_in is None:
        await unit.commit()  # the alert must outlive the refusal
        raise PasskeyRefused
    held = request.cookies.get(cookie_name("refresh", request, runtime))
    if held is not None:
        await sign_out(unit, held)
    return set_refresh_token(request, response, runtime, signed_in)
