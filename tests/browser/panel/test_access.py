"""The panel is usable with assistive technology, small enough to arrive quickly, and keeps still while it loads."""

import pytest
from playwright.async_api import expect

from tests.browser.panel.conftest import Visit
from tests.browser.panel.office import SIZES, Office

LIMITS = {
    "/sign-in": 180_000,
    "/today": 200_000,
    "/orders": 235_000,
    "/products": 245_000,
    "/customers": 235_000,
}
"""Compressed bytes of JavaScript for a first page; nothing may be heavier than 250,000."""
PAGES = {"/orders": "Orders", "/products": "Products", "/account": "My account"}
pytestmark = pytest.mark.timeout(420)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_axe_finds_nothing(visit: Visit, size: str, theme: str):
    person = await visit(size, color_scheme=theme, bypass_csp=True, reduced_motion="reduce")
    found = {}
    await person.open("/sign-in")
    await person.sees_title("Sign in")
    found["sign-in"] = await person.violations()
    await person.enter()
    for path, title in PAGES.items():
        await person.open(path)
        await person.sees_title(title)
        await person.is_settled()
        found[path] = await person.violations()
    await person.menu.click()
    await expect(person.page.get_by_role("menuitem", name="Sign out")).to_be_visible()
    found["menu"] = await person.violations()
    assert found == dict.fromkeys(found, [])


@pytest.mark.parametrize("size", SIZES)
async def test_a_first_page_arrives_in_a_quarter_of_a_megabyte(visit: Visit, size: str):
    person = await visit(size)
    await person.enter()
    weights = {path: await _weight(person, path) for path in LIMITS}
    assert {path: weight for path, weight in weights.items() if not 50_000 < weight < LIMITS[path]} == {}


async def _weight(person: Office, path: str) -> int:
    """Compressed bytes of JavaScript that a page fetches with an empty cache."""
    sizes: dict[str, int] = {}

    async def weigh(answer) -> None:
        if answer.request.resource_type == "script":
            size = int(answer.headers["content-length"])
            assert answer.headers.get("content-encoding") == "br" or size < 1024
            sizes[answer.url] = size

    fresh = await person.context.new_page()
    client = await person.context.new_cdp_session(fresh)
    await client.send("Network.setCacheDisabled", {"cacheDisabled": True})
    fresh.on("response", weigh)
    await fresh.goto(f"{person.base}/admin{path}", wait_until="networkidle" if path == "/sign-in" else "load")
    await Office(person.context, fresh, person.base).is_settled()
    await fresh.close()
    return sum(sizes.values())


@pytest.mark.parametrize("path", ["/sign-in", "/orders", "/products", "/account"])
async def test_nothing_jumps_while_a_page_loads(visit: Visit, path: str):
    person = await visit("phone")
    await person.enter()
    if path == "/sign-in":
        await person.sign_out()
    await person.page.add_init_script(
        """window.jumps = 0;
           new PerformanceObserver((list) => {
             for (const each of list.getEntries()) if (!each.hadRecentInput) window.jumps += each.value;
           }).observe({type: 'layout-shift', buffered: true});"""
    )
    await person.open(path)
    await person.is_settled()
    await person.page.wait_for_timeout(500)
    # https://web.dev/articles/cls: up to 0.1 is good.
    assert await person.page.evaluate("window.jumps") < 0.1


@pytest.mark.parametrize("path", PAGES)
async def test_everything_that_is_touched_is_large_enough(visit: Visit, path: str):
    person = await visit("phone")
    await person.enter()
    await person.open(path)
    await person.sees_title(PAGES[path])
    await person.is_settled()
    small = await person.page.evaluate(
        """() => [...document.querySelectorAll('button, [role=menuitem], input, nav a')]
             .filter((each) => each.checkVisibility({visibilityProperty: true}) && !each.disabled)
             .map((each) => [each.getAttribute('aria-label') || each.textContent || each.name, (each.closest('.mantine-Input-wrapper, label') ?? each).getBoundingClientRect()])
             .filter(([, box]) => box.width && (box.height < 44 || box.width < 24))
             .map(([name, box]) => `${name}: ${Math.round(box.width)}x${Math.round(box.height)}`)"""
    )
    assert small == []
    assert await person.page.evaluate("document.documentElement.scrollWidth") == 360
