"""Each law is broken on purpose once, to see that the doctor would."""

from datetime import timedelta
from decimal import Decimal

import psycopg
import pytest

from kiosk.doctor.invariants import INVARIANTS, SHOWN, broken
from kiosk.facts import OrderPlaced
from kiosk.kernel import outbox
from kiosk.kernel.idempotency import Remembered, once
from kiosk.orders.rules import Status
from kiosk.orders.service import move, note_payment
from kiosk.payments.rules import Method
from tests.shop import BUYER, CLERK, consent, move_to, open_shop, order, sql, value


@pytest.fixture
async def shop(database):
    return await open_shop(database)


@pytest.fixture
def reaction(monkeypatch):
    """One reaction to orders, and no other."""

    async def hear(unit, runtime, fact):
        pass

    monkeypatch.setattr(
        outbox,
        "_reactions",
        {"order-placed": {"test.hear": hear}, "order-status-changed": {}, "payment-noted": {}},
    )


@pytest.fixture
async def sold(database, shop, reaction):
    await consent(database)
    first = await order(database, {shop.red_m: 2, shop.mug: 1})
    second = await order(database, {shop.mug: 3})
    await move_to(database, first.id, "processing", "shipped")
    await move_to(database, second.id, "cancelled")
    return first


@pytest.fixture
def examine(database, clock):
    async def see(later=timedelta(0)):
        async with database.read() as session:
            return [(each.invariant, each.detail) for each in await broken(session, now=clock.now() + later)]

    return see


@pytest.fixture
def damage(database_url):
    """Changes rows past every constraint and trigger."""

    def act(*statements):
        with psycopg.connect(database_url) as connection:
            connection.execute("SET session_replication_role = replica")
            for statement in statements:
                connection.execute(statement)

    return act


async def test_an_empty_and_a_sound_shop_break_nothing(database, examine):
    assert await examine() == []
    shop = await open_shop(database)
    placed = await order(database, {shop.mug: 1})
    async with database.unit() as unit:
        await move(unit, placed.id, Status.CANCELLED, actor_id=CLERK)
        await unit.commit()
    assert await examine() == []


async def test_sound_sales_break_nothing(sold, examine):
    assert await examine() == []


async def test_i1_negative_stock(sold, examine, damage, shop):
    damage(
        "ALTER TABLE stock_levels DROP CONSTRAINT ck_stock_levels_not_negative",
        f"UPDATE stock_levels SET on_hand = -1 WHERE variant_id = {shop.mug}",
        "INSERT INTO stock_movements (variant_id, delta, cause, cause_id, moved_at)"
        f" VALUES ({shop.mug}, -50, 'adjustment', 1, now())",
    )
    assert await examine() == [("I1", f"variant {shop.mug} has -1 units")]


async def test_i2_stock_without_movements(sold, examine, damage, shop):
    damage(f"UPDATE stock_levels SET on_hand = 99 WHERE variant_id = {shop.mug}")
    assert await examine() == [("I2", f"variant {shop.mug} has 99 units, its movements add up to 49")]


async def test_i2_a_lost_level(sold, examine, damage, shop):
    damage(f"DELETE FROM stock_levels WHERE variant_id = {shop.mug}")
    assert await examine() == [("I2", f"variant {shop.mug} has 0 units, its movements add up to 49")]


async def test_i3_a_sale_that_took_nothing(sold, examine, damage, shop):
    damage(
        f"UPDATE stock_levels SET on_hand = on_hand + 1 WHERE variant_id = {shop.mug}",
        f"DELETE FROM stock_movements WHERE cause = 'order' AND cause_id = {sold.id} AND variant_id = {shop.mug}",
    )
    assert await examine() == [
        ("I3", f"order {sold.id} (shipped), variant {shop.mug}: sold 1, taken 0, given back 0")
    ]


async def test_i3_a_return_without_a_cancellation(sold, examine, damage, shop):
    damage(
        f"UPDATE stock_levels SET on_hand = on_hand + 1 WHERE variant_id = {shop.mug}",
        "INSERT INTO stock_movements (variant_id, delta, cause, cause_id, moved_at)"
        f" VALUES ({shop.mug}, 1, 'cancellation', {sold.id}, now())",
    )
    assert [each[0] for each in await examine()] == ["I3"]


async def test_i3_a_movement_of_no_order(sold, examine, damage, shop):
    damage(
        f"UPDATE stock_levels SET on_hand = on_hand - 1 WHERE variant_id = {shop.mug}",
        "INSERT INTO stock_movements (variant_id, delta, cause, cause_id, moved_at)"
        f" VALUES ({shop.mug}, -1, 'order', 777, now())",
    )
    assert [each[0] for each in await examine()] == ["I3"]


async def test_i4_another_total(sold, examine, damage):
    damage(f"UPDATE orders SET total_amount = 1 WHERE id = {sold.id}")
    assert await examine() == [("I4", f"order {sold.id}: total 1.00, lines 45.48")]


