"""The owner orders from their own shop, to see what happens then."""

import asyncio

from sqlalchemy import text

from tests.shop import add_product, add_variant, on_hand, sql, value

ORDER = "/api/v1/admin/getting-started/test-order"
PROGRESS = "/api/v1/admin/getting-started/"


async def shelve(database, stock, price="250.00", slug="rose"):
    async with database.unit() as unit:
        product = await add_product(unit, slug, "Троянда")
        variant = await add_variant(unit, product, slug.upper(), price, stock)
        await unit.commit()
    return variant


async def test_an_order_is_placed_as_buyers_place_theirs(owner, founded, database):
    dear, cheap = await shelve(database, 5), await shelve(database, 2, "90.00", "tulip")
    answer = await owner.post(ORDER, headers={"Accept-Language": "uk"})
    assert answer.status_code == 201
    placed = answer.json()

    assert (await on_hand(database, dear), await on_hand(database, cheap)) == (5, 1)
    row = (await sql(database, "SELECT * FROM orders"))[0]
    assert (row.id, row.number, row.channel) == (placed["id"], placed["number"], "panel")
    assert row.comment.startswith("Пробне замовлення")
    assert row.customer_phone.startswith("+380")
    assert await value(database, "SELECT count(*) FROM outbox WHERE kind = 'order-placed'") == 1
    # What was made up isn't kept for the owner's next order.
    assert await value(database, "SELECT count(*) FROM addresses") == 0
    progress = (await owner.get(PROGRESS)).json()
    assert progress["test_order"]["id"] == placed["id"]
    assert progress["test_order"]["status"] == "pending"


async def test_cancelled_it_leaves_no_trace_on_the_shelf(owner, founded, database):
    variant = await shelve(database, 1)
    placed = (await owner.post(ORDER)).json()
    again = await owner.post(ORDER)
    assert (again.status_code, again.json()["code"]) == (409, "starting.test-order-open")

    version = (await owner.get(PROGRESS)).json()["test_order"]["version"]
    moved = await owner.patch(
        f"/api/v1/admin/orders/{placed['id']}", json={"status": "cancelled", "version": version}
    )
    assert moved.status_code == 200, moved.text
    assert await on_hand(database, variant) == 1
    assert (await owner.get(PROGRESS)).json()["test_order"]["status"] == "cancelled"
    assert (await owner.post(ORDER)).status_code == 201  # once more


async def test_what_isn_t_there_isn_t_sold(owner, founded, database):
    assert (await owner.post(ORDER)).json()["code"] == "starting.nothing-in-stock"
    await shelve(database, 0)
    hidden = await shelve(database, 3, slug="hidden")
    async with database.unit() as unit:
        await unit.session.execute(text("UPDATE products SET is_active = false WHERE slug = 'hidden'"))
        await unit.commit()
    answer = await owner.post(ORDER)
    assert (answer.status_code, answer.json()["code"]) == (409, "starting.nothing-in-stock")
    assert await on_hand(database, hidden) == 3
    assert await value(database, "SELECT count(*) FROM orders") == 0


async def test_pressed_twice_at_once_it_is_one_order(owner, founded, database):
    variant = await shelve(database, 5)
    await owner.post("/api/v1/admin/getting-started/finish")  # the row is there: nothing else to queue at
    answers = await asyncio.gather(*(owner.post(ORDER) for _ in range(4)))
    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409]
    assert await on_hand(database, variant) == 4

    key = {"Idempotency-Key": "t-1"}
    assert (await owner.post(ORDER, headers=key)).status_code == 409


async def test_who_only_sells_sends_no_tests(manager, founded):
    assert (await manager.post(ORDER)).status_code == 403
