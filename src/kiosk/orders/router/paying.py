"""`/api/v1/admin/orders/{id}/payments` and `/returns`: money that changed hands, noted by hand."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from kiosk.kernel.database import Unit
from kiosk.kernel.http import (
    IdempotencyHeader,
    WithRuntime,
    WithTranslator,
    WithUnit,
    answer_once,
    get_act,
    problems,
)
from kiosk.orders import queries, service
from kiosk.orders.payment_schemas import OrderPayments
from kiosk.orders.router.common import PRIVATE, STAFF, Cashier, CashierAccount, OrderId
from kiosk.orders.router.staff import outcome_of
from kiosk.orders.staff_inputs import BulkPayment, NewPayment
from kiosk.orders.staff_schemas import BulkPaid

router = APIRouter(prefix=STAFF, tags=["Staff"], dependencies=PRIVATE)

PaymentId = Annotated[int, Path(ge=1, le=2**63 - 1)]


# Before the others, whose paths would take "bulk" for an order's number.
@router.post("/bulk/payments", responses=problems(400, 401, 403, 422, 503))
async def pay_orders(
    wanted: BulkPayment, _: Cashier, request: Request, runtime: WithRuntime, say: WithTranslator
) -> BulkPaid:
    """Note for many orders that all that is due was paid, for each by itself; those that owe nothing stay as they are."""
    results = await service.pay_each(runtime.database, wanted.ids, wanted.method, act=get_act(request))
    outcomes = [outcome_of(result, "noted", say) for result in results]
    return BulkPaid(
        results=outcomes,
        noted=sum(each.outcome == "noted" for each in outcomes),
        refused=sum(each.outcome == "refused" for each in outcomes),
    )


@router.post(
    "/{order_id}/payments",
    status_code=201,
    response_model=OrderPayments,
    responses=problems(400, 401, 403, 404, 409, 422, 503),
)
async def note_payment(
    order_id: OrderId,
    payment: NewPayment,
    cashier: CashierAccount,
    unit: WithUnit,
    key: IdempotencyHeader = None,
) -> Response:
    """Note that the buyer paid: an amount, or all that is due. Of two who note the same money, one does.

    With an `Idempotency-Key` a repeated request notes nothing again.
    """
    scope = f"payment:{order_id}:account:{cashier}"
    return await _note_once(service.note_payment, order_id, payment, cashier, unit, scope=scope, key=key)


@router.post(
    "/{order_id}/returns",
    status_code=201,
    response_model=OrderPayments,
    responses=problems(400, 401, 403, 404, 409, 422, 503),
)
async def note_return(
    order_id: OrderId,
    given: NewPayment,
    cashier: CashierAccount,
    unit: WithUnit,
    key: IdempotencyHeader = None,
) -> Response:
    """Note that money of a cancelled or refunded order was given back: an amount, or all of it.

    With an `Idempotency-Key` a repeated request notes nothing again.
    """
    scope = f"return:{order_id}:account:{cashier}"
    return await _note_once(service.note_return, order_id, given, cashier, unit, scope=scope, key=key)


@router.post("/{order_id}/payments/{payment_id}/undo", responses=problems(400, 401, 403, 404, 409, 422, 503))
async def take_payment_back(
    order_id: OrderId, payment_id: PaymentId, cashier: Cashier, unit: WithUnit
) -> OrderPayments:
    """Take an entry back that was a slip, whoever made it. Both stay in the ledger."""
    made = await service.take_payment_back(unit, order_id, payment_id, actor_id=cashier.account_id)
    return await _noted(unit, order_id, made)


async def _note_once(
    note: Callable[..., Awaitable[int]],
    order_id: int,
    money: NewPayment,
    cashier: int,
    unit: Unit,
    *,
    scope: str,
    key: str | None,
) -> Response:
    async def act() -> tuple[int, OrderPayments]:
        payment_id = await note(unit, order_id, money.method, amount=money.amount, actor_id=cashier)
        return payment_id, await _noted(unit, order_id, payment_id)

    return await answer_once(unit, scope=scope, key=key, request=money, act=act)


async def _noted(unit: Unit, order_id: int, payment_id: int) -> OrderPayments:
    order = await queries.get_for_staff(unit.session, order_id)
    papers = await queries.get_papers(unit.session, order_id)
    entry = next(each for each in papers.payments if each.id == payment_id)
    unit.audit(
        "payments.note",
        f"order:{order_id}",
        payment=payment_id,
        amount=str(entry.amount),
        method=entry.method,
    )
    return OrderPayments.of(order, papers.payments)
