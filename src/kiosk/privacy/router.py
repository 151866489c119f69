"""`/api/v1/admin/customers/{customer_id}/erasure`: forgetting a customer who asked the shop for it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from kiosk.identity.dependencies import confirmed
from kiosk.identity.rules import Actor
from kiosk.kernel.http import WithUnit, problems
from kiosk.privacy.schemas import ErasureOut
from kiosk.privacy.service import ask_erasure

router = APIRouter(prefix="/api/v1/admin", tags=["Staff"])


@router.post(
    "/customers/{customer_id}/erasure",
    status_code=202,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def erase_customer(
    customer_id: Annotated[int, Path(ge=1, le=2**63 - 1)],
    actor: Annotated[Actor, Depends(confirmed("customers.edit"))],
    unit: WithUnit,
) -> ErasureOut:
    """Forget a customer for good: at once, or as soon as no order of theirs is under way.

    Orders keep what the law has the shop keep, until its term is over.
    """
    at_once = await ask_erasure(unit, customer_id, "panel", asked_by=actor.account_id)
    return ErasureOut(at_once=at_once)
