"""The line breaks after the server has acted: the page says so, and trying again does nothing twice."""

import re

from playwright.async_api import expect

from tests.browser.panel.goods import Api, LostAnswers, a_name
from tests.browser.panel.office import PATIENCE, Office
from tests.browser.panel.test_bulk_products import tick_all
from tests.browser.panel.test_product_pictures import a_photo


async def save(office: Office) -> None:
    """Press the button that shows at this size."""
    await office.page.get_by_role("button", name="Save", exact=True).locator("visible=true").first.click()


async def is_told(office: Office) -> None:
    """Wait for the sentence that the server can't be reached, and put it away: on a phone it lies over the header."""
    told = office.page.get_by_role("alert").filter(has_text="can’t be reached").first
    await expect(told).to_be_visible(timeout=PATIENCE)
    await told.get_by_role("button", name="Close").click()


async def test_a_new_product_its_picture_and_its_change_come_once(office: Office, api: Api) -> None:
    name, page = a_name(), office.page
    await office.open("/products/new")
    await page.get_by_label("Name", exact=True).fill(name, timeout=PATIENCE)
    await page.get_by_label("Price", exact=True).fill("990")
    await page.get_by_label("SKU", exact=True).fill(name.replace(" ", "-"))

    lost = LostAnswers("POST")
    await lost.cut(page, "**/api/v1/admin/pictures/")
    await page.locator("input[type=file]").set_input_files([a_photo("olive")])
    told = page.get_by_role("alert").filter(has_text="olive.jpg")
    await expect(told).to_contain_text("No connection", timeout=PATIENCE)
    await told.get_by_role("button", name="Try again").click()
    await expect(page.get_by_role("img", name="Picture 1", exact=True)).to_be_visible(timeout=PATIENCE)

    created = LostAnswers("POST")
    await created.cut(page, "**/api/v1/admin/products/")
    await save(office)
    await is_told(office)
    await save(office)
    await expect(page).to_have_url(re.compile(r"/products/\d+$"), timeout=PATIENCE)
    # The page of the new product gives way to the product's own.
    await expect(page.get_by_text("Not saved")).to_have_count(0, timeout=PATIENCE)
    await office.is_settled()
    assert (len(await api.named(name)), created.sent, lost.sent) == (1, 2, 2)

    changed = LostAnswers("PUT")
    await changed.cut(page, "**/api/v1/admin/products/*")
    await page.get_by_label("Name", exact=True).fill(f"{name} tall", timeout=PATIENCE)
    await save(office)
    await is_told(office)
    await save(office)
    # Nobody else has changed it, so nobody is blamed.
    await expect(page.get_by_text("Not saved")).to_have_count(0, timeout=PATIENCE)
    await expect(page.get_by_text("Somebody else has saved")).to_have_count(0)
    (found,) = await api.named(name)
    assert (found["name"], found["version"], changed.sent) == (f"{name} tall", 2, 2)


async def test_prices_rise_once_and_a_count_is_not_doubted(office: Office, api: Api) -> None:
    name, page = a_name(), office.page
    product = await api.product(name)
    bar = await tick_all(office, [name], name.rpartition(" ")[2])
    lost = LostAnswers("PATCH")
    await lost.cut(page, "**/api/v1/admin/products/")
    await bar.get_by_role("button", name="Prices…").click()
    dialog = page.get_by_role("dialog", name="Price of 1 product")
    await dialog.get_by_label("By how many percent").fill("10")
    await dialog.get_by_role("button", name="Apply").click()
    await is_told(office)
    await dialog.get_by_role("button", name="Apply").click()
    await expect(dialog).to_be_hidden(timeout=PATIENCE)
    assert ((await api.stored(product))["variants"][0]["price"], lost.sent) == ("2409.00", 2)

    counted = LostAnswers("PATCH")
    await counted.cut(page, "**/api/v1/admin/variants/*")
    stock = page.get_by_label(f"Stock of {name}")
    await stock.fill("12")
    await stock.press("Enter")
    # Beside the figure: what was told of the prices may still be fading.
    beside = page.get_by_role("main").get_by_role("alert").filter(has_text="can’t be reached")
    await expect(beside).to_be_visible(timeout=PATIENCE)
    await stock.press("Enter")
    await expect(page.get_by_role("status").get_by_text("Saved").first).to_be_attached(timeout=PATIENCE)
    assert (await api.stored(product))["variants"][0]["stock_quantity"] == 12
