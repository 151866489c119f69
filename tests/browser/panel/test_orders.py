"""The administrator's day with orders: they come in by themselves, are found, moved on, taken back, written about."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Locator, Route, expect

from tests.browser.panel.conftest import Visit
from tests.browser.panel.floor import ADDRESS, PHONE, buy
from tests.browser.panel.office import PATIENCE, SIZES, Office

pytestmark = pytest.mark.timeout(300)
BELL = """
window.notes = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { window.notes += 1; return start.apply(this, when); };
"""


def status(office: Office) -> Locator:
    """The order's state beside its title."""
    return office.page.locator("h1 + span > span").first


IN_LINE = (
    """async () => (await navigator.locks.query()).pending.some(({name}) => name.endsWith('/admin/events'))"""
)
"""Whether this browser has a tab that waits to take the stream of events over."""


async def open_order(office: Office, order: dict) -> None:
    """Go to the order's page."""
    await office.open(f"/orders/{order['id']}")
    await office.sees_title(f"Order № {order['number']}")


async def test_a_new_order_arrives_by_itself_with_a_bell(office: Office, chromium: Browser):
    await office.page.add_init_script(BELL)
    await office.open("/orders")
    await office.is_settled()
    await office.page.get_by_role("button", name="Sound on new orders").click()
    await office.page.get_by_role("button", name="Sound on new orders").click()
    rung = await office.page.evaluate("window.notes")
    await office.page.evaluate("window.isSamePage = true")
    order = await buy(chromium, office.base)
    toast = office.page.get_by_role("alert").filter(has_text=f"New order № {order['number']}")
    await expect(toast).to_be_visible(timeout=PATIENCE)
    await expect(office.page.get_by_role("link", name=f"№ {order['number']}")).to_be_visible(timeout=PATIENCE)
    await office.page.wait_for_function("rung => window.notes === rung + 2", arg=rung)
    assert await office.page.evaluate("window.isSamePage"), "the page was loaded anew"
    await toast.get_by_role("button", name="Open").click()
    await office.sees_title(f"Order № {order['number']}")


async def test_a_move_can_be_taken_back_and_an_order_is_shipped(office: Office, chromium: Browser):
    order = await buy(chromium, office.base)
    await open_order(office, order)
    await office.press("Confirm")
    await expect(status(office)).to_have_text("Confirmed", timeout=PATIENCE)
    await office.press("Undo")
    await expect(status(office)).to_have_text("New", timeout=PATIENCE)
    await expect(office.page.get_by_text("taken back", exact=True)).to_be_visible()
    await office.press("Confirm")
    await office.press("Mark as shipped")
    ask = office.page.get_by_role("dialog")
    await ask.get_by_label("Tracking number").fill("KZ123456789")
    await ask.get_by_role("button", name="Mark as shipped").click()
    await expect(status(office)).to_have_text("Shipped", timeout=PATIENCE)
    await expect(office.page.get_by_label("Tracking number")).to_have_value("KZ123456789")


async def test_a_cancellation_is_asked_about_first(office: Office, chromium: Browser):
    order = await buy(chromium, office.base)
    await open_order(office, order)
    await office.press("Other actions")
    await office.page.get_by_role("menuitem", name="Cancel the order").click()
    ask = office.page.get_by_role("dialog")
    await ask.get_by_label("Reason").fill("The buyer changed their mind")
    await expect(status(office)).to_have_text("New")
    await ask.get_by_role("button", name="Cancel the order").click()
    await expect(status(office)).to_have_text("Cancelled", timeout=PATIENCE)
    await expect(office.page.get_by_text("The buyer changed their mind")).to_be_visible()


async def test_orders_are_found_and_the_address_keeps_what_was_asked(office: Office, chromium: Browser):
    order = await buy(chromium, office.base)
    await office.open("/orders")
    await office.page.get_by_label("Number, phone, name, product").fill(str(order["number"]))
    await expect(office.page.get_by_text("1–1 of 1", exact=True)).to_be_visible(timeout=PATIENCE)
    await office.press("Filters")
    await office.page.get_by_label("Total to").fill("1")
    await expect(office.page.get_by_role("heading", name="No such orders")).to_be_visible(timeout=PATIENCE)
    await office.page.reload()
    await expect(office.page.get_by_role("heading", name="No such orders")).to_be_visible(timeout=PATIENCE)
    await office.press("Remove the filter “Total ≤ 1”")
    await expect(office.page.get_by_role("link", name=f"№ {order['number']}")).to_be_visible(timeout=PATIENCE)


