"""Importing: dry run, taking in, errors in plain words, the same file twice, two at a time."""

import asyncio
import io

import openpyxl
import pytest

from kiosk.exchange.service import import_files, steps
from tests.exchange.conftest import as_csv, as_xlsx
from tests.shop import add_account, add_product, add_variant, token

HEADERS = [
    "SKU", "Название", "Описание", "Цена", "Старая цена", "Остаток", "Категория", "Вес, г", "option_Цвет", "option_Размер",
]  # fmt: skip
SHIRTS = [
    ["TS-R-M", "Футболка", "Хлопок", "990", "1290", "5", "Одежда > Футболки", "200", "Красный", "M"],
    ["TS-R-L", "Футболка", "Хлопок", "990", "1290", "3", "Одежда > Футболки", "200", "Красный", "L"],
    ["TS-B-M", "Футболка", "", "1090", "", "0", "", "", "Синий", "M"],
]
MUG = ["MUG", "Кружка", "Белая", "590,50", "", "12", "Посуда", "350", "", ""]
GOODS = [HEADERS, *SHIRTS, MUG]


async def test_a_dry_run_changes_nothing_and_counts_everything(office):
    brought = await office.bring(as_csv(GOODS))
    assert brought["state"] == "read"
    assert brought["counts"] == {
        "rows": 4, "new": 4, "changed": 0, "same": 0, "wrong": 0, "skipped": 0, "notices": 0,
        "products_new": 2, "products_changed": 0, "categories_new": 3,
    }  # fmt: skip
    assert brought["unmatched"] == []
    assert (brought["done"], brought["total"]) == (4, 4)
    assert await office.catalogue() == []
    assert await office.sql("SELECT id FROM categories") == []


async def test_rows_become_products_by_the_catalogues_rules(office):
    await office.take_in(as_csv(GOODS))
    rows = await office.catalogue()
    assert [row[0] for row in rows] == ["MUG", "TS-B-M", "TS-R-L", "TS-R-M"]
    assert rows[3][1:4] == ("Футболка", "Хлопок", "Футболки")
    assert (str(rows[3][4]), str(rows[3][5]), rows[3][6]) == ("990.00", "1290.00", 5)
    assert rows[3][-1] == "Размер=M,Цвет=Красный"
    assert [tuple(row) for row in await office.sql("SELECT slug, position FROM products ORDER BY id")] == [
        ("futbolka", 1),
        ("kruzhka", 2),
    ]
    moved = await office.sql("SELECT DISTINCT cause, cause_id FROM stock_movements")
    assert [row.cause for row in moved] == ["import"]
    found = (
        await office.http.get("/api/v1/products/", params={"search": "красная футболка", "lang": "ru"})
    ).json()
    assert [each["name"] for each in found["items"]] == ["Футболка"]


async def test_letters_that_mean_something_to_a_computer_stay_letters(office):
    nasty = 'a\\b \\N \\u0000 "q" \\. {x}\tt\r\nnew'
    await office.take_in(as_csv([["SKU", "Name", "Description", "Price"], ["A\\B", nasty, nasty, "5"]]))
    assert [row[:3] for row in await office.catalogue()] == [("A\\B", nasty, nasty)]


async def test_who_takes_an_sku_at_the_same_moment_comes_first(office):
    """The import waits for the other's commit; then it has changed nothing and says why."""
    brought = await office.bring(as_csv(GOODS))
    async with office.runtime.database.unit() as unit:
        await add_variant(unit, await add_product(unit, "other", "Other"), "MUG", "5.00", 1)
        applying = asyncio.create_task(office.apply(brought["id"]))
        async with asyncio.timeout(60):
            while not await office.sql(WAITING):
                await asyncio.sleep(0.05)
        await unit.commit()
    done = await applying
    assert (done["state"], done["refusal"]["code"]) == ("read", "exchange.collision")
    assert [row[0] for row in await office.catalogue()] == ["MUG"]


WAITING = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


async def test_a_kept_answer_is_not_given_after_an_import(office):
    assert (await office.http.get("/api/v1/products/")).json()["total"] == 0
    await office.take_in(as_csv(GOODS))
    assert (await office.http.get("/api/v1/products/")).json()["total"] == 2


