"""The chat page as a person uses it: opens a chat, presses buttons, types, shares a contact."""

import re

from playwright.async_api import Locator, Page, expect

PATIENCE = 15_000
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def loosely(text: str) -> re.Pattern[str]:
    """`text` with any kind of space between its words."""
    return re.compile(r"\s+".join(re.escape(word) for word in text.split()))


class ChatPage:
    """One person in one chat, in one browser tab."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base

    async def open(self, person: int, chat: int) -> None:
        """Look into a chat as a person."""
        await self.page.goto(f"{self.base}/chat/?person={person}&chat={chat}&pair=off")
        await expect(self.page.get_by_test_id("pane-main")).to_be_visible(timeout=PATIENCE)

    @property
    def messages(self) -> Locator:
        """All messages, oldest first."""
        return self.page.get_by_test_id("pane-main").get_by_test_id("message")

    def message(self, text: str) -> Locator:
        """The newest message that shows `text`."""
        return self.messages.filter(has_text=loosely(text)).last

    async def start(self) -> None:
        """Press Start."""
        await self.page.get_by_test_id("start").click(timeout=PATIENCE)

    async def begin(self) -> bool:
        """Press Start if the chat is not begun; whether it was not."""
        start = self.page.get_by_test_id("start")
        await expect(start.or_(self.page.get_by_test_id("composer")).first).to_be_visible(timeout=PATIENCE)
        if is_new := await start.is_visible():
            await start.click()
        return is_new

    def button(self, text: str) -> Locator:
        """The newest button under a message whose text contains `text`."""
        return (
            self.page.get_by_test_id("pane-main")
            .get_by_test_id("inline-button")
            .filter(has_text=loosely(text))
            .last
        )

    async def press(self, text: str) -> None:
        """Press a button under a message, as soon as it is there."""
        await self.button(text).click(timeout=PATIENCE)

    async def press_exactly(self, text: str) -> None:
        """Press the newest button that says exactly `text`: a size."""
        exact = re.compile(rf"^\s*{re.escape(text)}\s*$")
        await self.page.get_by_test_id("inline-button").filter(has_text=exact).last.click(timeout=PATIENCE)

    async def send(self, text: str) -> None:
        """Type a text and send it."""
        await self.page.get_by_test_id("composer").fill(text, timeout=PATIENCE)
        await self.page.get_by_test_id("send").click()

    async def share_contact(self) -> None:
        """Press the reply keyboard's button and agree to share the own number."""
        await self.page.get_by_test_id("reply-button").first.click(timeout=PATIENCE)
        await self.page.get_by_test_id("share-confirm").click(timeout=PATIENCE)

    async def sees(self, text: str, within: float = PATIENCE) -> Locator:
        """Wait until a message shows `text`; gives the newest one."""
        found = self.message(text)
        await expect(found).to_be_visible(timeout=within)
        return found

    async def toast(self, text: str) -> None:
        """Wait for a toast."""
        await expect(self.page.get_by_test_id("toast").filter(has_text=loosely(text)).first).to_be_visible(
            timeout=PATIENCE
        )
