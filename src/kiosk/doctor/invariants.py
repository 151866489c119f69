"""What must be true of the data at any moment, whatever crashed. Each invariant is a query for its violations.

A query gives one row for each violation, with all of it in words in its only column, never personal data.
`:late` is the moment before which everything that waits should have been done.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

LATE = timedelta(seconds=60)
SHOWN = 20
"""At most so many violations of one invariant are listed."""


@dataclass(frozen=True, slots=True)
class Invariant:
    """A law of the house."""

    id: str
    title: str
    sql: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A case in which a law is broken."""

    invariant: str
    title: str
    detail: str


INVARIANTS: Final = [
    Invariant(
        "I1",
        "Stock is never negative",
        """
        SELECT format('variant %s has %s units', variant_id, on_hand)
        FROM stock_levels WHERE on_hand < 0 ORDER BY variant_id
        """,
    ),
    Invariant(
        "I2",
        "What is on hand is the sum of all movements",
        """
        SELECT format('variant %s has %s units, its movements add up to %s', variant_id, on_hand, moved)
        FROM (
            SELECT COALESCE(l.variant_id, m.variant_id) AS variant_id, COALESCE(l.on_hand, 0) AS on_hand,
                COALESCE(m.moved, 0) AS moved
            FROM stock_levels l FULL JOIN (
                SELECT variant_id, sum(delta) AS moved FROM stock_movements GROUP BY variant_id
            ) m USING (variant_id)
        ) levels WHERE on_hand <> moved ORDER BY variant_id
        """,
    ),
    Invariant(
        "I3",
        "An order has taken its lines from the stock, and given them back if and only if it was cancelled",
        """
        SELECT format('order %s (%s), variant %s: sold %s, taken %s, given back %s',
            order_id, status, variant_id, sold, taken, returned)
        FROM (
            SELECT o.id AS order_id, o.status, i.variant_id, i.sold,
                COALESCE(-t.delta, 0) AS taken, COALESCE(r.delta, 0) + COALESCE(again.delta, 0) AS returned
            FROM orders o
            JOIN (SELECT order_id, variant_id, sum(quantity) AS sold FROM order_items GROUP BY 1, 2) i
                ON i.order_id = o.id
            LEFT JOIN stock_movements t
                ON t.variant_id = i.variant_id AND t.cause = 'order' AND t.cause_id = o.id
            LEFT JOIN stock_movements r
                ON r.variant_id = i.variant_id AND r.cause = 'cancellation' AND r.cause_id = o.id
            LEFT JOIN (
                SELECT e.order_id, m.variant_id, sum(m.delta) AS delta
                FROM stock_movements m JOIN order_events e ON e.id = m.cause_id
                WHERE m.cause IN ('reinstatement', 'recancellation') GROUP BY 1, 2
            ) again ON again.order_id = o.id AND again.variant_id = i.variant_id
        ) lines
        WHERE sold <> taken OR returned <> CASE WHEN status = 'cancelled' THEN sold ELSE 0 END
        UNION ALL
        SELECT format('movement %s of variant %s names order %s, which has no such line',
            m.id, m.variant_id, m.cause_id)
        FROM stock_movements m
        WHERE m.cause IN ('order', 'cancellation') AND NOT EXISTS (
            SELECT FROM order_items i WHERE i.order_id = m.cause_id AND i.variant_id = m.variant_id)
        """,
    ),
    Invariant(
        "I4",
        "An order has a line, and its total is the sum of its lines",
        """
        SELECT format('order %s: total %s, lines %s', o.id, o.total_amount, COALESCE(l.total::text, 'none'))
        FROM orders o LEFT JOIN (
            SELECT order_id, sum(quantity * price_at_purchase) AS total FROM order_items GROUP BY order_id
        ) l ON l.order_id = o.id
        WHERE l.total IS DISTINCT FROM o.total_amount ORDER BY o.id
        """,
    ),
    Invariant(
        "I7",
        "What was paid for an order is the sum of its payments",
        """
        SELECT format('order %s: paid %s, payments %s', o.id, o.paid_amount, COALESCE(p.paid, 0))
        FROM orders o LEFT JOIN (SELECT order_id, sum(amount) AS paid FROM payments GROUP BY order_id) p
            ON p.order_id = o.id
        WHERE o.paid_amount <> COALESCE(p.paid, 0) ORDER BY o.id
        """,
    ),
    Invariant(
        "I5",
        "An idempotency key leads to one order that exists, and an order has one key",
        """
        SELECT format('a key of %s leads to order %s, which does not exist', k.scope, k.resource_id)
        FROM idempotency_keys k
        WHERE (k.scope LIKE 'order:%' OR k.scope LIKE 'bot.checkout:%') AND k.status = 201
            AND NOT EXISTS (SELECT FROM orders o WHERE o.id = k.resource_id)
        UNION ALL
        SELECT format('order %s has %s keys', resource_id, count(*))
        FROM idempotency_keys
        WHERE (scope LIKE 'order:%' OR scope LIKE 'bot.checkout:%') AND resource_id IS NOT NULL
        GROUP BY resource_id HAVING count(*) > 1
        """,
    ),
    Invariant(
        "I9a",
        "Every order and every change of status has its fact, and every fact its cause",
        """
        SELECT format('order %s: change %s to %s has no fact', e.order_id, e.id, e.new_status)
        FROM (
            SELECT id, order_id, new_status,
                row_number() OVER (PARTITION BY order_id, new_status ORDER BY id) AS nth
            FROM order_events
        ) e
        LEFT JOIN (
            SELECT (payload ->> 'order_id')::bigint AS order_id, status,
                row_number() OVER (PARTITION BY payload ->> 'order_id', status ORDER BY id) AS nth
            FROM (
                SELECT id, payload,
                    CASE kind WHEN 'order-placed' THEN 'pending' ELSE payload ->> 'new_status' END AS status
                FROM outbox WHERE kind IN ('order-placed', 'order-status-changed')
            ) facts
        ) f ON f.order_id = e.order_id AND f.status = e.new_status AND f.nth = e.nth
        WHERE f.order_id IS NULL
        UNION ALL
        SELECT format('order %s is %s, its history ends with %s', o.id, o.status, COALESCE(e.new_status, 'nothing'))
        FROM orders o LEFT JOIN LATERAL (
            SELECT new_status FROM order_events WHERE order_id = o.id ORDER BY id DESC LIMIT 1
        ) e ON true
        WHERE e.new_status IS DISTINCT FROM o.status
        UNION ALL
        SELECT format('fact %s (%s) is about %s, which does not exist', f.id, f.kind, f.subject)
        FROM outbox f
        WHERE f.kind IN ('order-placed', 'order-status-changed')
            AND NOT EXISTS (SELECT FROM orders o WHERE o.id = (f.payload ->> 'order_id')::bigint)
        """,
    ),
    Invariant(
        "I9b",
        "Every fact has been heard by everyone who was to hear it, or will be",
        """
        SELECT format('fact %s (%s): %s has neither heard it nor will', f.id, f.kind, wanted.reaction)
        FROM outbox f CROSS JOIN unnest(f.reactions) AS wanted(reaction)
        WHERE NOT EXISTS (
                SELECT FROM outbox_receipts r WHERE r.fact_id = f.id AND r.reaction = wanted.reaction)
            AND NOT EXISTS (
                SELECT FROM procrastinate_jobs j
                WHERE j.task_name = 'kernel.deliver-fact' AND j.status IN ('todo', 'doing')
                    AND (j.args ->> 'fact_id')::bigint = f.id AND j.args ->> 'reaction' = wanted.reaction)
        ORDER BY f.id
        """,
    ),
    Invariant(
        "I9c",
        "No fact waits for long",
        """
        SELECT format('fact %s (%s) waits for %s since %s', f.id, f.kind, wanted.reaction, f.happened_at)
        FROM outbox f CROSS JOIN unnest(f.reactions) AS wanted(reaction)
        WHERE f.happened_at < :late AND NOT EXISTS (
                SELECT FROM outbox_receipts r WHERE r.fact_id = f.id AND r.reaction = wanted.reaction)
        ORDER BY f.id
        """,
    ),
    Invariant(
        "I10",
        "Nothing that came in waits for long",
        """
        SELECT format('%s waiting rows from %s, the oldest since %s', count(*), source, min(received_at))
        FROM inbox WHERE state = 'new' AND received_at < :late GROUP BY source
        """,
    ),
    Invariant(
        "I15",
        "Nothing is remembered of a person without their consent",
        """
        SELECT format('account %s: a %s is kept without a consent', kept.account_id, kept.what)
        FROM (
            SELECT account_id, 'contact' AS what FROM customers
            WHERE contact_name IS NOT NULL OR phone_number IS NOT NULL
            UNION SELECT account_id, 'delivery address' FROM addresses
        ) kept
        WHERE 'given' IS DISTINCT FROM (
            SELECT e.action FROM consent_events e JOIN consent_texts t ON t.id = e.text_id
            WHERE e.account_id = kept.account_id AND t.purpose = 'order-data' ORDER BY e.id DESC LIMIT 1)
        """,
    ),
    Invariant(
        "J1",
        "No job was given up",
        """
        SELECT format('%s jobs %s were given up, the latest is %s', count(*), task_name, max(id))
        FROM procrastinate_jobs WHERE status = 'failed' GROUP BY task_name
        """,
    ),
]


async def broken(session: AsyncSession, *, now: datetime | None = None) -> list[Violation]:
    """Every violation of every invariant, seen at `now` (the machine's clock if None)."""
    late = (now or datetime.now(UTC)) - LATE
    violations = []
    for each in INVARIANTS:
        params = {"late": late} if ":late" in each.sql else {}
        details = (await session.scalars(text(each.sql), params)).all()
        violations += [Violation(each.id, each.title, detail) for detail in details[:SHOWN]]
        if len(details) > SHOWN:
            more = f"and {len(details) - SHOWN} more"
            violations.append(Violation(each.id, each.title, more))
    return violations
