"""Typing anything outside a form searches."""

import pytest

from tests.bot.chatting import text_of
from tests.bot.scenes.conftest import set_stock
from tests.bot.scenes.steps import flat, rows, shown


@pytest.fixture
async def ivan(stage, market):
    buyer = stage.buyer(503)
    await buyer.start()
    return buyer


@pytest.mark.parametrize("query", ["футболка", "футболки", "фудболка", "aenjkrf", "ФУТБОЛ"])
async def test_words_are_found_in_their_forms_with_errors_and_in_the_wrong_layout(ivan, query):
    found = await ivan.send(query)
    assert f"По запросу «{query}»" in shown(found)
    assert "Классическая футболка · от 1 990 ₽" in flat(found)
    assert query not in [text_of(each) for each in await ivan.messages()]


async def test_a_product_opened_from_a_search_leads_back_to_it_and_on_to_the_next(ivan):
    found = await ivan.send("чай")
    assert len([each for each in flat(found) if "₽" in each]) > 1
    await ivan.press(flat(found)[0].split(" · ")[0])
    walked = await ivan.press("▶")
    assert any(each.startswith("2/") for each in flat(walked))
    assert "По запросу «чай»" in shown(await ivan.press("‹ Назад"))


async def test_nothing_found_is_said_kindly_with_the_sections(ivan):
    nothing = await ivan.send("йцукенгшщз")
    assert "ничего не нашлось" in shown(nothing)
    assert rows(nothing)[0] == ["Футболки и худи", "Чай и кофе"]


async def test_the_search_button_explains_that_typing_is_enough(ivan):
    assert "Просто напишите сюда, что ищете" in shown(await ivan.press("Поиск"))
    assert "Худи" in str(flat(await ivan.send("худи")))


async def test_sold_out_ones_come_last_and_are_marked(ivan, shop):
    for sku in ("TS-WHITE-S", "TS-WHITE-M", "TS-WHITE-L", "TS-WHITE-XL", "TS-RED-M", "TS-RED-L", "TS-BLUE-M"):
        await set_stock(shop, sku, 0)
    for sku in ("TS-BLUE-L", "TS-BLUE-XL", "TS-BLACK-S", "TS-BLACK-M"):
        await set_stock(shop, sku, 0)
    products = [each for each in flat(await ivan.send("футболка")) if " · " in each]
    assert products[-1] == "Классическая футболка · раскуплено"
