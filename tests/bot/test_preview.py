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


SCREENS = "/api/v1/admin/business/preview"
BUSINESS = {
    "name": "Vinyl & Co",
    "texts": {"ru": {"greeting": "Добро <b>пожаловать", "about": "Мы продаём пластинки."}},
    "default_locale": "ru",
    "locales": ["ru"],
    "time_zone": "Europe/Kyiv",
}


async def test_the_shops_words_are_drawn_and_not_saved(http, database):
    body = (await http.post(SCREENS, params={"lang": "ru"}, json=BUSINESS)).json()
    start, home, help_page = body["items"]
    assert (start["name"], start["html"]) == ("description", "Мы продаём пластинки.")
    assert home["html"] == "Добро &lt;b&gt;пожаловать"
    labels = [button["text"] for row in home["buttons"] for button in row]
    assert "🛍 Каталог" in labels and "🌐 Язык" not in labels, "there is one language to choose from"
    assert "Мы продаём пластинки." in help_page["html"]
    async with database.read() as session:
        assert await session.scalar(text("SELECT name FROM business")) == "Kiosk"
        assert await session.scalar(text("SELECT count(*) FROM outbox WHERE kind = 'business-changed'")) == 0


async def test_a_draft_of_a_consent_is_drawn_page_by_page(http, database):
    words = {"title": "Согласие & подпись", "body": "Слово за словом.\n\n" * 300}
    pages = (await http.post("/api/v1/admin/consent-texts/preview", params={"lang": "ru"}, json=words)).json()
    assert len(pages["items"]) > 1
    assert pages["items"][0]["html"].startswith("<b>Согласие &amp; подпись</b>")
    assert any(
        button["text"] == "Согласен, продолжить" for row in pages["items"][0]["buttons"] for button in row
    )
    async with database.read() as session:
        assert await session.scalar(text("SELECT max(version) FROM consent_texts")) == 1
