"""C15: how much of a shop's stock one customer can hold by ordering without end."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from kiosk.business.models import BusinessRow
from kiosk.checkout.errors import TooManyToday, TooManyWaiting
from tests.shop import BUYER, OTHER, move_to, on_hand, order, sql, value

pytestmark = pytest.mark.sec("C15")


async def cancel_all(database):
    for row in await sql(database, "SELECT id FROM orders WHERE status = 'pending'"):
        await move_to(database, row.id, "cancelled")


async def allow(database, *, waiting=5, daily=20):
    async with database.unit() as unit:
        await unit.session.execute(
            update(BusinessRow).values(most_waiting_orders=waiting, most_daily_orders=daily)
        )
        await unit.commit()


async def test_c15_five_orders_wait_for_the_shop_and_no_more(database, shop):
    columns = BusinessRow.__table__.columns
    defaults = [columns[f"most_{name}_orders"].server_default.arg for name in ("waiting", "daily")]
    assert defaults == ["5", "20"]
    await allow(database)
    for _ in range(5):
        await order(database, {shop.mug: 1})
    with pytest.raises(TooManyWaiting) as refused:
        await order(database, {shop.mug: 1})
    assert refused.value.params == {"limit": 5}
    assert await on_hand(database, shop.mug) == 45
    await order(database, {shop.mug: 1}, OTHER)


@pytest.mark.parametrize("status", ["confirmed", "cancelled"])
async def test_c15_who_got_an_answer_may_go_on(database, shop, status):
    await allow(database, waiting=1)
    first = await order(database, {shop.mug: 1})
    with pytest.raises(TooManyWaiting):
        await order(database, {shop.mug: 1})
    await move_to(database, first.id, status)
    await order(database, {shop.mug: 1})


async def test_c15_ordering_and_cancelling_ends_after_so_many_a_day(database, shop, clock):
    await allow(database, daily=3)
    for _ in range(3):
        await order(database, {shop.mug: 1})
        await cancel_all(database)
    with pytest.raises(TooManyToday):
        await order(database, {shop.mug: 1})
    clock.advance(timedelta(days=1))
    await order(database, {shop.mug: 1})


async def test_c15_twenty_orders_at_once_are_counted_one_by_one(database, shop):
    await allow(database)
    outcomes = await asyncio.gather(
        *(order(database, {shop.mug: 1}) for _ in range(20)), return_exceptions=True
    )
    assert sum(isinstance(each, TooManyWaiting) for each in outcomes) == 15
    assert await value(database, "SELECT count(*) FROM orders WHERE user_id = :id", id=BUYER) == 5


async def test_c15_the_api_says_why_in_the_buyers_language(database, client, buyer, shop):
    await allow(database, waiting=1)
    wanted = {
        "user_details": {"full_name": "Ann Lee", "phone_number": "+12015550123"},
        "shipping_address": "123 Main St",
        "items": [{"variant_id": shop.mug, "quantity": 1}],
    }
    assert (await client.post("/api/v1/orders/", json=wanted, headers=buyer)).status_code == 201
    refused = await client.post("/api/v1/orders/", json=wanted, headers=buyer | {"Accept-Language": "uk"})
    assert (refused.status_code, refused.json()["code"]) == (409, "checkout.too-many-waiting")
    assert refused.json()["params"] == {"limit": 1}
    assert "не більше 1" in refused.json()["title"]
