"""The day's figures against the orders themselves, after histories that nobody planned.

Facts are heard late, twice, in any order and several at once, days are made anew at any moment between, orders are
moved, cancelled and moved back, and the business moves to another time zone. What is true in the end is counted here
in Python, from the orders.
"""

import asyncio
import contextlib
import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from kiosk.analytics import service
from kiosk.analytics.queries import get_dashboard
from kiosk.analytics.reactions import roll_up_day
from kiosk.analytics.schemas import PeriodQuery
from kiosk.kernel.errors import Refusal
from kiosk.kernel.outbox import deliver_fact
from kiosk.orders.rules import Status
from kiosk.orders.service import move, undo
from tests.shop import BUYER, CLERK, OTHER, order, sql, value

# At midnight by summer time, on the other side of the date line, in quarters of an hour.
ZONES = ("Europe/Kyiv", "America/Havana", "Pacific/Apia", "Asia/Kathmandu", "Asia/Almaty")
STEPS = 45


class History:
    """A shop's random life."""

    def __init__(self, seed, runtime, clock, shop):
        self.luck, self.runtime, self.clock, self.shop = random.Random(seed), runtime, clock, shop
        self.database = runtime.database
        self.orders, self.moved, self.receipts_lost = [], [], False

    async def live(self):
        acts = (
            [self.place] * 5 + [self.change] * 6 + [self.take_back] * 2 + [self.hear] * 4 + [self.roll_up] * 2
        )
        for _ in range(STEPS):
            self.clock.advance(timedelta(minutes=self.luck.choice((0, 7, 55, 400, 1300))))
            await self.luck.choice([*acts, self.move_away])()

    async def place(self):
        lines = {self.luck.choice(self.shop.variants): self.luck.randint(1, 2) for _ in range(2)}
        placed = await order(self.database, lines, self.luck.choice((BUYER, OTHER)))
        self.orders.append(placed.id)

    async def change(self):
        if self.orders:
            order_id = self.luck.choice(self.orders)
            with contextlib.suppress(Refusal):
                async with self.database.unit() as unit:
                    to = self.luck.choice(list(Status))
                    moved = await move(unit, order_id, to, actor_id=CLERK, undoable=True)
                    await unit.commit()
                self.moved.append((order_id, moved.version))

    async def take_back(self):
        if self.moved:
            order_id, version = self.moved[-1]
            with contextlib.suppress(Refusal):
                async with self.database.unit() as unit:
                    await undo(unit, order_id, version=version, actor_id=CLERK)
                    await unit.commit()

    async def move_away(self, *, never_cut=False):
        """To another zone; with `never_cut`, to one that the days aren't cut by."""
        known = await sql(
            self.database,
            "SELECT time_zone FROM business UNION SELECT time_zone FROM sales_calendar WHERE :all",
            all=never_cut,
        )
        elsewhere = [zone for zone in ZONES if zone not in {row.time_zone for row in known}]
        await sql(self.database, "UPDATE business SET time_zone = :zone", zone=self.luck.choice(elsewhere))

    async def hear(self, *, all_=False):
        """Some of the facts reach analytics, in any order and some at once; a lost receipt has one heard twice."""
        facts = await sql(
            self.database,
            "SELECT id, reaction FROM outbox CROSS JOIN unnest(reactions) AS reaction"
            " WHERE reaction LIKE 'analytics.%' AND (:again OR NOT EXISTS (SELECT FROM outbox_receipts r"
            " WHERE r.fact_id = outbox.id AND r.reaction = reaction))",
            again=self.luck.random() < 0.3,
        )
        chosen = list(facts) if all_ else self.luck.sample(facts, len(facts) // 2)
        self.luck.shuffle(chosen)
        if self.luck.random() < 0.3:
            await sql(self.database, "DELETE FROM outbox_receipts")
        for start in range(0, len(chosen), 3):
            await asyncio.gather(
                *(deliver_fact(self.runtime, row.id, row.reaction) for row in chosen[start : start + 3])
            )

    async def roll_up(self):
        """What waits to be made anew, a few days at once."""
        rows = await sql(
            self.database,
            "DELETE FROM procrastinate_jobs WHERE task_name = 'analytics.roll-up-day' RETURNING args ->> 'day' AS day",
        )
        await asyncio.gather(*(roll_up_day(self.runtime, row.day) for row in rows))


async def counted(database):
    """What belongs into the tables, counted in Python."""
    zone = ZoneInfo(await value(database, "SELECT time_zone FROM business"))
    sales, variants = defaultdict(lambda: [0, Decimal(0), 0]), defaultdict(lambda: [0, Decimal(0)])
    rows = await sql(
        database,
        "SELECT o.*, i.variant_id, i.quantity, i.price_at_purchase FROM orders o JOIN order_items i ON i.order_id = o.id",
    )
    seen = set()
    for row in rows:
        day = row.created_at.astimezone(zone).date()
        of_day = sales[day, row.status]
        if row.id not in seen:
            seen.add(row.id)
            of_day[0], of_day[1] = of_day[0] + 1, of_day[1] + row.total_amount
        of_day[2] += row.quantity
        if row.status not in {"cancelled", "refunded"}:
            sold = variants[day, row.variant_id]
            sold[0], sold[1] = sold[0] + row.quantity, sold[1] + row.quantity * row.price_at_purchase
    return dict(sales), dict(variants)


async def kept(database):
    sales = await sql(database, "SELECT * FROM sales_days")
    variants = await sql(database, "SELECT * FROM variant_days")
    return (
        {(row.day, row.status): [row.orders, row.amount, row.items] for row in sales},
        {(row.day, row.variant_id): [row.quantity, row.amount] for row in variants},
    )


@pytest.mark.parametrize("seed", range(6))
async def test_figures_are_the_orders(runtime, database, clock, shop, seed):
    history = History(seed, runtime, clock, shop)
    await history.place()
    await history.live()
    await history.move_away(never_cut=True)
    await shown_is(database, clock, (await counted(database))[0])  # at once, of the days as they are cut now
    await history.place()
    await history.hear(all_=True)
    await history.roll_up()
    sales, _ = truth = await counted(database)
    assert len(sales) >= 3
    zones = "SELECT b.time_zone = c.time_zone FROM business b CROSS JOIN sales_calendar c"
    assert await value(database, zones)
    assert await kept(database) == truth
    await shown_is(database, clock, sales)
    async with database.unit() as unit:
        assert (await service.repair(unit), await service.repair_cards(unit)) == (0, 0)


async def shown_is(database, clock, sales):
    """What the dashboard says of the whole time."""
    first, last = min(day for day, _ in sales), max(day for day, _ in sales)
    async with database.unit() as unit:
        asked = PeriodQuery.model_validate({"from": first, "to": last})
        shown = await get_dashboard(unit.session, asked, now=clock.now(), locale="en")
    sold = [each for (_, status), each in sales.items() if status not in {"cancelled", "refunded"}]
    assert shown.now.orders == sum(orders for orders, _, _ in sold)
    assert shown.now.sales == sum((amount for _, amount, _ in sold), Decimal(0))
    assert shown.now.placed == sum(orders for orders, _, _ in sales.values())
    assert sum(day.orders for day in shown.days) == shown.now.orders
    assert sum((product.sales for product in shown.top_products), Decimal(0)) == shown.now.sales


async def test_a_repair_finds_what_went_wrong(database, clock, shop):
    await order(database, {shop.mug: 1})
    async with database.unit() as unit:
        await service.rebuild(unit)
        await unit.commit()
    await sql(database, "UPDATE sales_days SET amount = amount + 1")
    await sql(database, "INSERT INTO variant_days VALUES (:day, 'USD', 1, 1, 1, 1)", day=date(2020, 1, 1))
    async with database.unit() as unit:
        assert await service.repair(unit) == 3  # a changed row is one too many and one too few
        await unit.commit()
        assert await service.repair(unit) == 0
    assert await kept(database) == await counted(database)


async def test_of_two_counts_the_later_stays(database, shop, monkeypatch):
    await order(database, {shop.mug: 1})
    write, may_write = service.set_figures, asyncio.Event()

    async def slowly(unit, figures):
        if not may_write.is_set():
            await may_write.wait()
        await write(unit, figures)

    async def note():
        async with database.unit() as unit:
            await service.note_purchases(unit, [BUYER])
            await unit.commit()

    monkeypatch.setattr(service, "set_figures", slowly)
    first = asyncio.create_task(note())
    await asyncio.sleep(0.3)  # it has counted one order and is about to write
    await order(database, {shop.mug: 1})
    monkeypatch.setattr(service, "set_figures", write)
    second = asyncio.create_task(note())
    await asyncio.sleep(0.3)
    may_write.set()
    await asyncio.gather(first, second)
    assert (
        await value(database, "SELECT order_count FROM customer_cards WHERE account_id = :id", id=BUYER) == 2
    )
