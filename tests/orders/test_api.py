import pytest

from tests.shop import BUYER, OTHER, move_to, on_hand, order

OWN, STAFF = "/api/v1/orders/", "/api/v1/admin/orders/"


@pytest.fixture
async def placed(database, shop):
    return await order(database, {shop.red_m: 2, shop.mug: 1})


async def test_own_orders(client, database, shop, placed, buyer, other, service):
    foreign = await order(database, {shop.mug: 1}, OTHER)
    answer = await client.get(OWN, headers=buyer)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    page = answer.json()
    assert (page["total"], page["page"], page["size"]) == (1, 1, 20)
    assert page["items"][0] == {
        "id": placed.id,
        "number": placed.number,
        "status": "pending",
        "total_amount": "45.48",
        "currency": "USD",
        "can_cancel": True,
        "created_at": "2026-11-21T09:00:00Z",
        "items": [
            {
                "variant_id": shop.red_m,
                "product_id": shop.shirt,
                "product_name": "Classic T-Shirt (Red, M)",
                "quantity": 2,
                "price_at_purchase": "19.99",
            },
            {
                "variant_id": shop.mug,
                "product_id": shop.mug_product,
                "product_name": "Mug",
                "quantity": 1,
                "price_at_purchase": "5.50",
            },
        ],
    }
    whole = (await client.get(f"{OWN}{placed.id}", headers={**buyer, "Accept-Language": "ru-RU"})).json()
    assert whole["items"][1]["product_name"] == "Кружка"
    assert whole["history"] == [{"status": "pending", "at": "2026-11-21T09:00:00Z"}]
    assert (await client.get(OWN)).status_code == 401
    assert (await client.get(OWN, headers=service)).status_code == 403
    assert foreign.id != placed.id


@pytest.mark.sec("C01")
async def test_a_foreign_order_is_not_found(client, database, placed, other):
    for method, path in (("GET", f"{OWN}{placed.id}"), ("POST", f"{OWN}{placed.id}/cancel")):
        assert (await client.request(method, path, headers=other)).status_code == 404
    assert (await client.get(f"{OWN}999999", headers=other)).status_code == 404


@pytest.mark.sec("C03")
async def test_a_customer_is_not_shown_the_staffs_side(client, database, shop, placed, buyer):
    await move_to(database, placed.id, "processing")
    whole = (await client.get(f"{OWN}{placed.id}", headers=buyer)).json()
    assert not {"customer_contact", "channel", "user_id", "version"} & whole.keys()
    assert all(set(event) == {"status", "at"} for event in whole["history"])


async def test_cancelling(client, database, shop, placed, buyer):
    for _ in range(2):
        answer = await client.post(f"{OWN}{placed.id}/cancel", headers=buyer)
        assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert await on_hand(database, shop.red_m) == 50
    late = await order(database, {shop.red_m: 1})
    await move_to(database, late.id, "processing")
    answer = await client.post(f"{OWN}{late.id}/cancel", headers=buyer)
    assert (answer.status_code, answer.json()["code"]) == (400, "orders.illegal-move")


async def test_the_staffs_list(client, database, shop, placed, clerk, buyer):
    second = await order(database, {shop.mug: 1}, OTHER)
    await move_to(database, second.id, "processing")
    page = (await client.get(STAFF, headers=clerk)).json()
    assert [each["id"] for each in page["items"]] == [second.id, placed.id]
    assert (page["total"], page["page"], page["size"]) == (2, 1, 20)
    assert page["items"][1] == {
        "id": placed.id,
        "number": placed.number,
        "user_id": BUYER,
        "status": "pending",
        "next_statuses": ["confirmed", "processing", "cancelled"],
        "total_amount": "45.48",
        "currency": "USD",
        "customer_name": "Ann L.",
        "channel": "bot",
        "item_count": 3,
        "payment": "unpaid",
        "late": False,
        "version": 1,
        "created_at": "2026-11-21T09:00:00Z",
        "status_since": "2026-11-21T09:00:00Z",
    }
    assert page["is_total_exact"] is True
    filtered = (await client.get(STAFF, headers=clerk, params={"status": "processing", "size": 1})).json()
    assert [each["id"] for each in filtered["items"]] == [second.id]
    assert (await client.get(STAFF, headers=clerk, params={"status": "lost"})).status_code == 422
    assert (await client.get(STAFF, headers=clerk, params={"size": 101})).status_code == 422


@pytest.mark.sec("C02")
async def test_the_staffs_side_is_closed_to_others(client, placed, buyer, service):
    for method, path in (("GET", STAFF), ("GET", f"{STAFF}{placed.id}"), ("PATCH", f"{STAFF}{placed.id}")):
        body = {"json": {"status": "processing"}} if method == "PATCH" else {}
        assert (await client.request(method, path, **body)).status_code == 401
        for stranger in (buyer, service):
            assert (await client.request(method, path, headers=stranger, **body)).status_code == 403


async def test_a_whole_order_for_the_staff(client, database, shop, placed, clerk):
    whole = (await client.get(f"{STAFF}{placed.id}", headers=clerk)).json()
    assert whole["customer_contact"] == "Ann Lee, +12015550123"
    assert whole["shipping_address"] == "123 Main St, Anytown, USA"
    assert whole["items"][0] == {
        "variant_id": shop.red_m,
        "product_id": shop.shirt,
        "sku": "TS-RED-M",
        "product_name": "Classic T-Shirt",
        "options": "Red, M",
        "quantity": 2,
        "price_at_purchase": "19.99",
        "total": "39.98",
    }
    assert whole["next_statuses"] == ["confirmed", "processing", "cancelled"]
    assert (await client.get(f"{STAFF}999999", headers=clerk)).status_code == 404


async def test_the_specifications_way_of_an_order(client, database, placed, clerk):
    for step in (
        {"status": "processing"},
        {"status": "shipped", "tracking_number": "RB1"},
        {"status": "delivered"},
    ):
        answer = await client.patch(f"{STAFF}{placed.id}", headers=clerk, json=step)
        assert (answer.status_code, answer.json()["status"]) == (200, step["status"])
    assert answer.json()["tracking_number"] == "RB1"
    assert [event["new_status"] for event in answer.json()["history"]] == [
        "pending",
        "processing",
        "shipped",
        "delivered",
    ]
    again = await client.patch(f"{STAFF}{placed.id}", headers=clerk, json={"status": "delivered"})
    assert again.status_code == 200
    assert len(again.json()["history"]) == 4


async def test_an_illegal_move_is_400(client, placed, clerk):
    answer = await client.patch(f"{STAFF}{placed.id}", headers=clerk, json={"status": "delivered"})
    assert answer.status_code == 400
    assert answer.json()["params"] == {"old": "pending", "new": "delivered"}
    assert (
        await client.patch(f"{STAFF}999999", headers=clerk, json={"status": "shipped"})
    ).status_code == 404
    for wrong in ({}, {"status": "gone"}, {"status": "shipped", "total_amount": "1"}, {"note": "x"}):
        assert (await client.patch(f"{STAFF}{placed.id}", headers=clerk, json=wrong)).status_code == 422
