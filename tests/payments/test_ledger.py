"""The ledger against the orders, after histories that nobody planned and from several hands at once."""

import asyncio
import contextlib
import random
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from kiosk.doctor.invariants import broken
from kiosk.kernel.errors import Invalid, Refusal
from kiosk.orders import service
from kiosk.orders.errors import OrderNotFound
from kiosk.orders.filters import OrderFilter
from kiosk.orders.listing import _COUNT, _UNPAID, count_for_staff
from kiosk.orders.rules import Status
from kiosk.payments.errors import (
    CannotTakeBack,
    MoreThanDue,
    MoreThanTaken,
    NothingDue,
    NothingToReturn,
    PaymentNotFound,
)
from kiosk.payments.rules import Method
from tests.shop import BUYER, CLERK, OTHER, move_to, order, sql, value

STEPS = 40


@pytest.fixture
async def placed(database, shop):
    return await order(database, {shop.red_m: 2})  # 39.98


async def do(database, act, *args, **params):
    async with database.unit() as unit:
        made = await act(unit, *args, actor_id=CLERK, **params)
        await unit.commit()
    return made


async def pay(database, order_id, amount=None, method=Method.CASH):
    return await do(database, service.note_payment, order_id, method, amount=amount and Decimal(amount))


async def give_back(database, order_id, amount=None):
    return await do(database, service.note_return, order_id, Method.CASH, amount=amount and Decimal(amount))


async def take_back(database, order_id, payment_id):
    return await do(database, service.take_payment_back, order_id, payment_id)


async def paid(database, order_id):
    return str(await value(database, "SELECT paid_amount FROM orders WHERE id = :id", id=order_id))


async def violations(database, clock):
    async with database.read() as session:
        return [each for each in await broken(session, now=clock.now()) if each.invariant == "I7"]


async def test_in_parts_and_no_more_than_is_due(database, placed, clock):
    first = await pay(database, placed.id, "10.50", Method.CARD)
    with pytest.raises(MoreThanDue) as refused:
        await pay(database, placed.id, "29.49")
    assert refused.value.params == {"due": Decimal("29.48"), "currency": "USD"}
    assert await paid(database, placed.id) == "10.50"
    await pay(database, placed.id)
    assert await paid(database, placed.id) == "39.98"
    with pytest.raises(NothingDue):
        await pay(database, placed.id, "0.01")
    rows = await sql(database, "SELECT id, amount, method, actor_id, undoes FROM payments ORDER BY id")
    assert [(str(row.amount), row.method, row.actor_id, row.undoes) for row in rows] == [
        ("10.50", "card", CLERK, None),
        ("29.48", "cash", CLERK, None),
    ]
    assert rows[0].id == first and await violations(database, clock) == []


async def test_a_slip_is_taken_back_once(database, placed, shop):
    slip = await pay(database, placed.id, "39.98", Method.TRANSFER)
    undoing = await take_back(database, placed.id, slip)
    assert await paid(database, placed.id) == "0.00"
    row = (await sql(database, "SELECT amount, method, undoes FROM payments WHERE id = :id", id=undoing))[0]
    assert (str(row.amount), row.method, row.undoes) == ("-39.98", "transfer", slip)
    another = await order(database, {shop.mug: 1})
    for order_id, payment_id, refusal in (
        (placed.id, slip, CannotTakeBack),
        (placed.id, undoing, CannotTakeBack),
        (placed.id, 999, PaymentNotFound),
        (another.id, slip, PaymentNotFound),
        (999, slip, OrderNotFound),
    ):
        with pytest.raises(refusal):
            await take_back(database, order_id, payment_id)
    assert await paid(database, placed.id) == "0.00"


async def test_a_cancelled_order_owes_nothing_and_is_owed_what_was_paid(database, placed):
    with pytest.raises(NothingToReturn):
        await give_back(database, placed.id)
    await pay(database, placed.id, "20")
    with pytest.raises(NothingToReturn):  # it stands
        await give_back(database, placed.id)
    await move_to(database, placed.id, "cancelled")
    with pytest.raises(NothingDue):
        await pay(database, placed.id)
    with pytest.raises(MoreThanTaken) as refused:
        await give_back(database, placed.id, "20.01")
    assert refused.value.params == {"to_return": Decimal("20.00"), "currency": "USD"}
    await give_back(database, placed.id, "5")
    rest = await give_back(database, placed.id)
    assert str(await value(database, "SELECT amount FROM payments WHERE id = :id", id=rest)) == "-15.00"
    with pytest.raises(NothingToReturn):
        await give_back(database, placed.id)


async def test_what_others_build_on_stays(database, placed):
    """A payment whose money was given back; a return, once the order is paid again."""
    first = await pay(database, placed.id)
    async with database.unit() as unit:
        moved = await service.move(unit, placed.id, Status.CANCELLED, actor_id=CLERK, undoable=True)
        await unit.commit()
    returned = await give_back(database, placed.id)
    with pytest.raises(CannotTakeBack):
        await take_back(database, placed.id, first)
    async with database.unit() as unit:  # noting money is no move: the cancellation may still be taken back
        await service.undo(unit, placed.id, version=moved.version, actor_id=CLERK)
        await unit.commit()
    await pay(database, placed.id)
    with pytest.raises(CannotTakeBack):
        await take_back(database, placed.id, returned)
    assert await paid(database, placed.id) == "39.98"


