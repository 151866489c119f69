URL = "/api/v1/cart/"


async def test_a_cart_from_the_first_line_to_empty(client, shop, buyer, other):
    added = await client.post(f"{URL}items/", headers=buyer, json={"variant_id": shop.red_m, "quantity": 2})
    assert added.status_code == 201
    assert added.json() == {
        "variant_id": shop.red_m,
        "quantity": 2,
        "count": 2,
        "total_amount": "39.98",
        "currency": "USD",
    }
    cart = await client.get(URL, headers={**buyer, "Accept-Language": "ru"})
    assert cart.headers["cache-control"] == "private, no-store"
    assert cart.json() == {
        "items": [
            {
                "variant_id": shop.red_m,
                "product_id": shop.shirt,
                "product_name": "Классическая футболка",
                "options": "красный, M",
                "quantity": 2,
                "price": "19.99",
                "price_seen": "19.99",
                "line_total": "39.98",
                "available": 50,
                "problem": None,
                "picture_id": None,
            }
        ],
        "count": 2,
        "total_amount": "39.98",
        "currency": "USD",
        "ready": True,
    }
    assert (await client.get(URL, headers=other)).json()["items"] == []
    changed = await client.patch(f"{URL}items/{shop.red_m}", headers=buyer, json={"quantity": 5})
    assert changed.json()["total_amount"] == "99.95"
    assert (await client.delete(f"{URL}items/{shop.red_m}", headers=other)).status_code == 204
    assert (await client.get(URL, headers=buyer)).json()["count"] == 5
    assert (await client.delete(f"{URL}items/{shop.red_m}", headers=buyer)).status_code == 204
    assert (await client.delete(URL, headers=buyer)).status_code == 204
    empty = (await client.get("/api/v1/cart", headers=buyer)).json()
    assert empty == {"items": [], "count": 0, "total_amount": "0.00", "currency": "USD", "ready": False}


async def test_refusals(client, shop, buyer, service):
    assert (await client.get(URL)).status_code == 401
    assert (await client.get(URL, headers=service)).status_code == 403
    unknown = await client.post(f"{URL}items/", headers=buyer, json={"variant_id": 999_999})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "carts.not-for-sale")
    many = await client.post(f"{URL}items/", headers=buyer, json={"variant_id": shop.mug, "quantity": 51})
    assert (many.status_code, many.json()["params"]["available"]) == (400, 50)
    absent = await client.patch(f"{URL}items/{shop.mug}", headers=buyer, json={"quantity": 1})
    assert (absent.status_code, absent.json()["code"]) == (404, "carts.line-not-found")
    for wrong in ({"quantity": 1}, {"variant_id": 1, "quantity": 0}, {"variant_id": 1, "user_id": 2}):
        assert (await client.post(f"{URL}items/", headers=buyer, json=wrong)).status_code == 422


async def test_adding_with_a_key_adds_once(client, shop, buyer):
    for _ in range(3):
        answer = await client.post(
            f"{URL}items/", headers={**buyer, "Idempotency-Key": "a"}, json={"variant_id": shop.mug}
        )
        assert answer.json()["quantity"] == 1
