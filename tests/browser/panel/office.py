"""The back office as its people use it: through the door, at the sign-in page, on a phone and at a desk."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyotp
from playwright.async_api import APIRequestContext, Browser, BrowserContext, Locator, Page, expect

PATIENCE = 30_000
"""Milliseconds that anything may take on a machine ten times slower than a desk's; what is quick waits for less."""
expect.set_options(timeout=PATIENCE)
SOMETHING = re.compile(r"\S")
SIZES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}
AXE = Path(__file__).resolve().parents[3] / "web/node_modules/axe-core/axe.min.js"
WATCH = """
document.addEventListener('securitypolicyviolation', (event) =>
  console.error('CSP', event.violatedDirective, event.blockedURI, event.sample));
"""


@dataclass
class Office:
    """One person's browser in front of the panel."""

    context: BrowserContext
    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    """What the browser objected to: script errors and breaches of the Content-Security-Policy."""

    async def open(self, path: str = "/") -> None:
        """Go to a page of the panel."""
        await self.page.goto(f"{self.base}/admin{path}")

    async def enter(self) -> None:
        """Press the demo's door: the owner is signed in."""
        await self.page.goto(f"{self.base}/back-office")
        await self.is_inside()

    async def is_inside(self) -> None:
        """Wait until the door has opened, whichever page comes first."""
        await expect(self.page.get_by_role("navigation").first).to_be_visible(timeout=PATIENCE)
        await self.is_settled()

    async def is_settled(self) -> None:
        """Wait until the page has its title and its lists."""
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(SOMETHING, timeout=PATIENCE)
        await expect(self.page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE)

    async def sign_in(self, login: str, password: str) -> None:
        """Fill in the form and send it."""
        await self.page.get_by_label("Login or e-mail").fill(login, timeout=PATIENCE)
        await self.page.get_by_label("Password", exact=True).fill(password)
        await self.press("Sign in")

    async def press(self, name: str) -> None:
        """Press the button of this name."""
        await self.page.get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)

    async def sign_out(self) -> None:
        """Leave through the menu of the account."""
        await self.menu.click(timeout=PATIENCE)
        await self.page.get_by_role("menuitem", name="Sign out").click()
        await self.sees_sign_in()

    @property
    def menu(self) -> Locator:
        """The button of the account's menu that shows at this size."""
        return self.page.get_by_role("button", name="Account, language and theme").locator("visible=true")

    async def sees_sign_in(self) -> None:
        """Wait for the sign-in page."""
        await expect(self.page).to_have_url(re.compile("/admin/sign-in"), timeout=PATIENCE)
        await expect(self.page.get_by_label("Login or e-mail")).to_be_visible(timeout=PATIENCE)

    async def sees_title(self, title: str) -> None:
        """Wait for a page by its heading."""
        await expect(self.page.get_by_role("heading", name=title, level=1)).to_be_visible(timeout=PATIENCE)

    async def violations(self) -> list[str]:
        """What axe objects to, as "rule: first place", once nothing is on its way any more."""
        await expect(self.page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE)
        # The panel's own policy forbids what axe is injected by; the test's world is outside of it.
        await self.page.evaluate(AXE.read_text())
        found = await self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]

    async def stored(self) -> str:
        """Everything that a script could read out of this browser's storage."""
        return await self.page.evaluate(
            """async () => JSON.stringify([
                 {...localStorage}, {...sessionStorage}, document.cookie,
                 (await indexedDB.databases()).map((each) => each.name), await caches.keys(), history.state])"""
        )


async def come(chromium: Browser, base: str, size: str = "desktop", **options: Any) -> Office:
    """A fresh browser, English unless told otherwise."""
    context = await chromium.new_context(**{"locale": "en-GB", **SIZES[size], **options})
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    office = Office(context, page, base)
    await watch(office, page)
    return office


async def watch(office: Office, page: Page) -> None:
    """Note whatever goes wrong in a page."""
    await page.add_init_script(WATCH)
    page.on("pageerror", lambda error: office.complaints.append(str(error)))
    page.on("console", lambda line: office.complaints.append(line.text) if _is_breach(line.text) else None)


def _is_breach(text: str) -> bool:
    return text.startswith("CSP") or "Content Security Policy" in text or "TrustedHTML" in text


@asynccontextmanager
async def as_owner(chromium: Browser, base: str) -> AsyncIterator[tuple[APIRequestContext, dict[str, str]]]:
    """The API as the owner may use it: what sends requests, and the headers to send."""
    context = await chromium.new_context()
    door = await context.request.get(f"{base}/back-office", max_redirects=0)
    token = door.headers["location"].partition("#")[2]
    own = {"X-Kiosk": "1", "Origin": base}
    entered = await context.request.post(f"{base}/api/v1/auth/link", data={"token": token}, headers=own)
    assert entered.ok, await entered.text()
    yield context.request, {"Authorization": f"Bearer {(await entered.json())['access_token']}", **own}
    await context.close()


async def invite(chromium: Browser, base: str, role: str) -> str:
    """The path of an invitation that the owner has written: "/invitation#..."."""
    async with as_owner(chromium, base) as (request, headers):
        wanted = {"role": role, "name": "Dana"}
        made = await request.post(f"{base}/api/v1/admin/invitations/", data=wanted, headers=headers)
        assert made.status == 201, await made.text()
        return (await made.json())["url"].partition("/admin")[2]


async def accept(office: Office, path: str, login: str, password: str) -> None:
    """Fill in the page of an invitation and become a colleague."""
    await office.open(path)
    await office.page.get_by_label("First name").fill("Dana", timeout=PATIENCE)
    await office.page.get_by_label("Login or e-mail").fill(login)
    await office.page.get_by_label("New password").fill(password)
    await office.press("Create the account")


async def enrol(office: Office) -> list[str]:
    """Pair an authenticator app as the page asks; gives the recovery codes."""
    await office.sees_title("Protect your account")
    place = office.page.locator("code")
    await expect(place).to_have_text(re.compile("^[A-Z2-7 ]{16,}$"), timeout=PATIENCE)
    secret = await place.inner_text()
    await office.page.get_by_label("Code from the app").fill(pyotp.TOTP(secret.replace(" ", "")).now())
    await office.press("Turn on")
    await office.sees_title("Keep your recovery codes")
    codes = await office.page.get_by_role("listitem").all_inner_texts()
    await office.press("I have kept them")
    return codes
