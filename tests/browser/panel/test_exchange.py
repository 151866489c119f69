"""The owner fills a catalogue from an Excel file: looks first, mends a column, takes what is right, takes it back."""

import io
from typing import Any
from uuid import uuid4

import xlsxwriter
from playwright.async_api import FilePayload, expect

from tests.browser.panel.office import PATIENCE, Office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORK = 4 * PATIENCE
"""A process of its own has to start for each step."""


def workbook(rows: list[list[Any]]) -> FilePayload:
    """An Excel file of these rows."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for n, row in enumerate(rows):
        sheet.write_row(n, 0, row)
    book.close()
    return {"name": "goods.xlsx", "mimeType": XLSX, "buffer": content.getvalue()}


async def is_clean(office: Office) -> None:
    """Nothing wider than the screen, nothing that axe finds grave."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await office.page.evaluate(wide) <= 0
    assert [each for each in await office.violations() if not each.startswith("region")] == []


async def test_a_catalogue_is_filled_from_an_excel_file(office: Office) -> None:
    page, mark = office.page, uuid4().hex[:8]
    article = f"Article of {mark}"
    lamp, mug = f"Lamp {mark}", f"Mug {mark}"
    table = [
        [article, "Name", "Price", "Stock"],
        [f"L-{mark}", lamp, 2190, 5],
        [f"M-{mark}", mug, "cheap", 7],
    ]
    await office.open("/import")
    await office.sees_title("Import and export")
    await is_clean(office)
    await page.locator("input[type=file]").set_input_files(workbook(table))

    # Nobody knows which column has the SKUs until the person says so.
    await expect(page.get_by_text("No column has the SKUs")).to_be_visible(timeout=WORK)
    await page.get_by_role("combobox", name=f"What “{article}” holds").click()
    await page.get_by_role("option", name="SKU", exact=True).click()
    await office.press("Read again")

    row = page.get_by_role("listitem").filter(has_text="Row 3")
    await expect(row).to_contain_text("cheap isn't an amount.", timeout=WORK)
    await expect(page.get_by_text("Nothing has been changed yet.")).to_be_visible()
    await is_clean(office)
    async with page.expect_download(timeout=PATIENCE) as download:
        await office.press("Download with remarks")
    assert (await download.value).suggested_filename == "goods.xlsx - to correct.xlsx"

    await office.press("Apply the good rows")
    await expect(page.get_by_role("heading", name="What has changed")).to_be_visible(timeout=WORK)
    await is_clean(office)
    await office.open(f"/products?text={mark}")
    await expect(page.get_by_label(f"Price of {lamp}")).to_have_value("2190", timeout=PATIENCE)
    await expect(page.get_by_label(f"Price of {mug}")).to_have_count(0)

    await office.open("/import")
    await page.get_by_role("link", name="goods.xlsx").first.click(timeout=PATIENCE)
    await office.press("Take the import back")
    await expect(page.get_by_role("dialog")).to_contain_text("New products (1)")
    await page.get_by_role("dialog").get_by_role("button", name="Take the import back").click()
    await expect(page.get_by_text("Taken back", exact=True).first).to_be_visible(timeout=WORK)
    await office.open(f"/products?text={mark}")
    await office.is_settled()
    await expect(page.get_by_label(f"Price of {lamp}")).to_have_count(0)
