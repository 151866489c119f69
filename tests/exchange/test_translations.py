"""Texts in other languages and what counts as low: out of the shop, through Excel, in again and back."""

import pytest

from kiosk.exchange.errors import ROW_TEXTS
from kiosk.kernel.i18n import LOCALES, translator
from tests.exchange.conftest import as_csv, as_xlsx
from tests.exchange.test_exports import table

TEXTS, LOW = 9, 10
"""Where `catalogue()` has them."""
HEADERS = [
    "SKU",
    "Name",
    "Price",
    "Name (uk)",
    "Опис (UA)",
    "Атауы (kk)",
    "Description (en)",
    "Warn at",
    "Size",
]
SHIRTS = [
    ["TS-M", "Shirt", "9", "Сорочка", "Бавовна", "Жейде", "Cotton", "7", "M"],
    ["TS-L", "Shirt", "9", "Сорочка", "", "", "", "", "L"],
]
MUG = ["MUG", "Mug", "5", "", "", "", "=A1", "0", ""]
GOODS = [HEADERS, *SHIRTS, MUG]
SHIRT_TEXTS = {
    "uk": {"name": "Сорочка", "description": "Бавовна"},
    "kk": {"name": "Жейде"},
    "en": {"description": "Cotton"},
}


async def what_is_there(office):
    return {row[0]: (row[TEXTS], row[LOW]) for row in await office.catalogue()}


async def test_translations_and_thresholds_come_in(office):
    brought = await office.bring(as_csv([[*HEADERS, "Name (de)"], *[[*row, "x"] for row in GOODS[1:]]]))
    assert brought["unmatched"] == ["Name (de)"]
    await office.apply(brought["id"])
    assert await what_is_there(office) == {
        "TS-M": (SHIRT_TEXTS, 7),
        "TS-L": (SHIRT_TEXTS, 3),
        "MUG": ({"en": {"description": "=A1"}}, 0),
    }
    found = (await office.http.get("/api/v1/products/", params={"search": "сорочка", "lang": "uk"})).json()
    assert [each["name"] for each in found["items"]] == ["Сорочка"]


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_they_leave_and_come_back_as_they_were(office, language, kind):
    await office.take_in(as_csv(GOODS))
    # As the editor may leave them: a language without a word.
    await office.sql(
        "UPDATE products SET translations = CAST(:texts AS jsonb) WHERE name = 'Mug'",
        texts='{"ru": {}, "kk": {"name": "Саптыаяқ", "description": ""}}',
    )
    before = await office.catalogue()
    rows, content = await table(office, f"products.{kind}", language)
    assert len([header for header in rows[0] if header.endswith((" (ru)", " (uk)", " (kk)", " (en)"))]) == 8
    brought = await office.bring(content, f"products.{kind}")
    assert (brought["unmatched"], brought["counts"]["same"]) == ([], 3)
    await office.apply(brought["id"])
    assert await office.catalogue() == before


async def test_what_was_changed_is_applied_and_taken_back(office):
    await office.take_in(as_csv(GOODS))
    before = await office.catalogue()
    rows, _ = await table(office, "products.xlsx")
    at = {header: n for n, header in enumerate(rows[0])}
    for row in rows[1:]:
        row[at["Product name (kk)"]] = None
        if row[at["SKU"]] == "TS-M":
            row[at["Product name (uk)"]] = None
        elif row[at["SKU"]] == "TS-L":
            row[at["Product name (uk)"]], row[at["Warn at stock"]] = "Футболка", 12
        else:
            row[at["Description (en)"]] = None
    done = await office.take_in(as_xlsx(rows), name="products.xlsx")
    assert (done["counts"]["changed"], done["counts"]["same"]) == (3, 0)
    assert await what_is_there(office) == {
        "TS-M": ({"uk": {"name": "Футболка", "description": "Бавовна"}, "en": {"description": "Cotton"}}, 7),
        "TS-L": ({"uk": {"name": "Футболка", "description": "Бавовна"}, "en": {"description": "Cotton"}}, 12),
        "MUG": ({}, 0),
    }
    assert (await office.undo(done["id"]))["state"] == "undone"
    assert await office.catalogue() == before
    found = (await office.http.get("/api/v1/products/", params={"search": "футболка", "lang": "uk"})).json()
    assert found["total"] == 0


