"""From the cart to a placed order, once."""

import pytest

from tests.bot.chatting import text_of
from tests.bot.scenes.conftest import set_price, set_stock, sql
from tests.bot.scenes.steps import ADDRESS, flat, order, orders, put, shown, to_summary


@pytest.fixture
async def ivan(stage, market, shop):
    buyer = stage.buyer(503)
    await buyer.start()
    await put(shop, 503, "TS-RED-M", 2)
    return buyer


async def test_a_new_buyer_orders(ivan, shop):
    await ivan.send("/cart")
    consent = await ivan.press("Оформить")
    assert "К оплате: 3 980 ₽" in shown(consent) and "Согласен, продолжить" in flat(consent)
    name = await ivan.press("Согласен")
    assert "Шаг 1 из 3 · 3 980 ₽" in shown(name) and "Как вас зовут?" in shown(name)
    phone = await ivan.send("Иван Петров-Водкин")
    assert "Ваш телефон?" in shown(phone)
    keyboard = (await ivan.view())["reply_keyboard"]
    assert keyboard["keyboard"][0][0]["request_contact"] is True
    address = await ivan.share_contact("79161234567")
    assert "Куда доставить?" in shown(address)
    assert (await ivan.view())["reply_keyboard"] is None
    summary = await ivan.send(ADDRESS)
    for part in ("2 × 1 990 ₽ = 3 980 ₽", "Иван Петров-Водкин", "+7 916 123-45-67", ADDRESS):
        assert part in shown(summary)
    home = await ivan.press("Подтвердить")
    placed = await ivan.wait_for("🎉 Заказ № 1001 оформлен")
    assert "Классическая футболка (Красный, M)" in shown(placed) and flat(placed) == ["📦 Заказ № 1001"]
    assert "🛍 Каталог" in flat(home) and home["message_id"] > placed["message_id"]
    assert "Продолжить" not in str(flat(home)) and "🛒 Корзина" in flat(home)
    [made] = await orders(shop)
    assert (made.customer_name, made.customer_phone) == ("Иван Петров-Водкин", "+79161234567")
    assert (made.shipping_address, made.channel, made.locale) == (ADDRESS, "bot", "ru")


async def test_the_chat_keeps_no_litter_of_the_form(ivan, shop):
    await to_summary(ivan)
    await ivan.press("Подтвердить")
    await ivan.wait_for("🎉")
    texts = [text_of(each) for each in await ivan.messages()]
    assert not any(ADDRESS == text or "одним нажатием" in text for text in texts)
    assert not any(each.get("contact") for each in await ivan.messages())


async def test_nothing_personal_is_asked_before_the_consent(ivan, shop):
    await ivan.send("/cart")
    await ivan.press("Оформить")
    for data in ("o1:n", "o1:p", "o1:d", "o1:s", "on1:0", "op1", "oa1:1"):
        screen = await ivan.press_data(data)
        assert "Согласен, продолжить" in flat(screen), data
    assert await sql(shop, "SELECT * FROM customers") == []


async def test_the_consent_is_logged_with_version_language_time_and_message(ivan, shop):
    await ivan.send("/cart")
    message = await ivan.press("Оформить")
    await ivan.press("Согласен")
    [event] = await sql(
        shop,
        "SELECT e.*, t.locale, t.version FROM consent_events e JOIN consent_texts t ON t.id = e.text_id",
    )
    assert (event.action, event.channel, event.locale, event.version) == ("given", "bot", "ru", 1)
    assert event.message_id == message["message_id"] and event.happened_at


async def test_the_text_can_be_read_before_agreeing(ivan):
    await ivan.send("/cart")
    await ivan.press("Оформить")
    text = await ivan.press("Прочитать согласие")
    assert "Согласие на обработку персональных данных" in shown(text)
    assert "К оплате" in shown(await ivan.press("‹ Назад"))
    await ivan.press("Прочитать согласие")
    assert "Как вас зовут?" in shown(await ivan.press("Согласен"))


async def test_refusing_leaves_the_cart_as_it_is(ivan, shop):
    await ivan.send("/cart")
    await ivan.press("Оформить")
    cart = await ivan.press("Не согласен")
    assert "Корзина осталась как была" in shown(cart) and "Оформить · 3 980 ₽" in flat(cart)
    assert await sql(shop, "SELECT * FROM consent_events") == []
    assert "Продолжить" not in str(flat(await ivan.start()))


