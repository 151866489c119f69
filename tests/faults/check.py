"""What must be true after the sale: the clients' histories against the database, the laws of the house, the sink."""

import asyncio
import time
from collections import Counter

from kiosk.doctor.invariants import broken
from kiosk.kernel.database import Database
from tests.faults.sale import FIRST_USER
from tests.shop import sql

MOST_CARDS = 3


# The bot's own messages are not waited for: it sends a group at most 20 a minute, as Telegram wants it.
_LEFT = """
    SELECT count(*) FROM procrastinate_jobs
    WHERE status IN ('todo', 'doing') AND task_name IN ('kernel.deliver-fact', 'faults.post')
"""


async def quiet(url, seconds):
    """Wait until every fact has been heard and told; gives whether that was reached."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        database = Database(url, pool=2)
        try:
            jobs = (await sql(database, _LEFT))[0][0]
        finally:
            await database.close()
        if jobs == 0:
            return True
        await asyncio.sleep(0.3)
    return False


async def find_defects(sale, sink, url, stock):
    """Every way in which the run went wrong, in words; empty if it went right."""
    database = Database(url, pool=2)
    try:
        orders = await sql(database, "SELECT id, user_id, total_amount::text AS total FROM orders")
        left = (
            await sql(database, "SELECT on_hand FROM stock_levels WHERE variant_id = :id", id=sale.variant_id)
        )[0][0]
        keys = await sql(database, "SELECT key, resource_id FROM idempotency_keys")
        async with database.read() as session:
            laws = await broken(session)
    finally:
        await database.close()
    defects = [f"{each.invariant}: {each.title}: {each.detail}" for each in laws]
    defects += _history_defects(sale, orders)
    if len(orders) != stock or left != 0:
        defects.append(f"{len(orders)} orders for {stock} units, {left} left")
    if sale.gave_up:
        defects.append(f"{sale.gave_up} clients gave up")
    defects += [f"{count} times {what}" for what, count in sale.unexpected.items()]
    by_key = {row.key: row.resource_id for row in keys}
    defects += [
        f"{each.key} leads to order {by_key.get(each.key)}, its client saw {each.order_id}"
        for each in sale.operations
        if each.outcome == "ok" and by_key.get(each.key) != each.order_id
    ]
    return defects + _delivery_defects(sink, orders)


def _history_defects(sale, orders):
    by_id = {row.id: row for row in orders}
    bought = Counter(row.user_id - FIRST_USER for row in orders)
    defects = []
    for each in sale.operations:
        row = by_id.get(each.order_id)
        if each.outcome == "ok" and (
            row is None or row.total != each.total or row.user_id != FIRST_USER + each.number
        ):
            defects.append(f"{each.key} was answered 201, but its order is {row}")
        if each.outcome == "fail" and bought[each.number]:
            defects.append(f"{each.key} was refused, but has {bought[each.number]} orders")
        if bought[each.number] > 1:
            defects.append(f"{each.key} has {bought[each.number]} orders")
        if each.outcome == "unknown":
            defects.append(f"{each.key} was never answered")
        if each.mismatched_replays:
            defects.append(f"{each.key}: {each.mismatched_replays} repetitions were answered differently")
    strangers = set(bought) - {each.number for each in sale.operations}
    return defects + [f"an order of buyer {number}, who never asked" for number in strangers]


def _delivery_defects(sink, orders):
    untold = [row.id for row in orders if not sink.told[row.id]]
    defects = [f"nobody was told of orders {untold[:10]} ({len(untold)} in all)"] if untold else []
    known = {row.id for row in orders}
    defects += [f"told of order {each}, which does not exist" for each in sink.told if each not in known]
    nagged = {card: times for card, times in sink.cards.items() if times > MOST_CARDS}
    return defects + ([f"notices sent more than {MOST_CARDS} times: {nagged}"] if nagged else [])


def find_doubts(sale, sink, *, replays):
    """Why the run proves nothing even though nothing went wrong."""
    doubts = [
        f"{each.name}@{each.at} did not fire during the sale"
        for each in sale.faults
        if each.fired_at is None or each.fired_at >= sale.sold
    ]
    saved = sum(each.saved_by_replay and each.attempts > 1 for each in sale.operations)
    if saved < replays:
        doubts.append(f"only {saved} lost answers were saved by their key")
    if sale.faults and max(sink.told.values(), default=0) < 2:
        doubts.append("nothing was delivered twice")
    return doubts
