"""Reading the daily figures, and what needs doing now."""

# ruff: noqa: S608 - every statement is put together from constants of this module

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.analytics import statements
from kiosk.analytics.rules import PACE_DAYS, SOON_DAYS, USUAL_PERIOD, Period, days_left, pace
from kiosk.analytics.schemas import (
    Dashboard,
    DayOut,
    Figures,
    LowStock,
    PeriodQuery,
    Todo,
    TopProduct,
)
from kiosk.business.schemas import Business
from kiosk.business.service import get_business
from kiosk.kernel.money import Money
from kiosk.kernel.paging import Page, offset
from kiosk.kernel.rows import Row, fetch
from kiosk.orders.filters import OrderFilter
from kiosk.orders.listing import count_for_staff
from kiosk.orders.rules import Status

MOST_TOP = 10
ORDERS, LOW_STOCK = "/api/v1/admin/orders/", "/api/v1/admin/low-stock/"
_NOT_SOLD = {Status.CANCELLED, Status.REFUNDED}


async def get_dashboard(
    session: AsyncSession, asked: PeriodQuery, *, now: datetime, locale: str
) -> Dashboard:
    """How the shop did in a period, beside the one before, and what needs doing. Raises NotFounded."""
    business = await get_business(session)
    period = _period(asked, now.astimezone(business.zone).date())
    before = period.before()
    cut_alike = await _is_cut_alike(session, business)
    rows = await _sales(session, Period(before.first, period.last), business, cut_alike)
    return Dashboard(
        first=period.first,
        last=period.last,
        before_from=before.first,
        before_to=before.last,
        time_zone=business.time_zone,
        currency=business.currency,
        now=_figures([row for row in rows if row.day >= period.first], business.currency),
        before=_figures([row for row in rows if row.day < period.first], business.currency),
        days=_days(rows, period),
        days_before=_days(rows, before),
        top_products=await _top_products(session, period, business, locale, cut_alike),
        todo=await _todo(session, business, now),
    )


async def list_low_stock(
    session: AsyncSession, *, now: datetime, locale: str, page: int = 1, size: int = 20
) -> Page[LowStock]:
    """What runs low, what is gone soonest first. Raises NotFounded."""
    business = await get_business(session)
    params = await _pace_params(session, business, now)
    params |= {"locale": locale, "size": size, "skip": offset(page, size)}
    rows = await fetch(session, _LOW, params)
    total = rows[0].total if rows else int((await fetch(session, _COUNT_LOW, params))[0].count)
    items = [
        LowStock(
            variant_id=row.id,
            product_id=row.product_id,
            product_name=row.name,
            options=row.options,
            sku=row.sku,
            on_hand=row.on_hand,
            low_threshold=row.low_threshold,
            sold_per_day=pace(row.sold, params["days"]),
            days_left=days_left(row.on_hand, row.sold, params["days"]),
        )
        for row in rows
    ]
    return Page[LowStock](items=items, total=total, page=page, size=size)


def _period(asked: PeriodQuery, today: date) -> Period:
    last = asked.last or max(today, asked.first or today)
    return Period(asked.first or last - timedelta(days=USUAL_PERIOD - 1), last)


async def _is_cut_alike(session: AsyncSession, business: Business) -> bool:
    """Whether the daily figures are of the days that the business lives by; else the orders themselves are asked."""
    calendar = await fetch(session, statements.CALENDAR)
    return bool(calendar) and calendar[0].time_zone == business.time_zone


async def _sales(session: AsyncSession, period: Period, business: Business, cut_alike: bool) -> list[Row]:
    params = {
        "first": period.first,
        "last": period.last,
        "currency": business.currency,
        "zone": business.time_zone,
    }
    return await fetch(session, _SALES if cut_alike else _SALES_OF_ORDERS, params)


def _figures(rows: Iterable[Row], currency: str) -> Figures:
    placed = cancelled = orders = items = 0
    sales = Decimal(0)
    for row in rows:
        placed += row.orders
        cancelled += row.orders if row.status == Status.CANCELLED else 0
        if row.status not in _NOT_SOLD:
            orders, items, sales = orders + row.orders, items + row.items, sales + row.amount
    basket = Money.rounded(sales / orders, currency) if orders else Money.zero(currency)
    return Figures(
        orders=orders,
        placed=placed,
        cancelled=cancelled,
        sales=Money.rounded(sales, currency).amount,
        average_basket=basket.amount,
        items=items,
    )


def _days(rows: list[Row], period: Period) -> list[DayOut]:
    found: dict[date, tuple[int, Decimal]] = {}
    for row in rows:
        if row.status not in _NOT_SOLD:
            orders, sales = found.get(row.day, (0, Decimal(0)))
            found[row.day] = (orders + row.orders, sales + row.amount)
    nothing = (0, Decimal("0.00"))
    return [
        DayOut(day=day, orders=found.get(day, nothing)[0], sales=found.get(day, nothing)[1])
        for day in period.days()
    ]