@pytest.mark.parametrize(
    ("upto", "wrong", "said"),
    [
        (0, "Я", "Как вас зовут?"),
        (0, "12345", "Как вас зовут?"),
        (1, "позвоните мне", "Ваш телефон?"),
        (1, "123", "Ваш телефон?"),
        (1, "+7 916 123", "Ваш телефон?"),
        (2, "тут", "Куда доставить?"),
    ],
)
async def test_a_wrong_answer_is_explained_and_asked_again(ivan, upto, wrong, said):
    await ivan.send("/cart")
    await ivan.press("Оформить")
    await ivan.press("Согласен")
    for right in ("Иван Петров", "8 (916) 123-45-67")[:upto]:
        await ivan.send(right)
    screen = await ivan.send(wrong)
    assert "⚠️" in shown(screen) and said in shown(screen)
    assert wrong not in [text_of(each) for each in await ivan.messages()]


async def test_somebody_elses_contact_is_refused(ivan):
    await ivan.send("/cart")
    await ivan.press("Оформить")
    await ivan.press("Согласен")
    await ivan.press("Иван")
    screen = await ivan.share_contact("79161234567", user_id=504)
    assert "Это чужой контакт" in shown(screen)
    assert "Ваш телефон?" in shown(screen)


@pytest.mark.parametrize("typed", ["8 (916) 123-45-67", "+7 916 123 45 67", "79161234567", "9161234567"])
async def test_phones_are_taken_as_people_write_them(ivan, shop, typed):
    await ivan.send("/cart")
    await ivan.press("Оформить")
    await ivan.press("Согласен")
    await ivan.press("Иван")
    await ivan.send(typed)
    assert "+7 916 123-45-67" in shown(await ivan.send(ADDRESS))


async def test_a_sticker_instead_of_an_answer_asks_again(ivan, stage):
    await ivan.send("/cart")
    await ivan.press("Оформить")
    await ivan.press("Согласен")
    await stage.post("location", person=503, chat=503, latitude=55.7, longitude=37.6)
    await stage.settle()
    assert "Как вас зовут?" in shown(await ivan.screen())


async def test_back_goes_one_question_back(ivan):
    await ivan.send("/cart")
    await ivan.press("Оформить")
    await ivan.press("Согласен")
    await ivan.press("Иван")
    await ivan.share_contact("79161234567")
    assert "Ваш телефон?" in shown(await ivan.press("‹ Назад"))
    assert "Как вас зовут?" in shown(await ivan.press("‹ Назад"))
    assert shown(await ivan.press("‹ Назад")).startswith("Корзина")


async def test_everything_can_be_corrected_from_the_summary(ivan, shop):
    await to_summary(ivan)
    await ivan.press("✏️ Имя")
    assert "Анна" in shown(await ivan.send("Анна"))
    await ivan.press("✏️ Телефон")
    assert "+7 926 555-44-33" in shown(await ivan.send("8 926 555-44-33"))
    await ivan.press("✏️ Адрес")
    assert "Казань" in shown(await ivan.send("Казань, улица Баумана, 3"))
    await ivan.press("✏️ Комментарий")
    assert "💬 Домофон 12" in shown(await ivan.send("Домофон 12"))
    await ivan.press("✏️ Имя")
    assert "Проверьте заказ" in shown(await ivan.press("‹ Назад"))
    await ivan.press("Подтвердить")
    [made] = await orders(shop)
    assert (made.customer_name, made.customer_phone, made.comment) == ("Анна", "+79265554433", "Домофон 12")


async def test_a_comment_is_simply_typed_under_the_summary_and_can_go(ivan):
    await to_summary(ivan)
    assert "💬 Позвоните заранее" in shown(await ivan.send("Позвоните заранее"))
    await ivan.press("✏️ Комментарий")
    assert "💬" not in shown(await ivan.press("Убрать комментарий"))


async def test_twenty_presses_place_one_order(ivan, shop, stage):
    import asyncio

    await to_summary(ivan)
    message, button = await ivan.find_button("Подтвердить")
    press = {"person": 503, "chat": 503, "message": message["message_id"], "data": button["callback_data"]}
    await asyncio.gather(*(stage.post("press", **press) for _ in range(20)))
    await stage.settle()
    assert len(await orders(shop)) == 1
    said = [each for each in await ivan.messages() if "🎉" in text_of(each)]
    assert len(said) == 1
    assert (await ivan.toast())["text"] == "Этот заказ уже оформлен."


