"""Changing the cart, and what happened to it meanwhile."""

import pytest

from tests.bot.scenes.conftest import set_price, set_stock, sql
from tests.bot.scenes.steps import flat, put, rows, shown


@pytest.fixture
async def ivan(stage, market):
    buyer = stage.buyer(503)
    await buyer.start()
    return buyer


async def test_an_empty_cart_leads_to_the_catalogue(ivan):
    cart = await ivan.press("Корзина")
    assert shown(cart).startswith("Корзина пуста") and "🛍 Каталог" in flat(cart)


async def test_lines_change_and_go(ivan, shop):
    await put(shop, 503, "TS-RED-M", 2)
    await put(shop, 503, "HD-GREY-M")
    cart = await ivan.press("Корзина")
    assert "2 × 1 990 ₽ = 3 980 ₽" in shown(cart) and "Итого: 8 970 ₽" in shown(cart)
    assert rows(cart)[0] == ["−", "№ 1 × 2", "+", "✕"]
    cart = await ivan.press("+")
    assert "№ 1 × 3" in flat(cart) and "Оформить · 10 960 ₽" in flat(cart)
    for _ in range(3):
        cart = await ivan.press("−")
    assert "Худи" in shown(cart) and "футболка" not in shown(cart)
    assert (await ivan.toast())["text"] == "Убрано"
    cart = await ivan.press("✕")
    assert shown(cart).startswith("Корзина пуста")


async def test_more_than_there_is_is_refused_with_the_number_left(ivan, shop):
    await put(shop, 503, "TS-RED-L", 3)
    await ivan.press("Корзина")
    cart = await ivan.press("+")
    assert "№ 1 × 3" in flat(cart)
    assert (await ivan.toast())["text"] == "Осталось 3 штуки"


async def test_a_double_tap_on_plus_adds_one(ivan, shop):
    await put(shop, 503, "TS-RED-M", 1)
    await ivan.press("Корзина")
    message, plus = await ivan.find_button("+")
    for _ in range(3):
        await ivan.press_data(plus["callback_data"], message["message_id"])
    assert (await sql(shop, "SELECT quantity FROM cart_lines"))[0].quantity == 2


async def test_a_changed_price_is_said_at_once_and_accepted_with_one_tap(ivan, shop):
    await put(shop, 503, "TS-RED-M", 2)
    await set_price(shop, "TS-RED-M", "2190.00")
    cart = await ivan.press("Корзина")
    assert "⚠️ Цена изменилась: была 1 990 ₽, стала 2 190 ₽." in shown(cart)
    assert "Оформить · 4 380 ₽" in flat(cart)
    cart = await ivan.press("новые цены")
    assert "⚠️" not in shown(cart) and "новые цены" not in str(flat(cart))


async def test_what_is_sold_out_can_not_be_ordered_and_goes_with_one_tap(ivan, shop):
    await put(shop, 503, "TS-RED-M", 2)
    await put(shop, 503, "HD-GREY-M")
    await set_stock(shop, "TS-RED-M", 0)
    cart = await ivan.press("Корзина")
    assert "⚠️ Раскуплено." in shown(cart) and "Итого: 4 990 ₽" in shown(cart)
    assert "Оформить" not in str(flat(cart))
    cart = await ivan.press("Убрать № 1")
    assert "⚠️" not in shown(cart) and "Оформить · 4 990 ₽" in flat(cart)


async def test_too_many_are_lowered_with_one_tap(ivan, shop):
    await put(shop, 503, "TS-RED-M", 5)
    await set_stock(shop, "TS-RED-M", 2)
    cart = await ivan.press("Корзина")
    assert "⚠️ Осталось только 2 штуки." in shown(cart)
    cart = await ivan.press("взять 2")
    assert "№ 1 × 2" in flat(cart) and "Оформить · 3 980 ₽" in flat(cart)


async def test_everything_is_mended_with_one_tap(ivan, shop):
    for sku, quantity in (("TS-RED-M", 5), ("HD-GREY-M", 1), ("TS-BLUE-M", 1), ("TS-WHITE-M", 1)):
        await put(shop, 503, sku, quantity)
    await set_stock(shop, "TS-RED-M", 2)
    await set_stock(shop, "HD-GREY-M", 0)
    await set_price(shop, "TS-WHITE-M", "1790.00")
    await sql(shop, "UPDATE product_variants SET is_active = false, signature = NULL WHERE sku = 'TS-BLUE-M'")
    cart = await ivan.press("Корзина")
    assert "Больше не продаётся." in shown(cart)
    cart = await ivan.press("Исправить корзину")
    assert "⚠️" not in shown(cart)
    assert "Оформить · 5 770 ₽" in flat(cart)


async def test_clearing_asks_first(ivan, shop):
    await put(shop, 503, "TS-RED-M", 2)
    await ivan.press("Корзина")
    asked = await ivan.press("Очистить")
    assert "Убрать из корзины всё?" in shown(asked)
    assert "№ 1 × 2" in flat(await ivan.press("‹ Назад"))
    await ivan.press("Очистить")
    assert shown(await ivan.press("Да, очистить")).startswith("Корзина пуста")


async def test_a_long_cart_has_pages_and_stays_on_them(ivan, shop):
    skus = await sql(
        shop,
        "SELECT sku FROM product_variants v JOIN stock_levels s ON s.variant_id = v.id"
        " WHERE on_hand > 3 ORDER BY v.id LIMIT 14",
    )
    for row in skus:
        await put(shop, 503, row.sku)
    cart = await ivan.press("Корзина")
    assert "1/3" in flat(cart) and len(flat(cart)) < 40
    await ivan.press("›")
    cart = await ivan.press("+")
    assert "2/3" in flat(cart) and "№ 7 × 2" in flat(cart)


async def test_the_number_of_a_line_opens_its_product(ivan, shop):
    await put(shop, 503, "HD-GREY-M")
    await ivan.press("Корзина")
    assert shown(await ivan.press("№ 1")).startswith("Худи")
