"""The panel's preview is what the bot shows."""

import pytest
from sqlalchemy import text

from tests.catalog.goods import plain, shirt
from tests.staff import client_of, signed_in

PREVIEW = "/api/v1/admin/products/preview"


@pytest.fixture
async def http(runtime, database):
    from tests.shop import open_shop

    await open_shop(database)
    async with client_of(runtime) as client:
        client.headers |= await signed_in(runtime, client)
        yield client


async def rows(database):
    async with database.read() as session:
        return (await session.execute(text("SELECT count(*), sum(version) FROM products"))).one()


async def test_an_unsaved_product_is_drawn_and_not_saved(http, database):
    before = await rows(database)
    product = shirt()
    for variant in product["variants"]:
        variant["sku"] = f"NEW-{variant['sku']}"  # the open shop sells shirts already
    answer = await http.post(PREVIEW, params={"lang": "ru"}, json={"product": product})
    body = answer.json()
    assert answer.status_code == 200
    assert "Классическая футболка" in body["html"]
    assert "Удобная футболка из хлопка." in body["html"]
    assert any("Красный" in button["text"] for row in body["buttons"] for button in row)
    assert await rows(database) == before


async def test_a_saved_product_is_drawn_as_it_would_be_and_stays_as_it_is(http, database):
    saved = (
        await http.post("/api/v1/admin/products/", json=plain("Vase", "VASE", "500.00", is_active=False))
    ).json()
    before = await rows(database)
    changed = plain("Ваза <b>", "VASE", "450.00", is_active=False, version=99)
    body = (
        await http.post(PREVIEW, params={"lang": "uk"}, json={"id": saved["id"], "product": changed})
    ).json()
    assert "Ваза &lt;b&gt;" in body["html"]
    assert "450" in body["html"]
    assert await rows(database) == before


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ({"product": {"name": "x", "variants": []}}, 422),
        ({"product": plain("x", "X"), "unknown": 1}, 422),
        ({"id": 999_999, "product": plain("x", "X")}, 404),
    ],
)
async def test_what_can_t_be_saved_can_t_be_drawn(http, question, status):
    assert (await http.post(PREVIEW, json=question)).status_code == status


async def test_strangers_see_nothing(http):
    del http.headers["Authorization"]
    assert (await http.post(PREVIEW, json={"product": plain("x", "X")})).status_code == 401
