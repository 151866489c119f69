"""The staff's list of orders: any selection of a hundred thousand within milliseconds.

The statement is put together from the conditions that were asked for and planned for their very values: what is
best for "pending" (a handful) is worst for "delivered" (nearly all). Nothing is counted or searched beyond what
anybody leafs through.
"""

# ruff: noqa: S608 - every statement is put together from constants of this module

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.customers.rules import Question, read_question
from kiosk.kernel.paging import MOST_COUNTED, Counted, offset
from kiosk.kernel.rows import fetch
from kiosk.orders.filters import OrderFilter
from kiosk.orders.rules import LATE_AFTER, Status
from kiosk.orders.schemas import OrderHead

FEW = 2_000
"""So many are sorted; the planner would rather walk through all orders by their ids until it has met twenty."""
FAILED_WITHIN = timedelta(days=7)
"""So long a message that could not be delivered is shown as something to do."""


@dataclass(slots=True)
class _Selection:
    found: str = ""
    conditions: list[str] = field(default_factory=list)
    params: dict[str, Any] = field(default_factory=dict)

    def add(self, condition: str, **params: Any) -> None:
        self.conditions.append(condition)
        self.params |= params

    @property
    def where(self) -> str:
        return " WHERE " + " AND ".join(self.conditions) if self.conditions else ""


async def list_for_staff(
    session: AsyncSession,
    wanted: OrderFilter | None = None,
    *,
    now: datetime,
    zone: tzinfo = UTC,
    page: int = 1,
    size: int = 20,
) -> Counted[OrderHead]:
    """A page of the orders that are `wanted` (all: None). `zone` is the business's, whose days the filter names.

    A text that fits more than can be counted finds the newest of them.
    """
    wanted = wanted or OrderFilter(status=[])
    await session.execute(_PLAN_FOR_VALUES)
    selection = await _select(session, wanted, now, zone)
    params = {**selection.params, "size": size, "skip": offset(page, size)}
    if selection.found:  # to find is dear: found, counted and cut to the page in one statement
        order = _ORDERS[wanted.sort].format(by="")
        matched = selection.found + _MATCHED.format(where=selection.where, order=order)
        total, ids = (await fetch(session, matched, params))[0]
        params, where, cut = {"ids": ids or []}, " WHERE o.id = ANY(%(ids)s::bigint[])", ""
    else:
        total = int((await fetch(session, _COUNT.format(where=selection.where), params))[0].count)
        order = _ORDERS[wanted.sort].format(by=_SORTED if total <= FEW else "")
        where, cut = selection.where, _CUT
    rows = await fetch(session, _HEADS.format(where=where, order=order, cut=cut), params)
    items = [OrderHead(**{**row._asdict(), "status": Status(row.status)}) for row in rows]
    return Counted(items, min(total, MOST_COUNTED), total <= MOST_COUNTED)


async def count_for_staff(session: AsyncSession, wanted: OrderFilter, *, now: datetime) -> int:
    """How many orders are `wanted`, up to `MOST_COUNTED`."""
    await session.execute(_PLAN_FOR_VALUES)
    selection = await _select(session, wanted, now, UTC)
    counted = await fetch(session, selection.found + _COUNT.format(where=selection.where), selection.params)
    return min(int(counted[0].count), MOST_COUNTED)


async def _select(session: AsyncSession, wanted: OrderFilter, now: datetime, zone: tzinfo) -> _Selection:
    made = _Selection()
    if wanted.text:
        await _add_text(session, made, read_question(wanted.text))
    if wanted.status:
        made.add("o.status = ANY(%(statuses)s)", statuses=[each.value for each in wanted.status])
    if wanted.created_from:
        made.add("o.created_at >= %(since)s", since=_midnight(wanted.created_from, zone))
    if wanted.created_to:
        made.add("o.created_at < %(until)s", until=_midnight(wanted.created_to + timedelta(days=1), zone))
    if wanted.total_min is not None:
        made.add("o.total_amount >= %(total_min)s", total_min=wanted.total_min)
    if wanted.total_max is not None:
        made.add("o.total_amount <= %(total_max)s", total_max=wanted.total_max)
    if wanted.customer_id is not None:
        made.add("o.user_id = %(customer_id)s", customer_id=wanted.customer_id)
    _add_troubles(made, wanted, now)
    return made


def _add_troubles(made: _Selection, wanted: OrderFilter, now: datetime) -> None:
    if wanted.late is not None:
        made.add(f"{'' if wanted.late else 'NOT '}({_LATE})", **_late_params(now))
    if wanted.undelivered is not None:
        made.add(
            f"o.id {'' if wanted.undelivered else 'NOT '}IN ({_UNDELIVERED})",
            failed_since=now - FAILED_WITHIN,
        )
    if wanted.unpaid is not None:
        made.add(_UNPAID if wanted.unpaid else f"({_UNPAID}) IS NOT TRUE")


