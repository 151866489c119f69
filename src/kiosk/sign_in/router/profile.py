"""`/api/v1/auth/me` and `/profile`: one's own account."""

from fastapi import APIRouter, Response

from kiosk.identity.account_schemas import Me
from kiosk.identity.dependencies import WithFullSession, WithOwnSession
from kiosk.identity.queries import get_me
from kiosk.kernel.http import NO_STORE, WithReading, WithUnit, problems
from kiosk.sign_in.account_schemas import ChangeProfile
from kiosk.sign_in.service import profile as service

router = APIRouter(prefix="/api/v1/auth")


@router.get("/me", responses=problems(401, 403))
async def read_me(own: WithOwnSession, session: WithReading, response: Response) -> Me:
    """Who is signed in, what they may do, and whether the session still owes a second factor."""
    response.headers["Cache-Control"] = NO_STORE
    return await get_me(session, own.account_id, own.verified_at)


@router.put("/profile", responses=problems(401, 403, 422))
async def change_profile(
    own: WithFullSession, unit: WithUnit, response: Response, wanted: ChangeProfile
) -> Me:
    """Change what one says about oneself; roles and rights are never among it."""
    await service.change_profile(unit, own.account_id, wanted)
    response.headers["Cache-Control"] = NO_STORE
    return await get_me(unit.session, own.account_id, own.verified_at)
