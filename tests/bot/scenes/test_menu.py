"""The first screen, links from outside, ways out."""

import pytest

from tests.bot.scenes.conftest import sql
from tests.bot.scenes.steps import flat, put, rows, shown, to_summary


@pytest.fixture
def ivan(stage, market):
    return stage.buyer(503)


async def test_a_new_person_is_greeted_and_sees_where_everything_is(ivan):
    first = await ivan.start()
    assert first["photo"] and "Абрикосовый двор" in shown(first)
    assert rows(first) == [
        ["🛍 Каталог", "🔎 Поиск"],
        ["🛒 Корзина"],
        ["📦 Мои заказы", "💬 Помощь"],
        ["🌐 Язык", "🔒 Мои данные"],
    ]


async def test_start_never_loses_the_cart(ivan, shop):
    await ivan.start()
    await put(shop, 503, "TS-RED-M", 3)
    again = await ivan.start()
    assert "🛒 Корзина: 3 · 5 970 ₽" in flat(again)


async def test_a_link_opens_the_product_and_back_leads_to_its_section(ivan, market):
    card = await ivan.start(f"p_{market.products['hoodie']}")
    assert shown(card).startswith("Худи")
    back = await ivan.press("‹ Назад")
    assert shown(back).startswith("Футболки и худи")


async def test_a_link_opens_a_section(ivan, market):
    assert shown(await ivan.start(f"c_{market.categories['tea-coffee']}")).startswith("Чай и кофе")


@pytest.mark.parametrize("payload", ["p_999999999", "p_0", "p_-1", "p_1x", "c_99999999999999999999", "zzz"])
async def test_a_broken_link_still_opens_the_shop(ivan, payload):
    shown_ = await ivan.start(payload)
    assert "🛒 Корзина" in str(flat(shown_)) or shown(shown_).startswith("Каталог")


async def test_an_interrupted_checkout_can_be_continued_from_start(ivan, shop):
    await ivan.start()
    await put(shop, 503, "TS-RED-M")
    await ivan.send("/cart")
    await ivan.press("Оформить")
    await ivan.press("Согласен")
    await ivan.press("Иван")
    home = await ivan.start()
    assert rows(home)[0] == ["▶️ Продолжить оформление"]
    assert (await ivan.view())["reply_keyboard"] is None
    asked = await ivan.press("Продолжить")
    assert "Ваш телефон?" in shown(asked)


async def test_cancel_leaves_the_form_and_keeps_the_cart(ivan, shop):
    await ivan.start()
    await put(shop, 503, "TS-RED-M")
    await to_summary(ivan)
    cart = await ivan.send("/cancel")
    assert "Оформление отменено" in shown(cart) and "Оформить · 1 990 ₽" in flat(cart)
    home = await ivan.send("/cancel")
    assert "Продолжить" not in str(flat(home)) and "🛍 Каталог" in flat(home)


@pytest.mark.parametrize(
    ("command", "beginning"),
    [
        ("/cart", "Корзина пуста"),
        ("/orders", "Мои заказы"),
        ("/help", "Как заказать"),
        ("/language", "Язык"),
        ("/privacy", "Мои данные"),
        ("/catalog", "Каталог"),
        ("/search", "Поиск"),
    ],
)
async def test_commands_open_their_screens(ivan, command, beginning):
    await ivan.start()
    assert shown(await ivan.send(command)).startswith(beginning)


async def test_an_unknown_command_opens_the_home_screen(ivan):
    await ivan.start()
    assert "🛍 Каталог" in flat(await ivan.send("/nonsense"))


async def test_a_button_of_an_older_release_says_refreshed_and_draws_the_home_screen(ivan):
    await ivan.start()
    home = await ivan.press_data("c0:1:1")
    assert "🛍 Каталог" in flat(home)
    assert (await ivan.toast())["text"]


async def test_buttons_and_orders_of_others_are_not_reachable_by_data(ivan, shop, stage):
    from tests.bot.scenes.steps import order

    await order(ivan, shop)
    emma = stage.buyer(504)
    await emma.start()
    number = (await sql(shop, "SELECT id FROM orders"))[0].id
    await emma.press_data(f"lo1:{number}:1")
    assert (await emma.toast())["show_alert"]
    assert "Тверская" not in str(await emma.messages())
    await emma.press_data(f"lc1:{number}:1:1")
    assert (await sql(shop, "SELECT status FROM orders"))[0].status == "pending"
    await emma.press_data(f"lr1:{number}")
    assert await sql(shop, "SELECT * FROM cart_lines WHERE account_id = 504") == []
