"""`/api/v1/admin/order-views`: selections of the list that somebody keeps for themselves."""

from typing import Annotated

from fastapi import APIRouter, Path

from kiosk.kernel.http import WithReading, WithUnit, problems
from kiosk.orders import queries, service
from kiosk.orders.router.common import PRIVATE, ViewingAccount
from kiosk.orders.staff_inputs import NewView
from kiosk.orders.staff_schemas import KeptView, KeptViews

router = APIRouter(prefix="/api/v1/admin/order-views", tags=["Staff"], dependencies=PRIVATE)

ViewId = Annotated[int, Path(ge=1, le=2**63 - 1)]


@router.get("/", responses=problems(401, 403, 503))
async def list_views(account_id: ViewingAccount, session: WithReading) -> KeptViews:
    """One's own selections, by name."""
    rows = await queries.list_views(session, account_id)
    return KeptViews(items=[KeptView.model_validate(row) for row in rows])


@router.post("/", status_code=201, responses=problems(400, 401, 403, 409, 422, 503))
async def keep_view(view: NewView, account_id: ViewingAccount, unit: WithUnit) -> KeptView:
    """Keep a selection under a name; up to thirty."""
    row = await service.keep_view(unit, account_id, view.name, _stored(view))
    return KeptView.model_validate(row)


@router.put("/{view_id}", responses=problems(400, 401, 403, 404, 409, 422, 503))
async def change_view(view_id: ViewId, view: NewView, account_id: ViewingAccount, unit: WithUnit) -> KeptView:
    """Give a selection another name or content."""
    row = await service.change_view(unit, account_id, view_id, view.name, _stored(view))
    return KeptView.model_validate(row)


@router.delete("/{view_id}", status_code=204, responses=problems(401, 403, 404, 422, 503))
async def forget_view(view_id: ViewId, account_id: ViewingAccount, unit: WithUnit) -> None:
    """Forget a selection."""
    await service.forget_view(unit, account_id, view_id)


def _stored(view: NewView) -> dict[str, object]:
    return view.query.model_dump(mode="json", exclude_unset=True)
