"""Changes to many products at once: all of them or none, and nothing twice."""

import pytest

from tests.catalog.goods import plain, shirt
from tests.catalog.test_staff_lists import PRODUCTS, http, names, shelf  # noqa: F401 - http is a fixture


async def prices(http, product_id):  # noqa: F811
    variants = (await http.get(f"{PRODUCTS}{product_id}")).json()["variants"]
    return [(each["price"], each["old_price"]) for each in variants]


async def stock(http, product_id):  # noqa: F811
    return [each["stock_quantity"] for each in (await http.get(f"{PRODUCTS}{product_id}")).json()["variants"]]


async def test_many_products_are_hidden_and_moved_at_once(http, shop, add):
    category_id = await shelf(shop, "Vases")
    ids = [await add(plain(f"Vase {n}", f"V-{n}")) for n in range(3)]
    assert (await http.patch(PRODUCTS, json={"ids": ids, "is_active": False})).json() == {"changed": 3}
    assert (await http.patch(PRODUCTS, json={"ids": ids[:2], "category_id": category_id})).json() == {
        "changed": 2
    }
    assert (await http.patch(PRODUCTS, json={"ids": ids, "is_active": False})).json() == {"changed": 0}
    assert await names(http, category_id=category_id, is_active="false") == ["Vase 0", "Vase 1"]
    assert (await http.patch(PRODUCTS, json={"ids": ids, "category_id": None})).json() == {"changed": 2}

    missing = await http.patch(PRODUCTS, json={"ids": [*ids, 999_999], "is_active": True})
    assert missing.status_code == 404
    assert await names(http, is_active="true") == []
    wrong = await http.patch(PRODUCTS, json={"ids": ids, "category_id": 999_999})
    assert wrong.json()["errors"][0]["pointer"] == "/category_id"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"price_percent": "10"}, ["2189.00", "2189.00", "2409.00", "110.11"]),
        ({"price_percent": "-7.5", "price_step": "10"}, ["1840.00", "1840.00", "2030.00", "90.00"]),
        ({"price_percent": "0"}, ["1990.00", "1990.00", "2190.00", "100.10"]),
    ],
)
async def test_prices_rise_and_fall_by_percent(http, add, change, expected):  # noqa: F811
    ids = [await add(shirt()), await add(plain("Vase", "V-1", "100.10"))]
    answer = await http.patch(PRODUCTS, json={"ids": ids, **change})
    assert answer.status_code == 200, answer.text
    assert [price for each in ids for price, _ in await prices(http, each)] == expected


async def test_an_old_price_that_is_no_longer_higher_goes(http, add):  # noqa: F811
    goods = plain("Vase", "V-1", "100.00")
    goods["variants"][0]["old_price"] = "110.00"
    product_id = await add(goods)
    await http.patch(PRODUCTS, json={"ids": [product_id], "price_percent": "5"})
    assert await prices(http, product_id) == [("105.00", "110.00")]
    await http.patch(PRODUCTS, json={"ids": [product_id], "price_percent": "5"})
    assert await prices(http, product_id) == [("110.25", None)]


@pytest.mark.parametrize(
    "change",
    [
        {"price_percent": "-50", "price_step": "1000"},
        {"price_percent": "900"},
        {"price_percent": "-100"},
        {"price_percent": 5.5},
        {"stock_quantity": 1, "stock_added": 1},
        {"stock_added": 0},
        {"price": "1.00"},
    ],
)
async def test_an_impossible_change_changes_nothing(http, add, change):  # noqa: F811
    ids = [await add(plain("Dear", "D-1", "99000000.00", 3)), await add(plain("Cheap", "C-1", "1.00", 3))]
    answer = await http.patch(PRODUCTS, json={"ids": ids, **change})
    assert answer.status_code == 422
    assert [(await prices(http, each), await stock(http, each)) for each in ids] == [
        ([("99000000.00", None)], [3]),
        ([("1.00", None)], [3]),
    ]


async def test_stock_is_counted_and_added_to(http, add):  # noqa: F811
    ids = [await add(shirt()), await add(plain("Vase", "V-1", stock=2))]
    assert (await http.patch(PRODUCTS, json={"ids": ids, "stock_added": 10})).json() == {"changed": 2}
    assert [await stock(http, each) for each in ids] == [[15, 10, 40], [12]]
    assert (await http.patch(PRODUCTS, json={"ids": ids, "stock_quantity": 12})).json() == {"changed": 1}
    assert [await stock(http, each) for each in ids] == [[12, 12, 12], [12]]


async def test_a_change_that_is_sent_twice_is_made_once(http, add):  # noqa: F811
    product_id = await add(plain("Vase", "V-1", "100.00", 2))
    change = {"ids": [product_id], "price_percent": "10", "stock_added": 5}
    answers = [await http.patch(PRODUCTS, json=change, headers={"Idempotency-Key": "lost"}) for _ in range(2)]
    assert [each.json() for each in answers] == [{"changed": 1}] * 2
    assert (await prices(http, product_id), await stock(http, product_id)) == ([("110.00", None)], [7])


async def test_many_products_are_deleted_at_once_and_again(http, add):  # noqa: F811
    ids = [await add(plain(f"Vase {n}", f"V-{n}")) for n in range(3)]
    unknown = await http.delete(PRODUCTS, params={"ids": [*ids, 999_999]})
    assert (unknown.status_code, len(await names(http))) == (404, 3)
    for gone in (2, 0):
        answer = await http.delete(PRODUCTS, params={"ids": ids[:2]})
        assert answer.json() == {"changed": gone}
    assert await names(http) == ["Vase 2"]
    assert (await http.delete(f"{PRODUCTS}{ids[0]}")).status_code == 404
