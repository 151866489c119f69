"""The catalogue as the staff keeps it: lists, changes made in a list, copies, the order of the shelves."""

import asyncio

import pytest
from sqlalchemy import text

from kiosk.catalog.inputs import CategoryInput
from kiosk.catalog.service import create_category
from kiosk.inventory.service import take
from tests.catalog.goods import plain, shirt
from tests.staff import client_of, signed_in

PRODUCTS = "/api/v1/admin/products/"
VARIANTS = "/api/v1/admin/variants"
SHELVES = "/api/v1/admin/categories"


@pytest.fixture
async def http(shop, runtime):
    async with client_of(runtime) as client:
        client.headers |= await signed_in(runtime, client)
        yield client


async def shelf(database, name, parent_id=None):
    async with database.unit() as unit:
        category_id = await create_category(unit, CategoryInput(name=name, parent_id=parent_id))
        await unit.commit()
    return category_id


async def names(http, **question):
    answer = await http.get(PRODUCTS, params=question)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


async def only_variant(http, product_id):
    return (await http.get(f"{PRODUCTS}{product_id}")).json()["variants"][0]


async def test_the_list_has_hidden_products_and_their_stock(http, add):
    await add(shirt())
    await add(plain("Hidden", "HID-1", "50.00", 2, is_active=False))
    body = (await http.get(PRODUCTS)).json()

    assert (body["total"], body["page"], body["size"]) == (2, 1, 20)
    first, second = body["items"]
    assert first["name"] == "Классическая футболка"
    assert (first["stock"], first["low"], first["variant_count"]) == (35, 1, 3)
    assert (first["price_from"], first["price_to"]) == ("1990.00", "2190.00")
    assert (first["variant_id"], first["sku"]) == (None, None)
    assert (second["is_active"], second["sku"], second["stock"]) == (False, "HID-1", 2)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({"search": "футбол"}, ["Shirt"]),
        ({"search": "vase-"}, ["Vase"]),
        ({"search": "%"}, []),
        ({"search": "vas_-"}, []),
        ({"is_active": "false"}, ["Vase"]),
        ({"stock": "out"}, ["Empty"]),
        ({"stock": "low"}, ["Shirt", "Vase", "Empty"]),
        ({"search": "футболка ts-red"}, ["Shirt"]),
        ({"search": "ваза"}, ["Vase"]),
        ({"sort": "name"}, ["Empty", "Shirt", "Vase"]),
        ({"sort": "-name"}, ["Vase", "Shirt", "Empty"]),
        ({"category_id": 0}, ["Shirt", "Vase", "Empty"]),
        ({"size": 1, "page": 2}, ["Vase"]),
    ],
)
async def test_the_list_is_filtered_and_sorted(http, add, question, found):
    await add(shirt(name="Shirt", translations={"kk": {"name": "Футболка"}}))
    await add(
        plain("Vase", "VASE-1", "500.00", 2, is_active=False, translations={"uk": {"name": "Біла ваза"}})
    )
    await add(plain("Empty", "EMPTY", "10.00", 0))
    assert await names(http, **question) == found


async def test_a_shelf_is_listed_with_those_in_it(http, shop, add):
    outer = await shelf(shop, "Clothes")
    inner = await shelf(shop, "Shirts", outer)
    await add(shirt(name="Shirt", translations={}, category_id=inner))
    await add(plain("Loose", "L-1"))
    assert await names(http, category_id=outer) == ["Shirt"]
    assert await names(http, category_id=0) == ["Loose"]


@pytest.mark.parametrize(
    "question",
    [
        {"size": 101},
        {"page": 0},
        {"sort": "id; DROP"},
        {"stock": "some"},
        {"search": "x" * 201},
        {"wrong": 1},
    ],
)
async def test_impossible_questions_are_refused(http, question):
    assert (await http.get(PRODUCTS, params=question)).status_code == 422


async def test_a_price_and_a_stock_are_changed_in_the_list(http, add):
    product_id = await add(plain("Vase", "VASE-1", "500.00", 2))
    variant = await only_variant(http, product_id)
    path = f"{VARIANTS}/{variant['id']}"

    changed = await http.patch(
        path, json={"price": "450.00", "old_price": "500.00", "stock_quantity": 7, "stock_was": 2}
    )
    assert changed.status_code == 200
    assert changed.json().items() >= {"price": "450.00", "old_price": "500.00", "stock_quantity": 7}.items()
    assert (await http.get(f"{PRODUCTS}{product_id}")).json()["version"] == 2

    without = await http.patch(path, json={"old_price": "0"})
    assert without.json()["old_price"] is None


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"price": "1.005"}, 422),
        ({"price": 1.5}, 422),
        ({"old_price": "400.00"}, 422),
        ({"stock_quantity": -1}, 422),
        ({"sku": "OTHER"}, 422),
    ],
)
async def test_a_wrong_change_changes_nothing(http, add, change, status):
    product_id = await add(plain("Vase", "VASE-1", "500.00", 2))
    before = await only_variant(http, product_id)
    assert (await http.patch(f"{VARIANTS}/{before['id']}", json=change)).status_code == status
    assert await only_variant(http, product_id) == before


async def test_a_variant_that_is_gone_is_not_found(http, add):
    product_id = await add(plain("Vase", "VASE-1"))
    variant = await only_variant(http, product_id)
    await http.delete(f"{PRODUCTS}{product_id}")
    for variant_id in (variant["id"], 999_999):
        answer = await http.patch(f"{VARIANTS}/{variant_id}", json={"stock_quantity": 1})
        assert (answer.status_code, answer.json()["code"]) == (404, "catalog.variant-not-found")


