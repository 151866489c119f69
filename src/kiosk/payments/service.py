"""Writing into the ledger. Whoever does holds the order's row, and keeps the order's sum in the same transaction."""

from decimal import Decimal
from typing import Final

from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch
from kiosk.payments.errors import CannotTakeBack, PaymentNotFound
from kiosk.payments.queries import list_entries
from kiosk.payments.rules import Method
from kiosk.payments.schemas import Entry


async def enter(
    unit: Unit,
    order_id: int,
    amount: Decimal,
    method: Method,
    *,
    actor_id: int | None,
    undoes: int | None = None,
) -> int:
    """Write that `amount` was taken for an order (below zero: given back); gives the entry's id."""
    params = {
        "order_id": order_id,
        "amount": amount,
        "method": method.value,
        "actor_id": actor_id,
        "undoes": undoes,
        "at": unit.now(),
    }
    return int((await fetch(unit.session, _ENTER, params))[0].id)


async def find_slip(unit: Unit, order_id: int, payment_id: int) -> Entry:
    """An entry that may be taken back.

    Raises PaymentNotFound (also for another order's), CannotTakeBack if it was taken back already or takes one back.
    """
    entry = next((each for each in await list_entries(unit.session, order_id) if each.id == payment_id), None)
    if entry is None:
        raise PaymentNotFound
    if not entry.can_take_back:
        raise CannotTakeBack
    return entry


_ENTER: Final = """
INSERT INTO payments (order_id, amount, method, actor_id, undoes, happened_at)
VALUES (%(order_id)s, %(amount)s, %(method)s, %(actor_id)s::bigint, %(undoes)s::bigint, %(at)s) RETURNING id
"""
