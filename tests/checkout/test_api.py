import asyncio

import pytest

from tests.shop import BUYER, OTHER, on_hand, sql, value

URL = "/api/v1/orders/"


def body(shop, **changes):
    given = {
        "user_details": {"full_name": "John Doe", "phone_number": "+15551234567"},
        "shipping_address": "123 Main St, Anytown, USA",
        "items": [{"variant_id": shop.red_m, "quantity": 2}, {"variant_id": shop.blue_l, "quantity": 1}],
    }
    return {**given, **changes}


async def test_the_specification_example_word_for_word(client, database, shop, service):
    answer = await client.post(URL, headers=service, json=body(shop, user_id=123456789))
    assert answer.status_code == 201
    placed = answer.json()
    assert placed == {
        "id": placed["id"],
        "number": 1001,
        "status": "pending",
        "total_amount": "61.97",
        "items": [
            {"product_name": "Classic T-Shirt (Red, M)", "quantity": 2},
            {"product_name": "Classic T-Shirt (Blue, L)", "quantity": 1},
        ],
    }
    assert answer.headers["cache-control"] == "private, no-store"
    (account,) = await sql(
        database, "SELECT full_name, username, telegram_id FROM accounts WHERE id = 123456789"
    )
    assert tuple(account) == ("John Doe", None, 123456789)
    (stored,) = await sql(database, "SELECT user_id, channel, customer_phone FROM orders")
    assert tuple(stored) == (123456789, "api", "+15551234567")
    events = await sql(database, "SELECT actor_id FROM order_events")
    assert [row.actor_id for row in events] == [None]


async def test_a_service_does_not_rename_whom_it_orders_for(client, database, shop, service):
    await client.post(URL, headers=service, json=body(shop, user_id=BUYER))
    assert await value(database, "SELECT full_name FROM accounts WHERE id = :id", id=BUYER) == "Person 501"


async def test_a_customer_orders_for_themselves_in_their_language(client, database, shop, buyer):
    answer = await client.post("/api/v1/orders", headers={**buyer, "Accept-Language": "ru"}, json=body(shop))
    assert answer.status_code == 201
    assert answer.json()["items"][0]["product_name"] == "Классическая футболка (красный, M)"
    assert (await client.post(URL, headers=buyer, json=body(shop, user_id=BUYER))).status_code == 201
    rows = await sql(
        database, "SELECT DISTINCT user_id, actor_id FROM orders JOIN order_events e ON order_id = orders.id"
    )
    assert [tuple(row) for row in rows] == [(BUYER, BUYER)]


@pytest.mark.sec("A01")
async def test_who_orders_never_comes_from_the_body(client, database, shop, buyer, clerk):
    assert (await client.post(URL, json=body(shop, user_id=BUYER))).status_code == 401
    assert (await client.post(URL, headers={"X-Api-Key": "kiosk_no"}, json=body(shop))).status_code == 401
    assert (await client.post(URL, headers=buyer, json=body(shop, user_id=OTHER))).status_code == 403
    assert (await client.post(URL, headers=clerk, json=body(shop, user_id=BUYER))).status_code == 403
    assert await value(database, "SELECT count(*) FROM orders") == 0


@pytest.mark.sec("C04")
@pytest.mark.parametrize(
    "extra", ["price", "total", "total_amount", "status", "role", "customer_id", "channel"]
)
async def test_unknown_fields_are_refused(client, shop, buyer, extra):
    answer = await client.post(URL, headers=buyer, json=body(shop, **{extra: "1"}))
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": f"/{extra}", "code": "extra_forbidden", "detail": "Extra inputs are not permitted"}
    ]


async def test_a_service_must_name_a_telegram_user(client, shop, service):
    answer = await client.post(URL, headers=service, json=body(shop))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/user_id"
    for wrong in (0, -1, 2**52, "1", 1.5):
        assert (await client.post(URL, headers=service, json=body(shop, user_id=wrong))).status_code == 422


@pytest.mark.sec("E05")
@pytest.mark.parametrize("quantity", [0, -1, 1000, 2**63, 1.5, "1", "1e3", None, True])
async def test_quantities(client, shop, buyer, quantity):
    items = [{"variant_id": shop.mug, "quantity": quantity}]
    assert (await client.post(URL, headers=buyer, json=body(shop, items=items))).status_code == 422