async def test_what_was_sold_meanwhile_is_not_overwritten(http, shop, add):
    product_id = await add(plain("Vase", "VASE-1", "500.00", 5))
    variant_id = (await only_variant(http, product_id))["id"]
    async with shop.unit() as unit:
        await take(unit, {variant_id: 1}, 1)
        await unit.commit()

    late = await http.patch(
        f"{VARIANTS}/{variant_id}", json={"price": "1.00", "stock_quantity": 10, "stock_was": 5}
    )
    assert (late.status_code, late.json()["code"]) == (409, "inventory.stock-moved")
    assert late.json()["params"] == {"available": 4}
    after = await only_variant(http, product_id)
    assert (after["stock_quantity"], after["price"]) == (4, "500.00")


async def test_of_two_prices_the_second_is_told(http, add):
    product_id = await add(plain("Vase", "VASE-1", "500.00", 2))
    path = f"{VARIANTS}/{(await only_variant(http, product_id))['id']}"
    assert (await http.patch(path, json={"price": "450.00", "price_was": "500.00"})).status_code == 200
    late = await http.patch(path, json={"price": "480.00", "price_was": "500.00"})
    assert (late.status_code, late.json()["code"]) == (409, "catalog.price-moved")
    assert late.json()["params"] == {"price": "450.00"}
    assert (await only_variant(http, product_id))["price"] == "450.00"


async def test_a_change_whose_answer_was_lost_may_be_sent_again(http, add):
    product_id = await add(plain("Vase", "VASE-1", "500.00", 2))
    path = f"{VARIANTS}/{(await only_variant(http, product_id))['id']}"
    change = {"price": "450.00", "price_was": "500.00", "stock_quantity": 7, "stock_was": 2}
    assert [(await http.patch(path, json=change)).status_code for _ in range(2)] == [200, 200]


async def test_of_two_counts_made_at_once_one_is_told(http, shop, add):
    product_id = await add(plain("Vase", "VASE-1", "500.00", 5))
    variant_id = (await only_variant(http, product_id))["id"]
    answers = await asyncio.gather(
        *(
            http.patch(f"{VARIANTS}/{variant_id}", json={"stock_quantity": n, "stock_was": 5})
            for n in range(10, 18)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    async with shop.read() as session:
        kept, moved = (
            await session.execute(
                text("SELECT on_hand, (SELECT sum(delta) FROM stock_movements) FROM stock_levels")
            )
        ).one()
    assert kept == moved == next(a.json()["stock_quantity"] for a in answers if a.status_code == 200)


async def test_a_copy_is_hidden_and_has_nothing_in_stock(http, add):
    product_id = await add(shirt())
    copies = [(await http.post(f"{PRODUCTS}{product_id}/duplicate")).json() for _ in range(2)]
    assert [copy["is_active"] for copy in copies] == [False, False]
    assert [v["sku"] for v in copies[0]["variants"]] == ["TS-RED-M-2", "TS-RED-L-2", "TS-BLUE-L-2"]
    assert [v["sku"] for v in copies[1]["variants"]] == ["TS-RED-M-3", "TS-RED-L-3", "TS-BLUE-L-3"]
    assert {v["stock_quantity"] for v in copies[0]["variants"]} == {0}
    again = [
        await http.post(f"{PRODUCTS}{product_id}/duplicate", headers={"Idempotency-Key": "copy"})
        for _ in range(2)
    ]
    assert again[0].json() == again[1].json()
    original = (await http.get(f"{PRODUCTS}{product_id}")).json()
    for name in ("name", "description", "translations", "options"):
        assert copies[0][name] == original[name]
    assert (await http.post(f"{PRODUCTS}999999/duplicate")).status_code == 404


async def test_the_shelves_are_put_into_a_new_order(http, shop):
    a, b, c = [await shelf(shop, name) for name in "ABC"]
    wanted = [{"id": c, "parent_id": None}, {"id": a, "parent_id": c}, {"id": b, "parent_id": c}]
    assert (await http.put(f"{SHELVES}/arrangement", json={"items": wanted})).status_code == 204
    items = (await http.get(f"{SHELVES}/")).json()["items"]
    assert [(each["name"], each["parent_id"]) for each in items] == [("C", None), ("A", c), ("B", c)]


async def test_an_order_of_other_shelves_is_refused(http, shop):
    a, b = [await shelf(shop, name) for name in "AB"]
    place = {"id": a, "parent_id": None}
    for wanted, status in (
        ([place], 409),
        ([place, place], 409),
        ([place, {"id": b, "parent_id": 999}], 422),
        ([{"id": a, "parent_id": b}, {"id": b, "parent_id": a}], 422),
        ([place, {"id": b, "parent_id": b}], 422),
    ):
        answer = await http.put(f"{SHELVES}/arrangement", json={"items": wanted})
        assert answer.status_code == status, wanted
    items = (await http.get(f"{SHELVES}/")).json()["items"]
    assert [(each["id"], each["parent_id"]) for each in items] == [(a, None), (b, None)]


async def test_strangers_change_nothing(http, add):
    product_id = await add(plain("Vase", "VASE-1"))
    variant_id = (await only_variant(http, product_id))["id"]
    del http.headers["Authorization"]
    for method, path in (
        ("GET", PRODUCTS),
        ("PATCH", PRODUCTS),
        ("PATCH", f"{VARIANTS}/{variant_id}"),
        ("POST", f"{PRODUCTS}{product_id}/duplicate"),
        ("GET", f"{SHELVES}/"),
        ("PUT", f"{SHELVES}/arrangement"),
    ):
        assert (await http.request(method, path)).status_code == 401
