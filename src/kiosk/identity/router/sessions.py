"""`/api/v1/auth`: staying signed in, signing out, and one's own sessions.

A browser holds its refresh token in a cookie; an app that got it in a body shows it in a body.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from kiosk.identity import service
from kiosk.identity.browsers import describe
from kiosk.identity.cookies import WithHeldToken, drop_refresh_token, set_refresh_token
from kiosk.identity.dependencies import WithOwnSession
from kiosk.identity.errors import SignedOut
from kiosk.identity.models import Session
from kiosk.identity.schemas import AccessToken, SessionList, SessionOutput, TokenPair
from kiosk.kernel.http import NO_STORE, WithReading, WithRuntime, WithUnit, problems

router = APIRouter(prefix="/api/v1/auth", tags=["Signing in"])


@router.post("/refresh", responses=problems(401, 403))
async def refresh(
    request: Request, response: Response, runtime: WithRuntime, unit: WithUnit, held: WithHeldToken
) -> TokenPair | AccessToken:
    """Get a new access token; the refresh token is exchanged for its successor, which goes where the old one was."""
    signed_in = await service.refresh(unit, runtime.settings.secret, held.plain) if held else None
    if held is None or signed_in is None:
        await unit.commit()  # the session's end must outlive the refusal
        raise SignedOut
    if held.in_body:
        response.headers["Cache-Control"] = NO_STORE
        return TokenPair(access_token=signed_in.access_token, refresh_token=signed_in.refresh_token)
    return set_refresh_token(request, response, runtime, signed_in)


@router.post("/sign-out", status_code=204, responses=problems(403))
async def sign_out(
    request: Request, response: Response, runtime: WithRuntime, unit: WithUnit, held: WithHeldToken
) -> None:
    """End the session, whatever is left of it."""
    if held is not None:
        await service.sign_out(unit, held.plain)
    drop_refresh_token(request, response, runtime)


@router.get("/sessions", responses=problems(401, 403))
async def list_sessions(actor: WithOwnSession, runtime: WithRuntime, session: WithReading) -> SessionList:
    """Where one is signed in."""
    found = await service.list_sessions(session, runtime.clock, actor.account_id)
    return SessionList(items=[_shown(each, actor.session_id) for each in found])


def _shown(each: Session, current: int) -> SessionOutput:
    return SessionOutput(
        id=each.id,
        method=each.method,
        user_agent=each.user_agent,
        device=describe(each.user_agent),
        address=each.address,
        created_at=each.created_at,
        last_used_at=each.last_used_at,
        is_current=each.id == current,
    )


@router.delete("/sessions/{session_id}", status_code=204, responses=problems(401, 403, 404))
async def end_session(
    actor: WithOwnSession, unit: WithUnit, session_id: Annotated[int, Path(ge=1, le=2**63 - 1)]
) -> None:
    """Sign one of one's own devices out."""
    await service.end_session(unit, actor.account_id, session_id)


@router.delete("/sessions", status_code=204, responses=problems(401, 403))
async def end_all_sessions(
    request: Request, response: Response, actor: WithOwnSession, runtime: WithRuntime, unit: WithUnit
) -> None:
    """Sign all of one's own devices out, this one too."""
    await service.revoke_sessions(unit, actor.account_id, because="ended-by-owner")
    drop_refresh_token(request, response, runtime)
