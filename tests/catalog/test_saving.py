"""Two people save one product; an answer is lost on its way; a translation is taken back."""

from kiosk.inventory.service import take
from tests.catalog.goods import plain, shirt
from tests.catalog.test_staff_lists import PRODUCTS, http, only_variant  # noqa: F401 - http is a fixture


async def as_edited(http, product_id):  # noqa: F811
    """What the panel sends when nothing was changed."""
    product = (await http.get(f"{PRODUCTS}{product_id}")).json()
    for name in ("id", "created_at", "updated_at"):
        product.pop(name)
    for variant in product["variants"]:
        variant.pop("stock_quantity")
    return product


async def test_a_save_whose_answer_was_lost_is_no_change_by_somebody_else(http, add):  # noqa: F811
    product_id = await add(plain("Vase", "V-1"))
    path, body = f"{PRODUCTS}{product_id}", {**await as_edited(http, product_id), "name": "Tall vase"}
    answers = [await http.put(path, json=body, headers={"Idempotency-Key": "lost"}) for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["version"] == 2

    other = await http.put(path, json={**body, "name": "Mine"}, headers={"Idempotency-Key": "another"})
    assert (other.status_code, other.json()["code"]) == (409, "catalog.product-changed")


async def test_a_count_in_the_editor_never_undoes_a_sale(http, shop, add):  # noqa: F811
    product_id = await add(plain("Vase", "V-1", stock=5))
    body = await as_edited(http, product_id)
    variant_id = (await only_variant(http, product_id))["id"]
    async with shop.unit() as unit:
        await take(unit, {variant_id: 1}, 1)
        await unit.commit()
    body["variants"][0] |= {"stock_quantity": 10, "stock_was": 5}
    late = await http.put(f"{PRODUCTS}{product_id}", json={**body, "name": "Mine"})
    assert (late.status_code, late.json()["params"]) == (409, {"available": 4})
    stored = (await http.get(f"{PRODUCTS}{product_id}")).json()
    assert (stored["name"], stored["variants"][0]["stock_quantity"]) == ("Vase", 4)

    body["variants"][0]["stock_was"] = 4
    assert (await http.put(f"{PRODUCTS}{product_id}", json=body)).status_code == 200
    assert (await only_variant(http, product_id))["stock_quantity"] == 10


async def test_words_of_an_option_are_given_and_taken_back(http, add):  # noqa: F811
    product_id = await add(shirt())
    body = await as_edited(http, product_id)
    colour = body["options"][0]
    colour["translations"] = {"ru": None, "kk": {"name": "Түс"}}
    colour["values"][0]["translations"] = {"ru": None, "uk": {"value": "Червоний"}}
    answer = await http.put(f"{PRODUCTS}{product_id}", json=body)
    assert answer.status_code == 200, answer.text
    stored = answer.json()["options"][0]
    assert stored["translations"] == {"kk": {"name": "Түс"}}
    assert stored["values"][0]["translations"] == {"uk": {"value": "Червоний"}}
    shown = (await http.get(f"/api/v1/products/{product_id}", params={"lang": "uk"})).json()
    assert shown["options"][0]["values"] == ["Червоний", "Blue"]
    assert shown["variants"][0]["attributes"][0] == {"type": "Color", "value": "Червоний"}
