"""A shop that comes from WooCommerce brings its export as it is."""

from pathlib import Path

import pytest

OURS = Path(__file__).with_name("woocommerce.csv")
THEIRS = (
    Path(__file__).resolve().parents[3] / "shared" / "data" / "woocommerce-sample" / "sample_products.csv"
)


async def test_products_variations_prices_and_stock(office):
    brought = await office.bring(OURS.read_bytes())
    codes, items = await office.remarks(brought["id"])
    assert codes == {8: ["exchange.row.unknown-parent"]}
    notices = {each["row"]: {n["code"].rpartition(".")[2] for n in each["notices"]} for each in items}
    assert notices[3] == {"pictures-left-out"}
    assert notices[4] == {"any-value", "uncounted"}
    assert notices[5] == {"first-category", "attributes-left-out"}
    assert notices[7] == {"kind-left-out"}
    await office.apply(brought["id"], "good-rows")
    rows = {row[0]: row for row in await office.catalogue()}
    assert sorted(rows) == ["jar-l-clay", "jar-s-clay", "jar-s-sand", "secret", "spoon"]
    assert rows["jar-l-clay"][1:4] == ("Storage Jar", "For flour & rice.\nKeeps dry.", "Jars")
    assert [str(each) for each in rows["jar-s-sand"][4:8]] == ["18.00", "20.00", "100", "1200"]
    assert rows["jar-s-sand"][-1] == "Glaze=Sand,Size=Small"
    assert rows["spoon"][1:4] == ("Wooden Spoon", "Beech.", "Kitchen")
    assert [str(each) for each in rows["spoon"][4:8]] == ["6.50", "None", "7", "100"]
    assert (rows["secret"][6], rows["secret"][8]) == (0, False)


async def test_bringing_it_again_changes_nothing(office):
    await office.take_in(OURS.read_bytes(), "good-rows")
    before = await office.catalogue()
    again = await office.take_in(OURS.read_bytes(), "good-rows")
    assert (again["counts"]["new"], again["counts"]["changed"]) == (0, 0)
    assert await office.catalogue() == before


@pytest.mark.skipif(not THEIRS.exists(), reason="WooCommerce's own sample isn't beside this checkout")
async def test_their_own_sample_is_taken_in_without_editing(office):
    brought = await office.bring(THEIRS.read_bytes(), "sample_products.csv")
    assert (brought["unmatched"], brought["counts"]["wrong"], brought["counts"]["skipped"]) == ([], 0, 2)
    await office.apply(brought["id"])
    rows = {row[0]: row for row in await office.catalogue()}
    assert len(rows) == 14 + 9 + 4
    assert rows["woo-hoodie-blue-logo"][1:4] == (
        "Hoodie",
        rows["woo-hoodie-blue-logo"][2],
        "Hoodies",
    )
    assert rows["woo-hoodie-blue-logo"][-1] == "Color=Blue,Logo=Yes"
    assert [str(each) for each in rows["woo-hoodie-red"][4:7]] == ["42.00", "45.00", "100"]
    assert rows["woo-vneck-tee-red-large"][-1] == "Color=Red,Size=Large"
    assert rows["woo-hoodie-with-pocket"][8] is False
    categories = await office.sql(
        "SELECT c.name, p.name AS parent FROM categories c LEFT JOIN categories p ON p.id = c.parent_id ORDER BY 1"
    )
    assert [tuple(each) for each in categories] == [
        ("Accessories", "Clothing"),
        ("Clothing", None),
        ("Hoodies", "Clothing"),
        ("Music", None),
        ("Tshirts", "Clothing"),
    ]
    shown = (await office.http.get("/api/v1/products/", params={"search": "hoodie", "size": 50})).json()
    assert {each["name"] for each in shown["items"]} == {"Hoodie", "Hoodie with Logo", "Hoodie with Zipper"}
    # Through another locale's door: what came in goes out and comes back.
    export = await office.ask("GET", "exports/products.csv")
    again = await office.bring(export.content)
    assert (again["counts"]["same"], again["counts"]["wrong"]) == (27, 0)
