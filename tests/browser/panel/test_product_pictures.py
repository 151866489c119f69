"""Pictures and words of a product: brought, refused in place, cropped anew, named in another language."""

import io
from typing import Any

from PIL import Image
from playwright.async_api import expect

from tests.browser.panel.goods import Api, a_name
from tests.browser.panel.office import PATIENCE, Office


def a_photo(colour: str) -> dict[str, Any]:
    """A wide photo, so that a square is cut out of it."""
    out = io.BytesIO()
    Image.new("RGB", (1600, 800), colour).save(out, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


async def ratio_of(page: Any, number: int) -> float:
    """Width to height of a picture in the editor, once it is there."""
    image = page.get_by_role("img", name=f"Picture {number}", exact=True)
    await expect(image).to_be_visible(timeout=PATIENCE)
    return await image.evaluate(
        "async (each) => { await each.decode(); return each.naturalWidth / each.naturalHeight }"
    )


async def test_pictures_are_brought_refused_and_cropped_by_keyboard(office: Office, api: Api) -> None:
    page = office.page
    product = await api.product(a_name())
    await office.open(f"/products/{product['id']}")
    chooser = page.locator("input[type=file]")
    no_picture = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"words"}
    await chooser.set_input_files([a_photo("teal"), a_photo("plum"), no_picture])
    told = page.get_by_role("alert").filter(has_text="notes.txt")
    await expect(told).to_contain_text("is no JPEG, PNG or WebP picture", timeout=PATIENCE)
    assert await ratio_of(page, 2) == 2

    await page.get_by_role("button", name="More: picture 2").focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("menuitem", name="Crop").press("Enter")
    dialog = page.get_by_role("dialog", name="Crop the picture")
    await expect(dialog.get_by_role("radio", name="Square")).to_be_checked(timeout=PATIENCE)
    await dialog.get_by_role("slider", name="Zoom").press("ArrowRight")
    await dialog.get_by_role("group", name="Part that buyers see").press("ArrowRight")
    serious = [each for each in await office.violations() if not each.startswith(("region", "landmark"))]
    assert serious == []
    await dialog.get_by_role("button", name="Crop", exact=True).press("Enter")
    await expect(dialog).to_be_hidden(timeout=PATIENCE)
    assert await ratio_of(page, 2) == 1
    await page.get_by_role("button", name="Save", exact=True).locator("visible=true").first.click()
    await expect(page.get_by_text("Not saved")).to_have_count(0, timeout=PATIENCE)
    part = (await api.stored(product))["pictures"][1]
    origin = await api("GET", f"/pictures/{part['id']}")
    assert origin["original"]["id"] != part["id"]
    assert 0 < origin["crop"]["width"] < 0.5


async def test_an_option_is_named_in_the_buyers_language(office: Office, api: Api) -> None:
    name, page = a_name(), office.page
    values = ["Oak", "Pine"]
    options = [{"name": f"Wood {name}", "values": values}]
    variants = [
        {
            "sku": f"{name}-{each}".replace(" ", "-"),
            "price": "5.00",
            "attributes": [{"type": f"Wood {name}", "value": each}],
        }
        for each in values
    ]
    product = await api("POST", "/products/", {"name": name, "options": options, "variants": variants})
    await office.open(f"/products/{product['id']}")
    await page.get_by_role("button", name=f"Translations: Wood {name}").click(timeout=PATIENCE)
    dialog = page.get_by_role("dialog", name="Translations of")
    await dialog.get_by_label("Oak: Українська").fill("Дуб")
    await dialog.get_by_role("button", name="Done").click()
    await page.get_by_label("Buyer's language").select_option(label="Українська")
    card = page.get_by_role("region", name="The product in the bot")
    await expect(card).to_contain_text("Дуб", timeout=PATIENCE * 2)
    await page.get_by_role("button", name="Save", exact=True).locator("visible=true").first.click()
    await expect(page.get_by_text("Not saved")).to_have_count(0, timeout=PATIENCE)
    assert (await api.stored(product))["options"][0]["values"][0]["translations"] == {"uk": {"value": "Дуб"}}
