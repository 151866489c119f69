"""`/api/v1/orders`: the customer's own orders."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Query

from kiosk.kernel.http import WithReading, WithTranslator, WithUnit, problems
from kiosk.kernel.paging import Page, PageNumber, PageSize
from kiosk.orders import queries, service
from kiosk.orders.errors import AlreadyMoved
from kiosk.orders.own_schemas import OrderBriefOut, OrderOut
from kiosk.orders.router.common import PRIVATE, OrderId, OwnOrders

router = APIRouter(tags=["Orders"])

OWN = "/api/v1/orders"


@router.get(f"{OWN}/", dependencies=PRIVATE, responses=problems(401, 403, 422, 503))
async def list_own_orders(
    account_id: OwnOrders,
    session: WithReading,
    say: WithTranslator,
    page: Annotated[PageNumber, Query()] = 1,
    size: Annotated[PageSize, Query()] = 20,
) -> Page[OrderBriefOut]:
    """One's own orders, the newest first."""
    found = await queries.list_own(session, account_id, say.locale, page, size)
    items = [OrderBriefOut.of(order) for order in found.items]
    return Page[OrderBriefOut](items=items, total=found.total, page=page, size=size)


@router.get(f"{OWN}/{{order_id}}", dependencies=PRIVATE, responses=problems(401, 403, 404, 422, 503))
async def read_own_order(
    order_id: OrderId, account_id: OwnOrders, session: WithReading, say: WithTranslator
) -> OrderOut:
    """One of one's own orders."""
    return OrderOut.of(await queries.get_own(session, account_id, order_id, say.locale))


@router.post(
    f"{OWN}/{{order_id}}/cancel",
    dependencies=PRIVATE,
    responses=problems(400, 401, 403, 404, 409, 422, 503),
)
async def cancel_own_order(
    order_id: OrderId, account_id: OwnOrders, unit: WithUnit, say: WithTranslator
) -> OrderOut:
    """Cancel one's own order, until it is being prepared. Cancelling a cancelled order changes nothing."""
    with suppress(AlreadyMoved):
        await service.cancel_own(unit, account_id, order_id)
    return OrderOut.of(await queries.get_own(unit.session, account_id, order_id, say.locale))
