"""Reading orders: one's own, and the staff's view of all."""

from collections import defaultdict
from collections.abc import Collection
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.kernel.money import Money
from kiosk.kernel.paging import Page, offset
from kiosk.kernel.rows import Row, fetch
from kiosk.orders.errors import OrderNotFound
from kiosk.orders.rules import Status
from kiosk.orders.schemas import OrderEventView, OrderHead, OrderLineView, OrderView


async def list_own(
    session: AsyncSession, account_id: int, locale: str, page: int = 1, size: int = 20
) -> Page[OrderView]:
    """The customer's orders, the newest first, without their histories."""
    rows = await fetch(session, _OWN, {"account_id": account_id, "size": size, "skip": offset(page, size)})
    total = (await fetch(session, _COUNT_OWN, {"account_id": account_id}))[0].count
    lines = await _lines(session, [row.id for row in rows], locale)
    items = [_view(row, lines[row.id]) for row in rows]
    return Page[OrderView].model_construct(items=items, total=total, page=page, size=size)


async def get_own(session: AsyncSession, account_id: int, order_id: int, locale: str) -> OrderView:
    """One of the customer's orders. Raises OrderNotFound, also for somebody else's."""
    rows = await fetch(session, _GET_OWN, {"id": order_id, "account_id": account_id})
    if not rows:
        raise OrderNotFound
    return await _whole(session, rows[0], locale)


async def list_for_staff(
    session: AsyncSession, status: Status | None = None, page: int = 1, size: int = 20
) -> Page[OrderHead]:
    """All orders, or those in `status`, the newest first."""
    params = {"status": status.value if status else None, "size": size, "skip": offset(page, size)}
    rows = await fetch(session, _HEADS, params)
    total = (await fetch(session, _COUNT, params))[0].count
    items = [
        OrderHead(
            id=row.id,
            number=row.number,
            user_id=row.user_id,
            status=Status(row.status),
            total_amount=row.total_amount,
            currency=row.currency,
            customer_name=row.customer_name,
            created_at=row.created_at,
        )
        for row in rows
    ]
    return Page[OrderHead].model_construct(items=items, total=total, page=page, size=size)


async def get_for_staff(session: AsyncSession, order_id: int, locale: str | None = None) -> OrderView:
    """An order with all that the staff needs, named in `locale` (the shop's own language if None).

    It holds the customer's personal data. Raises OrderNotFound.
    """
    rows = await fetch(session, _GET, {"id": order_id})
    if not rows:
        raise OrderNotFound
    return await _whole(session, rows[0], locale)


async def _whole(session: AsyncSession, row: Row, locale: str | None) -> OrderView:
    lines = await _lines(session, [row.id], locale)
    events = await fetch(session, _EVENTS, {"id": row.id})
    return _view(row, lines[row.id], tuple(_event(event) for event in events))


async def _lines(
    session: AsyncSession, order_ids: Collection[int], locale: str | None
) -> dict[int, tuple[OrderLineView, ...]]:
    lines: dict[int, tuple[OrderLineView, ...]] = defaultdict(tuple)
    if order_ids:
        for row in await fetch(session, _LINES, {"ids": list(order_ids), "locale": locale}):
            lines[row.order_id] += (
                OrderLineView(
                    variant_id=row.variant_id,
                    product_id=row.product_id,
                    sku=row.sku,
                    name=row.name,
                    options=row.options,
                    quantity=row.quantity,
                    price=Money(row.price_at_purchase, row.currency),
                ),
            )
    return lines


def _view(row: Row, lines: tuple[OrderLineView, ...], events: tuple[OrderEventView, ...] = ()) -> OrderView:
    return OrderView(
        id=row.id,
        number=row.number,
        user_id=row.user_id,
        status=Status(row.status),
        total=Money(row.total_amount, row.currency),
        shipping_address=row.shipping_address,
        customer_name=row.customer_name,
        customer_phone=row.customer_phone,
        comment=row.comment,
        tracking_number=row.tracking_number,
        locale=row.locale,
        channel=row.channel,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        lines=lines,
        events=events,
    )


def _event(row: Row) -> OrderEventView:
    return OrderEventView(
        old_status=Status(row.old_status) if row.old_status else None,
        new_status=Status(row.new_status),
        actor_id=row.actor_id,
        actor_name=row.full_name,
        note=row.note,
        happened_at=row.happened_at,
    )


_GET: Final = "SELECT * FROM orders WHERE id = %(id)s"
_GET_OWN: Final = "SELECT * FROM orders WHERE id = %(id)s AND user_id = %(account_id)s"
_OWN: Final = (
    "SELECT * FROM orders WHERE user_id = %(account_id)s ORDER BY id DESC LIMIT %(size)s OFFSET %(skip)s"
)
_COUNT_OWN: Final = "SELECT count(*) FROM orders WHERE user_id = %(account_id)s"
_HEADS: Final = """
SELECT id, number, user_id, status, total_amount, currency, customer_name, created_at
FROM orders WHERE %(status)s::varchar IS NULL OR status = %(status)s::varchar
ORDER BY id DESC LIMIT %(size)s OFFSET %(skip)s
"""
_COUNT: Final = (
    "SELECT count(*) FROM orders WHERE %(status)s::varchar IS NULL OR status = %(status)s::varchar"
)
_LINES: Final = """
SELECT i.order_id, i.variant_id, i.product_id, i.sku, i.quantity, i.price_at_purchase, o.currency,
    COALESCE(i.names -> %(locale)s::text ->> 'name', i.product_name) AS name,
    COALESCE(i.names -> %(locale)s::text ->> 'options', i.options) AS options
FROM order_items i JOIN orders o ON o.id = i.order_id
WHERE i.order_id = ANY(%(ids)s::bigint[]) ORDER BY i.id
"""
_EVENTS: Final = """
SELECT e.old_status, e.new_status, e.actor_id, a.full_name, e.note, e.happened_at
FROM order_events e LEFT JOIN accounts a ON a.id = e.actor_id
WHERE e.order_id = %(id)s ORDER BY e.id
"""
