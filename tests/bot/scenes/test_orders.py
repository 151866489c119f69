"""The person's own orders."""

import pytest

from tests.bot.chatting import buttons
from tests.bot.scenes.conftest import set_stock, sql
from tests.bot.scenes.steps import ADDRESS, flat, order, put, shown
from tests.shop import CLERK


@pytest.fixture
async def ivan(stage, market):
    buyer = stage.buyer(503)
    await buyer.start()
    return buyer


async def move(runtime, *statuses: str, tracking: str | None = None) -> None:
    """The staff moves the only order on."""
    from kiosk.orders.rules import Status
    from kiosk.orders.service import move as move_order

    number = (await sql(runtime, "SELECT id FROM orders ORDER BY id LIMIT 1"))[0].id
    for status in statuses:
        async with runtime.database.unit() as unit:
            await move_order(unit, number, Status(status), actor_id=CLERK, tracking_number=tracking)
            await unit.commit()


async def test_there_are_none_at_first(ivan):
    assert "Пока ни одного" in shown(await ivan.press("Мои заказы"))


async def test_an_order_shows_how_far_it_is_what_it_holds_and_where_it_goes(ivan, shop):
    await order(ivan, shop, quantity=2)
    listed = await ivan.press("Мои заказы")
    assert "Заказ № 1001 от 21 ноября 2026" in shown(listed) and "№ 1001 · Оформлен" in flat(listed)
    page = await ivan.press("№ 1001")
    for part in ("● Оформлен, 21 нояб. 2026", "○ В пути", "2 × 1 990 ₽ = 3 980 ₽", "Итого: 3 980 ₽", ADDRESS):
        assert part in shown(page), part
    assert shown(await ivan.press("‹ Назад")).startswith("Мои заказы")


async def test_the_message_that_stays_opens_the_order(ivan, shop):
    message = await order(ivan, shop)
    page = await ivan.press("📦 Заказ № 1001", message)
    assert "● Оформлен" in shown(page)
    assert any("🎉" in (each.get("text") or "") for each in await ivan.messages())


async def test_a_tracking_number_can_be_copied(ivan, shop):
    await order(ivan, shop)
    await move(shop, "confirmed", "processing")
    await move(shop, "shipped", tracking="RA123456789RU")
    await ivan.press("Мои заказы")
    page = await ivan.press("№ 1001")
    assert "Трек-номер: RA123456789RU" in shown(page) and "● В пути" in shown(page)
    copy = next(each for each in buttons(page) if "copy_text" in each)
    assert copy["copy_text"]["text"] == "RA123456789RU"


async def test_cancelling_asks_first_and_returns_the_stock_once(ivan, shop):
    before = (await sql(shop, "SELECT sum(on_hand) AS n FROM stock_levels"))[0].n
    await order(ivan, shop, quantity=2)
    await ivan.press("Мои заказы")
    await ivan.press("№ 1001")
    asked = await ivan.press("Отменить заказ")
    assert "Отменить заказ № 1001?" in shown(asked)
    assert "● Оформлен" in shown(await ivan.press("‹ Назад"))
    await ivan.press("Отменить заказ")
    message, yes = await ivan.find_button("Да, отменить")
    for _ in range(3):
        page = await ivan.press_data(yes["callback_data"], message["message_id"])
    assert "● Отменён" in shown(page) and "Отменить заказ" not in flat(page)
    assert (await sql(shop, "SELECT sum(on_hand) AS n FROM stock_levels"))[0].n == before


async def test_what_is_being_packed_can_not_be_cancelled_any_more(ivan, shop):
    await order(ivan, shop)
    await ivan.press("Мои заказы")
    await ivan.press("№ 1001")
    await ivan.press("Отменить заказ")
    await move(shop, "confirmed", "processing")
    page = await ivan.press("Да, отменить")
    assert (await ivan.toast())["show_alert"] and "● Собирается" in shown(page)
    assert (await sql(shop, "SELECT status FROM orders"))[0].status == "processing"


async def test_repeating_says_what_came_back_and_what_is_gone(ivan, shop):
    await put(shop, 503, "HD-GREY-M", 3)
    await put(shop, 503, "TS-BLUE-M")
    await order(ivan, shop, quantity=2)
    await set_stock(shop, "HD-GREY-M", 1)
    await set_stock(shop, "TS-BLUE-M", 0)
    await ivan.press("Мои заказы")
    await ivan.press("№ 1001")
    cart = await ivan.press("Повторить заказ")
    assert "✅ Снова в корзине: 3 шт." in shown(cart)
    assert "Меньше, чем в прошлый раз: Худи с начёсом (Серый, M)" in shown(cart)
    assert "Сейчас нет в наличии: Классическая футболка (Синий, M)" in shown(cart)
    lines = await sql(shop, "SELECT sum(quantity) AS n FROM cart_lines")
    assert lines[0].n == 3


async def test_repeating_twice_adds_once(ivan, shop):
    await order(ivan, shop, quantity=2)
    await ivan.press("Мои заказы")
    await ivan.press("№ 1001")
    message, again = await ivan.find_button("Повторить")
    for _ in range(2):
        await ivan.press_data(again["callback_data"], message["message_id"])
    assert (await ivan.toast())["text"] == "Всё это уже в корзине"
    assert (await sql(shop, "SELECT quantity FROM cart_lines"))[0].quantity == 2
