"""`/api/v1/admin/dashboard` and the lists that only it opens."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from kiosk.analytics import queries
from kiosk.analytics.schemas import Dashboard, LowStock, PageQuery, PeriodQuery
from kiosk.identity.dependencies import permitted
from kiosk.identity.rules import Actor
from kiosk.kernel.http import NO_STORE, WithTranslator, WithUnit, problems
from kiosk.kernel.paging import Page


async def _private(response: Response) -> None:
    response.headers["Cache-Control"] = NO_STORE


router = APIRouter(prefix="/api/v1/admin", tags=["Staff"], dependencies=[Depends(_private)])

Viewer = Annotated[Actor, Depends(permitted("dashboard.view"))]


# A unit of work although nothing is written: its transaction lets the counts be planned for their values.
@router.get("/dashboard", responses=problems(401, 403, 422, 503))
async def read_dashboard(
    _: Viewer, unit: WithUnit, say: WithTranslator, period: Annotated[PeriodQuery, Query()]
) -> Dashboard:
    """How the shop did in a period, beside the one before, and what needs doing now."""
    return await queries.get_dashboard(unit.session, period, now=unit.now(), locale=say.locale)


@router.get("/low-stock/", responses=problems(401, 403, 422, 503))
async def list_low_stock(
    _: Viewer, unit: WithUnit, say: WithTranslator, wanted: Annotated[PageQuery, Query()]
) -> Page[LowStock]:
    """What runs low by its threshold, or will be gone within a week at the present pace; soonest first."""
    return await queries.list_low_stock(
        unit.session, now=unit.now(), locale=say.locale, page=wanted.page, size=wanted.size
    )
