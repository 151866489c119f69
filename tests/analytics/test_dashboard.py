from datetime import timedelta

import pytest

from kiosk.analytics import service
from tests.shop import BUYER, CLERK, OTHER, move_to, order, sql, token, value

DASHBOARD, LOW = "/api/v1/admin/dashboard", "/api/v1/admin/low-stock/"


@pytest.fixture
def late_clerk(database, settings):
    """The clerk signs in now, whatever the clock says."""

    async def sign_in():
        return await token(database, settings, CLERK)

    return sign_in


async def dashboard(client, clerk, **params):
    answer = await client.get(DASHBOARD, headers={**clerk, "Accept-Language": "ru"}, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_day_and_the_day_before(client, database, clock, shop, late_clerk, run_jobs):
    await order(database, {shop.mug: 3})  # 16.50
    clock.advance(timedelta(days=1))
    await order(database, {shop.red_m: 2, shop.mug: 1})  # 45.48
    await order(database, {shop.red_m: 1}, OTHER)  # 19.99
    lost = await order(database, {shop.blue_l: 1}, OTHER)
    await move_to(database, lost.id, "cancelled")
    await run_jobs()
    clerk = await late_clerk()
    shown = await dashboard(client, clerk, **{"from": "2026-11-22", "to": "2026-11-22"})
    assert shown["now"] == {
        "orders": 2,
        "placed": 3,
        "cancelled": 1,
        "sales": "65.47",
        "average_basket": "32.74",
        "items": 4,
    }
    assert (shown["before"]["sales"], shown["before"]["orders"]) == ("16.50", 1)
    assert (shown["before_from"], shown["before_to"]) == ("2026-11-21", "2026-11-21")
    assert shown["days"] == [{"day": "2026-11-22", "orders": 2, "sales": "65.47"}]
    assert shown["days_before"] == [{"day": "2026-11-21", "orders": 1, "sales": "16.50"}]
    assert shown["top_products"] == [
        {"product_id": shop.shirt, "name": "Классическая футболка", "quantity": 3, "sales": "59.97"},
        {"product_id": shop.mug_product, "name": "Кружка", "quantity": 1, "sales": "5.50"},
    ]
    assert (shown["currency"], shown["time_zone"]) == ("USD", "Europe/Kyiv")


async def test_the_last_week_is_shown_if_nothing_is_said(client, database, shop, clerk, run_jobs):
    await order(database, {shop.mug: 1})
    before_any_figures = await dashboard(client, clerk)  # asked of the orders themselves
    await run_jobs()
    shown = await dashboard(client, clerk)
    assert shown == before_any_figures
    assert (shown["from"], shown["to"], len(shown["days"])) == ("2026-11-15", "2026-11-21", 7)
    assert [day["orders"] for day in shown["days"]] == [0] * 6 + [1]


async def test_days_are_the_businesss(client, database, clock, shop, late_clerk, run_jobs):
    clock.advance(timedelta(hours=13, minutes=30))  # 22:30 UTC, half past midnight in Kyiv
    clerk = await late_clerk()
    await order(database, {shop.mug: 1})
    await run_jobs()
    shown = await dashboard(client, clerk)
    assert (shown["to"], shown["days"][-1]["orders"]) == ("2026-11-22", 1)
    async with database.unit() as unit:
        from sqlalchemy import text

        await unit.session.execute(text("UPDATE business SET time_zone = 'UTC'"))
        await unit.commit()
    for _ in range(2):  # of the orders first, then of the figures that were cut anew
        shown = await dashboard(client, clerk)
        assert (shown["to"], shown["days"][-1]["orders"]) == ("2026-11-21", 1)
        async with database.unit() as unit:
            await service.repair(unit)
            await unit.commit()
    assert await value(database, "SELECT time_zone FROM sales_calendar") == "UTC"
    assert [row.day.isoformat() for row in await sql(database, "SELECT day FROM sales_days")] == [
        "2026-11-21"
    ]


async def test_what_needs_doing(client, database, clock, shop, late_clerk, run_jobs):
    first = await order(database, {shop.mug: 1})
    clock.advance(timedelta(hours=25))
    clerk = await late_clerk()
    second = await order(database, {shop.red_m: 1})
    await move_to(database, second.id, "processing")
    for kind, error in (("buyer-status", "blocked by the user"), ("buyer-status", None)):
        await sql(
            database,
            "INSERT INTO notices (bot_id, chat_id, key, kind, params, state, error, created_at) VALUES"
            " (1, 501, CAST(:key AS text), :kind, jsonb_build_object('order', CAST(:id AS bigint)), 'undeliverable',"
            " :error, :at)",
            key=f"k{error}",
            kind=kind,
            id=second.id,
            error=error,
            at=clock.now(),
        )
    await sql(database, "UPDATE stock_levels SET on_hand = 2 WHERE variant_id = :id", id=shop.blue_l)
    await run_jobs()
    todo = {each["kind"]: each for each in (await dashboard(client, clerk))["todo"]}
    assert {kind: each["count"] for kind, each in todo.items()} == {
        "new-orders": 1,
        "unpaid-orders": 2,
        "late-orders": 1,
        "failed-deliveries": 1,
        "low-stock": 1,
    }
    opened = {}
    for kind in ("new-orders", "unpaid-orders", "late-orders", "failed-deliveries"):
        page = await client.get(todo[kind]["list"], headers=clerk, params=todo[kind]["query"])
        opened[kind] = [each["id"] for each in page.json()["items"]]
    assert opened == {
        "new-orders": [first.id],
        "unpaid-orders": [second.id, first.id],
        "late-orders": [first.id],
        "failed-deliveries": [second.id],
    }
    low = (await client.get(todo["low-stock"]["list"], headers=clerk)).json()
    assert [(each["sku"], each["days_left"], each["options"]) for each in low["items"]] == [
        ("TS-BLUE-L", None, "Blue, L")
    ]
    await sql(database, "UPDATE business SET payments_since = NULL")
    kinds = [each["kind"] for each in (await dashboard(client, clerk))["todo"]]
    assert kinds == ["new-orders", "late-orders", "failed-deliveries", "low-stock"]


async def test_low_is_also_what_will_be_gone_within_a_week(client, database, shop, clerk, run_jobs):
    await order(database, {shop.mug: 28})  # 4 a day over a week; 22 are left
    await run_jobs()
    low = (await client.get(LOW, headers=clerk)).json()
    assert low["items"] == [
        {
            "variant_id": shop.mug,
            "product_id": shop.mug_product,
            "product_name": "Mug",
            "options": "",
            "sku": "MUG",
            "on_hand": 22,
            "low_threshold": 3,
            "sold_per_day": "4.00",
            "days_left": 5,
        }
    ]


async def test_refusals(client, shop, clerk, buyer, service):
    for path in (DASHBOARD, LOW):
        assert (await client.get(path)).status_code == 401
        for stranger in (buyer, service):
            assert (await client.get(path, headers=stranger)).status_code == 403
    for wrong in (
        {"from": "2026-11-22", "to": "2026-11-21"},
        {"from": "2020-01-01", "to": "2026-11-21"},
        {"from": "yesterday"},
        {"since": "2026-11-21"},
    ):
        assert (await client.get(DASHBOARD, headers=clerk, params=wrong)).status_code == 422, wrong


async def test_cards_follow_the_orders(client, database, shop, clerk, run_jobs):
    first = await order(database, {shop.mug: 2})
    await order(database, {shop.red_m: 1})
    await run_jobs()
    card = (await sql(database, "SELECT * FROM customer_cards WHERE account_id = :id", id=BUYER))[0]
    assert (card.order_count, str(card.total_spent)) == (2, "30.99")
    await move_to(database, first.id, "cancelled")
    await run_jobs()
    card = (await sql(database, "SELECT * FROM customer_cards WHERE account_id = :id", id=BUYER))[0]
    assert (card.order_count, str(card.total_spent)) == (1, "19.99")
