"""`/api/v1/admin/staff` and `/role-requests`: who works here, and who would like to sell here."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Response

from kiosk.identity import queries
from kiosk.identity.dependencies import confirmed, permitted
from kiosk.identity.rules import Actor
from kiosk.identity.service.staff import change_member as change
from kiosk.identity.service.staff import decide_role_request
from kiosk.identity.staff_schemas import ChangeMember, Member, RoleRequestOut
from kiosk.kernel.http import NO_STORE, WithReading, WithUnit, problems
from kiosk.kernel.paging import Page, PageNumber, PageSize

router = APIRouter(prefix="/api/v1/admin", tags=["Staff"])

Editor = Annotated[Actor, Depends(permitted("staff.edit"))]
ConfirmedEditor = Annotated[Actor, Depends(confirmed("staff.edit"))]
RowId = Annotated[int, Path(ge=1, le=2**63 - 1)]


@router.get("/staff/", responses=problems(401, 403, 422))
async def list_staff(
    _: Editor,
    session: WithReading,
    response: Response,
    page: Annotated[PageNumber, Query()] = 1,
    size: Annotated[PageSize, Query()] = 50,
) -> Page[Member]:
    """Everybody who works here, and who did."""
    response.headers["Cache-Control"] = NO_STORE
    return await queries.list_staff(session, page, size)


@router.patch("/staff/{account_id}", responses=problems(401, 403, 404, 409, 422))
async def change_member(
    account_id: RowId, wanted: ChangeMember, editor: ConfirmedEditor, unit: WithUnit, response: Response
) -> Member:
    """Change somebody's roles or extra rights, or switch them off. Their sessions end; they sign in anew."""
    await change(unit, editor, account_id, wanted)
    response.headers["Cache-Control"] = NO_STORE
    return await queries.get_member(unit.session, account_id)


@router.get("/role-requests/", responses=problems(401, 403, 422))
async def list_role_requests(
    _: Editor,
    session: WithReading,
    response: Response,
    state: Annotated[Literal["waiting", "approved", "refused"] | None, Query()] = "waiting",
    page: Annotated[PageNumber, Query()] = 1,
    size: Annotated[PageSize, Query()] = 50,
) -> Page[RoleRequestOut]:
    """Who asked for a role: sellers who wait for approval."""
    response.headers["Cache-Control"] = NO_STORE
    return await queries.list_role_requests(session, state, page, size)


@router.post("/role-requests/{request_id}/approve", status_code=204, responses=problems(401, 403, 404, 409))
async def approve_role_request(request_id: RowId, editor: Editor, unit: WithUnit) -> None:
    """Give the role that was asked for."""
    await decide_role_request(unit, editor, request_id, approve=True)


@router.post("/role-requests/{request_id}/refuse", status_code=204, responses=problems(401, 403, 404, 409))
async def refuse_role_request(request_id: RowId, editor: Editor, unit: WithUnit) -> None:
    """Don't give it. The person may ask again."""
    await decide_role_request(unit, editor, request_id, approve=False)