async def test_known_skus_are_changed_and_only_in_the_columns_that_the_file_has(office):
    await office.take_in(as_csv(GOODS))
    before = await office.catalogue()
    done = await office.take_in(as_csv([["SKU", "Цена"], ["MUG", "650"], ["TS-R-M", "990"]]))
    assert (done["counts"]["changed"], done["counts"]["same"], done["counts"]["products_changed"]) == (
        1,
        1,
        1,
    )
    after = await office.catalogue()
    assert [row for row in after if row[0] != "MUG"] == [row for row in before if row[0] != "MUG"]
    assert str(after[0][4]) == "650.00"
    assert (after[0][1], after[0][6]) == ("Кружка", 12)
    assert (await office.sql("SELECT version FROM products ORDER BY id"))[1].version == 2


async def test_a_blank_cell_empties_what_may_be_empty_and_nothing_else(office):
    await office.take_in(as_csv(GOODS))
    await office.take_in(
        as_csv([["SKU", "Название", "Описание", "Старая цена", "Остаток"], ["TS-R-M", "", "", "", ""]])
    )
    row = (await office.catalogue())[3]
    assert (row[1], row[2], row[5], row[6]) == ("Футболка", "", None, 5)


@pytest.mark.sec("D10")
async def test_the_same_file_twice_is_harmless(office):
    await office.take_in(as_csv(GOODS))
    before = await office.catalogue()
    moved = await office.sql("SELECT id FROM stock_movements ORDER BY id")
    again = await office.take_in(as_csv(GOODS))
    assert again["counts"]["same"] == 4
    assert await office.catalogue() == before
    assert await office.sql("SELECT id FROM stock_movements ORDER BY id") == moved
    assert {row.version for row in await office.sql("SELECT version FROM products")} == {1}


WRONG = [
    HEADERS,
    ["A 1", "Чашка", "", "100", "", "1", "", "", "", ""],
    ["B", "Чашка", "", "сто", "", "1", "", "", "", ""],
    ["C", "", "", "100", "", "1", "", "", "", ""],
    ["D", "Чашка", "", "100", "90", "1", "", "", "", ""],
    ["E", "Чашка", "", "100", "", "-1", "", "", "", ""],
    ["F", "Чашка", "", "10.005", "", "1", "", "", "", ""],
    ["G", "Блюдце", "", "100", "", "1", "", "", "", ""],
    ["G", "Блюдце", "", "200", "", "1", "", "", "", ""],
    ["H1", "Носки", "", "100", "", "1", "", "", "Синий", "M"],
    ["H2", "Носки", "", "100", "", "1", "", "", "Синий", ""],
    ["H3", "Носки", "", "100", "", "1", "", "", "Синий", "M"],
    ["H4", "Носки", "Тёплые", "100", "", "1", "", "", "Синий", "L"],
    ["H5", "Носки", "Холодные", "100", "", "1", "", "", "Синий", "XL"],
    ["", "Ложка", "", "100", "", "1", "", "", "", ""],
    ["I", "Вилка", "", "", "", "1", "", "", "", ""],
]
CODES = {
    2: ["exchange.row.sku-form"],
    3: ["exchange.row.amount-form"],
    4: ["exchange.row.no-name"],
    5: ["catalog.old-price"],
    6: ["exchange.row.quantity-form"],
    7: ["catalog.amount"],
    9: ["exchange.row.repeated-sku"],
    11: ["exchange.row.option-missing"],
    12: ["catalog.repeated-combination"],
    14: ["exchange.row.differs"],
    15: ["exchange.row.no-sku"],
    16: ["exchange.row.no-price"],
}


async def test_every_wrong_row_is_named_in_plain_words(office):
    brought = await office.bring(as_csv(WRONG))
    codes, items = await office.remarks(brought["id"], "ru")
    assert codes == CODES
    by_row = {each["row"]: each for each in items}
    assert by_row[3]["problems"][0] == {
        "column": "Цена",
        "code": "exchange.row.amount-form",
        "detail": "сто – не сумма.",
    }
    assert by_row[9]["problems"][0]["detail"] == "Этот артикул уже есть в строке 8."
    assert by_row[11]["problems"][0]["column"] == "option_Размер"
    _, english = await office.remarks(brought["id"], "en")
    assert english[1]["problems"][0]["detail"] == "сто isn't an amount."


async def test_nothing_of_a_file_with_wrong_rows_is_taken_in_atomically(office):
    brought = await office.bring(as_csv(WRONG))
    answer = await office.ask("POST", f"imports/{brought['id']}/apply", json={"mode": "atomic"})
    assert (answer.status_code, answer.json()["code"]) == (422, "exchange.has-errors")
    assert await office.catalogue() == []


