"""`/api/v1/admin/audit`: what the staff did."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from kiosk.identity.audit_queries import list_audit
from kiosk.identity.dependencies import permitted
from kiosk.identity.schemas import AuditEntryOut
from kiosk.kernel.http import NO_STORE, WithReading, problems
from kiosk.kernel.paging import Page, PageNumber, PageSize

router = APIRouter(prefix="/api/v1/admin/audit", tags=["Staff"])


@router.get("/", dependencies=[Depends(permitted("audit.view"))], responses=problems(401, 403, 422))
async def list_audit_entries(
    response: Response,
    session: WithReading,
    page: Annotated[PageNumber, Query()] = 1,
    size: Annotated[PageSize, Query()] = 20,
    actor: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="The account that acted")] = None,
    action: Annotated[str | None, Query(max_length=80, pattern=r"^[^\x00]*$")] = None,
) -> Page[AuditEntryOut]:
    """What the staff and keys did, the newest first."""
    response.headers["Cache-Control"] = NO_STORE
    return await list_audit(session, page, size, actor_id=actor, action=action)
