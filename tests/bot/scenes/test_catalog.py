"""Browsing, choosing, putting into the cart."""

import pytest

from tests.bot.chatting import buttons, labels, plain, text_of
from tests.bot.scenes.conftest import set_price, set_stock, sql, variant_id

IVAN = 503


def rows(message) -> list[list[str]]:
    return [[plain(each["text"]) for each in row] for row in message["reply_markup"]["inline_keyboard"]]


@pytest.fixture
def ivan(stage, market):
    return stage.buyer(IVAN)


async def open_shirt(ivan):
    await ivan.start()
    await ivan.press("Каталог")
    await ivan.press("Футболки и худи")
    await ivan.press("Новинки")
    return await ivan.press("Классическая футболка")


async def test_sections_stand_in_two_columns_with_the_banner(ivan):
    await ivan.start()
    shown = await ivan.press("Каталог")
    assert shown["photo"]
    assert rows(shown)[0] == ["Футболки и худи", "Чай и кофе"]
    assert rows(shown)[-1] == ["‹ Назад"]


async def test_a_section_lists_names_with_prices_what_is_sold_out_last(ivan, shop):
    await set_stock(shop, "OT-SAND-SM", 0)
    for sku in ("OT-SAND-LXL", "OT-LAVENDER-SM", "OT-OLIVE-SM", "OT-OLIVE-LXL"):
        await set_stock(shop, sku, 0)
    await ivan.start()
    await ivan.press("Каталог")
    shown = await ivan.press("Футболки и худи")
    products = [row[0] for row in rows(shown) if "₽" in row[0] or "раскуплено" in row[0]]
    assert products[0] == "Классическая футболка · от 1 990 ₽"
    assert products[-1] == "Футболка оверсайз · раскуплено"


async def test_back_goes_up_one_level_at_a_time(ivan):
    await open_shirt(ivan)
    assert "Новинки" in text_of(await ivan.press("‹ Назад"))
    assert text_of(await ivan.press("‹ Назад")).startswith("Футболки и худи")
    assert text_of(await ivan.press("‹ Назад")).startswith("Каталог")
    assert "Абрикосовый двор" in text_of(await ivan.press("‹ Назад"))


async def test_back_from_a_product_leads_to_the_page_it_was_opened_from(ivan, monkeypatch, market):
    from kiosk.bot.scenes.catalog import lists, views

    monkeypatch.setattr(lists, "PAGE_SIZE", 2)
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    await ivan.start()
    await ivan.press("Каталог")
    await ivan.press("Футболки и худи")
    shown = await ivan.press("›")
    assert "2/3" in labels(shown)
    first = next(each for each in labels(shown) if "₽" in each)
    await ivan.press(first)
    back = await ivan.press("‹ Назад")
    assert "2/3" in labels(back) and first in labels(back)
    await ivan.press("2/3")
    assert (await ivan.toast())["text"] == "2 из 3"


async def test_a_colour_then_a_size_then_the_cart_in_three_presses(ivan):
    card = await open_shirt(ivan)
    assert "1 990 ₽ – 2 190 ₽" in plain(text_of(card))
    assert rows(card)[:2] == [["Белый", "Красный"], ["Синий", "Чёрный"]]
    assert "Добавить" not in str(labels(card))
    card = await ivan.press("Красный")
    assert rows(card)[:2] == [["Белый", "✓ Красный"], ["Синий", "Чёрный"]]
    assert rows(card)[2] == ["S · нет", "M", "L"]
    card = await ivan.press("M")
    assert "Добавить в корзину · 1 990 ₽" in [plain(each) for each in labels(card)]
    shown = await ivan.press("Добавить")
    assert (await ivan.toast())["text"] == "Добавлено · 1"
    assert "✅ Добавлено в корзину: 1 шт." in text_of(shown)
    assert "Классическая футболка (Красный, M)" in text_of(shown)


async def test_a_sold_out_size_explains_itself_and_changes_nothing(ivan):
    await open_shirt(ivan)
    before = await ivan.press("Красный")
    after = await ivan.press("S · нет")
    toast = await ivan.toast()
    assert toast["text"] == "Красный, S: раскуплено. Есть: M, L." and toast["show_alert"]
    assert labels(after) == labels(before)


async def test_a_size_that_came_back_is_chosen_at_once(ivan, shop):
    await open_shirt(ivan)
    await ivan.press("Красный")
    await set_stock(shop, "TS-RED-S", 2)
    card = await ivan.press("S · нет")
    assert "✓ S" in labels(card) and "Осталось 2 штуки" in text_of(card)


async def test_choosing_a_colour_shows_its_picture(ivan, stage):
    first = (await open_shirt(ivan))["photo"][-1]["file_id"]
    black = (await ivan.press("Чёрный"))["photo"][-1]["file_id"]
    assert black != first
    assert "🖼 Фото 2 из 2" in labels(await ivan.screen())
    again = await ivan.press("🖼 Фото")
    assert again["photo"][-1]["file_id"] == first and "✓ Чёрный" in labels(again)


async def test_the_quantity_changes_the_sum_and_stops_at_the_stock(ivan):
    await open_shirt(ivan)
    await ivan.press("Красный")
    card = await ivan.press("L")
    assert "Осталось 3 штуки" in text_of(card)
    for quantity in (2, 3):
        card = await ivan.press("+")
        assert f"{quantity} шт." in labels(card)
    assert "Добавить в корзину · 5 970 ₽" in [plain(each) for each in labels(card)]
    card = await ivan.press("+")
    assert "3 шт." in labels(card)
    assert (await ivan.toast())["text"] == "Осталось 3 штуки"
    for _ in range(4):
        card = await ivan.press("−")
    assert "1 шт." in labels(card)