async def test_orders_of_several_states_are_listed_together(office: Office, chromium: Browser):
    order = await buy(chromium, office.base)
    await office.open(f"/orders?text={order['number']}&status=delivered")
    await expect(office.page.get_by_role("heading", name="No such orders")).to_be_visible()
    await office.press("Filters")
    states = office.page.get_by_role("group", name="Status", exact=True).last
    await expect(states.get_by_label("Delivered")).to_be_checked()
    await states.get_by_label("New").check()
    await expect(office.page.get_by_role("link", name=f"№ {order['number']}")).to_be_visible()
    await office.page.reload()
    await expect(office.page.get_by_role("link", name=f"№ {order['number']}")).to_be_visible()


async def test_an_answer_that_is_lost_does_nothing_twice(office: Office, chromium: Browser):
    order = await buy(chromium, office.base)
    await open_order(office, order)
    lost: list[str] = []

    async def lose_once(route: Route) -> None:
        """The server does what it is asked, and nobody hears of it; the second time all is well."""
        request = f"{route.request.method} {route.request.url}"
        if route.request.method in {"PATCH", "POST"} and request not in lost:
            lost.append(request)
            await route.fetch()
            await route.abort("connectionreset")
        else:
            await route.continue_()

    await office.page.route(re.compile(rf"/api/v1/admin/orders/{order['id']}\b"), lose_once)
    await office.press("Confirm")
    unheard = office.page.get_by_role("alert").filter(has_text="can’t be reached")
    await expect(unheard).to_be_visible()
    await expect(status(office)).to_have_text("Confirmed")
    history = office.page.get_by_role("listitem").filter(has=office.page.get_by_text("Confirmed", exact=True))
    await expect(history).to_have_count(1)

    field = office.page.get_by_label("Message to the buyer", exact=True)
    await field.fill("It leaves today")
    await office.press("Send")
    await expect(unheard).to_have_count(2)
    await office.press("Send")
    await expect(field).to_have_value("")
    await expect(office.page.get_by_text("It leaves today", exact=True)).to_have_count(1)
    assert len(lost) == 2


async def test_all_tabs_hear_through_one_stream(visit: Visit, chromium: Browser):
    first = await visit("desktop")
    streams: list[str] = []
    first.context.on(
        "request", lambda each: streams.append(each.url) if "/admin/events" in each.url else None
    )
    await first.enter()
    page = await first.context.new_page()
    second = Office(first.context, page, first.base)
    # Nothing on this page but the bell listens, so a place in the line means that it does.
    await second.open("/settings")
    async with asyncio.timeout(PATIENCE / 1000):
        while not await page.evaluate(IN_LINE):
            await asyncio.sleep(0.05)
    order = await buy(chromium, first.base)
    await expect(page.get_by_role("alert").filter(has_text=f"New order № {order['number']}")).to_be_visible()
    assert len(streams) == 1
    async with page.expect_response(lambda answer: "/admin/events" in answer.url):
        await first.page.close()
    order = await buy(chromium, first.base)
    await expect(page.get_by_role("alert").filter(has_text=f"New order № {order['number']}")).to_be_visible()
    assert len(streams) == 2


async def test_a_view_is_kept_opened_and_forgotten(office: Office):
    name = f"Dear ones {office.page.viewport_size['width']}"
    await office.open("/orders?min=1000&status=pending")
    await office.press("Save this view")
    await office.page.get_by_role("dialog").get_by_label("Name").fill(name)
    await office.press("Save")
    view = office.page.get_by_role("button", name=name, exact=True)
    await expect(view).to_have_attribute("aria-pressed", "true", timeout=PATIENCE)
    await office.open("/orders")
    await view.click(timeout=PATIENCE)
    await expect(office.page).to_have_url(re.compile("status=pending"))
    await office.press(f"Delete the view “{name}”")
    await expect(view).to_have_count(0, timeout=PATIENCE)


