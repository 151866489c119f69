"""The owner looks at the day, invites somebody, brings a table of products and takes it back."""

import re
import secrets

import pytest
from playwright.async_api import Browser, expect

from tests.browser.panel.floor import buy
from tests.browser.panel.office import PATIENCE, Office

SLOW = 60_000
"""A table is read by a process of its own, which has to start."""
pytestmark = pytest.mark.timeout(420)


async def test_the_day_leads_to_the_lists_behind_it(office: Office, chromium: Browser):
    order = await buy(chromium, office.base)
    await office.open("/")
    await office.sees_title("Today")
    await expect(office.page.get_by_role("link", name="new order").locator("strong")).not_to_have_text("0")
    await office.page.get_by_role("button", name="30 days").click()
    await expect(office.page.get_by_role("button", name="30 days")).to_have_attribute("aria-pressed", "true")
    assert "from=" in office.page.url
    best = office.page.locator("section", has=office.page.get_by_role("heading", name="What sells best"))
    await best.get_by_role("link").first.click()
    await office.sees_title("Orders")
    assert "text=" in office.page.url
    await office.page.go_back()
    await office.press("As a table")
    days = office.page.get_by_role("row")
    await expect(days).to_have_count(31)
    await days.nth(1).get_by_role("link").click()
    await office.sees_title("Orders")
    await expect(office.page.get_by_role("link", name=f"№ {order['number']}")).to_be_visible()
    await office.page.go_back()
    await office.page.get_by_role("link", name="Average basket").click()
    await office.sees_title("Orders")
    assert "from=" in office.page.url
    await office.open("/low-stock")
    await office.sees_title("Runs low")
    await office.is_settled()


async def test_a_colleague_is_invited_and_the_invitation_withdrawn(office: Office):
    name = f"Dana {secrets.token_hex(3)}"
    await office.open("/settings/staff")
    await office.sees_title("Staff")
    await office.press("Invite")
    await office.page.get_by_label("Whom you invite").fill(name)
    await office.press("Make a link")
    ready = office.page.get_by_role("dialog", name="The link is ready")
    await expect(ready.get_by_text("/admin/invitation#")).to_be_visible(timeout=PATIENCE)
    await ready.get_by_role("button", name="Close").click()
    row = office.page.get_by_role("listitem").filter(has_text=name)
    await row.get_by_role("button", name="Withdraw").click()
    await expect(row).to_have_count(0, timeout=PATIENCE)


async def test_a_table_from_excel_is_looked_at_taken_and_taken_back(office: Office):
    mark = secrets.token_hex(3)
    table = f"Артикул;Название;Цена;Остаток\r\nT-{mark};Ваза {mark};1 990,00;5\r\nW-{mark};Лампа;дорого;1\r\n"
    await office.open("/import")
    await office.sees_title("Import and export")
    await office.page.locator("input[type=file]").set_input_files(
        {"name": f"{mark}.csv", "mimeType": "text/csv", "buffer": table.encode("cp1251")}
    )
    await office.sees_title(f"{mark}.csv")
    wrong = office.page.get_by_role("listitem").filter(has_text="Row 3")
    await expect(wrong).to_contain_text("Цена", timeout=SLOW)
    await office.press("Apply the good rows")
    await expect(office.page.get_by_text("Applied", exact=True)).to_be_visible(timeout=SLOW)
    await office.open(f"/products?text={mark}")
    await expect(office.page.get_by_text(f"Ваза {mark}").first).to_be_visible(timeout=PATIENCE)

    await office.page.go_back()
    await office.press("Take the import back")
    await office.page.get_by_role("dialog").get_by_role("button", name="Take the import back").click()
    await expect(office.page.get_by_text("Taken back", exact=True)).to_be_visible(timeout=SLOW)


async def test_what_is_no_table_is_refused_in_words(office: Office):
    await office.open("/import")
    await office.page.locator("input[type=file]").set_input_files(
        {"name": "cat.xlsx", "mimeType": "application/octet-stream", "buffer": b"PK not a table"}
    )
    await expect(office.page.get_by_role("heading", name="The table could not be taken")).to_be_visible(
        timeout=SLOW
    )


async def test_the_house_is_looked_after(office: Office):
    await office.open("/settings/health")
    await office.sees_title("Health")
    await office.page.get_by_role("button", name="Back up now").last.click()
    await expect(office.page.get_by_text("Under way, it takes a moment")).to_be_visible(timeout=PATIENCE)
    await office.open("/settings/audit")
    await expect(office.page.get_by_text(re.compile(r"\bmend\b")).first).to_be_visible(timeout=PATIENCE)
    await office.open("/settings/bot")
    await expect(office.page.get_by_role("link", name="@kiosk_demo_bot")).to_be_visible(timeout=PATIENCE)
