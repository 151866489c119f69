"""Invitations: the staff's side at `/api/v1/admin/invitations`, the guests' at `/api/v1/auth/invitations`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from kiosk.identity import queries
from kiosk.identity.cookies import OwnOrigin, entry_of, set_refresh_token
from kiosk.identity.dependencies import confirmed, permitted
from kiosk.identity.rules import Actor
from kiosk.identity.schemas import AccessToken
from kiosk.identity.service.invitations import create_invitation, revoke_invitation
from kiosk.identity.staff_schemas import InvitationOut, Invite, NewInvitation
from kiosk.kernel.http import NO_STORE, WithReading, WithRuntime, WithUnit, client_address, problems
from kiosk.kernel.paging import Page, PageNumber, PageSize
from kiosk.sign_in.account_schemas import AcceptInvitation, InvitationSeen, InvitationToken
from kiosk.sign_in.service import invitations as service

router = APIRouter(prefix="/api/v1")

Editor = Annotated[Actor, Depends(permitted("staff.edit"))]
ConfirmedEditor = Annotated[Actor, Depends(confirmed("staff.edit"))]


@router.get("/admin/invitations/", tags=["Staff"], responses=problems(401, 403, 422))
async def list_invitations(
    _: Editor,
    runtime: WithRuntime,
    session: WithReading,
    response: Response,
    page: Annotated[PageNumber, Query()] = 1,
    size: Annotated[PageSize, Query()] = 50,
) -> Page[InvitationOut]:
    """The invitations that nobody has accepted yet."""
    response.headers["Cache-Control"] = NO_STORE
    return await queries.list_invitations(session, runtime.clock.now(), page, size)


@router.post("/admin/invitations/", status_code=201, tags=["Staff"], responses=problems(401, 403, 422))
async def invite(
    request: Request,
    response: Response,
    runtime: WithRuntime,
    unit: WithUnit,
    editor: ConfirmedEditor,
    wanted: Invite,
) -> NewInvitation:
    """Invite somebody to a role that isn't above one's own: once, within 72 hours. The links are shown this once."""
    invitation, token = await create_invitation(unit, editor, wanted.role, wanted.name)
    url, deep_link = await service.addresses(runtime.settings, unit.session, token, str(request.base_url))
    response.headers["Cache-Control"] = NO_STORE
    return NewInvitation(
        id=invitation.id,
        role=invitation.role,
        url=url,
        deep_link=deep_link,
        expires_at=invitation.expires_at,
    )


@router.delete(
    "/admin/invitations/{invitation_id}",
    status_code=204,
    tags=["Staff"],
    responses=problems(401, 403, 404),
)
async def withdraw_invitation(
    invitation_id: Annotated[int, Path(ge=1, le=2**63 - 1)], editor: Editor, unit: WithUnit
) -> None:
    """Withdraw an invitation that nobody has accepted yet."""
    await revoke_invitation(unit, editor, invitation_id)


@router.post("/auth/invitations/look", dependencies=[OwnOrigin], responses=problems(403, 410, 422, 429))
async def look_at_invitation(
    request: Request, response: Response, runtime: WithRuntime, body: InvitationToken
) -> InvitationSeen:
    """Who invites to which role; nothing is accepted by looking."""
    response.headers["Cache-Control"] = NO_STORE
    return await service.look(runtime, body.token, client_address(request))


@router.post(
    "/auth/invitations/accept",
    status_code=201,
    dependencies=[OwnOrigin],
    responses=problems(403, 409, 410, 422, 429, 503),
)
async def accept_invitation(
    request: Request, response: Response, runtime: WithRuntime, body: AcceptInvitation
) -> AccessToken:
    """Become a member of the staff with a login (or e-mail address) and a password of one's own."""
    signed_in = await service.accept(runtime, body, entry_of(request, runtime, "link"))
    return set_refresh_token(request, response, runtime, signed_in)
