"""Many products at once: prices, stock, hiding, deleting, which asks for the second factor."""

import secrets

from playwright.async_api import Browser, Locator, expect

from tests.browser.panel.conftest import Visit
from tests.browser.panel.goods import Api, a_name
from tests.browser.panel.office import PATIENCE, Office, accept, enrol, invite

PASSWORD = "seven blue lamps at dusk"


async def tick_all(office: Office, names: list[str], words: str) -> Locator:
    """Tick the products that the list shows; gives the bar of what can be done with them."""
    await office.open(f"/products?text={words}")
    page = office.page
    for name in names:
        await expect(page.get_by_text(name, exact=True)).to_be_visible(timeout=PATIENCE)
    boxes = page.get_by_role("checkbox", name="Select", exact=False)
    on_phone = await page.get_by_role("checkbox", name=f"Select {names[0]}").count() > 0
    for box in (await boxes.all())[0 if on_phone else 1 :]:
        await box.check()
    bar = page.get_by_role("region", name="Selected products")
    await expect(bar.get_by_role("status")).to_have_text(f"{len(names)} selected", timeout=PATIENCE)
    return bar


async def test_ticked_products_are_priced_counted_and_hidden(office: Office, api: Api) -> None:
    name, page = a_name(), office.page
    words = name.rpartition(" ")[2]
    names = [f"{name} {n}" for n in "AB"]
    products = [await api.product(each) for each in names]
    bar = await tick_all(office, names, words)
    await bar.get_by_role("button", name="Prices…").click()
    dialog = page.get_by_role("dialog", name="Prices of 2 products")
    await dialog.get_by_label("By how many percent").fill("7,5")
    await expect(dialog.get_by_role("status")).to_contain_text("2,354", timeout=PATIENCE)
    serious = [each for each in await office.violations() if not each.startswith(("region", "landmark"))]
    assert serious == []
    await dialog.get_by_role("button", name="Apply").click()
    await expect(page.get_by_label(f"Price of {names[0]}")).to_have_value("2354", timeout=PATIENCE)

    bar = await tick_all(office, names, words)
    await bar.get_by_role("button", name="Stock…").click()
    await page.get_by_label("Units of each variant").fill("10")
    await page.get_by_role("dialog").get_by_role("button", name="Apply").click()
    await expect(page.get_by_label(f"Stock of {names[1]}")).to_have_value("15", timeout=PATIENCE)

    bar = await tick_all(office, names, words)
    await bar.get_by_role("button", name="More for the selected products").click()
    await page.get_by_role("menuitem", name="Hide").click()
    await expect(page.get_by_text("Hidden", exact=True).locator("visible=true")).to_have_count(
        2, timeout=PATIENCE
    )
    await office.press("Undo")
    await expect(page.get_by_text("Hidden", exact=True).locator("visible=true")).to_have_count(
        0, timeout=PATIENCE
    )
    stored = [await api.stored(each) for each in products]
    assert [(each["variants"][0]["price"], each["is_active"]) for each in stored] == [("2354.00", True)] * 2


async def test_deleting_says_who_holds_it_and_asks_for_the_second_factor(
    demo: str, chromium: Browser, visit: Visit, api: Api
) -> None:
    name, person = a_name(), await visit("phone")
    names = [f"{name} {n}" for n in "AB"]
    for each in names:
        await api.product(each)
    login = f"dana-{secrets.token_hex(4)}@example.com"
    await accept(person, await invite(chromium, demo, "admin"), login, PASSWORD)
    codes = await enrol(person)
    await person.is_inside()
    page, deletions = person.page, 0

    async def find_it_old(route):
        # What the server would say some minutes later, said now, once.
        nonlocal deletions
        if route.request.method != "DELETE":
            return await route.continue_()
        deletions += 1
        if deletions > 1:
            return await route.continue_()
        refused = {"code": "identity.step-up-required", "detail": "Please confirm", "status": 403}
        return await route.fulfill(status=403, json=refused, content_type="application/problem+json")

    await page.route("**/api/v1/admin/products/?*", find_it_old)
    bar = await tick_all(person, names, name.rpartition(" ")[2])
    await bar.get_by_role("button", name="More for the selected products").click()
    await page.get_by_role("menuitem", name="Delete").click()
    dialog = page.get_by_role("dialog", name="Delete 2 products?")
    await expect(dialog).to_contain_text("No order holds them.", timeout=PATIENCE)
    await dialog.get_by_role("button", name="Delete").click()
    confirmation = page.get_by_role("dialog", name="Confirm that it’s you")
    await confirmation.get_by_label("Code").fill(codes[0], timeout=PATIENCE)
    await confirmation.get_by_role("button", name="Confirm", exact=True).click()
    await expect(page.get_by_text("No product fits these filters")).to_be_visible(timeout=PATIENCE)
    assert (await api.named(name), deletions) == ([], 2)
