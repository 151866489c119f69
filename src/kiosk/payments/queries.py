"""Reading the ledger."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.kernel.rows import Row, fetch
from kiosk.payments.rules import Method
from kiosk.payments.schemas import Entry


async def list_entries(session: AsyncSession, order_id: int) -> tuple[Entry, ...]:
    """All entries of an order, the oldest first."""
    return tuple(_entry(row) for row in await fetch(session, _ENTRIES, {"order_id": order_id}))


def _entry(row: Row) -> Entry:
    return Entry(
        id=row.id,
        amount=row.amount,
        method=Method(row.method),
        actor_id=row.actor_id,
        actor_name=row.full_name,
        happened_at=row.happened_at,
        undoes=row.undoes,
        undone=row.undone,
    )


_ENTRIES: Final = """
SELECT p.id, p.amount, p.method, p.actor_id, a.full_name, p.happened_at, p.undoes,
    EXISTS (SELECT FROM payments u WHERE u.undoes = p.id) AS undone
FROM payments p LEFT JOIN accounts a ON a.id = p.actor_id WHERE p.order_id = %(order_id)s ORDER BY p.id
"""
