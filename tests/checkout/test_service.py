import asyncio
from datetime import UTC
from decimal import Decimal

import pytest
from sqlalchemy import text

from kiosk.carts import service as carts
from kiosk.checkout.errors import EmptyCart, NotForSale, PriceChanged, TotalTooLarge
from kiosk.checkout.service import place
from kiosk.carts.errors import QuantityTooLarge
from kiosk.customers.errors import InvalidAddress, InvalidName, InvalidPhone
from kiosk.customers.service import get_contact, list_addresses
from kiosk.inventory.errors import OutOfStock
from kiosk.inventory.service import set_on_hand
from kiosk.kernel.database import Database
from kiosk.kernel.idempotency import Remembered, StillRunning, once
from kiosk.kernel.money import Money
from tests.shop import (
    BUYER,
    OTHER,
    add_account,
    command,
    consent,
    on_hand,
    open_shop,
    order,
    sql,
    value,
)

TABLES = ("orders", "order_items", "order_events", "outbox", "procrastinate_jobs")


@pytest.fixture
async def shop(database):
    return await open_shop(database)


async def nothing_written(database, shop, stock=50):
    for table in TABLES:
        assert await value(database, f"SELECT count(*) FROM {table}") == 0, table
    assert await value(database, "SELECT count(*) FROM stock_movements WHERE cause = 'order'") == 0
    assert await on_hand(database, shop.red_m) == stock


async def fill_cart(database, lines, account=BUYER):
    async with database.unit() as unit:
        for variant, quantity in lines.items():
            await carts.add(unit, account, variant, quantity)
        await unit.commit()


async def change(database, statement, **params):
    async with database.unit() as unit:
        await unit.session.execute(text(statement), params)
        await unit.commit()


async def test_an_order_stores_what_was_charged_and_tells_the_house(database, shop, clock):
    placed = await order(database, {shop.red_m: 2, shop.blue_l: 1}, comment="  leave at the\x00 door ")
    assert placed.total == Money(Decimal("61.97"), "USD")
    assert placed.number == 1001
    await change(database, "UPDATE product_variants SET price = 99")
    await change(database, "UPDATE products SET name = 'Renamed'")

    (stored,) = await sql(database, "SELECT * FROM orders")
    assert (stored.id, stored.user_id, stored.status, stored.total_amount, stored.currency) == (
        placed.id,
        BUYER,
        "pending",
        Decimal("61.97"),
        "USD",
    )
    assert (stored.customer_name, stored.customer_phone) == ("Ann Lee", "+12015550123")
    assert stored.comment == "leave at the door"
    assert stored.created_at.astimezone(UTC) == clock.now()
    items = await sql(database, "SELECT * FROM order_items ORDER BY id")
    assert [(i.product_name, i.options, i.quantity, i.price_at_purchase) for i in items] == [
        ("Classic T-Shirt", "Red, M", 2, Decimal("19.99")),
        ("Classic T-Shirt", "Blue, L", 1, Decimal("21.99")),
    ]
    assert items[0].names["ru"] == {"name": "Классическая футболка", "options": "красный, M"}
    (fact,) = await sql(database, "SELECT kind, subject, payload FROM outbox")
    assert tuple(fact) == (
        "order-placed",
        f"order:{placed.id}",
        {"order_id": placed.id, "customer_id": BUYER},
    )
    moves = await sql(
        database, "SELECT delta, cause_id FROM stock_movements WHERE cause = 'order' ORDER BY 1"
    )
    assert [tuple(row) for row in moves] == [(-2, placed.id), (-1, placed.id)]
    assert await on_hand(database, shop.red_m) == 48


async def test_the_cart_is_ordered_and_emptied(database, shop):
    await fill_cart(database, {shop.mug: 2, shop.red_m: 1})
    await fill_cart(database, {shop.mug: 1}, OTHER)
    placed = await order(database, None)
    assert placed.total.amount == Decimal("30.99")
    assert [tuple(row) for row in await sql(database, "SELECT account_id FROM cart_lines")] == [(OTHER,)]
    with pytest.raises(EmptyCart):
        await order(database, None)