async def test_a_returning_buyer_needs_two_taps_from_the_cart(ivan, shop):
    await order(ivan, shop)
    await put(shop, 503, "HD-GREY-M")
    await ivan.send("/cart")
    summary = await ivan.press("Оформить")
    assert "Заполнили как в прошлый раз." in shown(summary) and ADDRESS in shown(summary)
    await ivan.press("Подтвердить")
    assert len(await orders(shop)) == 2


async def test_earlier_addresses_are_offered(ivan, shop):
    await order(ivan, shop)
    await put(shop, 503, "HD-GREY-M")
    await ivan.send("/cart")
    await ivan.press("Оформить")
    await ivan.press("✏️ Адрес")
    await ivan.send("Казань, улица Баумана, 3")
    await ivan.press("✏️ Адрес")
    assert ADDRESS in shown(await ivan.press("📍 Москва"))


async def test_somebody_elses_address_can_not_be_taken(ivan, shop, stage):
    await order(ivan, shop)
    number = (await sql(shop, "SELECT id FROM addresses"))[0].id
    emma = stage.buyer(504)
    await emma.start()
    await put(shop, 504, "HD-GREY-M")
    await emma.send("/cart")
    await emma.press("Checkout")
    await emma.press("I agree")
    screen = await emma.press_data(f"oa1:{number}")
    assert "Тверская" not in str(screen)


async def test_a_price_that_changed_at_the_last_moment_is_said_and_the_order_goes_on(ivan, shop):
    await to_summary(ivan)
    await set_price(shop, "TS-RED-M", "2190.00")
    summary = await ivan.press("Подтвердить")
    assert await orders(shop) == []
    assert "Цена изменилась: была 1 990 ₽, стала 2 190 ₽." in shown(summary)
    await ivan.press("Подтвердить заказ")
    [made] = await orders(shop)
    assert str(made.total_amount) == "4380.00"


async def test_what_was_sold_at_the_last_moment_leads_to_the_cart_and_then_on(ivan, shop):
    await to_summary(ivan)
    await set_stock(shop, "TS-RED-M", 1)
    cart = await ivan.press("Подтвердить")
    assert (await ivan.toast())["show_alert"] and await orders(shop) == []
    assert "Осталась только 1 штука." in shown(cart)
    await ivan.press("взять 1")
    summary = await ivan.press("Оформить")
    assert ADDRESS in shown(summary)
    await ivan.press("Подтвердить")
    [made] = await orders(shop)
    assert str(made.total_amount) == "1990.00"


async def test_a_summary_whose_cart_has_changed_elsewhere_is_not_ordered(ivan, shop):
    await to_summary(ivan)
    await put(shop, 503, "HD-GREY-M")
    summary = await ivan.press("Подтвердить")
    assert await orders(shop) == [] and "⚠️" in shown(summary) and "Худи" in shown(summary)


async def test_an_old_summary_can_not_be_confirmed(ivan, shop):
    await to_summary(ivan)
    _, old = await ivan.find_button("Подтвердить")
    await ivan.send("комментарий")
    await ivan.press_data(old["callback_data"])
    assert await orders(shop) == []
    await ivan.press("Подтвердить")
    assert len(await orders(shop)) == 1


async def test_commands_are_never_taken_for_answers(ivan):
    await ivan.send("/cart")
    await ivan.press("Оформить")
    await ivan.press("Согласен")
    assert shown(await ivan.send("/help")).startswith("Как заказать")
    found = await ivan.send("Иван Петров")
    assert "Как вас зовут?" not in shown(found) and "Проверьте" not in shown(found)


async def test_a_form_survives_a_restart_of_the_bot(ivan, stage, shop):
    from kiosk.bot.runtime import BotFace

    await ivan.send("/cart")
    await ivan.press("Оформить")
    await ivan.press("Согласен")
    await stage.face.stop()
    stage.face = BotFace(shop)
    await stage.face.start()
    await stage.face.ready.wait()
    try:
        assert "Ваш телефон?" in shown(await ivan.send("Иван Петров"))
    finally:
        await stage.face.stop()
