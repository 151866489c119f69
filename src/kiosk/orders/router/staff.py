"""`/api/v1/admin/orders`: the list, an order, and its moves."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request

from kiosk.business.service import find_business
from kiosk.identity.rules import Actor
from kiosk.kernel.database import Unit
from kiosk.kernel.http import WithReading, WithRuntime, WithTranslator, WithUnit, get_act, problems
from kiosk.kernel.i18n import Translator
from kiosk.orders import queries, service
from kiosk.orders.filters import OrderQuery
from kiosk.orders.listing import list_for_staff
from kiosk.orders.router.common import PRIVATE, STAFF, Mover, OrderId, Viewer
from kiosk.orders.schemas import BulkResult
from kiosk.orders.staff_inputs import BulkMove, BulkUndo, ChangeOrder, UndoMove
from kiosk.orders.staff_schemas import (
    BulkOut,
    BulkOutcome,
    BulkUndone,
    StaffOrder,
    StaffOrderBrief,
    StaffOrderPage,
)

log = structlog.get_logger(__name__)

router = APIRouter(prefix=STAFF, tags=["Staff"], dependencies=PRIVATE)


# A unit of work although nothing is written: its transaction lets the list be planned for its values.
@router.get("/", responses=problems(401, 403, 422, 503))
async def list_orders(_: Viewer, unit: WithUnit, wanted: Annotated[OrderQuery, Query()]) -> StaffOrderPage:
    """Orders, the newest first if nothing else is asked for. `total` stops at 10,000."""
    business = await find_business(unit.session)
    now = unit.now()
    zone = {"zone": business.zone} if business else {}
    found = await list_for_staff(unit.session, wanted, now=now, page=wanted.page, size=wanted.size, **zone)
    return StaffOrderPage(
        items=[StaffOrderBrief.of(order, now) for order in found.items],
        total=found.total,
        is_total_exact=found.is_exact,
        page=wanted.page,
        size=wanted.size,
    )


@router.get("/{order_id}", responses=problems(401, 403, 404, 422, 503))
async def read_order(
    order_id: OrderId, viewer: Viewer, session: WithReading, runtime: WithRuntime
) -> StaffOrder:
    """An order with all that the staff needs. It holds personal data, so that it was read is logged."""
    order = await queries.get_for_staff(session, order_id)
    papers = await queries.get_papers(session, order_id)
    log.info("order-details-viewed", account=viewer.account_id, order=order_id)
    return StaffOrder.of(order, papers, reader_id=viewer.account_id, now=runtime.clock.now())


@router.patch("/{order_id}", responses=problems(400, 401, 403, 404, 409, 422, 503))
async def change_order(order_id: OrderId, wanted: ChangeOrder, mover: Mover, unit: WithUnit) -> StaffOrder:
    """Move an order to another status, or note its tracking number. A move may be undone for ten seconds."""
    await service.change(
        unit,
        order_id,
        to=wanted.status,
        actor_id=mover.account_id,
        note=wanted.note,
        tracking_number=wanted.tracking_number,
        version=wanted.version,
    )
    return await _whole(unit, order_id, mover)


@router.post("/bulk", responses=problems(400, 401, 403, 422, 503))
async def move_orders(
    wanted: BulkMove, _: Mover, request: Request, runtime: WithRuntime, say: WithTranslator
) -> BulkOut:
    """Move many orders, each for itself: those that can't move are named and don't stop the others."""
    results = await service.move_each(
        runtime.database, wanted.ids, wanted.status, act=get_act(request), note=wanted.note
    )
    outcomes = [outcome_of(result, "moved", say) for result in results]
    return BulkOut(
        results=outcomes,
        moved=sum(each.outcome == "moved" for each in outcomes),
        refused=sum(each.outcome == "refused" for each in outcomes),
        undo_until=min((each.undo_until for each in results if each.undo_until), default=None),
    )


@router.post("/bulk/undo", responses=problems(400, 401, 403, 422, 503))
async def undo_moves(
    wanted: BulkUndo, _: Mover, request: Request, runtime: WithRuntime, say: WithTranslator
) -> BulkUndone:
    """Take back one's own last moves of many orders, each for itself."""
    versions = [(each.id, each.version) for each in wanted.orders]
    results = await service.undo_each(runtime.database, versions, act=get_act(request))
    outcomes = [outcome_of(result, "undone", say) for result in results]
    return BulkUndone(
        results=outcomes,
        undone=sum(each.outcome == "undone" for each in outcomes),
        refused=sum(each.outcome == "refused" for each in outcomes),
    )


@router.post("/{order_id}/undo", responses=problems(400, 401, 403, 404, 409, 422, 503))
async def undo_move(order_id: OrderId, wanted: UndoMove, mover: Mover, unit: WithUnit) -> StaffOrder:
    """Take one's own last move back, within ten seconds and while nothing else has happened to the order."""
    await service.undo(unit, order_id, version=wanted.version, actor_id=mover.account_id)
    return await _whole(unit, order_id, mover)


async def _whole(unit: Unit, order_id: int, reader: Actor) -> StaffOrder:
    order = await queries.get_for_staff(unit.session, order_id)
    papers = await queries.get_papers(unit.session, order_id)
    return StaffOrder.of(order, papers, reader_id=reader.account_id, now=unit.now())


def outcome_of(result: BulkResult, done: str, say: Translator) -> BulkOutcome:
    """What came of one order, for a reader of `say`'s language; `done` is what success is called."""
    return BulkOutcome.model_validate(
        {
            "id": result.order_id,
            "number": result.number,
            "outcome": done if result.outcome == "done" else result.outcome,
            "status": result.status,
            "version": result.version,
            "code": result.refusal.code if result.refusal else None,
            "detail": result.refusal.text(say) if result.refusal else None,
        }
    )