async def test_a_refusal_leaves_nothing_even_if_the_caller_commits(database, shop):
    await fill_cart(database, {shop.red_m: 3, shop.mug: 2})
    for refusal, preparation in (
        (OutOfStock, f"UPDATE stock_levels SET on_hand = 1 WHERE variant_id = {shop.mug}"),
        (NotForSale, f"UPDATE products SET is_active = false WHERE id = {shop.mug_product}"),
        (
            NotForSale,
            f"UPDATE products SET is_active = true, deleted_at = now() WHERE id = {shop.mug_product}",
        ),
    ):
        await change(database, preparation)
        async with database.unit() as unit:
            with pytest.raises(refusal):
                await place(unit, command(lines=None))
            await unit.commit()
        await nothing_written(database, shop)
        assert await value(database, "SELECT count(*) FROM cart_lines") == 2


async def test_stock_that_goes_between_the_look_and_the_taking_is_refused_without_a_trace(
    database, shop, monkeypatch
):
    from kiosk.checkout import service

    look = service.variants_for_sale

    async def look_then_lose(session, ids):
        found = await look(session, ids)
        async with database.unit() as other:
            await set_on_hand(other, shop.mug, 1, None)
            await other.commit()
        return found

    monkeypatch.setattr(service, "variants_for_sale", look_then_lose)
    async with database.unit() as unit:
        with pytest.raises(OutOfStock) as refused:
            await place(unit, command(lines={shop.red_m: 1, shop.mug: 2}))
        await unit.commit()
    assert refused.value.available == 1
    await nothing_written(database, shop)


@pytest.mark.sec("E04")
async def test_another_total_than_shown_is_refused_with_the_new_one(database, shop):
    await change(database, "UPDATE product_variants SET price = 25 WHERE id = :id", id=shop.red_m)
    with pytest.raises(PriceChanged) as refused:
        await order(database, {shop.red_m: 2}, expected_total=Decimal("39.98"))
    assert refused.value.params == {"expected": "39.98", "total": "50.00", "currency": "USD"}
    await nothing_written(database, shop)
    placed = await order(database, {shop.red_m: 2}, expected_total=Decimal(50))
    assert placed.total.amount == Decimal(50)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"contact_name": "1"}, InvalidName),
        ({"phone": "12"}, InvalidPhone),
        ({"address": "?"}, InvalidAddress),
        ({"lines": {}}, EmptyCart),
        ({"lines": {999_999: 1}}, NotForSale),
    ],
)
async def test_what_cannot_be_ordered(database, shop, wrong, refusal):
    with pytest.raises(refusal):
        await order(database, **{"lines": {shop.mug: 1}, **wrong})
    await nothing_written(database, shop)


@pytest.mark.sec("E05")
async def test_quantities_and_totals_have_bounds(database, shop):
    with pytest.raises(QuantityTooLarge):
        await order(database, {shop.mug: 1000})
    async with database.unit() as unit:
        await set_on_hand(unit, shop.mug, 999, None)
        await unit.session.execute(
            text("UPDATE product_variants SET price = 9999999999.99 WHERE id = :id"), {"id": shop.mug}
        )
        await unit.commit()
    with pytest.raises(TotalTooLarge):
        await order(database, {shop.mug: 2})
    await nothing_written(database, shop)
    assert (await order(database, {shop.mug: 1})).total.amount == Decimal("9999999999.99")


async def test_a_phone_without_country_code_is_one_of_the_business_country(database, shop):
    await order(database, {shop.mug: 1}, phone="(201) 555-0123")
    assert await value(database, "SELECT customer_phone FROM orders") == "+12015550123"