async def test_refusals(database, placed):
    with pytest.raises(OrderNotFound):
        await pay(database, 999)
    await sql(database, "UPDATE orders SET currency = 'JPY', total_amount = 40")
    with pytest.raises(Invalid):
        await pay(database, placed.id, "1.50")
    await pay(database, placed.id, "1")


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE orders SET paid_amount = -0.01",
        "INSERT INTO payments (order_id, amount, method, happened_at) SELECT id, 0, 'cash', now() FROM orders",
        "INSERT INTO payments (order_id, amount, method, happened_at) SELECT id, 1, 'shells', now() FROM orders",
        "DELETE FROM orders",
    ],
)
async def test_what_the_tables_refuse(database, placed, wrong):
    await pay(database, placed.id, "1")
    with pytest.raises(IntegrityError):
        await sql(database, wrong)


@pytest.mark.parametrize("round_", range(5))
async def test_the_same_money_is_noted_once(database, placed, clock, round_):
    results = await asyncio.gather(*(pay(database, placed.id) for _ in range(6)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in results) == ["NothingDue"] * 5 + ["int"]
    assert await paid(database, placed.id) == "39.98"
    assert await violations(database, clock) == []


async def test_a_payment_and_a_cancellation_at_once(database, shop, clock):
    for _ in range(6):
        one = await order(database, {shop.mug: 1})
        await asyncio.gather(
            pay(database, one.id), move_to(database, one.id, "cancelled"), return_exceptions=True
        )
        row = (await sql(database, "SELECT status, paid_amount FROM orders WHERE id = :id", id=one.id))[0]
        assert row.status == "cancelled" and str(row.paid_amount) in {"0.00", "5.50"}
    assert await violations(database, clock) == []


class Life:
    """Random deeds of several hands on two orders."""

    def __init__(self, seed, database, orders):
        self.luck, self.database, self.orders = random.Random(seed), database, orders

    async def live(self):
        for _ in range(STEPS):
            hands = self.luck.choice((1, 1, 2, 4))
            await asyncio.gather(*(self.act() for _ in range(hands)))

    async def act(self):
        order_id = self.luck.choice(self.orders)
        deed = self.luck.choice((self.pay, self.pay, self.pay, self.give_back, self.take_back, self.move))
        with contextlib.suppress(Refusal):
            await deed(order_id)

    def amount(self):
        return self.luck.choice((None, None, "0.01", "7.77", "39.98", "60"))

    async def pay(self, order_id):
        await pay(self.database, order_id, self.amount(), self.luck.choice(list(Method)))

    async def give_back(self, order_id):
        await give_back(self.database, order_id, self.amount())

    async def take_back(self, order_id):
        known = await sql(self.database, "SELECT id FROM payments")
        if known:
            await take_back(self.database, order_id, self.luck.choice(known).id)

    async def move(self, order_id):
        async with self.database.unit() as unit:
            to = self.luck.choice(list(Status))
            moved = await service.move(unit, order_id, to, actor_id=CLERK, undoable=True)
            await unit.commit()
        if self.luck.random() < 0.6:  # else nothing would stand for long
            async with self.database.unit() as unit:
                await service.undo(unit, order_id, version=moved.version, actor_id=CLERK)
                await unit.commit()


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happens_the_sum_is_that_of_the_entries(database, shop, clock, seed):
    orders = [(await order(database, {shop.red_m: 2}, buyer)).id for buyer in (BUYER, OTHER)]
    await Life(seed, database, orders).live()
    rows = await sql(
        database,
        "SELECT o.total_amount, o.paid_amount, COALESCE(sum(p.amount), 0) AS entries FROM orders o"
        " LEFT JOIN payments p ON p.order_id = o.id GROUP BY o.id",
    )
    for row in rows:
        assert row.paid_amount == row.entries
        assert 0 <= row.paid_amount <= row.total_amount
    assert await violations(database, clock) == []
    twice = "SELECT count(*) FROM payments p JOIN payments u ON u.undoes = p.id WHERE p.undoes IS NOT NULL"
    assert await value(database, twice) == 0
    assert await value(database, "SELECT count(*) FROM payments") > 5


async def test_unpaid_is_found_by_an_index(database, shop, clock):
    """Among twenty thousand orders that are paid, or older than the ledger."""
    await order(database, {shop.mug: 1})
    await sql(
        database,
        "INSERT INTO orders (user_id, status, total_amount, paid_amount, currency, shipping_address, customer_name,"
        " customer_phone, locale, channel, created_at, updated_at)"
        " SELECT 501, 'delivered', 10, CASE WHEN n % 2 = 0 THEN 10 ELSE 0 END, 'USD', 'A', 'B', '+1', 'en', 'bot', at, at"
        " FROM generate_series(1, 20000) AS n,"
        " LATERAL (SELECT CAST(:at AS timestamptz) + CASE WHEN n % 2 = 0 THEN n ELSE -n END * interval '1 second' AS at) t",
        at=clock.now() - timedelta(seconds=0.5),
    )
    await sql(database, "ANALYZE orders")
    async with database.unit() as unit:
        assert await count_for_staff(unit.session, OrderFilter(status=[], unpaid=True), now=clock.now()) == 1
    plan = await sql(database, "EXPLAIN (ANALYZE) " + _COUNT.format(where=f" WHERE {_UNPAID}"))
    words = "\n".join(row[0] for row in plan)
    assert "ix_orders_unpaid" in words and "Seq Scan on orders" not in words, words
