"""Taking an import back."""

import pytest

from tests.exchange.conftest import as_csv
from tests.exchange.test_imports import GOODS, HEADERS, SHIRTS
from tests.shop import add_account, consent, order

CHANGES = [
    HEADERS,
    ["TS-R-M", "Майка", "Лён", "500", "", "50", "Бельё", "100", "Красный", "M"],
    ["TS-B-L", "Майка", "Лён", "600", "700", "2", "Бельё", "100", "Синий", "L"],
    ["CUP", "Чашка", "", "100", "", "7", "Посуда", "", "", ""],
]


async def test_everything_is_as_it_was(office):
    await office.take_in(as_csv(GOODS))
    before = await office.catalogue()
    done = await office.take_in(as_csv(CHANGES))
    assert await office.catalogue() != before
    undone = await office.undo(done["id"])
    assert undone["state"] == "undone"
    assert await office.catalogue() == before
    assert [row.name for row in await office.sql("SELECT name FROM categories ORDER BY id")] == [
        "Одежда",
        "Футболки",
        "Посуда",
    ]
    levels = await office.sql(
        "SELECT l.variant_id FROM stock_levels l WHERE on_hand <>"
        " (SELECT COALESCE(sum(delta), 0) FROM stock_movements m WHERE m.variant_id = l.variant_id)"
    )
    assert levels == []
    found = (await office.http.get("/api/v1/products/", params={"search": "майка", "lang": "ru"})).json()
    assert found["total"] == 0


async def test_what_was_taken_back_can_be_brought_again(office):
    first = await office.take_in(as_csv(GOODS))
    whole = await office.catalogue()
    await office.undo(first["id"])
    assert await office.catalogue() == []
    await office.take_in(as_csv(GOODS))
    assert await office.catalogue() == whole


async def test_what_was_changed_since_is_not_taken_back(office):
    await office.take_in(as_csv(GOODS))
    done = await office.take_in(as_csv(CHANGES))
    await office.sql("UPDATE products SET name = 'Поло', version = version + 1 WHERE name = 'Майка'")
    before = await office.catalogue()
    refused = await office.undo(done["id"])
    assert (refused["state"], refused["refusal"]["code"]) == ("applied", "exchange.changed-since")
    assert "Поло" in refused["refusal"]["detail"]
    assert await office.catalogue() == before


async def test_stock_that_was_counted_since_is_not_taken_back(office):
    from kiosk.inventory.service import set_on_hand

    await office.take_in(as_csv(GOODS))
    done = await office.take_in(as_csv([["SKU", "Остаток"], ["MUG", "40"]]))
    variant = (await office.sql("SELECT id FROM product_variants WHERE sku = 'MUG'"))[0].id
    async with office.runtime.database.unit() as unit:
        await set_on_hand(unit, variant, 39, None)
        await unit.commit()
    refused = await office.undo(done["id"])
    assert refused["refusal"]["detail"] == "This can't be undone: MUG has been changed since."


async def _sell(office, sku):
    database = office.runtime.database
    async with database.unit() as unit:
        from kiosk.customers.service import publish_default_texts

        await publish_default_texts(unit)
        await add_account(unit, 501)
        await unit.commit()
    await consent(database)
    variant = (await office.sql("SELECT id FROM product_variants WHERE sku = :sku", sku=sku))[0].id
    await order(database, {variant: 2})


async def test_what_was_sold_of_old_goods_stays_sold(office):
    await office.take_in(as_csv(GOODS))
    done = await office.take_in(as_csv([["SKU", "Остаток"], ["MUG", "40"]]))
    await _sell(office, "MUG")
    assert (await office.undo(done["id"]))["state"] == "undone"
    assert (await office.catalogue())[0][6] == 10


async def test_new_goods_that_were_sold_are_not_taken_back(office):
    done = await office.take_in(as_csv(GOODS))
    await _sell(office, "MUG")
    refused = await office.undo(done["id"])
    assert (refused["state"], refused["refusal"]["code"]) == ("applied", "exchange.sold-since")


async def test_only_the_last_import_is_taken_back(office):
    first = await office.take_in(as_csv(GOODS))
    second = await office.take_in(as_csv([HEADERS, SHIRTS[0]]))
    assert (await office.undo(first["id"]))["refusal"]["code"] == "exchange.not-the-last"
    assert (await office.undo(second["id"]))["state"] == "undone"
    assert (await office.undo(first["id"]))["state"] == "undone"
    answer = await office.ask("POST", f"imports/{first['id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "exchange.not-now")
    assert (await office.ask("POST", "imports/999/undo")).status_code == 404
