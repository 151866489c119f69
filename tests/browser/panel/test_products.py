"""The goods as an administrator keeps them: figures changed in the list, the editor, the tree of categories."""

import re
from typing import Any
from uuid import uuid4

from playwright.async_api import expect

from tests.browser.panel.goods import Api, a_name
from tests.browser.panel.office import PATIENCE, Office


async def test_figures_are_changed_in_the_list_and_never_over_a_sale(office: Office, api: Api) -> None:
    name = a_name()
    product = await api.product(name)
    variant = product["variants"][0]["id"]
    await office.open(f"/products?text={name.replace(' ', '%20')}")
    price = office.page.get_by_label(f"Price of {name}")
    await expect(price).to_have_value("2190", timeout=PATIENCE)
    await price.fill("2 250,50")
    await price.press("Enter")
    await expect(office.page.get_by_role("status").get_by_text("Saved").first).to_be_attached()
    stock = office.page.get_by_label(f"Stock of {name}")
    await expect(stock).to_have_value("5")
    await stock.fill("12")
    await api("PATCH", f"/variants/{variant}", {"stock_quantity": 3})
    await stock.press("Enter")
    alert = office.page.get_by_role("alert").filter(has_text="it is 3 now")
    await expect(alert).to_be_visible(timeout=PATIENCE)
    assert (await api("GET", f"/products/{product['id']}"))["variants"][0]["stock_quantity"] == 3
    await alert.get_by_role("button", name="Save 12 anyway").click()
    await expect(alert).to_be_hidden(timeout=PATIENCE)
    stored = (await api("GET", f"/products/{product['id']}"))["variants"][0]
    assert (stored["stock_quantity"], stored["price"]) == (12, "2250.50")
    serious = [each for each in await office.violations() if not each.startswith("region")]
    assert serious == []


async def test_a_product_is_created_with_a_matrix_and_drawn_by_the_bot(office: Office, api: Api) -> None:
    name, page = a_name(), office.page
    await office.open("/products/new")
    await page.get_by_label("Name", exact=True).fill(name, timeout=PATIENCE)
    await page.get_by_label("Price", exact=True).fill("990")
    await page.get_by_label("SKU", exact=True).fill(name.replace(" ", "-"))
    card = page.get_by_role("region", name="The product in the bot")
    await expect(card).to_contain_text(name, timeout=PATIENCE * 2)
    # From here on there is only a keyboard.
    await page.get_by_role("button", name="Add an option").press("Enter")
    await page.get_by_label("Option", exact=True).focus()
    await page.keyboard.type("Size")
    await page.keyboard.press("Tab")
    for value in ("S", "M"):
        await page.keyboard.type(value)
        await page.keyboard.press("Enter")
    await expect(page.get_by_label("Price: M", exact=True)).to_have_value("990", timeout=PATIENCE)
    await page.get_by_label("Price: M", exact=True).focus()
    for _ in range(2):
        await page.keyboard.press("Tab")
    await page.keyboard.type("4")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(r"/products/\d+$"), timeout=PATIENCE)
    stored = await api("GET", f"/products/{page.url.rpartition('/')[2]}")
    assert [(each["attributes"][0]["value"], each["stock_quantity"]) for each in stored["variants"]] == [
        ("S", 0),
        ("M", 4),
    ]
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_the_second_of_two_editors_is_told_and_unsaved_words_are_guarded(
    office: Office, api: Api
) -> None:
    name, page = a_name(), office.page
    product = await api.product(name)
    await office.open(f"/products/{product['id']}")
    await page.get_by_label("Name", exact=True).fill(f"{name} mine", timeout=PATIENCE)
    await page.get_by_role("link", name="Back", exact=True).click()
    await page.get_by_role("button", name="Stay", exact=True).click(timeout=PATIENCE)
    variants = [{"sku": product["variants"][0]["sku"], "price": "1.00"}]
    await api("PUT", f"/products/{product['id']}", {"name": f"{name} theirs", "variants": variants})
    save = page.get_by_role("button", name="Save", exact=True).locator("visible=true").first
    await save.click()
    notice = page.get_by_role("alert").filter(has_text="Somebody else has saved")
    await expect(notice).to_be_visible(timeout=PATIENCE)
    await expect(page.get_by_label("Name", exact=True)).to_have_value(f"{name} mine")
    await notice.get_by_role("button", name="Drop mine and look").click()
    await expect(page.get_by_label("Name", exact=True)).to_have_value(f"{name} theirs", timeout=PATIENCE)


async def test_categories_move_by_keyboard_and_come_back(office: Office, api: Api) -> None:
    name, page = f"Shelf {uuid4().hex[:8]}", office.page
    await office.open("/categories")
    await page.get_by_role("button", name="New category", exact=True).click(timeout=PATIENCE)
    await page.get_by_label("Main name").fill(name)
    await page.get_by_label("English").fill(f"{name} E")
    await page.get_by_role("button", name="Save", exact=True).click()
    inside = page.get_by_role("button", name=f"{name} E: into the one above")
    await expect(inside).to_be_visible(timeout=PATIENCE)

    async def stored() -> Any:
        items = (await api("GET", "/categories/"))["items"]
        return next(each for each in items if each["name"] == name)

    await inside.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name=f"{name} E: out one level")).to_be_enabled(timeout=PATIENCE)
    await expect(page.get_by_text("Moved", exact=True)).to_be_visible(timeout=PATIENCE)
    assert (await stored())["parent_id"] is not None
    await office.press("Undo")
    await expect(page.get_by_role("button", name=f"{name} E: out one level")).to_be_disabled(timeout=PATIENCE)
    await api("DELETE", f"/categories/{(await stored())['id']}")
