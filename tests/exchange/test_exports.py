"""Products and orders out of the shop, and products back in."""

import csv
import io
import tempfile
from pathlib import Path

import openpyxl
import pytest

from kiosk.kernel.i18n import LOCALES
from tests.exchange.conftest import as_csv, as_xlsx
from tests.exchange.test_imports import GOODS, HEADERS
from tests.shop import add_account, consent, order

EVIL = '=HYPERLINK("http://evil.example","Click")'


async def table(office, name, language="en", **params):
    """An export's rows as a person would see them, and the content."""
    answer = await office.ask("GET", f"exports/{name}", headers={"Accept-Language": language}, params=params)
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    if name.endswith("xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        return [list(row) for row in book.active.values], answer.content
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")), answer.content


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_an_export_that_comes_back_changes_nothing(office, language, kind):
    await office.take_in(as_csv(GOODS))
    before = await office.catalogue()
    _, content = await table(office, f"products.{kind}", language)
    brought = await office.bring(content, f"products.{kind}")
    assert brought["unmatched"] == []
    assert (brought["counts"]["same"], brought["counts"]["wrong"]) == (4, 0)
    assert (await office.apply(brought["id"]))["state"] == "applied"
    assert await office.catalogue() == before


async def test_what_was_changed_in_excel_is_all_that_changes(office):
    await office.take_in(as_csv(GOODS))
    before = await office.catalogue()
    rows, _ = await table(office, "products.xlsx")
    # Meanwhile some are sold; the person doesn't know and changes a price and a stock.
    variant = (await office.sql("SELECT id FROM product_variants WHERE sku = 'TS-R-M'"))[0].id
    await sell(office, {variant: 2})
    price, stock, sku = (rows[0].index(each) for each in ("Price", "Stock", "SKU"))
    for row in rows[1:]:
        if row[sku] == "MUG":
            row[price], row[stock] = 700, 20
    done = await office.take_in(as_xlsx(rows), name="products.xlsx")
    assert (done["counts"]["changed"], done["counts"]["same"]) == (1, 3)
    after = await office.catalogue()
    assert (str(after[0][4]), after[0][6]) == ("700.00", 20)
    assert after[3][6] == 3
    assert after[1:3] == before[1:3]


@pytest.mark.sec("D01")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_no_cell_is_a_formula(office, kind):
    goods = [HEADERS, ["EVIL-1", EVIL, "+1 @SUM(A1)", "5", "", "3", "=cmd|' /C calc'!A0", "", "", ""]]
    goods.append(["-5", "Cold", "-5", "5", "", "3", "", "", "", ""])
    await office.take_in(as_csv(goods))
    before = await office.catalogue()
    rows, content = await table(office, f"products.{kind}")
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
        assert "f" not in kinds
        assert rows[1][2] == EVIL
    else:
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
        assert rows[1][2] == "'" + EVIL
    done = await office.take_in(content, name=f"products.{kind}")
    assert done["counts"]["same"] == 2
    assert await office.catalogue() == before


async def sell(office, lines, **changes):
    database = office.runtime.database
    async with database.unit() as unit:
        from kiosk.customers.service import publish_default_texts

        if not await office.sql("SELECT 1 FROM accounts WHERE id = 501"):
            await publish_default_texts(unit)
            await add_account(unit, 501)
        await unit.commit()
    await consent(database)
    return await order(database, lines, **changes)


async def test_orders_leave_with_all_their_lines(office):
    await office.take_in(as_csv(GOODS))
    ids = {row.sku: row.id for row in await office.sql("SELECT id, sku FROM product_variants")}
    await sell(office, {ids["MUG"]: 2, ids["TS-R-M"]: 1})
    await office.sql("UPDATE orders SET paid_amount = 171")
    rows, _ = await table(office, "orders.csv", "ru")
    assert rows[0][:4] == ["Заказ", "Оформлен", "Статус", "Покупатель"]
    assert len(rows) == 3
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["Оформлен"] == "2026-11-21 12:00"  # Moscow
    assert first["Телефон"].startswith("'+")
    sums = {row[rows[0].index("Артикул")]: row[rows[0].index("Сумма")] for row in rows[1:]}
    assert sums == {"MUG": "1181.00", "TS-R-M": "990.00"}
    assert [row[rows[0].index("Сумма заказа")] for row in rows[1:]] == ["2171.00", ""]
    assert [row[-2:] for row in rows] == [["Оплачено", "Оплачен полностью"], ["171.00", "нет"], ["", ""]]
    wide, _ = await table(office, "orders.xlsx", "ru")
    amounts = [row[wide[0].index("Сумма")] for row in wide[1:]]
    assert sorted(amounts) == [990, 1181]


async def test_orders_of_some_days_and_states(office):
    await office.take_in(as_csv(GOODS))
    mug = (await office.sql("SELECT id FROM product_variants WHERE sku = 'MUG'"))[0].id
    for _ in range(3):
        await sell(office, {mug: 1})
    await office.sql(
        "UPDATE orders SET created_at = '2026-11-19 20:59:59+00' WHERE id = (SELECT min(id) FROM orders)"
    )
    await office.sql("UPDATE orders SET status = 'shipped' WHERE id = (SELECT max(id) FROM orders)")

    async def count(**params):
        return len((await table(office, "orders.csv", **params))[0]) - 1

    assert await count() == 3
    assert await count(since="2026-11-20") == 2
    assert await count(until="2026-11-19") == 1  # 23:59:59 in Moscow
    assert await count(status=["shipped"]) == 1
    assert await count(status=["shipped", "pending"], since="2026-11-21", until="2026-11-21") == 2
    answer = await office.ask("GET", "exports/orders.csv", params={"since": "yesterday"})
    assert answer.status_code == 422


async def test_large_exports_are_whole(office):
    """More than one reading of a thousand."""
    await office.take_in(
        as_csv([["SKU", "Name", "Price"], *([f"S{n}", f"Mug {n}", "5"] for n in range(2_345))])
    )
    rows, _ = await table(office, "products.csv")
    assert [row[1] for row in rows[1:]] == [f"S{n}" for n in range(2_345)]


@pytest.mark.sec("D08")
async def test_who_takes_orders_out_is_on_record_and_no_file_stays(office):
    await office.take_in(as_csv(GOODS))
    mug = (await office.sql("SELECT id FROM product_variants WHERE sku = 'MUG'"))[0].id
    for _ in range(2):
        await sell(office, {mug: 1})
    folder = Path(tempfile.gettempdir())
    before = set(folder.glob("kiosk-export-*"))
    rows, _ = await table(office, "orders.xlsx", since="2026-11-21", status=["pending"])
    assert len(rows) == 3
    await table(office, "orders.csv", until="2020-01-01")
    assert set(folder.glob("kiosk-export-*")) <= before
    noted = await office.sql(
        "SELECT actor_id, subject, details FROM audit_log WHERE action = 'orders.exported' ORDER BY id"
    )
    asked = {"since": "2026-11-21", "until": None, "statuses": ["pending"], "orders": 2}
    assert noted[0].details == {"kind": "xlsx", **asked}
    assert (noted[1].details["kind"], noted[1].details["orders"]) == ("csv", 0)
    assert all(each.actor_id and each.subject == "file" for each in noted)


@pytest.mark.sec("D08")
async def test_nobody_but_who_asked_gets_orders_and_not_without_a_fresh_second_factor(office):
    assert (await office.http.get("/api/v1/admin/exports/orders.csv")).status_code == 401
    await office.sql("UPDATE sessions SET verified_at = verified_at - interval '6 minutes'")
    answer = await office.ask("GET", "exports/orders.csv")
    assert (answer.status_code, answer.json()["code"]) == (403, "identity.second-factor-required")
    assert await office.sql("SELECT 1 FROM audit_log WHERE action = 'orders.exported'") == []