async def _top_products(
    session: AsyncSession, period: Period, business: Business, locale: str, cut_alike: bool
) -> list[TopProduct]:
    params = {
        "first": period.first,
        "last": period.last,
        "currency": business.currency,
        "zone": business.time_zone,
        "locale": locale,
        "most": MOST_TOP,
    }
    rows = await fetch(session, _TOP if cut_alike else _TOP_OF_ORDERS, params)
    return [TopProduct.model_validate(row) for row in rows]


async def _todo(session: AsyncSession, business: Business, now: datetime) -> list[Todo]:
    new = await count_for_staff(session, OrderFilter(status=[Status.PENDING]), now=now)
    late = await count_for_staff(session, OrderFilter(status=[], late=True), now=now)
    failed = await count_for_staff(session, OrderFilter(status=[], undelivered=True), now=now)
    low = await fetch(session, _COUNT_LOW, await _pace_params(session, business, now))
    unpaid = []
    if business.notes_payments:
        count = await count_for_staff(session, OrderFilter(status=[], unpaid=True), now=now)
        unpaid = [Todo(kind="unpaid-orders", count=count, list=ORDERS, query={"unpaid": True})]
    return [
        Todo(kind="new-orders", count=new, list=ORDERS, query={"status": [Status.PENDING.value]}),
        *unpaid,
        Todo(kind="late-orders", count=late, list=ORDERS, query={"late": True}),
        Todo(kind="failed-deliveries", count=failed, list=ORDERS, query={"undelivered": True}),
        Todo(kind="low-stock", count=int(low[0].count), list=LOW_STOCK, query={}),
    ]


async def _pace_params(session: AsyncSession, business: Business, now: datetime) -> dict[str, Any]:
    """The days that the pace is taken from: four weeks, or since the first sale, but a week at least."""
    today = now.astimezone(business.zone).date()
    since = today - timedelta(days=PACE_DAYS - 1)
    first = (await fetch(session, _FIRST_DAY))[0].day or today
    days = max(SOON_DAYS, min(PACE_DAYS, (today - first).days + 1))
    return {"since": since, "days": days, "soon": SOON_DAYS}


_SALES: Final = """
SELECT day, status, orders, amount, items FROM sales_days
WHERE day BETWEEN %(first)s AND %(last)s AND currency = %(currency)s
"""
_SALES_OF_ORDERS: Final = f"SELECT * FROM ({statements.SALES_BETWEEN}) AS days WHERE currency = %(currency)s"
_BEST: Final = """
SELECT best.product_id, COALESCE(p.translations -> %(locale)s::text ->> 'name', p.name) AS name,
    best.quantity, best.sales
FROM (
    SELECT product_id, sum(quantity)::int AS quantity, sum(amount) AS sales FROM {days} AS days
    WHERE day BETWEEN %(first)s AND %(last)s AND currency = %(currency)s
    GROUP BY product_id ORDER BY sales DESC, product_id LIMIT %(most)s
) AS best JOIN products p ON p.id = best.product_id ORDER BY best.sales DESC, best.product_id
"""
_TOP: Final = _BEST.format(days="variant_days")
_TOP_OF_ORDERS: Final = _BEST.format(days=f"({statements.VARIANTS_BETWEEN})")
_FIRST_DAY: Final = "SELECT min(day) AS day FROM sales_days"
_RUNNING_LOW: Final = """
FROM stock_levels l
JOIN product_variants v ON v.id = l.variant_id AND v.is_active
JOIN products p ON p.id = v.product_id AND p.is_active AND p.deleted_at IS NULL
LEFT JOIN (
    SELECT variant_id, sum(quantity)::int AS sold FROM variant_days WHERE day >= %(since)s GROUP BY variant_id
) AS lately ON lately.variant_id = l.variant_id
WHERE l.on_hand <= l.low_threshold OR l.on_hand * %(days)s::int < COALESCE(lately.sold, 0) * %(soon)s::int
"""
_COUNT_LOW: Final = f"SELECT count(*) {_RUNNING_LOW}"
_LOW: Final = f"""
SELECT v.id, v.product_id, COALESCE(p.translations -> %(locale)s::text ->> 'name', p.name) AS name, v.sku,
    COALESCE((
        SELECT string_agg(COALESCE(ov.translations -> %(locale)s::text ->> 'value', ov.value), ', ' ORDER BY po.position)
        FROM variant_values vv JOIN option_values ov ON ov.id = vv.option_value_id
        JOIN product_options po ON po.product_id = v.product_id AND po.option_type_id = vv.option_type_id
        WHERE vv.variant_id = v.id
    ), '') AS options,
    l.on_hand, l.low_threshold, COALESCE(lately.sold, 0) AS sold, (count(*) OVER ())::int AS total
{_RUNNING_LOW}
ORDER BY CASE WHEN lately.sold > 0 THEN l.on_hand::numeric / lately.sold END NULLS LAST, l.on_hand, v.id
LIMIT %(size)s OFFSET %(skip)s
"""
