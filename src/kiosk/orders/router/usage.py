"""`/api/v1/admin/usage/`: which orders hold products, before these are deleted."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from kiosk.identity.dependencies import permitted
from kiosk.kernel.http import WithReading, problems
from kiosk.kernel.schemas import Input, Output
from kiosk.orders import queries
from kiosk.orders.router.common import PRIVATE

router = APIRouter(prefix="/api/v1/admin/usage", tags=["Staff"], dependencies=PRIVATE)


class UsageQuestion(Input):
    """Which products are asked about."""

    product_ids: Annotated[
        list[Annotated[int, Field(ge=1, le=2**63 - 1)]], Field(min_length=1, max_length=100)
    ]


class Usage(Output):
    """How many orders hold one of the products. They keep their lines whatever becomes of these."""

    orders: int
    open_orders: int
    """Those that aren't delivered, cancelled or refunded yet."""


@router.get("/", dependencies=[Depends(permitted("catalog.edit"))], responses=problems(401, 403, 422, 503))
async def read_usage(question: Annotated[UsageQuestion, Query()], session: WithReading) -> Usage:
    """How many orders hold one of these products; none for those that there never were."""
    orders, open_orders = await queries.count_orders_of_products(session, question.product_ids)
    return Usage(orders=orders, open_orders=open_orders)
