from datetime import timedelta

import pytest

from kiosk.orders import listing
from tests.shop import CLERK, OTHER, move_to, order, sql, token

STAFF = "/api/v1/admin/orders/"


@pytest.fixture
async def orders(database, clock, shop, settings):
    """Three orders, hours apart: a shirt of Ann's, cups of Olena's, a shirt and a cup of Ann's that moved on."""
    first = await order(database, {shop.red_m: 2})  # 39.98
    clock.advance(timedelta(hours=13, minutes=30))  # still the 21st in UTC, half past midnight in Kyiv
    second = await order(
        database, {shop.mug: 1}, OTHER, contact_name="Олена Їжак", phone="+380671234567"
    )  # 5.50
    clock.advance(timedelta(hours=20))
    third = await order(database, {shop.blue_l: 1, shop.mug: 10})  # 76.99
    await move_to(database, third.id, "confirmed")
    return {first.id: "first", second.id: "second", third.id: "third"}


@pytest.fixture
def ask(client, database, settings, orders):
    async def ask(**params):
        clerk = await token(database, settings, CLERK)
        answer = await client.get(STAFF, headers=clerk, params=params)
        if answer.status_code != 200:
            return answer.status_code
        return [orders[each["id"]] for each in answer.json()["items"]]

    return ask


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, ["third", "second", "first"]),
        ({"sort": "oldest"}, ["first", "second", "third"]),
        ({"sort": "largest"}, ["third", "first", "second"]),
        ({"sort": "smallest"}, ["second", "first", "third"]),
        ({"status": ["pending", "confirmed"]}, ["third", "second", "first"]),
        ({"status": "confirmed"}, ["third"]),
        ({"status": "shipped"}, []),
        ({"created_from": "2026-11-22"}, ["third", "second"]),
        ({"created_to": "2026-11-21"}, ["first"]),
        ({"created_from": "2026-11-22", "created_to": "2026-11-22"}, ["third", "second"]),
        ({"created_from": "2026-11-23"}, []),
        ({"total_min": "39.98"}, ["third", "first"]),
        ({"total_max": "39.98"}, ["second", "first"]),
        ({"total_min": "5.51", "total_max": "76.98"}, ["first"]),
        ({"customer_id": 502}, ["second"]),
        ({"late": "true"}, ["first"]),
        ({"late": "false"}, ["third", "second"]),
        ({"undelivered": "true"}, []),
        ({"undelivered": "false", "page": 2, "size": 2}, ["first"]),
        ({"text": "1002"}, ["second"]),
        ({"text": "№ 1002"}, ["second"]),
        ({"text": "067 123-45-67"}, ["second"]),
        ({"text": "4567"}, ["second"]),
        ({"text": "+1 201 555 0123"}, ["third", "first"]),
        ({"text": "їжак"}, ["second"]),
        ({"text": "ижа оле"}, ["second"]),  # folded, and the beginnings suffice
        ({"text": "lee ann"}, ["third", "first"]),
        ({"text": "ts-red-m"}, ["first"]),
        ({"text": "TS-BLUE-L"}, ["third"]),
        ({"text": "mug"}, ["third", "second"]),
        ({"text": "кружка", "status": "pending"}, ["second"]),
        ({"text": "футб"}, ["third", "first"]),
        ({"text": "nobody"}, []),
        ({"text": "!!!"}, []),
        ({"text": "% _ ' \\ : * & |"}, []),
        ({"text": "9" * 60}, []),
    ],
)
async def test_selections(ask, params, found, database):
    await sql(database, "SELECT kiosk_index_products(ARRAY(SELECT id FROM products))")
    assert await ask(**params) == found


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "gone"},
        {"created_from": "tomorrow"},
        {"created_from": "2026-11-22", "created_to": "2026-11-21"},
        {"total_min": "-1"},
        {"total_min": "2", "total_max": "1"},
        {"total_min": "0.001"},
        {"text": "x" * 101},
        {"text": "\x00"},
        {"sort": "random"},
        {"customer_id": "0"},
        {"unknown": "1"},
        {"page": 0},
    ],
)
async def test_bad_filters(ask, wrong):
    assert await ask(**wrong) == 422


async def test_a_message_that_was_not_delivered(ask, database, orders, clock):
    second = next(id_ for id_, name in orders.items() if name == "second")
    for key, age, state, error in (
        ("now", 1, "undeliverable", "blocked"),
        ("long ago", 8, "undeliverable", "blocked"),
        ("nothing to say", 1, "undeliverable", None),
        ("fine", 1, "sent", None),
    ):
        subject = second if key == "now" else second - 1
        await sql(
            database,
            "INSERT INTO notices (bot_id, chat_id, key, kind, params, state, error, created_at) VALUES (1, 5, :key,"
            " 'buyer-status', jsonb_build_object('order', CAST(:id AS bigint)), :state, :error, :at)",
            key=key,
            id=subject,
            state=state,
            error=error,
            at=clock.now() - timedelta(days=age),
        )
    assert await ask(undelivered="true") == ["second"]


async def test_counting_stops_where_nobody_leafs(ask, client, database, settings, monkeypatch, orders):
    monkeypatch.setattr(listing, "MOST_COUNTED", 2)
    monkeypatch.setattr(listing, "_COUNT", listing._COUNT.replace("10001", "3"))
    clerk = await token(database, settings, CLERK)
    page = (await client.get(STAFF, headers=clerk)).json()
    assert (page["total"], page["is_total_exact"], len(page["items"])) == (2, False, 3)
    monkeypatch.setattr(listing, "FEW", 0)  # walked through in the order of an index instead of sorted
    assert await ask(late="false", sort="oldest") == ["second", "third"]
    monkeypatch.undo()
    page = (await client.get(STAFF, headers=clerk, params={"late": "false"})).json()
    assert (page["total"], page["is_total_exact"]) == (2, True)


async def test_nothing_personal_in_the_list(ask, client, database, settings, orders):
    clerk = await token(database, settings, CLERK)
    answer = await client.get(STAFF, headers=clerk)
    assert "Їжак" not in answer.text and "4567" not in answer.text and "Main St" not in answer.text
    assert [each["customer_name"] for each in answer.json()["items"]] == ["Ann L.", "Олена Ї.", "Ann L."]