@pytest.mark.sec("H01")
async def test_details_are_remembered_only_under_consent(database, shop):
    async def kept():
        async with database.read() as session:
            contact = await get_contact(session, BUYER)
            return contact.name, contact.phone, [a.text for a in await list_addresses(session, BUYER)]

    await order(database, {shop.mug: 1})
    assert await kept() == (None, None, [])
    await consent(database)
    await order(database, {shop.mug: 1})
    assert await kept() == ("Ann Lee", "+12015550123", ["123 Main St, Anytown, USA"])


async def test_what_is_cached_becomes_stale(database_url, database, shop):
    import psycopg

    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as listener:
        await listener.execute("LISTEN kiosk_cache")
        await order(database, {shop.red_m: 1})
        await order(database, {shop.mug: 50, shop.red_m: 1})
        heard = [notice.payload async for notice in listener.notifies(timeout=2, stop_after=2)]
    assert heard == [
        f"product:{shop.shirt}",
        " ".join(sorted(["catalog", f"product:{shop.shirt}", f"product:{shop.mug_product}"])),
    ]


@pytest.mark.sec("E01")
@pytest.mark.parametrize("buyers", [2, 64])
async def test_the_last_unit_is_sold_once(database_url, database, shop, buyers):
    async with database.unit() as unit:
        await set_on_hand(unit, shop.mug, 1, None)
        for account in range(1000, 1000 + buyers):
            await add_account(unit, account)
        await unit.commit()
    crowd = Database(database_url, pool=min(buyers, 64))
    try:
        results = await asyncio.gather(
            *(order(crowd, {shop.mug: 1}, account) for account in range(1000, 1000 + buyers)),
            return_exceptions=True,
        )
    finally:
        await crowd.close()
    assert sum(isinstance(each, OutOfStock) for each in results) == buyers - 1
    assert await value(database, "SELECT count(*) FROM orders") == 1
    assert await on_hand(database, shop.mug) == 0


@pytest.mark.sec("E02")
async def test_twenty_confirmations_with_one_key_are_one_order(database_url, database, shop):
    await fill_cart(database, {shop.mug: 2})
    crowd = Database(database_url, pool=20)

    async def confirm():
        async with crowd.unit() as unit:

            async def act():
                placed = await place(unit, command(lines=None))
                return Remembered(201, str(placed.id).encode(), placed.id)

            answer = await once(unit, scope="bot:order", key="k1", request="r", act=act)
            await unit.commit()
            return answer.body

    async def insist():
        while True:
            try:
                return await confirm()
            except StillRunning:
                await asyncio.sleep(0.01)

    try:
        answers = await asyncio.gather(*(insist() for _ in range(20)))
    finally:
        await crowd.close()
    assert len(set(answers)) == 1
    assert await value(database, "SELECT count(*) FROM orders") == 1
    assert await on_hand(database, shop.mug) == 48


async def test_twenty_confirmations_of_one_cart_without_a_key_are_one_order(database, shop):
    await fill_cart(database, {shop.mug: 2})
    results = await asyncio.gather(*(order(database, None) for _ in range(20)), return_exceptions=True)
    assert sum(isinstance(each, EmptyCart) for each in results) == 19
    assert await value(database, "SELECT count(*) FROM orders") == 1


@pytest.mark.sec("E09")
async def test_orders_with_lines_in_any_order_all_succeed(database_url, database, shop):
    import random

    async with database.unit() as unit:
        for variant in shop.variants:
            await set_on_hand(unit, variant, 1000, None)
        await unit.commit()
    crowd = Database(database_url, pool=24)

    async def buy(number):
        lines = random.Random(number).sample(shop.variants, 3)
        return await order(crowd, dict.fromkeys(lines, 1))

    try:
        placed = await asyncio.gather(*(buy(number) for number in range(200)))
    finally:
        await crowd.close()
    assert len({each.number for each in placed}) == 200
    assert [await on_hand(database, each) for each in shop.variants] == [800] * 3
