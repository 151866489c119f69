"""Inline mode: products in other chats."""

import pytest

from tests.bot.chatting import plain


@pytest.fixture
async def ivan(stage, market):
    buyer = stage.buyer(503)
    await buyer.start()
    return buyer


async def ask(stage, query: str, person: int = 503, offset: str = "") -> dict:
    return await stage.post("inline", person=person, chat=person, query=query, offset=offset)


async def test_an_empty_query_shows_the_shop_page_by_page(stage, ivan, monkeypatch):
    from kiosk.bot.scenes.sharing import handlers

    monkeypatch.setattr(handlers, "_PAGE_SIZE", 4)
    first = await ask(stage, "")
    assert len(first["results"]) == 4 and first["next_offset"] == "2"
    seen, offset = [each["id"] for each in first["results"]], "2"
    while offset:
        page = await ask(stage, "", offset=offset)
        seen += [each["id"] for each in page["results"]]
        offset = page["next_offset"]
    assert len(seen) == len(set(seen)) == 10


async def test_a_shared_product_is_exactly_that_one_with_price_and_a_link_to_it(stage, ivan, market):
    number = market.products["classic-t-shirt"]
    found = await ask(stage, f"p_{number}")
    [card] = found["results"]
    assert card["title"] == "Классическая футболка"
    button = card["reply_markup"]["inline_keyboard"][0][0]
    assert plain(button["text"]) == "Купить · от 1 990 ₽"
    assert button["url"].endswith(f"?start=p_{number}")


async def test_a_picture_that_telegram_knows_makes_the_card_a_photo(stage, ivan, market):
    number = market.products["hoodie"]
    await ivan.start(f"p_{number}")
    [card] = (await ask(stage, f"p_{number}"))["results"]
    assert card["type"] == "photo" and card["photo_file_id"]


async def test_cards_are_in_the_readers_language(stage, ivan, market):
    emma = stage.buyer(504)
    await emma.start()
    [card] = (await ask(stage, f"p_{market.products['classic-t-shirt']}", person=504))["results"]
    assert card["title"] == "Classic T-Shirt"


@pytest.mark.parametrize("query", ["p_99999999", "p_0", "%", "'; DROP TABLE products; --", "x" * 256, "🙂"])
async def test_queries_that_find_nothing_are_answered(stage, ivan, query):
    assert isinstance((await ask(stage, query))["results"], list)


async def test_a_broken_offset_begins_at_the_first_page(stage, ivan):
    for offset in ("x", "-1", "99999999999", "²"):
        assert isinstance((await ask(stage, "", offset=offset))["results"], list)


async def test_answers_are_kept_shortly_and_for_one_reader_only(stage, ivan):
    await ask(stage, "")
    [call] = (await stage.calls("answerInlineQuery"))[-1:]
    assert int(call["params"]["cache_time"]) <= 10
    assert str(call["params"]["is_personal"]).lower() == "true"