async def test_columns_that_a_table_lacks_change_nothing(office):
    await office.take_in(as_csv(GOODS))
    await office.take_in(as_csv([["SKU", "Name (kk)", "Price"], ["TS-M", "Көйлек", "10"], ["MUG", "", "6"]]))
    assert await what_is_there(office) == {
        "TS-M": ({**SHIRT_TEXTS, "kk": {"name": "Көйлек"}}, 7),
        "TS-L": ({**SHIRT_TEXTS, "kk": {"name": "Көйлек"}}, 3),
        "MUG": ({"en": {"description": "=A1"}}, 0),
    }


async def test_a_threshold_that_was_changed_since_is_not_taken_back(office):
    from kiosk.inventory.service import set_low_threshold

    await office.take_in(as_csv(GOODS))
    done = await office.take_in(as_csv([["SKU", "Warn at"], ["MUG", "9"], ["TS-M", "8"]]))
    mug = (await office.sql("SELECT id FROM product_variants WHERE sku = 'MUG'"))[0].id
    async with office.runtime.database.unit() as unit:
        await set_low_threshold(unit, mug, 11)
        await unit.commit()
    refused = await office.undo(done["id"])
    assert refused["refusal"]["detail"] == "This can't be undone: MUG has been changed since."
    assert {sku: low for sku, (_, low) in (await what_is_there(office)).items()} == {
        "MUG": 11,
        "TS-M": 8,
        "TS-L": 3,
    }


async def test_what_the_last_version_imported_is_still_taken_back(office):
    """Its notes of what it changed had neither translations nor thresholds."""
    await office.take_in(as_csv(GOODS))
    before = await office.catalogue()
    done = await office.take_in(as_csv([["SKU", "Price"], ["MUG", "8"]]))
    await office.sql(
        "UPDATE import_changes SET change = change - 'thresholds' #- '{before,translations}' WHERE import_id = :id",
        id=done["id"],
    )
    assert (await office.undo(done["id"]))["state"] == "undone"
    assert await office.catalogue() == before


async def test_what_is_low_by_a_new_threshold_can_be_told_again(office):
    await office.take_in(
        as_csv([["SKU", "Name", "Price", "Stock"], ["A", "A", "1", "5"], ["B", "B", "1", "2"]])
    )
    told = "SELECT v.sku, l.low_since IS NOT NULL AS told FROM stock_levels l JOIN product_variants v ON v.id = l.variant_id"
    await office.take_in(as_csv([["SKU", "Warn at"], ["A", "6"], ["B", "1"]]))
    assert {row.sku: row.told for row in await office.sql(told)} == {"A": False, "B": False}


@pytest.mark.parametrize("language", LOCALES)
async def test_what_cant_be_taken_is_said(office, language):
    shirt, other = SHIRTS[0], [*SHIRTS[1]]
    other[3] = "Інша"
    cup = ["CUP", "Cup", "4", "Ї" * 201, "", "", "", "x", ""]
    brought = await office.bring(as_csv([HEADERS, shirt, other, cup, [*cup[:3], "", "", "", "", "-1"]]))
    codes, items = await office.remarks(brought["id"], language)
    assert codes[3] == ["exchange.row.differs"]
    assert codes[4] == ["exchange.row.too-long", "exchange.row.quantity-form"]
    assert "exchange.row.quantity-form" in codes[5]
    say = translator(language)
    said = {each["row"]: [(p["column"], p["detail"]) for p in each["problems"]] for each in items}
    assert said[3] == [("Name (uk)", say(ROW_TEXTS["exchange.row.differs"], row=2))]
    assert said[4] == [
        ("Name (uk)", say(ROW_TEXTS["exchange.row.too-long"], limit=200)),
        ("Warn at", say(ROW_TEXTS["exchange.row.quantity-form"], value="x")),
    ]
    assert await office.catalogue() == []
