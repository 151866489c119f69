"""Who has not paid: from Today's tile to an order that is paid, in parts, by mistake, given back, many at once."""

import re

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.browser.panel.conftest import Visit
from tests.browser.panel.floor import buy
from tests.browser.panel.office import SIZES, Office

pytestmark = pytest.mark.timeout(300)


def payment(office: Office) -> Locator:
    """The order's sheet about money."""
    heading = office.page.get_by_role("heading", name="Payment", exact=True)
    return office.page.locator("section").filter(has=heading)


async def choose(office: Office, name: str) -> None:
    """Another way than the usual one."""
    await office.press("Other ways")
    await office.page.get_by_role("menuitem", name=name).click()


async def test_from_todays_tile_to_paid_in_full(office: Office, chromium: Browser):
    order = await buy(chromium, office.base)
    await office.open("/today")
    await office.page.get_by_role("link", name=re.compile("unpaid$")).click()
    await expect(office.page.get_by_role("button", name="Remove the filter “Unpaid”")).to_be_visible()
    link = office.page.get_by_role("link", name=f"№ {order['number']}")
    await expect(office.page.locator("tr, li").filter(has=link)).to_contain_text("Unpaid")
    await link.click()
    await office.sees_title(f"Order № {order['number']}")
    sheet = payment(office)
    await office.press("Paid in cash")
    await expect(sheet).to_contain_text(re.compile("Paid.*Cash"))
    await expect(sheet.get_by_role("button", name="Paid in cash")).to_have_count(0)
    await office.open("/orders?unpaid=true")
    await office.is_settled()
    await expect(link).to_have_count(0)


async def test_in_parts_by_mistake_and_given_back(office: Office, chromium: Browser):
    order = await buy(chromium, office.base)
    await office.open(f"/orders/{order['id']}")
    sheet, ask = payment(office), office.page.get_by_role("dialog")
    await choose(office, "Another amount…")
    await ask.get_by_role("button", name="Note it").click()
    await expect(ask).to_contain_text("An amount such as")
    await ask.get_by_label("Amount").fill("99999999")
    await ask.get_by_role("button", name="Note it").click()
    refused = office.page.get_by_role("alert").filter(has_text="more than is still to be paid")
    await expect(refused).to_be_visible()
    await ask.get_by_label("Amount").fill("1,50")
    await ask.get_by_label("How").select_option("card")
    await ask.get_by_role("button", name="Note it").click()
    await expect(sheet).to_contain_text("Partly paid")
    await expect(sheet.get_by_role("listitem")).to_contain_text("Card")
    await sheet.get_by_role("button", name="Paid by card").click()  # the way that was used last
    await expect(sheet.get_by_role("listitem")).to_have_count(2)
    await sheet.get_by_role("button", name="Take this entry back").first.click()
    await expect(sheet).to_contain_text("Partly paid")
    await expect(sheet.get_by_role("listitem")).to_have_count(3)

    await office.press("Other actions")
    await office.page.get_by_role("menuitem", name="Cancel the order").click()
    await ask.get_by_role("button", name="Cancel the order").click()
    await expect(sheet).to_contain_text("The order is cancelled, but money was taken for it")
    await choose(office, "Given back in cash")
    await expect(sheet).not_to_contain_text("To give back")
    await expect(sheet.get_by_role("listitem").first).to_contain_text("Cash")


async def test_many_at_once_and_other_tabs_see_it(office: Office, chromium: Browser):
    orders = [await buy(chromium, office.base) for _ in range(2)]
    page = await office.context.new_page()
    other = Office(office.context, page, office.base)
    await other.open(f"/orders/{orders[0]['id']}")
    await expect(payment(other)).to_contain_text("Unpaid")
    await office.open("/orders?unpaid=true")
    for order in orders:
        link = office.page.get_by_role("link", name=f"№ {order['number']}")
        await office.page.locator("tr, li").filter(has=link).get_by_role("checkbox").check()
    await (
        office.page.get_by_role("region", name="Selected orders").get_by_role("button", name="Paid…").click()
    )
    ask = office.page.get_by_role("dialog", name="Note 2 orders as paid in full?")
    await ask.get_by_label("How").select_option("transfer")
    await ask.get_by_role("button", name="Note it").click()
    await expect(office.page.get_by_text("2 orders are paid")).to_be_visible()
    await expect(link).to_have_count(0)
    await expect(payment(other)).to_contain_text("Bank transfer")
    await expect(payment(other).get_by_role("button", name=re.compile("^Paid"))).to_have_count(0)


async def test_a_shop_that_notes_no_payments_sees_nothing_of_them(visit: Visit, chromium: Browser):
    office = await visit("desktop")
    await office.enter()
    order = await buy(chromium, office.base)
    await note_payments(office, wanted=False)
    try:
        await office.open("/today")
        await office.is_settled()
        await expect(office.page.get_by_role("link", name=re.compile("new orders?$"))).to_be_visible()
        await expect(office.page.get_by_role("link", name=re.compile("unpaid$"))).to_have_count(0)
        await office.open(f"/orders/{order['id']}")
        await expect(office.page.get_by_role("heading", name="History")).to_be_visible()
        await expect(payment(office)).to_have_count(0)
    finally:
        await note_payments(office, wanted=True)


async def note_payments(office: Office, *, wanted: bool) -> None:
    """Switch it in the settings."""
    await office.open("/settings/business")
    await office.page.get_by_label("We note who has paid").set_checked(wanted)
    await office.press("Save")
    await expect(office.page.get_by_text("Saved", exact=True)).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_axe_finds_nothing_about_payments(visit: Visit, chromium: Browser, size: str, theme: str):
    office = await visit(size, color_scheme=theme, bypass_csp=True, reduced_motion="reduce")
    await office.enter()
    order = await buy(chromium, office.base)
    await office.open(f"/orders/{order['id']}")
    sheet = payment(office)
    await choose(office, "Another amount…")
    ask = office.page.get_by_role("dialog")
    await expect(ask.get_by_label("Amount")).to_be_visible()
    found = {"dialog": [each for each in await office.violations() if not each.startswith("landmark")]}
    await ask.get_by_label("Amount").fill("1")
    await ask.get_by_role("button", name="Note it").click()
    await expect(sheet).to_contain_text("Partly paid")
    found["order"] = await office.violations()
    await office.open("/orders?unpaid=true")
    await office.is_settled()
    found["list"] = await office.violations()
    await office.open("/today")
    await office.is_settled()
    found["today"] = await office.violations()
    assert found == dict.fromkeys(found, [])
