"""The chat page is usable with assistive technology: axe finds nothing in it, light and dark, phone and desktop."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.chat_page import ChatPage
from tests.browser.test_sale import MARINA, words

AXE = Path(__file__).resolve().parents[2] / "web/node_modules/axe-core/axe.min.js"
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}


async def violations(page) -> list[str]:
    """What axe objects to, as "rule: first place"."""
    await page.evaluate(AXE.read_text())
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]


@pytest.mark.timeout(420)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_axe_finds_nothing_in_a_chat_with_photos_and_buttons(
    demo: str, chromium: Browser, size: str, theme: str
):
    say = words("ru")
    context = await chromium.new_context(viewport=SIZES[size], color_scheme=theme)
    chat = ChatPage(await context.new_page(), demo)
    await chat.open(MARINA, MARINA)
    if not await chat.begin():
        await chat.send("/start")
    await chat.press(say("🛍 Catalogue"))
    await chat.sees(say("Choose a section, or just type what you are looking for."))
    assert await violations(chat.page) == []
    await context.close()
