"""Language, help, and what is known about the person."""

import json

import pytest

from kiosk.customers.consent_schemas import ConsentDraft
from kiosk.customers.service import ORDER_DATA, publish_consent_text
from tests.bot.scenes.conftest import sql
from tests.bot.scenes.steps import ADDRESS, flat, order, put, shown


@pytest.fixture
async def ivan(stage, market):
    buyer = stage.buyer(503)
    await buyer.start()
    return buyer


async def test_the_bot_speaks_telegrams_language_until_another_is_chosen(ivan, stage):
    assert "Қазақша" in str(flat(await ivan.press("Язык")))
    home = await ivan.press("Қазақша")
    assert "🛍 Каталог" in flat(home) and "🛒 Себет" in flat(home)
    assert (await ivan.toast())["text"] == "Енді қазақша сөйлесеміз"
    await stage.post("language", person=503, language_code="en")
    assert "🛒 Себет" in flat(await ivan.start())
    await ivan.press("Тіл")
    assert "🛒 Cart" in flat(await ivan.press("Telegram тілімен"))


async def test_help_tells_of_delivery_and_returns_in_the_readers_language(ivan, stage):
    helped = shown(await ivan.send("/help"))
    for title in ("Как заказать", "Доставка", "Возврат", "Вопросы", "О нас"):
        assert title in helped
    assert "Курьер" in helped and "14 дней" in helped
    olena = stage.buyer(502)
    await olena.start()
    assert "Кур’єр" in shown(await olena.send("/help"))


async def test_nothing_is_held_at_first(ivan):
    page = await ivan.press("Мои данные")
    assert "Имя: не храним" in shown(page) and "Согласие: не дано" in shown(page)
    assert "Отозвать согласие" not in flat(page)


async def test_what_is_held_is_shown_and_exported(ivan, shop, stage):
    await order(ivan, shop)
    page = await ivan.press("Мои данные")
    for part in ("Иван", "+7 916 123-45-67", ADDRESS, "Заказы: 1", "21 ноября 2026", "редакция 1"):
        assert part in shown(page), part
    await ivan.press("Выгрузить всё")
    document = next(each["document"] for each in await ivan.messages() if "document" in each)
    async with stage.http.get(f"{stage.url}/sim/files/{document['file_id']}") as answer:
        held = json.loads(await answer.read())
    assert ADDRESS in json.dumps(held, ensure_ascii=False) and "+79161234567" in str(held)


async def test_withdrawing_says_what_it_means_and_forgets(ivan, shop):
    await order(ivan, shop)
    await ivan.press("Мои данные")
    asked = await ivan.press("Отозвать согласие")
    assert "сразу забудем" in shown(asked)
    assert await sql(shop, "SELECT * FROM customers") != []
    page = await ivan.press("Да, отозвать")
    assert "Имя: не храним" in shown(page) and "Согласие: не дано" in shown(page)
    assert await sql(shop, "SELECT * FROM customers") == await sql(shop, "SELECT * FROM addresses") == []
    await put(shop, 503, "HD-GREY-M")
    await ivan.send("/cart")
    assert "Согласен, продолжить" in flat(await ivan.press("Оформить"))


async def test_withdrawing_forgets_what_a_begun_checkout_has_gathered(ivan, shop):
    await order(ivan, shop)
    await put(shop, 503, "HD-GREY-M")
    await ivan.send("/cart")
    await ivan.press("Оформить")
    await ivan.send("/privacy")
    await ivan.press("Отозвать согласие")
    await ivan.press("Да, отозвать")
    data = await sql(shop, "SELECT data FROM conversations WHERE user_id = 503")
    assert "Тверская" not in str(data)


async def test_the_consents_text_can_be_read_again(ivan):
    await ivan.send("/privacy")
    page = await ivan.press("Текст согласия")
    assert "Согласие на обработку" in shown(page) and "Согласен, продолжить" not in flat(page)
    assert shown(await ivan.press("‹ Назад")).startswith("Мои данные")


async def speak(shop, *locales):
    """The shop offers these languages from now on."""
    await sql(shop, "UPDATE business SET locales = :locales", locales=[*locales])


async def test_only_the_shops_languages_are_offered_and_spoken(ivan, stage, shop):
    old = await ivan.press("Язык")
    await speak(shop, "ru", "uk")
    offered = flat(await ivan.send("/language"))
    assert "✓ Русский" in offered and "Українська" in offered
    assert "English" not in offered and "Қазақша" not in offered
    # A button of before leads nowhere else.
    again = flat(await ivan.press_data("gs1:en", old["message_id"]))
    assert "English" not in again and "✓ Русский" in again
    await stage.post("language", person=503, language_code="en")
    assert "🛍 Каталог" in flat(await ivan.start()), "the shop's own language for who reads none of them"


async def test_a_language_that_was_chosen_and_is_no_longer_offered_gives_way(ivan, shop):
    await ivan.press("Язык")
    await ivan.press("Қазақша")
    await speak(shop, "ru")
    home = flat(await ivan.start())
    assert "🛍 Каталог" in home and "🌐 Язык" not in home
    await speak(shop, "ru", "kk")
    assert "🛒 Себет" in flat(await ivan.start()), "the choice itself isn't forgotten"


async def test_a_new_consent_text_is_asked_for_in_the_chat(ivan, shop):
    await order(ivan, shop)
    await put(shop, 503, "TS-RED-M")
    await ivan.send("/cart")
    assert "Согласен, продолжить" not in flat(await ivan.press("Оформить"))
    async with shop.database.unit() as unit:
        words = {"title": "Новое согласие", "body": "Храним адрес год."}
        draft = {"based_on": 1, "texts": {locale: words for locale in ("ru", "uk", "kk", "en")}}
        await publish_consent_text(unit, ORDER_DATA, ConsentDraft.model_validate(draft), 510)
        await unit.commit()
    await ivan.send("/cart")
    assert "Согласен, продолжить" in flat(await ivan.press("Оформить"))
    assert "Храним адрес год." in shown(await ivan.press("Прочитать"))
    await ivan.press("Согласен")
    agreed = await sql(
        shop,
        "SELECT t.version, t.body FROM consent_events e JOIN consent_texts t ON t.id = e.text_id ORDER BY e.id",
    )
    assert [each.version for each in agreed] == [1, 2]
    assert agreed[0].body.startswith("Нажимая кнопку") and agreed[1].body == "Храним адрес год."