async def test_the_good_rows_are_taken_in_if_the_person_says_so(office):
    done = await office.take_in(as_csv(WRONG), "good-rows")
    assert [row[0] for row in await office.catalogue()] == ["G", "H1", "H4"]
    assert (done["counts"]["new"], done["counts"]["wrong"]) == (3, 12)


async def test_the_corrected_file_has_every_row_and_says_what_is_wrong(office):
    brought = await office.bring(as_xlsx(WRONG), "товары.xlsx")
    answer = await office.ask("GET", f"imports/{brought['id']}/corrected", headers={"Accept-Language": "ru"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0] == (*HEADERS, "Что не так")
    assert [str(each or "") for each in rows[2][:4]] == ["B", "Чашка", "", "сто"]
    assert rows[2][-1] == "Цена: сто – не сумма."
    assert rows[7][-1] is None
    # Mended and brought again, it is understood: the last column is ours.
    again = await office.bring(answer.content, "mended.xlsx")
    assert again["unmatched"] == []
    assert again["counts"]["wrong"] == 12


@pytest.mark.sec("D09")
async def test_an_import_that_finds_errors_while_it_runs_changes_nothing(office):
    await office.take_in(as_csv([["SKU", "Name", "Price"], ["A", "Cup", "100"], ["B", "Tea", "100"]]))
    brought = await office.bring(as_csv([["SKU", "Old price"], ["A", "120"], ["B", "120"]]))
    assert brought["counts"]["wrong"] == 0
    # Between the dry run and the real one somebody asks more than the old price for one of them.
    await office.take_in(as_csv([["SKU", "Price"], ["B", "150"]]))
    before = await office.catalogue()
    done = await office.apply(brought["id"])
    assert (done["state"], done["refusal"]["code"]) == ("read", "exchange.has-errors")
    assert await office.catalogue() == before


@pytest.mark.sec("D10")
async def test_two_imports_at_once_run_one_after_the_other(office):
    ids = [(await office.bring(as_csv(GOODS)))["id"] for _ in range(2)]
    for import_id in ids:
        await office.sql(
            "UPDATE imports SET state = 'applying', mode = 'atomic' WHERE id = :id", id=import_id
        )
    # In one process, so that they really meet.
    place = steps.Place(office.runtime.database, import_files(office.runtime.settings))
    await asyncio.gather(*(steps.apply(place, each) for each in ids))
    assert sorted([(await office.look(each))["counts"]["new"] for each in ids]) == [0, 4]
    assert [row[6] for row in await office.catalogue()] == [12, 0, 3, 5]


async def test_a_cancelled_import_leaves_nothing(office):
    brought = await office.bring(as_csv(GOODS))
    await office.ask("POST", f"imports/{brought['id']}/apply", json={"mode": "atomic"})
    assert (await office.ask("DELETE", f"imports/{brought['id']}")).status_code == 204
    await office.work()
    assert (await office.look(brought["id"]))["state"] == "cancelled"
    assert await office.catalogue() == []
    assert (await office.ask("DELETE", f"imports/{brought['id']}")).json()["code"] == "exchange.not-now"


async def test_an_import_that_is_cancelled_at_its_end_keeps_nothing(office, monkeypatch):
    brought = await office.bring(as_csv(GOODS))
    await office.sql(
        "UPDATE imports SET state = 'applying', mode = 'atomic' WHERE id = :id", id=brought["id"]
    )
    end = steps._end

    async def cancel_first(unit, import_id, *args, **values):
        await office.sql("UPDATE imports SET state = 'cancelled' WHERE id = :id", id=import_id)
        await end(unit, import_id, *args, **values)

    monkeypatch.setattr(steps, "_end", cancel_first)
    place = steps.Place(office.runtime.database, import_files(office.runtime.settings))
    with pytest.raises(steps.Cancelled):
        await steps.apply(place, brought["id"])
    assert await office.catalogue() == []


async def test_unknown_columns_are_reported_and_a_person_can_say_what_they_mean(office):
    table = as_csv([["SKU", "Name", "РРЦ", "Полка"], ["A", "Cup", "5", "3"]])
    brought = await office.bring(table)
    assert brought["unmatched"] == ["РРЦ", "Полка"]
    assert brought["counts"]["wrong"] == 1
    columns = [{"header": "РРЦ", "meaning": "price"}, {"header": "Полка", "meaning": "ignore"}]
    answer = await office.ask("PUT", f"imports/{brought['id']}/columns", json={"columns": columns})
    assert answer.status_code == 202
    await office.work()
    read = await office.look(brought["id"])
    assert (read["unmatched"], read["counts"]["wrong"]) == ([], 0)
    assert (await office.bring(table))["unmatched"] == []
    columns[0]["meaning"] = "password"
    answer = await office.ask("PUT", f"imports/{brought['id']}/columns", json={"columns": columns})
    assert (answer.status_code, answer.json()["code"]) == (422, "exchange.unknown-meaning")


async def test_a_file_that_is_no_table_is_refused_in_the_readers_language(office):
    brought = await office.bring(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.xls")
    assert brought["state"] == "refused"
    refusal = (await office.look(brought["id"], "ru"))["refusal"]
    assert refusal == {
        "code": "exchange.old-excel",
        "detail": "Это формат Excel 2003. Сохраните файл как XLSX.",
    }
    assert (
        await office.ask("POST", f"imports/{brought['id']}/apply", json={"mode": "atomic"})
    ).status_code == 409


async def test_a_variant_never_moves_to_another_product(office):
    await office.take_in(as_csv(GOODS))
    table = [["Адрес товара", "SKU", "Цена"], ["kruzhka", "MUG", "1"], ["kruzhka", "TS-R-M", "1"]]
    brought = await office.bring(as_csv(table))
    assert (await office.remarks(brought["id"]))[0] == {3: ["exchange.row.other-product"]}


async def test_a_new_variant_joins_its_product(office):
    await office.take_in(as_csv(GOODS))
    done = await office.take_in(
        as_csv([HEADERS, SHIRTS[0], ["TS-B-L", "Футболка", "", "1090", "", "2", "", "", "Синий", "L"]])
    )
    assert (done["counts"]["new"], done["counts"]["products_new"]) == (1, 0)
    assert (await office.sql("SELECT count(*) FROM products"))[0][0] == 2


async def test_the_sku_of_a_deleted_product_is_free(office):
    await office.take_in(as_csv(GOODS))
    ids = [row.id for row in await office.sql("SELECT id FROM products")]
    for each in ids:
        assert (await office.ask("DELETE", f"products/{each}")).status_code == 204
    await office.take_in(as_csv(GOODS))
    assert len(await office.catalogue()) == 4


async def test_products_of_one_name_get_addresses_of_their_own(office):
    await office.take_in(as_csv([["SKU", "Name", "Price"], *([f"A{n}", "Mug", "5"] for n in range(5))]))
    await office.take_in(as_csv([["SKU", "Name", "Price"], ["B", "Mug", "5"], ["C", "Mug 2", "5"]]))
    slugs = [row.slug for row in await office.sql("SELECT slug FROM products ORDER BY id")]
    assert slugs == ["mug", "mug-2", "mug-3", "mug-4", "mug-5", "mug-6", "mug-2-2"]


async def test_wrong_rows_leave_no_empty_categories(office):
    table = [["SKU", "Name", "Price", "Category"], ["A", "Cup", "5", "Home > Cups"], ["B", "Pot", "x", "Home > Pots"], ["C", "Jar", "", "Jars"]]  # fmt: skip
    brought = await office.bring(as_csv(table))
    assert brought["counts"]["categories_new"] == 2
    await office.apply(brought["id"], "good-rows")
    rows = await office.sql("SELECT name, parent_id IS NULL AS top FROM categories ORDER BY id")
    assert [tuple(row) for row in rows] == [("Home", True), ("Cups", False)]


@pytest.mark.sec("D08")
async def test_only_those_who_may_bring_and_take_tables(office):
    database = office.runtime.database
    async with database.unit() as unit:
        await add_account(unit, 601, "receptionist")
        await add_account(unit, 602, "manager")
        await unit.commit()
    headers = {role: await token(database, office.runtime.settings, id_) for role, id_ in (("receptionist", 601), ("manager", 602))}  # fmt: skip
    asked = {
        "exports/products.csv": {"receptionist": 403, "manager": 200},
        "exports/orders.csv": {"receptionist": 403, "manager": 403},
        "imports/": {"receptionist": 403, "manager": 200},
    }
    for path, wanted in asked.items():
        for role, status in wanted.items():
            answer = await office.http.get(f"/api/v1/admin/{path}", headers=headers[role])
            assert answer.status_code == status, (path, role)
    answer = await office.http.post(
        "/api/v1/admin/imports/", headers=headers["receptionist"], files={"file": ("a.csv", b"SKU\nA\n")}
    )
    assert answer.status_code == 403
