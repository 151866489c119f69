"""Names and answers that hold markup, thousands of characters or other scripts go through every screen unharmed."""

import pytest

from tests.bot.chatting import buttons, labels, text_of
from tests.bot.scenes.conftest import NASTY, sql
from tests.bot.scenes.steps import orders, put
from tests.bot.scenes.test_languages import everything_said, plain_of, units

NAMES = {
    "markup": NASTY,
    "half a tag": "<b",
    "ampersand": "&",
    "link": "[x](tg://user?id=1)",
    "closing tags": "</b></a><a href='tg://user?id=1'>press</a>",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 20,
    "right to left": "حقيبة جلدية \u202eבדיקה",
    "long": "Ж" * 200,
    "lines": "one\ntwo\r\n\r\n\r\nthree\ttab",
    "spaces": " \u00a0\u2003 x \u200b ",
    "braces": "{price} {0} {n!r} %s %(x)d",
}


@pytest.fixture
async def ivan(stage, market):
    buyer = stage.buyer(503)
    await buyer.start()
    return buyer


async def rename_everything(runtime, name: str) -> None:
    """Give every product, section, option and value this name in the reader's language."""
    for table, key in (
        ("products", "name"),
        ("categories", "name"),
        ("option_types", "name"),
        ("option_values", "value"),
    ):
        await sql(
            runtime,
            f"UPDATE {table} SET translations = jsonb_set(translations, ARRAY['ru', :key], to_jsonb(CAST(:name AS text)))",
            key=key, name=name,
        )  # fmt: skip
    await sql(
        runtime,
        "UPDATE products SET translations = jsonb_set(translations, '{ru,description}', to_jsonb(CAST(:text AS text)))",
        text=(name + " ") * (4000 // (len(name) + 1)),
    )


async def press_through(ivan, shop) -> None:
    """Every screen that shows a name."""
    await ivan.start()
    for step in ("c1:0:1", "c1:1:1"):
        await ivan.press_data(step)
    product = next(
        each["callback_data"] for each in buttons(await ivan.screen()) if each["callback_data"][:3] == "p1:"
    )
    card = await ivan.press_data(product)
    chosen = next(
        each["callback_data"] for each in buttons(card) if each.get("callback_data", "").startswith("p1:")
    )
    await ivan.press_data(chosen)
    for sku in ("TS-RED-M", "HD-GREY-M"):
        await put(shop, 503, sku)
    for step in ("k1:1", "kc1:0", "o1:b"):
        await ivan.press_data(step)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
async def test_a_products_name_stands_on_every_screen_as_it_is(ivan, stage, shop, name):
    await rename_everything(shop, name)
    await press_through(ivan, shop)
    for method, text, keys in await everything_said(stage):
        assert units(plain_of(text)) <= (1024 if "caption" in method.lower() or "Photo" in method else 4096)
        assert all(1 <= units(each["text"]) <= 64 for each in keys)
    assert not [call for call in await stage.calls() if not call["ok"]]
    entities = [
        each
        for message in await ivan.messages()
        for each in (message.get("entities") or message.get("caption_entities") or [])
        if message["from"]["id"] != 503
    ]
    assert not [each for each in entities if each["type"] in {"text_link", "text_mention"}]


@pytest.mark.parametrize("answer", [NASTY, "</b>Ann", "Анна & <Co>", "O’Neil {n}", "שרה לוי"])
async def test_a_buyers_answers_are_shown_and_stored_as_they_are(ivan, shop, answer):
    await put(shop, 503, "TS-RED-M")
    await ivan.send("/cart")
    await ivan.press("Оформить")
    await ivan.press("Согласен")
    await ivan.send(answer)
    await ivan.send("+7 916 123-45-67")
    await ivan.send(f"Москва, {answer}, 5")
    summary = await ivan.send(answer * 20)
    clean = answer.replace("\u202e", "")
    assert clean in text_of(summary)
    await ivan.press("Подтвердить")
    [made] = await orders(shop)
    assert made.customer_name == clean and clean in made.shipping_address
    await ivan.press("Мои заказы")
    assert clean in text_of(await ivan.press("№ 1001"))


@pytest.mark.parametrize("query", [*NAMES.values(), "x" * 4096, "'; DROP TABLE products; --", "%_\\", "🙂"])
async def test_any_query_is_answered_with_a_screen(ivan, stage, query):
    if not query.strip():
        return
    screen = await ivan.send(query)
    assert "‹ Назад" in labels(screen)
    assert not [call for call in await stage.calls() if not call["ok"]]


async def test_a_cart_of_long_names_still_shows_its_total(ivan, shop):
    await rename_everything(shop, "Ж" * 200)
    for sku in ("TS-RED-M", "HD-GREY-M", "TS-BLUE-M", "TS-WHITE-M", "TS-BLACK-M", "TS-WHITE-L"):
        await put(shop, 503, sku)
    cart = await ivan.press("Корзина")
    assert "Итого" in text_of(cart) and not cart.get("photo")


async def test_a_long_description_is_cut_but_the_choice_stays(ivan, shop):
    await rename_everything(shop, "Слово")
    await ivan.press_data("c1:1:1")
    product = next(
        each["callback_data"] for each in buttons(await ivan.screen()) if each["callback_data"][:3] == "p1:"
    )
    card = await ivan.press_data(product)
    assert "…" in text_of(card) and text_of(card).endswith("выберите ниже")
