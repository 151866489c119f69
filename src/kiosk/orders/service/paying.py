"""What was paid for orders, noted by hand: the ledger's entry and the order's sum change together (decision 27).

The order's row is locked first, so of two who note the same money one sees what the other did. A payment is not a
move: the order's version stays, and a move may be undone after it.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kiosk.facts import PaymentNoted
from kiosk.kernel.audit import Act
from kiosk.kernel.database import Database, Unit
from kiosk.kernel.errors import Invalid, Refusal
from kiosk.kernel.i18n import N_
from kiosk.kernel.money import quantum
from kiosk.kernel.rows import Row, fetch
from kiosk.orders.errors import OrderNotFound
from kiosk.orders.rules import Status, stands
from kiosk.orders.schemas import BulkResult
from kiosk.payments import service as ledger
from kiosk.payments.errors import CannotTakeBack, MoreThanDue, MoreThanTaken, NothingDue, NothingToReturn
from kiosk.payments.rules import Balance, Method


async def note_payment(
    unit: Unit, order_id: int, method: Method, *, amount: Decimal | None = None, actor_id: int | None
) -> int:
    """Note that the buyer paid `amount`, or all that is due (None); gives the entry's id.

    Raises OrderNotFound, NothingDue, MoreThanDue, Invalid for parts of a currency's smallest unit.
    """
    order = await _lock(unit, order_id)
    due = _balance(order).due
    if not due:
        raise NothingDue
    taken = due if amount is None else _whole(amount, order.currency)
    if taken > due:
        raise MoreThanDue(due=due, currency=order.currency)
    return await _enter(unit, order, taken, method, actor_id)


async def note_return(
    unit: Unit, order_id: int, method: Method, *, amount: Decimal | None = None, actor_id: int | None
) -> int:
    """Note that money of a cancelled or refunded order was given back: `amount`, or all of it (None).

    Raises OrderNotFound, NothingToReturn, MoreThanTaken, Invalid for parts of a currency's smallest unit.
    """
    order = await _lock(unit, order_id)
    to_return = _balance(order).to_return
    if not to_return:
        raise NothingToReturn
    given = to_return if amount is None else _whole(amount, order.currency)
    if given > to_return:
        raise MoreThanTaken(to_return=to_return, currency=order.currency)
    return await _enter(unit, order, -given, method, actor_id)


async def take_payment_back(unit: Unit, order_id: int, payment_id: int, *, actor_id: int | None) -> int:
    """Take an entry back that was a slip; gives the id of the entry that does.

    Raises OrderNotFound, PaymentNotFound, CannotTakeBack: also where less than nothing or more than the whole would
    have been paid without it.
    """
    order = await _lock(unit, order_id)
    slip = await ledger.find_slip(unit, order_id, payment_id)
    if not 0 <= order.paid_amount - slip.amount <= order.total_amount:
        raise CannotTakeBack
    return await _enter(unit, order, -slip.amount, slip.method, actor_id, undoes=slip.id)


async def pay_each(
    database: Database, order_ids: Sequence[int], method: Method, *, act: Act
) -> list[BulkResult]:
    """Note for each of the orders that all that is due was paid; one result for each, in the order of asking.

    Every order has a unit of work of its own, committed here; one that owes nothing stays unchanged.
    """
    return [await _try(database, order_id, method, act) for order_id in dict.fromkeys(order_ids)]


async def _try(database: Database, order_id: int, method: Method, act: Act) -> BulkResult:
    async with database.unit(act) as unit:
        try:
            entry_id = await note_payment(unit, order_id, method, actor_id=act.actor_id)
        except NothingDue:
            return BulkResult(order_id, "unchanged")
        except Refusal as refusal:
            return BulkResult(order_id, "refused", refusal=refusal)
        unit.audit(act.action, f"order:{order_id}", payment=entry_id, method=method.value)
        await unit.commit()
    return BulkResult(order_id, "done")


async def _lock(unit: Unit, order_id: int) -> Row:
    rows = await fetch(unit.session, _LOCK, {"id": order_id})
    if not rows:
        raise OrderNotFound
    return rows[0]


def _balance(order: Row) -> Balance:
    return Balance(order.total_amount, order.paid_amount, stands(Status(order.status)))


def _whole(amount: Decimal, currency: str) -> Decimal:
    if amount != amount.quantize(quantum(currency)):
        raise Invalid(("/amount", "not-whole", N_("This currency has no such small change.")))
    return amount


async def _enter(
    unit: Unit,
    order: Row,
    amount: Decimal,
    method: Method,
    actor_id: int | None,
    undoes: int | None = None,
) -> int:
    entry_id = await ledger.enter(unit, order.id, amount, method, actor_id=actor_id, undoes=undoes)
    await fetch(unit.session, _ADD, {"id": order.id, "amount": amount})
    unit.publish(PaymentNoted(order_id=order.id, payment_id=entry_id, actor_id=actor_id))
    return entry_id


_LOCK: Final = """
SELECT id, status, total_amount, paid_amount, currency FROM orders WHERE id = %(id)s FOR UPDATE
"""
_ADD: Final = "UPDATE orders SET paid_amount = paid_amount + %(amount)s WHERE id = %(id)s RETURNING id"
