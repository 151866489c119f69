"""`/api/v1/auth`: forgotten passwords and the proof of addresses, by letters with a link."""

from fastapi import APIRouter, Request

from kiosk.identity.dependencies import WithFullSession
from kiosk.kernel.http import WithRuntime, WithTranslator, WithUnit, client_address, problems
from kiosk.sign_in.account_schemas import AddressToken, EmailAddress, ResetPassword
from kiosk.sign_in.service import letters as service

router = APIRouter(prefix="/api/v1/auth")


@router.post("/password-reset", status_code=202, responses=problems(404, 422, 429))
async def ask_password_reset(
    request: Request, runtime: WithRuntime, say: WithTranslator, body: EmailAddress
) -> None:
    """Have a link for a new password sent to this address, if an account has it; the answer doesn't tell."""
    await service.ask_reset(runtime, body.email, locale=say.locale, address=client_address(request))


@router.post("/password-reset/confirm", status_code=204, responses=problems(410, 422, 429, 503))
async def reset_password(request: Request, runtime: WithRuntime, body: ResetPassword) -> None:
    """Set a new password with a letter's token; all devices are signed out."""
    await service.reset_password(runtime, body.token, body.new_password, address=client_address(request))


@router.post("/email-verification", status_code=202, responses=problems(401, 403, 404, 429))
async def ask_email_verification(
    request: Request, own: WithFullSession, runtime: WithRuntime, say: WithTranslator
) -> None:
    """Have a link sent to one's own address that proves it."""
    await service.ask_verification(
        runtime, own.account_id, locale=say.locale, address=client_address(request)
    )


@router.post("/email-verification/confirm", status_code=204, responses=problems(409, 410, 422))
async def confirm_email_address(unit: WithUnit, body: AddressToken) -> None:
    """Prove one's address with a letter's token; one need not be signed in where the letter is read."""
    await service.confirm_address(unit, body.token)
