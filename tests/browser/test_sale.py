"""The first sale: a person in each of the four languages buys a T-shirt in the chat page, up to "delivered"."""

import pytest
from playwright.async_api import Browser, expect

from kiosk.bot.scenes.orders.views import STATUS_WORDS
from kiosk.kernel.i18n import translator
from kiosk.orders.rules import Status
from kiosk.sample_shop.content import read_shop
from kiosk.telegram_emulator import STAFF_CHAT_ID
from tests.browser.chat_page import PATIENCE, ChatPage, loosely

MARINA = 510
PEOPLE = {"ru": 503, "uk": 502, "kk": 501, "en": 504}
ADDRESSES = {
    "ru": "Москва, Тверская улица, 1, кв. 5",
    "uk": "Київ, вулиця Хрещатик, 22, кв. 7",
    "kk": "Алматы, Абай даңғылы, 10, 3-пәтер",
    "en": "12 Baker Street, flat 3, London",
}
NEWS = {
    Status.CONFIRMED: "✅ Order № {number} is confirmed. We are getting it ready.",
    Status.SHIPPED: "🚚 Order № {number} is on its way to you.",
    Status.DELIVERED: "📦 Order № {number} has been delivered. Thank you for choosing us!",
}


def words(locale: str):
    """Says a text as its reader sees it, up to the first thing that is filled in."""
    say = translator(locale)
    return lambda text: say(text).partition("{")[0].strip(" ·:")


def shirt(locale: str) -> tuple[str, str, str, str]:
    """The section, the product, the colour and its price as a reader of `locale` knows them."""
    shop = read_shop()
    section = next(each for each in shop.categories if each.slug == "t-shirts-hoodies")
    product = next(each for each in shop.products if each.slug == "classic-t-shirt")
    variant = next(each for each in product.variants if each.sku == "TS-BLUE-L")
    return (
        section.name.in_language(locale),
        product.name.in_language(locale),
        variant.values[0].name.in_language(locale),
        variant.values[1].name.in_language(locale),
    )


@pytest.mark.timeout(420)
@pytest.mark.parametrize("locale", PEOPLE)
async def test_a_shirt_in_size_and_colour_from_start_to_delivered(demo: str, chromium: Browser, locale: str):
    say, person = words(locale), PEOPLE[locale]
    section, product, colour, size = shirt(locale)
    context = await chromium.new_context(viewport={"width": 390, "height": 844})
    errors: list[str] = []
    page = await context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    buyer = ChatPage(page, demo)
    await buyer.open(person, person)
    await buyer.start()

    await buyer.press(say("🛍 Catalogue"))
    await buyer.press(section)
    await buyer.press(product)
    await buyer.press(colour)
    await buyer.press_exactly(size)
    await buyer.press("+")
    await expect(buyer.button("2")).to_be_visible(timeout=PATIENCE)
    await buyer.press(say("Add to cart · {total}"))
    await buyer.press(say("🛒 Open the cart · {total}"))
    await buyer.sees(f"({colour}, {size})")
    await buyer.press(say("Checkout · {total}"))

    await buyer.press(say("I agree"))
    await buyer.sees(say("What is your name?"))
    await buyer.press(await _first_name(buyer))
    await buyer.sees(say("Your phone number?"))
    await buyer.share_contact()
    await buyer.sees(say("Where shall we deliver?"))
    await buyer.send(ADDRESSES[locale])
    await buyer.sees(ADDRESSES[locale])
    await buyer.press(say("Confirm order · {total}"))
    number = await _order_number(await buyer.sees("🎉"))
    assert ADDRESSES[locale] not in await _own_words(buyer)

    await _staff_moves_it(context, demo, number, buyer, locale)
    await buyer.send("/orders")
    await buyer.press(f"№ {number}")
    await buyer.sees(f"● {translator(locale)(STATUS_WORDS[Status.DELIVERED])}")
    assert errors == []
    await context.close()


async def _staff_moves_it(context, demo: str, number: str, buyer: ChatPage, locale: str) -> None:
    """Marina confirms, ships and delivers from the group; the buyer hears of each."""
    marina = ChatPage(await context.new_page(), demo)
    await marina.open(MARINA, STAFF_CHAT_ID)
    card = await marina.sees(f"№ {number}")
    for deed, status in (
        ("Confirm", Status.CONFIRMED),
        ("Ship", Status.SHIPPED),
        ("Mark as delivered", Status.DELIVERED),
    ):
        label = translator("ru")(deed)
        button = card.get_by_test_id("inline-button").filter(has_text=loosely(label)).first
        await button.click(timeout=PATIENCE)
        await buyer.sees(translator(locale)(NEWS[status], number=number))
    await marina.page.close()


async def _first_name(buyer: ChatPage) -> str:
    """The name that Telegram knows, as the button offers it."""
    answer = await buyer.page.request.get(f"{buyer.base}/telegram/sim/world")
    people = {each["id"]: each for each in (await answer.json())["people"]}
    person = int(buyer.page.url.partition("person=")[2].partition("&")[0])
    return people[person]["first_name"]


async def _order_number(message) -> str:
    text = await message.inner_text()
    return text.partition("№")[2].split()[0].strip()


async def _own_words(buyer: ChatPage) -> str:
    """What the person has written and is still in the chat."""
    own = buyer.page.locator('[data-testid="message"][data-outgoing="true"]')
    return " ".join(await own.all_inner_texts())
