"""`/api/v1/admin/products/{id}/usage`: which orders hold a product, before it is deleted."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from kiosk.identity.dependencies import permitted
from kiosk.kernel.http import WithReading, problems
from kiosk.kernel.schemas import Output
from kiosk.orders import queries
from kiosk.orders.router.common import PRIVATE

router = APIRouter(prefix="/api/v1/admin/products", tags=["Staff"], dependencies=PRIVATE)
ProductId = Annotated[int, Path(ge=1, le=2**63 - 1)]


class Usage(Output):
    """How many orders hold a product. They keep their lines whatever becomes of it."""

    orders: int
    open_orders: int
    """Those that aren't delivered, cancelled or refunded yet."""


@router.get(
    "/{product_id}/usage",
    dependencies=[Depends(permitted("catalog.edit"))],
    responses=problems(401, 403, 422, 503),
)
async def read_usage(product_id: ProductId, session: WithReading) -> Usage:
    """Which orders hold a product; none for one that there never was."""
    orders, open_orders = await queries.count_orders_of_product(session, product_id)
    return Usage(orders=orders, open_orders=open_orders)
