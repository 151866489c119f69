"""Reading orders: one's own, and a whole one as the staff sees it. The staff's list is in `listing`."""

from collections import defaultdict
from collections.abc import Collection
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.kernel.money import Money
from kiosk.kernel.paging import Page, offset
from kiosk.kernel.rows import Row, fetch
from kiosk.orders.errors import OrderNotFound
from kiosk.orders.rules import Status
from kiosk.orders.schemas import MessageView, NoteView, OrderEventView, OrderLineView, OrderView, Papers
from kiosk.payments.queries import list_entries


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


async def get_for_staff(session: AsyncSession, order_id: int, locale: str | None = None) -> OrderView:
    """An order with all that the staff needs, named in `locale` (the shop's own language if None).

    It holds the customer's personal data. Raises OrderNotFound.
    """
    rows = await fetch(session, _GET, {"id": order_id})
    if not rows:
        raise OrderNotFound
    return await _whole(session, rows[0], locale)


async def get_papers(session: AsyncSession, order_id: int) -> Papers:
    """The notes on an order, the messages to its buyer and its payments, the oldest first. Raises OrderNotFound."""
    known = await fetch(session, _HAS_CHAT, {"id": order_id})
    if not known:
        raise OrderNotFound
    notes = await fetch(session, _NOTES, {"id": order_id})
    messages = await fetch(session, _MESSAGES, {"id": order_id})
    return Papers(
        notes=tuple(NoteView(*row) for row in notes),
        messages=tuple(MessageView(*row) for row in messages),
        payments=await list_entries(session, order_id),
        has_chat=known[0].has_chat,
    )


async def find_message(session: AsyncSession, message_id: int) -> tuple[int, str] | None:
    """The order and the words of a message to its buyer."""
    rows = await fetch(session, _WORDS, {"id": message_id})
    return (rows[0].order_id, rows[0].text) if rows else None


async def is_undone(session: AsyncSession, event_id: int) -> bool:
    """Whether a move was taken back. An undo that is being decided this moment is waited for."""
    await fetch(session, _WAIT_FOR_UNDO, {"id": event_id})
    return bool(await fetch(session, _UNDONE, {"id": event_id}))


async def list_views(session: AsyncSession, account_id: int) -> list[Row]:
    """The selections that somebody keeps, by name."""
    return await fetch(session, _VIEWS, {"account_id": account_id})


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
        status_since=row.status_since,
        paid=Money(row.paid_amount, row.currency),
        is_payment_noted=row.is_payment_noted,
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
        id=row.id,
        undoes=row.undoes,
        undoable_until=row.undoable_until,
    )


_ORDER: Final = """
SELECT o.*, COALESCE(o.created_at >= (SELECT payments_since FROM business), false) AS is_payment_noted FROM orders o
"""
_GET: Final = f"{_ORDER} WHERE o.id = %(id)s"
_GET_OWN: Final = f"{_ORDER} WHERE o.id = %(id)s AND o.user_id = %(account_id)s"
_OWN: Final = f"{_ORDER} WHERE o.user_id = %(account_id)s ORDER BY o.id DESC LIMIT %(size)s OFFSET %(skip)s"
_COUNT_OWN: Final = "SELECT count(*) FROM orders WHERE user_id = %(account_id)s"
_LINES: Final = """
SELECT i.order_id, i.variant_id, i.product_id, i.sku, i.quantity, i.price_at_purchase, o.currency,
    COALESCE(i.names -> %(locale)s::text ->> 'name', i.product_name) AS name,
    COALESCE(i.names -> %(locale)s::text ->> 'options', i.options) AS options
FROM order_items i JOIN orders o ON o.id = i.order_id
WHERE i.order_id = ANY(%(ids)s::bigint[]) ORDER BY i.id
"""
_EVENTS: Final = """
SELECT e.id, e.old_status, e.new_status, e.actor_id, a.full_name, e.note, e.happened_at, e.undoes, e.undoable_until
FROM order_events e LEFT JOIN accounts a ON a.id = e.actor_id
WHERE e.order_id = %(id)s ORDER BY e.id
"""
_HAS_CHAT: Final = """
SELECT a.telegram_id IS NOT NULL AND EXISTS (SELECT FROM bots) AS has_chat
FROM orders o JOIN accounts a ON a.id = o.user_id WHERE o.id = %(id)s
"""
_NOTES: Final = """
SELECT n.id, n.text, n.author_id, a.full_name, n.created_at
FROM order_notes n LEFT JOIN accounts a ON a.id = n.author_id WHERE n.order_id = %(id)s ORDER BY n.id
"""
# The bot's notice that carries a message is known by its key; until the bot has heard of it, the message waits.
_MESSAGES: Final = """
SELECT m.id, m.text, m.author_id, a.full_name, m.created_at, COALESCE(n.state, 'waiting') AS state,
    CASE WHEN n.state = 'sent' THEN n.sent_at END AS sent_at, n.error
FROM order_messages m
LEFT JOIN accounts a ON a.id = m.author_id
LEFT JOIN notices n ON n.key = 'shop-message:' || m.id
WHERE m.order_id = %(id)s ORDER BY m.id
"""
_WORDS: Final = "SELECT order_id, text FROM order_messages WHERE id = %(id)s"
_WAIT_FOR_UNDO: Final = """
SELECT o.id FROM orders o WHERE o.id = (SELECT order_id FROM order_events WHERE id = %(id)s) FOR SHARE
"""
_UNDONE: Final = "SELECT id FROM order_events WHERE undoes = %(id)s"
_VIEWS: Final = """
SELECT id, name, query, created_at FROM order_views WHERE account_id = %(account_id)s ORDER BY lower(name), id
"""


async def count_orders_of_products(session: AsyncSession, product_ids: list[int]) -> tuple[int, int]:
    """How many orders hold one of the products, and how many of them aren't finished."""
    row = (await fetch(session, _USAGE, {"ids": product_ids}))[0]
    return row.orders, row.open


_USAGE: Final = """
SELECT count(*) AS orders, count(*) FILTER (WHERE status NOT IN ('delivered','cancelled','refunded')) AS open
FROM orders WHERE id IN (
    SELECT i.order_id FROM order_items i JOIN product_variants v ON v.id = i.variant_id
    WHERE v.product_id = ANY(%(ids)s::bigint[])
)
"""