async def test_i4_no_lines(sold, examine, damage):
    damage(f"DELETE FROM order_items WHERE order_id = {sold.id}")
    assert ("I4", f"order {sold.id}: total 45.48, lines none") in await examine()


async def test_i5_a_key_without_its_order(database, sold, examine):
    async with database.unit() as unit:

        async def act():
            return Remembered(201, b"{}", 999)

        await once(unit, scope="order:key:1", key="a", request="r", act=act)
        await unit.commit()
    assert await examine() == [("I5", "a key of order:key:1 leads to order 999, which does not exist")]


async def test_i5_two_keys_for_one_order(sold, examine, damage):
    for key in "ab":
        damage(
            "INSERT INTO idempotency_keys (scope, key, request, status, body, resource_id, created_at)"
            f" VALUES ('order:key:1', '{key}', 'r', 201, '', {sold.id}, now())"
        )
    assert await examine() == [("I5", f"order {sold.id} has 2 keys")]


async def test_i9_a_change_without_its_fact(sold, examine, damage):
    damage("DELETE FROM outbox WHERE payload ->> 'new_status' = 'shipped'")
    (only,) = await examine()
    assert only[0] == "I9a"
    assert f"order {sold.id}: change" in only[1]
    assert "to shipped has no fact" in only[1]


async def test_i9_an_order_without_its_fact(database, sold, examine, damage):
    damage(f"DELETE FROM outbox WHERE kind = 'order-placed' AND (payload ->> 'order_id')::int = {sold.id}")
    assert [each[0] for each in await examine()] == ["I9a"]


async def test_i9_a_status_without_history(sold, examine, damage):
    damage(f"UPDATE orders SET status = 'delivered' WHERE id = {sold.id}")
    assert await examine() == [("I9a", f"order {sold.id} is delivered, its history ends with shipped")]


async def test_i9_a_fact_without_its_order(database, sold, examine):
    async with database.unit() as unit:
        unit.publish(OrderPlaced(order_id=999, customer_id=BUYER))
        await unit.commit()
    (only,) = await examine()
    assert (only[0], "is about order:999, which does not exist" in only[1]) == ("I9a", True)


async def test_i9_a_fact_that_nobody_will_hear(database, sold, examine, damage):
    damage("DELETE FROM procrastinate_jobs")
    facts = [
        row.id for row in await sql(database, "SELECT id FROM outbox WHERE kind = 'order-placed' ORDER BY id")
    ]
    assert await examine() == [
        ("I9b", f"fact {each} (order-placed): test.hear has neither heard it nor will") for each in facts
    ]
    damage(*(f"INSERT INTO outbox_receipts VALUES ({each}, 'test.hear', now())" for each in facts))
    assert await examine() == []


async def test_i9_a_delivery_that_was_given_up(sold, examine, damage):
    damage("UPDATE procrastinate_jobs SET status = 'failed'")
    assert sorted({each[0] for each in await examine()}) == ["I9b", "J1"]


async def test_i9_a_fact_that_waits_for_long(sold, examine):
    assert await examine(timedelta(seconds=59)) == []
    assert {each[0] for each in await examine(timedelta(seconds=61))} == {"I9c"}


async def test_i10_an_update_that_waits_for_long(shop, examine, damage, clock):
    damage(
        "INSERT INTO inbox (source, external_id, subject, body, received_at)"
        f" VALUES ('telegram:1', 1, 501, '{{}}', '{clock.now().isoformat()}')"
    )
    assert await examine() == []
    (only,) = await examine(timedelta(seconds=61))
    assert (only[0], only[1].startswith("1 waiting rows from telegram:1")) == ("I10", True)


async def test_i15_data_kept_without_consent(database, sold, examine, damage):
    assert await value(database, "SELECT count(*) FROM customers") == 1
    damage("DELETE FROM consent_events")
    assert sorted(await examine()) == [
        ("I15", f"account {BUYER}: a contact is kept without a consent"),
        ("I15", f"account {BUYER}: a delivery address is kept without a consent"),
    ]


async def test_a_long_list_is_cut(sold, examine, damage):
    damage(
        *(
            "INSERT INTO idempotency_keys (scope, key, request, status, body, resource_id, created_at)"
            f" VALUES ('order:key:1', 'k{n}', 'r', 201, '', {1000 + n}, now())"
            for n in range(SHOWN + 5)
        )
    )
    found = await examine()
    assert len(found) == SHOWN + 1
    assert found[-1] == ("I5", "and 5 more")


async def test_i7_paid_without_a_payment(sold, database, examine, damage):
    async with database.unit() as unit:
        await note_payment(unit, sold.id, Method.CASH, amount=Decimal(5), actor_id=CLERK)
        await unit.commit()
    assert await examine() == []
    damage("UPDATE orders SET paid_amount = 6 WHERE paid_amount = 5")
    assert await examine() == [("I7", f"order {sold.id}: paid 6.00, payments 5.00")]


def test_every_law_has_been_broken_here():
    import pathlib

    source = pathlib.Path(__file__).read_text()
    for each in INVARIANTS:
        assert f'"{each.id}"' in source, each.id
