"""S15: carts, checkouts, cancellations, stock and prices in any order do what a model of thirty lines does."""

import asyncio
import os
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from kiosk.carts import service as carts
from kiosk.carts.errors import LineNotFound, VariantNotForSale
from kiosk.carts.queries import count_items, get_cart
from kiosk.checkout.errors import EmptyCart, NotForSale, PriceChanged
from kiosk.checkout.service import place
from kiosk.doctor.invariants import broken
from kiosk.inventory.errors import OutOfStock
from kiosk.inventory.service import set_on_hand
from kiosk.kernel.clock import FixedClock
from kiosk.kernel.database import Database
from kiosk.kernel.errors import Refusal
from kiosk.orders import rules
from kiosk.orders.errors import AlreadyMoved, IllegalMove, OrderNotFound
from kiosk.orders.service import cancel_own, move
from tests.conftest import NOW
from tests.shop import CLERK, add_account, add_product, add_variant, command, open_shop, value

FULL = os.environ.get("KIOSK_FAULTS") == "whole"
buyers, goods = st.integers(0, 1), st.integers(0, 2)


class Sales(RuleBasedStateMachine):
    """Two buyers and three goods; each rule acts on the house and on the model, and compares the answers."""

    url: str
    examples = 0

    @initialize(stocks=st.lists(st.integers(0, 6), min_size=3, max_size=3))
    def furnish(self, stocks):
        type(self).examples += 1
        self.runner = asyncio.Runner()
        self.database = Database(self.url, pool=2, clock=FixedClock(NOW))

        async def act(unit):
            first = self.examples * 10 + 10_000
            for account in (first, first + 1):
                await add_account(unit, account)
            products = [await add_product(unit, f"g{first}-{n}", f"Good {n}") for n in range(3)]
            variants = [
                await add_variant(unit, product, f"G{first}-{n}", "10.00", stocks[n])
                for n, product in enumerate(products)
            ]
            return [first, first + 1], products, variants

        self.accounts, self.products, self.variants = self.do(act)
        self.stock, self.price, self.shown = list(stocks), [Decimal(10)] * 3, [True] * 3
        self.carts = [{}, {}]
        self.orders = []

    def do(self, act):
        async def run():
            async with self.database.unit() as unit:
                result = await act(unit)
                await unit.commit()
                return result

        return self.runner.run(run())

    def attempt(self, act):
        """The result, or the class of the refusal; the unit is committed either way, as careless callers do."""

        async def run():
            async with self.database.unit() as unit:
                try:
                    result = await act(unit)
                except Refusal as refusal:
                    result = type(refusal)
                await unit.commit()
                return result

        return self.runner.run(run())

    @rule(buyer=buyers, good=goods, quantity=st.integers(1, 4))
    def add(self, buyer, good, quantity):
        wanted = self.carts[buyer].get(good, 0) + quantity
        expected = (
            VariantNotForSale if not self.shown[good] else OutOfStock if wanted > self.stock[good] else wanted
        )
        got = self.attempt(lambda unit: carts.add(unit, self.accounts[buyer], self.variants[good], quantity))
        assert getattr(got, "quantity", got) == expected
        if expected == wanted:

            async def read():
                async with self.database.read() as session:
                    return await count_items(session, self.accounts[buyer])

            assert (got.count, got.total) == self.runner.run(read())
            self.carts[buyer][good] = wanted

    @rule(buyer=buyers, good=goods, quantity=st.integers(0, 5))
    def set_quantity(self, buyer, good, quantity):
        had = self.carts[buyer].get(good)
        got = self.attempt(
            lambda unit: carts.set_quantity(unit, self.accounts[buyer], self.variants[good], quantity)
        )
        if quantity == 0:
            assert got == 0
            self.carts[buyer].pop(good, None)
        elif had is None:
            assert got == LineNotFound
        elif quantity > max(self.stock[good], had):
            assert got == OutOfStock
        else:
            assert got == quantity
            self.carts[buyer][good] = quantity

    @rule(buyer=buyers, stale=st.booleans())
    def check_out(self, buyer, stale):
        lines = self.carts[buyer]
        total = sum((self.price[good] * quantity for good, quantity in lines.items()), Decimal(0))
        expected_total = total + 1 if stale else total
        got = self.attempt(
            lambda unit: place(unit, command(self.accounts[buyer], None, expected_total=expected_total))
        )
        if not lines:
            assert got == EmptyCart
        elif any(not self.shown[good] or quantity > self.stock[good] for good, quantity in lines.items()):
            assert got in {NotForSale, OutOfStock}
        elif stale:
            assert got == PriceChanged
        else:
            assert got.total.amount == total
            self._sold(got, buyer, lines)
            self.carts[buyer] = {}

    @rule(buyer=buyers, quantities=st.dictionaries(goods, st.integers(1, 4), min_size=1))
    def order_at_once(self, buyer, quantities):
        lines = {self.variants[good]: quantity for good, quantity in quantities.items()}
        got = self.attempt(lambda unit: place(unit, command(self.accounts[buyer], lines)))
        if any(not self.shown[good] or quantity > self.stock[good] for good, quantity in quantities.items()):
            assert got in {NotForSale, OutOfStock}
        else:
            self._sold(got, buyer, quantities)

    def _sold(self, placed, buyer, lines):
        for good, quantity in lines.items():
            self.stock[good] -= quantity
        self.orders.append(
            {"id": placed.id, "buyer": buyer, "lines": dict(lines), "status": rules.Status.PENDING}
        )

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), by=buyers)
    def cancel(self, data, by):
        order = data.draw(st.sampled_from(self.orders))
        got = self.attempt(lambda unit: cancel_own(unit, self.accounts[by], order["id"]))
        if order["buyer"] != by:
            assert got == OrderNotFound
        else:
            self._moved(order, rules.Status.CANCELLED, "customer", got)

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), to=st.sampled_from(rules.Status))
    def staff_moves(self, data, to):
        order = data.draw(st.sampled_from(self.orders))
        got = self.attempt(lambda unit: move(unit, order["id"], to, actor_id=CLERK))
        self._moved(order, to, "staff", got)

    def _moved(self, order, to, who, got):
        if order["status"] is to:
            assert got == AlreadyMoved
        elif not rules.can_move(order["status"], to, who):
            assert got == IllegalMove
        else:
            assert got.status is to
            order["status"] = to
            if to is rules.Status.CANCELLED:
                for good, quantity in order["lines"].items():
                    self.stock[good] += quantity

    @rule(good=goods, on_hand=st.integers(0, 8))
    def count_the_shelf(self, good, on_hand):
        self.do(lambda unit: set_on_hand(unit, self.variants[good], on_hand, CLERK))
        self.stock[good] = on_hand

    @rule(good=goods, price=st.decimals(0, 50, places=2))
    def reprice(self, good, price):
        change = text("UPDATE product_variants SET price = :price WHERE id = :id")
        self.do(lambda unit: unit.session.execute(change, {"price": price, "id": self.variants[good]}))
        self.price[good] = price

    @rule(good=goods, shown=st.booleans())
    def show_or_hide(self, good, shown):
        change = text("UPDATE products SET is_active = :shown WHERE id = :id")
        self.do(lambda unit: unit.session.execute(change, {"shown": shown, "id": self.products[good]}))
        self.shown[good] = shown

    @rule()
    def lose_every_connection(self):
        """What is committed stays, and the next unit of work gets a new connection."""

        async def cut():
            await self.database.close()

        self.runner.run(cut())

    @invariant()
    def stock_is_as_modelled(self):
        async def read():
            return [
                await value(self.database, "SELECT on_hand FROM stock_levels WHERE variant_id = :id", id=each)
                for each in self.variants
            ]

        assert self.runner.run(read()) == self.stock

    @invariant()
    def carts_are_as_modelled(self):
        async def read():
            async with self.database.read() as session:
                return [
                    (await get_cart(session, each, "en"), await count_items(session, each))
                    for each in self.accounts
                ]

        for (view, counted), lines in zip(self.runner.run(read()), self.carts, strict=True):
            assert {self.variants.index(line.variant_id): line.quantity for line in view.lines} == lines
            assert counted == (view.count, view.total)
            assert view.ready is (
                bool(lines)
                and all(self.shown[good] and quantity <= self.stock[good] for good, quantity in lines.items())
            )

    def teardown(self):
        if not hasattr(self, "runner"):
            return

        async def examine():
            async with self.database.read() as session:
                violations = await broken(session, now=NOW)
            await self.database.close()
            return [each for each in violations if each.invariant not in {"I9c"}]

        violations = self.runner.run(examine())
        self.runner.close()
        assert violations == []


def test_sales_follow_their_model(database_url):
    async def prepare():
        database = Database(database_url, pool=2, clock=FixedClock(NOW))
        await open_shop(database)
        await database.close()

    asyncio.run(prepare())

    class ThisShop(Sales):
        url = database_url

    run_state_machine_as_test(
        ThisShop,
        settings=settings(
            max_examples=300 if FULL else 10,
            stateful_step_count=50 if FULL else 25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