async def test_many_are_moved_at_once_and_taken_back(office: Office, chromium: Browser):
    orders = [await buy(chromium, office.base), await buy(chromium, office.base)]
    await office.open("/orders")
    for order in orders:
        link = office.page.get_by_role("link", name=f"№ {order['number']}")
        row = office.page.locator("tr, li").filter(has=link)
        await row.get_by_role("checkbox").check(timeout=PATIENCE)
    bar = office.page.get_by_role("region", name="Selected orders")
    await expect(bar).to_contain_text("2 selected")
    await bar.get_by_role("button", name="Confirm").click()
    await expect(office.page.get_by_text("2 orders: Confirmed")).to_be_visible(timeout=PATIENCE)
    await expect(row).to_contain_text("Confirmed", timeout=PATIENCE)
    await office.press("Undo")
    await expect(office.page.get_by_text("2 orders are as they were")).to_be_visible(timeout=PATIENCE)
    await expect(row).to_contain_text("New", timeout=PATIENCE)


async def test_the_buyer_is_written_to_and_colleagues_are_left_a_note(office: Office, chromium: Browser):
    order = await buy(chromium, office.base)
    await open_order(office, order)
    await expect(office.page.get_by_role("link", name=PHONE)).to_be_visible()
    await expect(office.page.get_by_text(ADDRESS)).to_be_visible()
    await office.page.get_by_label("New note").fill("Ring twice")
    await office.press("Add")
    await expect(office.page.get_by_text("Ring twice")).to_be_visible(timeout=PATIENCE)
    await office.press("Delete the note")
    await expect(office.page.get_by_text("Ring twice")).to_have_count(0, timeout=PATIENCE)
    await office.page.get_by_label("Message to the buyer", exact=True).fill("Your parcel leaves today")
    await office.press("Send")
    await expect(office.page.get_by_text("Your parcel leaves today")).to_be_visible(timeout=PATIENCE)


async def test_papers_open(visit: Visit, chromium: Browser):
    office = await visit("desktop")
    await office.enter()
    order = await buy(chromium, office.base)
    await open_order(office, order)
    for paper in ("Packing slip", "Invoice"):
        await office.press("Print")
        async with office.page.expect_response(re.compile(r"\.pdf\?lang=")) as answer:
            await office.page.get_by_role("menuitem", name=paper).click()
        paper_sent = await answer.value
        assert (paper_sent.status, paper_sent.headers["content-type"]) == (200, "application/pdf")


async def test_an_order_is_moved_with_the_keyboard_alone(visit: Visit, chromium: Browser):
    office = await visit("desktop")
    await office.enter()
    order = await buy(chromium, office.base)
    await office.open(f"/orders?text={order['number']}")
    link = office.page.get_by_role("link", name=f"№ {order['number']}")
    await expect(link).to_be_visible(timeout=PATIENCE)
    await link.focus()
    await office.page.keyboard.press("Enter")
    await office.sees_title(f"Order № {order['number']}")
    confirm = office.page.get_by_role("button", name="Confirm", exact=True)
    for _ in range(12):
        await office.page.keyboard.press("Tab")
        if await confirm.evaluate("button => button === document.activeElement"):
            break
    await office.page.keyboard.press("Enter")
    await expect(status(office)).to_have_text("Confirmed", timeout=PATIENCE)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_axe_finds_nothing_on_an_order(visit: Visit, chromium: Browser, size: str, theme: str):
    office = await visit(size, color_scheme=theme, bypass_csp=True, reduced_motion="reduce")
    await office.enter()
    order = await buy(chromium, office.base)
    await open_order(office, order)
    found = {"order": await office.violations()}
    await office.open("/orders?late=true&min=10")
    await office.press("Filters")
    await office.is_settled()
    found["filters"] = await office.violations()
    await office.open("/orders")
    await office.page.get_by_role("checkbox").nth(1).check(timeout=PATIENCE)
    await office.is_settled()
    found["selected"] = await office.violations()
    assert found == dict.fromkeys(found, [])
