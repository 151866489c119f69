"""`/api/v1/admin/business`: how the company calls itself, and whose law it lives under."""

from fastapi import APIRouter, Depends, Response

from kiosk.business import service
from kiosk.business.schemas import BusinessInput, BusinessOut, ShopOut
from kiosk.identity.dependencies import WithStaffMember, permitted
from kiosk.kernel.http import NO_STORE, WithReading, WithUnit, problems

router = APIRouter(prefix="/api/v1/admin", tags=["Staff"])

KEEPER = [Depends(permitted("settings.edit"))]


@router.get("/shop", responses=problems(401, 403, 503))
async def read_shop(_: WithStaffMember, response: Response, session: WithReading) -> ShopOut:
    """How the shop is called, and what its times and amounts are shown in; for everybody who works here."""
    response.headers["Cache-Control"] = NO_STORE
    return ShopOut.model_validate(await service.get_business(session))


@router.get("/business/", dependencies=KEEPER, responses=problems(401, 403, 503))
async def read_business(response: Response, session: WithReading) -> BusinessOut:
    """The business as it is edited."""
    response.headers["Cache-Control"] = NO_STORE
    return BusinessOut.of(await service.get_business(session))


@router.put("/business/", dependencies=KEEPER, responses=problems(401, 403, 422, 503))
async def edit_business(response: Response, unit: WithUnit, wanted: BusinessInput) -> BusinessOut:
    """Change name, texts, languages, time zone and market. Texts that are left out are gone."""
    response.headers["Cache-Control"] = NO_STORE
    return BusinessOut.of(await service.edit_business(unit, wanted))