async def _add_text(session: AsyncSession, made: _Selection, question: Question) -> None:
    if question.words is not None:
        variants = await fetch(session, _VARIANTS, {"words": question.words})
        branches = [_BY_NAME, *([_BY_VARIANT] if variants else [])]
        made.params |= {"words": question.words, "variants": [row.id for row in variants]}
    else:
        branches = [_BY_NUMBER, *([_BY_PHONE] if question.phone_end else [])]
        reversed_end = (question.phone_end or "")[::-1] + "%"
        made.params |= {"number": question.number, "phone_end": reversed_end}
    made.params["most"] = MOST_COUNTED + 1
    made.found = f"WITH found AS MATERIALIZED ({' UNION '.join(branches)}) "
    made.conditions.append("o.id IN (SELECT id FROM found)")


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _late_params(now: datetime) -> dict[str, datetime]:
    return {f"late_{status.value}": now - limit for status, limit in LATE_AFTER.items()}


_PLAN_FOR_VALUES = text("SET LOCAL plan_cache_mode = force_custom_plan")
_SORTED: Final = " + 0"
"""Added to what is ordered by, so that no index has it in order already."""
_ORDERS: Final = {
    "newest": "o.id{by} DESC",
    "oldest": "o.id{by}",
    "largest": "o.total_amount{by} DESC, o.id DESC",
    "smallest": "o.total_amount{by}, o.id",
}
_LATE: Final = " OR ".join(
    f"o.status = '{status.value}' AND o.status_since < %(late_{status.value})s" for status in LATE_AFTER
)
_UNDELIVERED: Final = """
SELECT (n.params ->> 'order')::bigint FROM notices n
WHERE n.state = 'undeliverable' AND n.error IS NOT NULL AND n.created_at >= %(failed_since)s AND n.chat_id > 0
    AND n.params ? 'order'
"""
_QUESTION: Final = (
    "to_tsquery('simple', NULLIF(array_to_string(kiosk_words(%(words)s), ':*{weights} & '), '')"
    " || ':*{weights}')"
)
_VARIANTS: Final = f"""
SELECT id FROM product_variants WHERE upper(sku) = upper(%(words)s)
UNION ALL
(SELECT v.id FROM product_search s JOIN product_variants v ON v.product_id = s.product_id
WHERE s.document @@ {_QUESTION.format(weights="AB")}
    AND NOT EXISTS (SELECT FROM product_variants WHERE upper(sku) = upper(%(words)s))
LIMIT 1000)
"""
_BY_NAME: Final = f"""
(SELECT id FROM orders WHERE to_tsvector('simple', kiosk_fold(customer_name)) @@ {_QUESTION.format(weights="")}
ORDER BY id DESC LIMIT %(most)s)
"""
_BY_VARIANT: Final = """
(SELECT order_id FROM order_items WHERE variant_id = ANY(%(variants)s) ORDER BY order_id DESC LIMIT %(most)s)
"""
_BY_NUMBER: Final = "(SELECT id FROM orders WHERE number = %(number)s)"
_BY_PHONE: Final = """
(SELECT id FROM orders WHERE reverse(customer_phone) LIKE %(phone_end)s ORDER BY id DESC LIMIT %(most)s)
"""
# Nothing is known of orders from before payments were noted; null, and so none, if the shop doesn't note them.
_NOTED: Final = "o.created_at >= (SELECT payments_since FROM business)"
_UNPAID: Final = f"o.status NOT IN ('cancelled', 'refunded') AND o.paid_amount < o.total_amount AND {_NOTED}"
_COUNT: Final = f"SELECT count(*) FROM (SELECT FROM orders o{{where}} LIMIT {MOST_COUNTED + 1}) AS counted"
_CUT: Final = " LIMIT %(size)s OFFSET %(skip)s"
_MATCHED: Final = f"""
, matched AS MATERIALIZED (SELECT o.id, o.total_amount FROM orders o{{where}})
SELECT count(*)::int AS total,
    (SELECT array_agg(id) FROM (SELECT o.id FROM matched o ORDER BY {{order}}{_CUT}) AS page) AS ids
FROM matched
"""
_HEADS: Final = f"""
SELECT o.id, o.number, o.user_id, o.status, o.total_amount, o.currency, o.customer_name, o.channel,
    (SELECT COALESCE(sum(i.quantity), 0)::int FROM order_items i WHERE i.order_id = o.id) AS item_count,
    o.version, o.created_at, o.status_since, o.paid_amount, COALESCE({_NOTED}, false) AS is_payment_noted
FROM (SELECT * FROM orders o{{where}} ORDER BY {{order}}{{cut}}) AS o
ORDER BY {{order}}
"""
