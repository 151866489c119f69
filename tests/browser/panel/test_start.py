"""From an empty installation to the first order, as the owner of a flower shop walks it."""

import os
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.chat_page import ChatPage
from tests.browser.conftest import running_demo
from tests.browser.panel.office import PATIENCE, Office, as_owner, come, enrol

PASSWORD = "violet harbour under seven maps"
pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[str]:
    """The address of a demo in which there is no shop yet."""
    with running_demo(tmp_path, "--empty", until=(("/demo.json", b"token"),)) as base:
        yield base


@pytest.fixture
async def owner(nothing: str, chromium: Browser) -> AsyncIterator[Office]:
    """Whoever will be the owner, on a phone in Almaty."""
    office = await come(chromium, nothing, "phone", timezone_id="Asia/Almaty")
    yield office
    complaints = office.complaints
    await office.context.close()
    assert complaints == []


class Walk:
    """The steps, one by one."""

    def __init__(self, owner: Office) -> None:
        self.owner, self.page = owner, owner.page

    async def arrives(self, title: str) -> None:
        """A step is there, and axe has nothing against it."""
        await self.owner.sees_title(title)
        await expect(self.page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE)
        await self.shoot(title)
        assert await self.owner.violations() == []

    async def shoot(self, name: str) -> None:
        """Keep a picture of the page, if somebody wants to look."""
        if folder := os.environ.get("KIOSK_SHOTS"):
            await self.page.screenshot(path=f"{folder}/{re.sub('[^a-z]+', '-', name.lower())}.png")

    def told(self, text: str) -> Locator:
        """What the page says has happened."""
        return self.page.get_by_role("status").filter(has_text=text)

    async def succeeds(self, text: str, within: float = PATIENCE) -> None:
        """Wait until the page has noticed by itself."""
        await expect(self.told(text)).to_be_visible(timeout=within)
        await self.shoot(text)
        assert await self.owner.violations() == []

    async def opens(self, button: str) -> Page:
        """Press what opens Telegram; gives its page."""
        async with self.owner.context.expect_page(timeout=PATIENCE) as opened:
            await self.owner.press(button)
        return await opened.value


async def test_from_nothing_to_the_first_order(owner: Office):
    walk = Walk(owner)
    await become_owner(owner)
    await owner.open("/orders")  # whatever was asked for, there is one thing to do
    await walk.arrives("Your shop")
    await found(walk)
    await connect(walk)
    await tie(walk)
    await capture(walk)
    await fill(walk)
    await order(walk)
    await owner.press("Finish")
    await owner.sees_title("Today")
    await expect(owner.page.get_by_text("Your shop isn’t quite set up")).to_have_count(0)


async def become_owner(owner: Office) -> None:
    page = owner.page
    await page.goto(f"{owner.base}/")
    await expect(page.get_by_test_id("token")).to_have_text(re.compile(r"^\d+:"), timeout=PATIENCE)
    await Walk(owner).shoot("the demo s door")
    await page.get_by_test_id("open-back-office").click()
    await page.get_by_label("First name").fill("Aliya", timeout=PATIENCE)
    await page.get_by_label("Login or e-mail").fill("aliya")
    await page.get_by_label("New password").fill(PASSWORD)
    await owner.press("Create the account")
    await enrol(owner)


async def found(walk: Walk) -> None:
    page = walk.page
    await expect(page.get_by_role("combobox", name="Country")).to_have_value("Kazakhstan")
    await expect(page.get_by_role("combobox", name="Currency")).to_have_value(re.compile("KZT"))
    await expect(page.get_by_role("combobox", name="Time zone")).to_have_value(re.compile("Almaty"))
    await page.get_by_role("combobox", name="Country").fill("ukr")
    await page.get_by_role("option", name="Ukraine").click()
    await expect(page.get_by_role("combobox", name="Currency")).to_have_value(re.compile("UAH"))
    await page.get_by_role("textbox", name="Name").fill("Tulip")
    await walk.owner.press("Found the shop")
    await walk.arrives("Give the shop a bot")


