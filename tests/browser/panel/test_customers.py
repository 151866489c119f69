"""Whoever keeps shop knows their customers, and looks at personal data only when there is a reason."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser.panel.conftest import Visit
from tests.browser.panel.floor import buy
from tests.browser.panel.office import PATIENCE, SIZES, Office

TELEGRAM_ID = "510"
"""Of the demo's owner, who buys from herself here."""
pytestmark = pytest.mark.timeout(300)


async def open_buyer(office: Office, chromium: Browser) -> None:
    """Come to a buyer's card from their order, as people do."""
    order = await buy(chromium, office.base)
    await office.open(f"/orders/{order['id']}")
    await office.page.get_by_role("link", name="Dana Orazova").click(timeout=PATIENCE)
    await expect(office.page.get_by_role("heading", name="Personal data")).to_be_visible(timeout=PATIENCE)


async def test_personal_data_shows_only_when_asked_for_and_each_look_is_noted(
    office: Office, chromium: Browser
):
    await open_buyer(office, chromium)
    body = office.page.locator("main")
    known = body.locator("dt", has_text="Telegram").locator("+ dd")
    await expect(known).not_to_contain_text(TELEGRAM_ID)
    await office.press("Show in full")
    reason = f"The courier asks {office.page.viewport_size['width']}"
    await office.page.get_by_label("What for? (optional)").fill(reason)
    await office.press("Show")
    await expect(known).to_contain_text(TELEGRAM_ID, timeout=PATIENCE)
    await expect(body).to_contain_text(reason, timeout=PATIENCE)
    await office.press("Hide again")
    await expect(known).not_to_contain_text(TELEGRAM_ID)
    await office.page.reload()
    await expect(body).to_contain_text(reason, timeout=PATIENCE)
    await expect(known).not_to_contain_text(TELEGRAM_ID)


async def test_tags_and_notes_stay_and_the_list_knows_them(office: Office, chromium: Browser):
    tag = f"regular {office.page.viewport_size['width']}"
    await open_buyer(office, chromium)
    field = office.page.get_by_role("combobox", name="Tags")
    await field.fill(tag)
    await field.press("Enter")
    await office.page.get_by_label("New note").fill("Likes red boxes")
    await office.press("Add")
    await expect(office.page.get_by_text("Likes red boxes")).to_be_visible(timeout=PATIENCE)
    await office.press("Delete the note")
    await expect(office.page.get_by_text("Likes red boxes")).to_have_count(0, timeout=PATIENCE)
    await office.open(f"/customers?tag={tag}")
    await expect(office.page.get_by_text("1–1 of 1", exact=True)).to_be_visible(timeout=PATIENCE)
    await expect(office.page.get_by_label("Tag", exact=True)).to_have_value(tag)


async def test_a_customer_is_found_from_anywhere(office: Office, chromium: Browser):
    order = await buy(chromium, office.base, name="Zarina Uniquova")
    await office.open("/products")
    await office.is_settled()
    await office.page.keyboard.press("Control+k")
    field = office.page.get_by_role("combobox", name="Search")
    await field.fill(str(order["number"]))
    orders = office.page.get_by_role("group", name="Orders")
    await expect(orders.get_by_role("option").first).to_contain_text("Zarina U.")
    await field.press("Enter")
    await office.sees_title(f"Order № {order['number']}")
    await office.open("/customers?text=marina")
    await office.is_settled()
    await office.page.locator("main").get_by_role("link").first.click()
    await expect(office.page.get_by_role("heading", name="Personal data")).to_be_visible()


async def test_the_house_does_not_lock_out_its_own_people(office: Office, chromium: Browser):
    await open_buyer(office, chromium)
    await office.press("Block")
    ask = office.page.get_by_role("dialog")
    await ask.get_by_label("Reason (for colleagues)").fill("Never pays")
    await ask.get_by_role("button", name="Block", exact=True).click()
    await expect(office.page.get_by_role("alert").last).to_be_visible(timeout=PATIENCE)
    await expect(office.page.get_by_text("The shop doesn’t sell to this customer")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_axe_finds_nothing(visit: Visit, chromium: Browser, size: str, theme: str):
    office = await visit(size, color_scheme=theme, bypass_csp=True, reduced_motion="reduce")
    await office.enter()
    await open_buyer(office, chromium)
    await office.is_settled()
    found = {"card": await office.violations()}
    await office.open("/customers")
    await office.is_settled()
    found["list"] = await office.violations()
    assert found == dict.fromkeys(found, [])