async def test_wrong_details(client, shop, buyer):
    for details, code in (
        ({"full_name": "J", "phone_number": "+15551234567"}, "customers.invalid-name"),
        ({"full_name": "John", "phone_number": "12"}, "customers.invalid-phone"),
    ):
        answer = await client.post(URL, headers=buyer, json=body(shop, user_details=details))
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    for wrong in (
        {"items": []},
        {"items": [{"variant_id": 1, "quantity": 1}] * 51},
        {"shipping_address": ""},
    ):
        assert (await client.post(URL, headers=buyer, json=body(shop, **wrong))).status_code == 422


@pytest.mark.sec("E10")
async def test_out_of_stock_is_400_and_the_same_variant_twice_adds_up(client, database, shop, buyer):
    items = [{"variant_id": shop.mug, "quantity": 26}, {"variant_id": shop.mug, "quantity": 25}]
    answer = await client.post(URL, headers=buyer, json=body(shop, items=items))
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "inventory.out-of-stock"
    assert problem["params"] == {"variant_id": shop.mug, "requested": 51, "available": 50}
    items[1]["quantity"] = 24
    answer = await client.post(URL, headers=buyer, json=body(shop, items=items))
    assert [each["quantity"] for each in answer.json()["items"]] == [50]
    assert await on_hand(database, shop.mug) == 0


async def test_a_changed_price_is_409_with_the_new_total(client, shop, buyer):
    answer = await client.post(URL, headers=buyer, json=body(shop, expected_total="60.00"))
    assert answer.status_code == 409
    assert answer.json()["params"] == {"expected": "60.00", "total": "61.97", "currency": "USD"}
    assert (await client.post(URL, headers=buyer, json=body(shop, expected_total="61.97"))).status_code == 201


@pytest.mark.sec("E03")
async def test_one_key_one_order(client, database, shop, buyer, other):
    key = {"Idempotency-Key": "k-1"}
    first = await client.post(URL, headers={**buyer, **key}, json=body(shop))
    again = await client.post(URL, headers={**buyer, **key}, json=body(shop))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    reused = await client.post(URL, headers={**buyer, **key}, json=body(shop, shipping_address="Elsewhere 5"))
    assert (reused.status_code, reused.json()["code"]) == (422, "kernel.idempotency-key-reused")
    foreign = await client.post(URL, headers={**other, **key}, json=body(shop))
    assert foreign.status_code == 201
    assert foreign.json()["id"] != first.json()["id"]
    assert await value(database, "SELECT count(*) FROM orders") == 2


async def test_a_refused_order_frees_its_key(client, database, shop, buyer):
    key = {"Idempotency-Key": "k-2"}
    refused = await client.post(URL, headers={**buyer, **key}, json=body(shop, expected_total="1.00"))
    assert refused.status_code == 409
    assert (await client.post(URL, headers={**buyer, **key}, json=body(shop))).status_code == 201


@pytest.mark.sec("E02")
async def test_twenty_parallel_requests_with_one_key(client, database, shop, service):
    key = {"Idempotency-Key": "k-3"}

    async def insist():
        while True:
            answer = await client.post(URL, headers={**service, **key}, json=body(shop, user_id=777))
            if answer.status_code != 409:
                return answer
            assert answer.headers["retry-after"] == "1"
            await asyncio.sleep(0.02)

    answers = await asyncio.gather(*(insist() for _ in range(20)))
    assert {each.status_code for each in answers} == {201}
    assert len({each.content for each in answers}) == 1
    assert await value(database, "SELECT count(*) FROM orders") == 1


async def test_first_orders_of_one_new_person_at_once(client, database, shop, service):
    answers = await asyncio.gather(
        *(client.post(URL, headers=service, json=body(shop, user_id=888)) for _ in range(6))
    )
    assert {each.status_code for each in answers} == {201}
    assert await value(database, "SELECT count(*) FROM orders WHERE user_id = 888") == 6


async def test_hostile_names_are_stored_as_they_are(client, database, shop, buyer):
    for name in ("<b", "A & B", "[x](tg://user?id=1)", "Zoë 🦊", "שלום עולם"):
        details = {"full_name": name, "phone_number": "+15551234567"}
        answer = await client.post(URL, headers=buyer, json=body(shop, user_details=details))
        assert answer.status_code == 201
        stored = await value(
            database, "SELECT customer_name FROM orders WHERE id = :id", id=answer.json()["id"]
        )
        assert stored == name
    details = {"full_name": "x" * 4000, "phone_number": "+15551234567"}
    assert (await client.post(URL, headers=buyer, json=body(shop, user_details=details))).status_code == 422