async def test_a_double_tap_on_add_adds_once(ivan, stage, shop):
    await open_shirt(ivan)
    await ivan.press("Красный")
    message, button = None, None
    await ivan.press("M")
    message, button = await ivan.find_button("Добавить")
    for _ in range(3):
        await ivan.press_data(button["callback_data"], message["message_id"])
    lines = await sql(shop, "SELECT quantity FROM cart_lines")
    assert [line.quantity for line in lines] == [1]


async def test_adding_more_later_adds_up_and_says_so(ivan):
    await open_shirt(ivan)
    await ivan.press("Красный")
    await ivan.press("M")
    await ivan.press("Добавить")
    await ivan.press("Другой вариант")
    await ivan.press("Красный")
    card = await ivan.press("M")
    assert "В вашей корзине: 1" in text_of(card)
    shown = await ivan.press("Добавить")
    assert "Всего таких: 2." in text_of(shown)
    assert "🛒 Открыть корзину · 3 980 ₽" in [plain(each) for each in labels(shown)]


async def test_what_is_all_in_the_cart_can_not_be_added_again(ivan):
    await open_shirt(ivan)
    await ivan.press("Красный")
    await ivan.press("L")
    await ivan.press("+")
    await ivan.press("+")
    await ivan.press("Добавить")
    await ivan.press("Другой вариант")
    await ivan.press("Красный")
    card = await ivan.press("L")
    assert "Всё, что есть, уже в корзине" in labels(card)
    assert "Добавить" not in str(labels(card))


async def test_what_was_sold_meanwhile_is_refused_with_the_number_left(ivan, shop):
    await open_shirt(ivan)
    await ivan.press("Красный")
    await ivan.press("M")
    await ivan.press("+")
    await set_stock(shop, "TS-RED-M", 1)
    card = await ivan.press("Добавить")
    toast = await ivan.toast()
    assert "1" in toast["text"]
    assert "Осталась 1 штука" in text_of(card)
    assert await sql(shop, "SELECT * FROM cart_lines") == []


async def test_walking_through_a_section_goes_round(ivan, market):
    await ivan.start()
    await ivan.press("Каталог")
    await ivan.press("Футболки и худи")
    names = []
    shown = await ivan.press("Классическая")
    of = next(each for each in labels(shown) if each.startswith("1/"))
    count = int(of.split("/")[1])
    for _ in range(count):
        names.append(text_of(shown).splitlines()[0])
        shown = await ivan.press("▶")
    assert len(set(names)) == count
    assert text_of(shown).splitlines()[0] == names[0]
    back = await ivan.press("◀")
    assert text_of(back).splitlines()[0] == names[-1]


async def test_the_old_price_is_struck_through(ivan):
    await ivan.start()
    await ivan.press("Каталог")
    await ivan.press("Футболки и худи")
    await ivan.press("Футболка оверсайз")
    card = await ivan.press("Лавандовый")
    struck = [each for each in card["caption_entities"] if each["type"] == "strikethrough"]
    assert struck and "2 490 ₽" in plain(text_of(card))


async def test_a_product_that_left_the_shop_says_so_and_shows_its_section(ivan, shop, market):
    await ivan.start()
    await ivan.press("Каталог")
    await ivan.press("Футболки и худи")
    await sql(shop, "UPDATE products SET is_active = false WHERE slug = 'crewneck-sweatshirt'")
    shown = await ivan.press("Свитшот")
    assert (await ivan.toast())["show_alert"]
    assert text_of(shown).startswith("Футболки и худи")
    assert "Свитшот" not in str(labels(shown))


async def test_a_section_that_is_gone_leads_to_the_catalogue(ivan):
    await ivan.start()
    shown = await ivan.press_data("c1:999999:1")
    assert text_of(shown).startswith("Каталог")


async def test_the_cart_line_is_on_every_screen_of_the_catalogue(ivan):
    await open_shirt(ivan)
    await ivan.press("Синий")
    await ivan.press("XL")
    await ivan.press("Добавить")
    for label in ("‹ К покупкам", "‹ Назад", "‹ Назад"):
        shown = await ivan.press(label)
        assert "🛒 1 · 2 190 ₽" in [plain(each) for each in labels(shown)], label


async def test_share_begins_an_inline_query_for_this_very_product(ivan, market):
    card = await open_shirt(ivan)
    share = next(each for each in buttons(card) if "Поделиться" in each["text"])
    query = share["switch_inline_query_chosen_chat"]["query"]
    assert query == f"p_{market.products['classic-t-shirt']}"


async def test_a_price_change_shows_on_the_card_at_the_next_press(ivan, shop):
    await open_shirt(ivan)
    await ivan.press("Красный")
    await set_price(shop, "TS-RED-M", "2090.00")
    assert "Добавить в корзину · 2 090 ₽" in [plain(each) for each in labels(await ivan.press("M"))]


async def test_a_button_of_a_variant_that_never_was_is_refused(ivan, shop):
    await ivan.start()
    await ivan.press_data("pa1:1:1:999999:1:0")
    assert (await ivan.toast())["show_alert"]
    assert await variant_id(shop, "TS-RED-M")
    assert await sql(shop, "SELECT * FROM cart_lines") == []
