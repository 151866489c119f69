"""`/api/v1/orders`: the customer's own orders. `/api/v1/admin/orders`: the staff's."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from kiosk.identity.dependencies import own_account, permitted
from kiosk.identity.rules import Actor
from kiosk.kernel.http import NO_STORE, WithReading, WithTranslator, WithUnit, problems
from kiosk.kernel.paging import Page, PageNumber, PageSize
from kiosk.orders import queries, service
from kiosk.orders.errors import AlreadyMoved
from kiosk.orders.rules import Status
from kiosk.orders.schemas import OrderBriefOut, OrderOut
from kiosk.orders.staff_schemas import ChangeOrder, StaffOrder, StaffOrderBrief

router = APIRouter(tags=["Orders"])

OwnOrders = Annotated[int, Depends(own_account("orders.view-own"))]
Viewer = Annotated[Actor, Depends(permitted("orders.view"))]
Mover = Annotated[Actor, Depends(permitted("orders.move"))]
OrderId = Annotated[int, Path(ge=1, le=2**63 - 1)]
OWN, STAFF = "/api/v1/orders", "/api/v1/admin/orders"


async def private(response: Response) -> None:
    """Nobody between us and the reader keeps personal data."""
    response.headers["Cache-Control"] = NO_STORE


PRIVATE = [Depends(private)]


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


@router.get(f"{STAFF}/", dependencies=PRIVATE, tags=["Staff"], responses=problems(401, 403, 422, 503))
async def list_orders(
    _: Viewer,
    session: WithReading,
    status: Annotated[Status | None, Query()] = None,
    page: Annotated[PageNumber, Query()] = 1,
    size: Annotated[PageSize, Query()] = 20,
) -> Page[StaffOrderBrief]:
    """All orders, or those in one status, the newest first."""
    found = await queries.list_for_staff(session, status, page, size)
    items = [StaffOrderBrief.model_validate(order) for order in found.items]
    return Page[StaffOrderBrief](items=items, total=found.total, page=page, size=size)


@router.get(
    f"{STAFF}/{{order_id}}", dependencies=PRIVATE, tags=["Staff"], responses=problems(401, 403, 404, 422, 503)
)
async def read_order(order_id: OrderId, _: Viewer, session: WithReading) -> StaffOrder:
    """An order with all that the staff needs."""
    return StaffOrder.of(await queries.get_for_staff(session, order_id))


@router.patch(
    f"{STAFF}/{{order_id}}",
    dependencies=PRIVATE,
    tags=["Staff"],
    responses=problems(400, 401, 403, 404, 409, 422, 503),
)
async def change_order(order_id: OrderId, wanted: ChangeOrder, mover: Mover, unit: WithUnit) -> StaffOrder:
    """Move an order to another status, or note its tracking number."""
    await service.change(
        unit,
        order_id,
        to=wanted.status,
        actor_id=mover.account_id,
        note=wanted.note,
        tracking_number=wanted.tracking_number,
    )
    return StaffOrder.of(await queries.get_for_staff(unit.session, order_id))
