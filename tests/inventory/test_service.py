import asyncio
import random

import psycopg
import pytest

from kiosk.inventory.errors import LevelNotFound, OutOfStock
from kiosk.inventory.reactions import report_low_stock
from kiosk.inventory.service import give_back, set_low_threshold, set_on_hand, take
from kiosk.kernel.database import Database
from tests.shop import add_product, add_variant, on_hand, open_shop, sql, value


@pytest.fixture
async def shop(database):
    return await open_shop(database, stock=10)


async def test_take_writes_a_movement_for_each_variant_and_says_what_is_left(database, shop):
    async with database.unit() as unit:
        levels = await take(unit, {shop.mug: 10, shop.red_m: 2}, 1)
        await unit.commit()
    assert [(each.variant_id, each.before, each.on_hand, each.flipped) for each in levels] == [
        (shop.red_m, 10, 8, False),
        (shop.mug, 10, 0, True),
    ]
    assert await on_hand(database, shop.mug) == 0
    rows = await sql(
        database, "SELECT variant_id, delta FROM stock_movements WHERE cause = 'order' ORDER BY 1"
    )
    assert [tuple(row) for row in rows] == [(shop.red_m, -2), (shop.mug, -10)]


async def test_take_refuses_all_when_one_variant_lacks_units(database, shop):
    async with database.unit() as unit:
        with pytest.raises(OutOfStock) as refused:
            await take(unit, {shop.red_m: 2, shop.mug: 11}, 1)
        await unit.commit()
    assert refused.value.params == {"variant_id": shop.mug, "requested": 11, "available": 10}
    assert await on_hand(database, shop.red_m) == 10


async def test_take_refuses_a_variant_without_a_level(database, shop):
    async with database.unit() as unit:
        with pytest.raises(OutOfStock) as refused:
            await take(unit, {shop.red_m: 1, 999: 1}, 1)
        await unit.commit()
    assert await on_hand(database, shop.red_m) == 10
    assert refused.value.available == 0


async def test_the_last_unit_goes_to_one_of_64_sessions(database_url, database, shop):
    async with database.unit() as unit:
        await set_on_hand(unit, shop.mug, 1, None)
        await unit.commit()
    crowd = Database(database_url, pool=64)

    async def buy(order_id):
        async with crowd.unit() as unit:
            try:
                await take(unit, {shop.mug: 1}, order_id)
            except OutOfStock:
                return False
            await unit.commit()
            return True

    try:
        won = await asyncio.gather(*(buy(order_id) for order_id in range(1, 65)))
    finally:
        await crowd.close()
    assert won.count(True) == 1
    assert await on_hand(database, shop.mug) == 0


async def test_lines_in_any_order_never_wait_for_each_other_in_a_circle(database_url, database, shop):
    async with database.unit() as unit:
        for variant in shop.variants:
            await set_on_hand(unit, variant, 1000, None)
        await unit.commit()
    crowd = Database(database_url, pool=24)

    async def buy(order_id):
        lines = random.Random(order_id).sample(shop.variants, 3)
        async with crowd.unit() as unit:
            await take(unit, dict.fromkeys(lines, 1), order_id)
            await unit.commit()

    try:
        await asyncio.gather(*(buy(order_id) for order_id in range(1, 301)))
    finally:
        await crowd.close()
    assert [await on_hand(database, variant) for variant in shop.variants] == [700] * 3


async def test_an_order_gives_back_once(database, shop):
    async with database.unit() as unit:
        await take(unit, {shop.mug: 4}, 1)
        await give_back(unit, {shop.mug: 4}, 1)
        await unit.commit()
    assert await on_hand(database, shop.mug) == 10
    async with database.unit() as unit:
        with pytest.raises(psycopg.errors.UniqueViolation):
            await give_back(unit, {shop.mug: 4}, 1)
    assert await on_hand(database, shop.mug) == 10


async def test_counting_the_shelf_records_the_difference(database, shop):
    async with database.unit() as unit:
        level = await set_on_hand(unit, shop.mug, 3, 510)
        same = await set_on_hand(unit, shop.mug, 3, 510)
        await unit.commit()
    assert (level.before, level.on_hand, same.before) == (10, 3, 3)
    rows = await sql(database, "SELECT delta, actor_id FROM stock_movements WHERE cause = 'adjustment'")
    assert [tuple(row) for row in rows] == [(-7, 510)]
    assert await on_hand(database, shop.mug) == 3


async def test_unknown_levels_are_refused(database, shop):
    async with database.unit() as unit:
        with pytest.raises(LevelNotFound):
            await set_on_hand(unit, 999, 1, None)
        with pytest.raises(LevelNotFound):
            await set_low_threshold(unit, 999, 1)


async def test_the_database_refuses_what_services_must_not_do(database_url, shop):
    with psycopg.connect(database_url) as connection:
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("UPDATE stock_levels SET on_hand = -1")
        connection.rollback()
        for statement in ("UPDATE stock_movements SET delta = 1", "DELETE FROM stock_movements"):
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
                connection.execute(statement)
            connection.rollback()


async def told(database):
    async with database.unit() as unit:
        count = await report_low_stock(unit)
        await unit.commit()
    return count


async def test_low_stock_is_told_once_for_each_crossing(database, shop):
    async def leave(units):
        async with database.unit() as unit:
            await set_on_hand(unit, shop.mug, units, None)
            await unit.commit()

    assert await told(database) == 0
    await leave(3)
    assert await told(database) == 1
    assert await told(database) == 0
    await leave(1)
    assert await told(database) == 0
    await leave(4)
    await leave(2)
    assert await told(database) == 1
    facts = await sql(database, "SELECT payload FROM outbox WHERE kind = 'stock-low' ORDER BY id")
    assert [row.payload for row in facts] == [
        {"variant_id": shop.mug, "on_hand": 3, "threshold": 3},
        {"variant_id": shop.mug, "on_hand": 2, "threshold": 3},
    ]


async def test_what_opens_low_has_crossed_nothing(database, shop):
    async with database.unit() as unit:
        variant = await add_variant(unit, await add_product(unit, "new", "New"), "NEW", "1", stock=0)
        await unit.commit()
    assert await told(database) == 0
    assert (
        await value(database, "SELECT count(*) FROM stock_movements WHERE variant_id = :id", id=variant) == 0
    )


async def test_a_cancellation_that_lifts_the_level_ends_the_crossing(database, shop):
    async with database.unit() as unit:
        await take(unit, {shop.mug: 8}, 1)
        await unit.commit()
    assert await told(database) == 1
    async with database.unit() as unit:
        await give_back(unit, {shop.mug: 8}, 1)
        await take(unit, {shop.mug: 9}, 2)
        await unit.commit()
    assert await told(database) == 1
