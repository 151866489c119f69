"""`/api/v1/auth/second-factor`: an authenticator application, shown after the sign-in and before grave acts."""

from fastapi import APIRouter, Request, Response

from kiosk.business.service import find_business
from kiosk.identity.cookies import OwnOrigin, set_refresh_token
from kiosk.identity.dependencies import WithConfirmedSession, WithOwnSession
from kiosk.identity.schemas import AccessToken
from kiosk.identity.service import second_factor as service
from kiosk.kernel.http import NO_STORE, WithRuntime, WithUnit, problems
from kiosk.kernel.qr import qr_code
from kiosk.sign_in.factor_schemas import Code, EnrolmentDone, EnrolmentOut, OneTimeCode, RecoveryCodes

router = APIRouter(prefix="/api/v1/auth/second-factor")


@router.post("", dependencies=[OwnOrigin], responses=problems(401, 403, 404, 429))
async def show_second_factor(
    request: Request,
    response: Response,
    own: WithOwnSession,
    runtime: WithRuntime,
    unit: WithUnit,
    body: Code,
) -> AccessToken:
    """Show a one-time code or a recovery code. The session gets a new id: go on with the new access token.

    Used after the sign-in, and again when something answers `identity.step-up-required`.
    """
    signed_in = await service.show(runtime, unit, own.account_id, own.session_id, body.code)
    return set_refresh_token(request, response, runtime, signed_in)


@router.post("/enrolment", responses=problems(401, 403))
async def begin_enrolment(
    response: Response, own: WithOwnSession, runtime: WithRuntime, unit: WithUnit
) -> EnrolmentOut:
    """Get a secret for an authenticator application. It counts once a code is shown.

    Who has a second factor shows it first; who has none signs in again if the sign-in is older than half an hour.
    """
    business = await find_business(unit.session)
    enrolment = await service.begin_enrolment(
        unit,
        runtime.settings.secret,
        own.account_id,
        own.session_id,
        own.verified_at,
        issuer=business.name if business else "Kiosk",
    )
    response.headers["Cache-Control"] = NO_STORE
    return EnrolmentOut(secret=enrolment.secret, uri=enrolment.address, qr_code=qr_code(enrolment.address))


@router.post("/enrolment/confirm", dependencies=[OwnOrigin], responses=problems(401, 403, 404))
async def confirm_enrolment(
    request: Request,
    response: Response,
    own: WithOwnSession,
    runtime: WithRuntime,
    unit: WithUnit,
    body: OneTimeCode,
) -> EnrolmentDone:
    """Have the application count; gives ten recovery codes, which are shown this once. The session gets a new id."""
    recovery_codes, signed_in = await service.confirm_enrolment(
        unit, runtime.settings.secrets, own.account_id, own.session_id, body.code
    )
    token = set_refresh_token(request, response, runtime, signed_in)
    return EnrolmentDone(access_token=token.access_token, recovery_codes=recovery_codes)


@router.post("/recovery-codes", responses=problems(401, 403, 404))
async def renew_recovery_codes(
    response: Response, own: WithConfirmedSession, unit: WithUnit
) -> RecoveryCodes:
    """Get ten new recovery codes; all earlier ones are spent. Needs a fresh second factor."""
    response.headers["Cache-Control"] = NO_STORE
    return RecoveryCodes(recovery_codes=await service.renew_recovery_codes(unit, own.account_id))


@router.delete("", status_code=204, responses=problems(401, 403, 404, 409))
async def remove_second_factor(own: WithConfirmedSession, unit: WithUnit) -> None:
    """Do without the application from now on, unless the role needs it. Needs a fresh second factor."""
    await service.remove(unit, own.account_id)
