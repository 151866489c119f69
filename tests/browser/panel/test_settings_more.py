"""The owner decides who hears of what, tries the group, looks at what the bot says, and publishes a consent."""

import secrets

import pytest
from playwright.async_api import expect

from tests.browser.panel.office import PATIENCE, Office

pytestmark = pytest.mark.timeout(420)
BEHIND_OTHER_NEWS = 240_000
"""Telegram lets a bot write twenty messages a minute into a group; the orders of other tests stand in the same queue."""


async def test_the_group_hears_what_is_switched_on_and_a_test(office: Office):
    page = office.page
    await office.open("/settings/notifications")
    await office.sees_title("Notifications")
    summary = page.get_by_role("switch", name="The day’s figures")
    was = await summary.is_checked()
    await summary.set_checked(not was, force=True)
    await expect(page.get_by_text("Saved").first).to_be_visible(timeout=PATIENCE)
    await page.reload()
    await expect(summary).to_be_checked(checked=not was, timeout=PATIENCE)
    assert await office.violations() == []
    await summary.set_checked(was, force=True)
    await expect(summary).to_be_enabled(timeout=PATIENCE)

    await page.get_by_role("link", name="Which group").click()
    await office.sees_title("Bot and group")
    await office.press("Send a test message")
    arrived = page.get_by_text("The test message has arrived")
    await expect(arrived).to_be_visible(timeout=BEHIND_OTHER_NEWS)
    assert await office.violations() == []


async def test_everybody_chooses_what_they_hear_in_private(office: Office):
    await office.open("/account")
    own = office.page.get_by_role("switch", name="Low stock")
    was = await own.is_checked()
    await own.set_checked(not was, force=True)
    await expect(own).to_be_enabled(timeout=PATIENCE)
    await office.page.reload()
    await expect(own).to_be_checked(checked=not was, timeout=PATIENCE)


async def test_the_shops_words_are_seen_before_they_are_saved(office: Office):
    page = office.page
    greeting = f"Добро пожаловать <{secrets.token_hex(3)}>"
    await office.open("/settings/business")
    await office.sees_title("The shop")
    home = page.get_by_role("region", name="Home")
    await expect(home).to_contain_text("Каталог", timeout=PATIENCE)
    await page.get_by_role("textbox", name="Greeting").fill(greeting)
    await expect(home).to_contain_text(greeting, timeout=PATIENCE)
    english = page.get_by_role("checkbox", name="English")
    await english.uncheck()
    await expect(page.get_by_role("tab", name="English")).to_have_count(0)
    assert await page.get_by_role("checkbox", name="Русский").is_disabled(), (
        "the main language is always spoken"
    )
    await page.get_by_text("Before Start", exact=True).click()
    await expect(page.get_by_role("region", name="Before Start")).to_be_visible(timeout=PATIENCE)
    await office.is_settled()
    assert await office.violations() == []
    await page.reload()
    await expect(page.get_by_role("textbox", name="Greeting")).not_to_have_value(greeting, timeout=PATIENCE)


async def test_a_consent_is_published_once_and_stays(visit):
    """One size: a published version can't be taken back, and the second walk would be told that it is there."""
    office = await visit("phone")
    await office.enter()
    page = office.page
    mark = secrets.token_hex(3)
    await office.open("/settings/privacy")
    await office.sees_title("Privacy")
    versions = page.get_by_role("listitem").filter(has_text="Version")
    await expect(versions.first).to_contain_text("In force", timeout=PATIENCE)
    count = await versions.count()
    await office.press("New version")
    await expect(page.get_by_role("button", name="Publish")).to_be_disabled()
    await page.get_by_role("textbox", name="Title").first.fill(f"Согласие {mark}")
    await office.press("Preview")
    await expect(page.get_by_role("region", name="Page 1")).to_contain_text(
        f"Согласие {mark}", timeout=PATIENCE
    )
    await office.is_settled()
    assert await office.violations() == []
    await office.press("Publish")
    await expect(page.get_by_role("dialog")).to_contain_text("can’t be taken back")
    await page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    await expect(page.get_by_text("The new version is in force")).to_be_visible(timeout=PATIENCE)
    await expect(versions).to_have_count(count + 1, timeout=PATIENCE)
    await versions.first.get_by_role("button", name="Read").click()
    await versions.first.get_by_role("tab", name="Русский").click()
    await expect(versions.first.get_by_role("tabpanel")).to_contain_text(f"Согласие {mark}")
    await expect(versions.nth(1)).not_to_contain_text("In force")


async def test_an_old_backup_is_said_on_every_page(visit):
    office = await visit("phone")

    async def answer(route):
        await route.fulfill(json={"taken_at": "2026-11-01T02:23:00Z", "is_stale": True})

    await office.page.route("**/api/v1/admin/health/backup", answer)
    await office.enter()
    said = office.page.get_by_role("complementary", name="Backup")
    await expect(said).to_contain_text("The newest backup was made", timeout=PATIENCE)
    await office.is_settled()
    assert await office.violations() == []
    await said.get_by_role("link", name="See what is wrong").click()
    await office.sees_title("Health")
