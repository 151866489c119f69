"""Keeping the daily figures right: a day is always made anew from its orders, never added to.

So it doesn't matter how often, how late or in which order changes are heard of; a night's repair finds nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import structlog

from kiosk.analytics import statements
from kiosk.business.service import find_business
from kiosk.customers.service import Figures, lock_cards, set_figures
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch

log = structlog.get_logger(__name__)

_ZERO: Final = (0, 0, None)


async def find_day(unit: Unit, order_id: int) -> tuple[date, int] | None:
    """On which of the business's days an order was placed, and by whom."""
    business = await find_business(unit.session)
    rows = await fetch(unit.session, statements.ORDER_PLACED_AT, {"id": order_id})
    if business is None or not rows:
        return None
    placed_at: datetime = rows[0].created_at
    return placed_at.astimezone(business.zone).date(), int(rows[0].user_id)


async def roll_up_day(unit: Unit, day: date) -> None:
    """Make a day's figures anew; all of them, if the business's time zone isn't the one that days were cut by."""
    business = await find_business(unit.session)
    if business is None:
        return
    await fetch(unit.session, statements.LOCK)
    calendar = await fetch(unit.session, statements.CALENDAR)
    if not calendar or calendar[0].time_zone != business.time_zone:
        await rebuild(unit)
        return
    params = {"first": day, "last": day, "zone": business.time_zone}
    for statement in statements.MAKE_DAY:
        await fetch(unit.session, statement, params)


async def rebuild(unit: Unit) -> None:
    """Make all daily figures anew, by the business's present time zone."""
    business = await find_business(unit.session)
    if business is None:
        return
    await fetch(unit.session, statements.LOCK)
    params = {"zone": business.time_zone}
    for statement in statements.MAKE_ALL:
        await fetch(unit.session, statement, params)
    await fetch(unit.session, statements.SET_CALENDAR, {**params, "at": unit.now()})


async def repair(unit: Unit) -> int:
    """Compare the daily figures with the orders and mend what differs; gives how many rows were wrong."""
    business = await find_business(unit.session)
    if business is None:
        return 0
    await fetch(unit.session, statements.LOCK)
    rows = await fetch(unit.session, statements.WRONG, {"zone": business.time_zone})
    wrong = sum(int(row.rows) for row in rows)
    calendar = await fetch(unit.session, statements.CALENDAR)
    if wrong or not calendar or calendar[0].time_zone != business.time_zone:
        await rebuild(unit)
    if wrong:
        log.warning("daily-figures-repaired", rows=wrong)
    return wrong


async def note_purchases(unit: Unit, account_ids: Sequence[int]) -> None:
    """Write what customers have bought so far into their cards."""
    business = await find_business(unit.session)
    if business is None or not account_ids:
        return
    # First the lock, then the look: of two orders of one customer the later count must be the one that stays.
    await lock_cards(unit, account_ids)
    params = {"ids": list(account_ids), "currency": business.currency}
    bought = {row.user_id: row[1:] for row in await fetch(unit.session, statements.BOUGHT_BY, params)}
    await set_figures(unit, [Figures(each, *bought.get(each, _ZERO)) for each in account_ids])


async def repair_cards(unit: Unit) -> int:
    """Mend customers' cards that differ from their orders, five thousand at most; gives how many."""
    business = await find_business(unit.session)
    if business is None:
        return 0
    rows = await fetch(unit.session, statements.WRONG_CARDS, {"currency": business.currency})
    await note_purchases(unit, [row.account_id for row in rows])
    return len(rows)