async def connect(walk: Walk) -> None:
    page = walk.page
    await page.reload()  # where one was, one is
    await walk.owner.sees_title("Give the shop a bot")
    await page.get_by_label("Token", exact=True).fill("1000000001:" + "x" * 35)
    await walk.owner.press("Connect the bot")
    await expect(page.get_by_text(re.compile("accept this token"))).to_be_visible(timeout=PATIENCE)
    door = await page.context.request.get(f"{walk.owner.base}/demo.json")
    await page.get_by_label("Token", exact=True).fill((await door.json())["token"])
    await walk.owner.press("Connect the bot")
    await walk.succeeds("@kiosk_demo_bot is connected")
    await walk.owner.press("Continue")


async def tie(walk: Walk) -> None:
    await walk.arrives("You are the owner: press Start")
    telegram = await walk.opens("Open Telegram")  # while everything begins anew with the bot
    chat = ChatPage(telegram, walk.owner.base)
    await chat.sees("Aliya", within=60_000)
    await walk.shoot("waiting for start")
    await chat.press("Да, привязать")
    await walk.succeeds("Your Telegram is tied", within=60_000)
    await telegram.close()
    await walk.owner.press("Continue")


async def capture(walk: Walk) -> None:
    await walk.arrives("Where do new orders go?")
    telegram = await walk.opens("Add the bot to a group")
    await telegram.get_by_role("button", name="Заказы").last.click(timeout=60_000)
    await walk.succeeds("Orders go to “Заказы”", within=60_000)
    await telegram.close()
    await walk.owner.press("Continue")


async def fill(walk: Walk) -> None:
    await walk.arrives("What do you sell?")
    page = walk.page
    await page.get_by_role("link", name=re.compile("From a file")).click()
    await walk.owner.sees_title("Import and export")
    await page.get_by_role("link", name="Back to setting up the shop").click(timeout=PATIENCE)
    await walk.owner.sees_title("What do you sell?")
    await expect(page.get_by_role("button", name=re.compile("Sample goods"))).to_be_enabled()
    await shelve(walk.owner)
    await page.reload()
    await walk.succeeds("1 product is in the catalogue")
    await walk.owner.press("Continue")


async def shelve(owner: Office) -> None:
    """Add one product by oneself; drawing forty takes minutes, and has tests of its own."""
    browser = owner.context.browser
    assert browser
    async with as_owner(browser, owner.base) as (request, headers):
        rose = {"name": "Rose", "variants": [{"sku": "ROSE", "price": "90.00", "stock_quantity": 3}]}
        made = await request.post(f"{owner.base}/api/v1/admin/products/", data=rose, headers=headers)
        assert made.status == 201, await made.text()


async def order(walk: Walk) -> None:
    await walk.arrives("Send yourself an order")
    await walk.owner.press("Send the test order")
    await walk.succeeds("Order 1001 is placed")
    for chat_id in (-1001000000510, 510):
        chat = ChatPage(await walk.owner.context.new_page(), walk.owner.base)
        await chat.open(510, chat_id)
        await chat.sees("1001", within=60_000)
        await chat.page.close()
    await walk.owner.press("Cancel it, stock back")
    await walk.succeeds("Test order 1001 is cancelled")


async def test_what_was_skipped_waits_on_the_first_page(nothing: str, chromium: Browser):
    phone = await come(chromium, nothing, "phone")
    await become_owner(phone)
    walk = Walk(phone)
    await walk.arrives("Your shop")
    await phone.page.get_by_role("textbox", name="Name").fill("Tulip")
    await phone.press("Found the shop")
    await phone.sees_title("Give the shop a bot")
    await phone.press("Skip for now")
    await walk.arrives("You are the owner: press Start")
    await phone.press("To the panel")
    await phone.sees_title("Today")
    await phone.context.close()

    desk = await come(chromium, nothing, "desktop", color_scheme="dark")
    await desk.page.goto(f"{nothing}/back-office")  # another device
    await desk.sees_title("Today")
    walk = Walk(desk)
    card = desk.page.locator("section").filter(has_text="Your shop isn’t quite set up")
    await expect(card.get_by_role("link")).to_have_count(5, timeout=PATIENCE)
    await walk.shoot("checklist")
    for link, title in (
        ("Choose the staff’s group", "Where do new orders go?"),
        ("Send yourself a test order", "Send yourself an order"),
        ("Add goods", "What do you sell?"),
    ):
        await card.get_by_role("link", name=link).click()
        await walk.arrives(title)
        await desk.open("/today")
    await desk.press("Don’t show this again")
    await expect(card).to_have_count(0)
    assert await desk.violations() == []
    await desk.context.close()
