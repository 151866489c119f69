"""Customers out of the shop."""

import csv
import io

import openpyxl
import pytest

from tests.shop import add_account, token

CUSTOMERS = "customers/export"
HEADERS = [
    "Customer number", "Name", "Username", "Phone", "Orders", "Spent", "Currency", "Last order", "Customer since", "Tags",
    "Blocked",
]  # fmt: skip
ANN = [
    "501",
    "'=Ann Lee",
    "ann_l",
    "'+12015550123",
    "2",
    "45.48",
    "RUB",
    "2026-11-21 12:00",
    "2026-11-21 12:00",
]


@pytest.fixture
async def people(office):
    """Ann, who bought, and Olena, who is blocked."""
    async with office.runtime.database.unit() as unit:
        await add_account(unit, 501)
        await add_account(unit, 502)
        await unit.commit()
    await office.sql(
        "UPDATE accounts SET full_name = '=Ann Lee', username = 'ann_l', phone_number = '+12015550123' WHERE id = 501"
    )
    await office.sql(
        "UPDATE customer_cards SET order_count = 2, total_spent = 45.48, last_order_at = opened_at,"
        " tags = '{vip,wholesale}' WHERE account_id = 501"
    )
    await office.sql("UPDATE accounts SET full_name = 'Олена Їжак' WHERE id = 502")
    await office.sql(
        "UPDATE customer_cards SET blocked_at = opened_at, blocked_by = 501 WHERE account_id = 502"
    )


async def exported(office, **params):
    answer = await office.ask("GET", CUSTOMERS, headers={"Accept-Language": "en"}, params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "private, no-store"
    kind = params.get("format", "csv")
    assert answer.headers["content-disposition"] == f'attachment; filename="customers-2026-11-21.{kind}"'
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
        return [list(row) for row in sheet.values]
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


async def records(office):
    return await office.sql(
        "SELECT actor_id, subject, details FROM audit_log WHERE action = 'customers.exported' ORDER BY id"
    )


@pytest.mark.sec("D01")
async def test_customers_leave_unmasked_and_without_formulas(office, people):
    rows = await exported(office)
    assert rows[:2] == [HEADERS, [*ANN, "vip, wholesale", "no"]]
    assert (rows[2][0], rows[2][1], rows[2][-1], len(rows)) == ("502", "Олена Їжак", "yes", 3)
    sheet = await exported(office, format="xlsx")
    assert (sheet[1][1], sheet[1][3], sheet[1][5]) == ("=Ann Lee", "+12015550123", 45.48)


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({"text": "їжак"}, ["502"]),
        ({"text": "0123"}, ["501"]),
        ({"tag": "vip"}, ["501"]),
        ({"blocked": "true"}, ["502"]),
        ({"blocked": "false", "text": "олена"}, []),
    ],
)
async def test_the_lists_filters(office, people, params, ids):
    assert [row[0] for row in (await exported(office, **params))[1:]] == ids


@pytest.mark.parametrize("params", [{"format": "pdf"}, {"tag": ""}, {"page": 2}])
async def test_what_isnt_understood_is_refused(office, people, params):
    assert (await office.ask("GET", CUSTOMERS, params=params)).status_code == 422
    assert await records(office) == []


async def test_large_exports_are_whole(office, people):
    """More than one reading of a thousand, and more than the list counts to."""
    await office.sql(
        "INSERT INTO accounts (id, full_name, created_at) SELECT 10000 + n, 'Person ' || n, now()"
        " FROM generate_series(1, 10500) AS n"
    )
    await office.sql(
        "INSERT INTO customer_cards (account_id, opened_at) SELECT id, now() FROM accounts WHERE id > 10000"
        " ON CONFLICT DO NOTHING"
    )
    rows = await exported(office, text="person")
    assert [row[0] for row in rows[1:]] == [str(10000 + n) for n in range(1, 10501)]
    assert (await records(office))[0].details["customers"] == 10500


@pytest.mark.sec("D08")
async def test_who_takes_customers_out_is_on_record_and_what_was_typed_is_not(office, people):
    await exported(office, text="Їжак", blocked="true", format="xlsx")
    await exported(office, tag="vip")
    noted = await records(office)
    assert [each.details for each in noted] == [
        {"kind": "xlsx", "searched": True, "tag": None, "blocked": True, "customers": 1},
        {"kind": "csv", "searched": False, "tag": "vip", "blocked": None, "customers": 1},
    ]
    assert all(each.actor_id and each.subject == "file" for each in noted)


@pytest.mark.sec("D08")
async def test_nobody_else_gets_them_and_not_without_a_fresh_second_factor(office, people):
    database = office.runtime.database
    assert (await office.http.get(f"/api/v1/admin/{CUSTOMERS}")).status_code == 401
    async with database.unit() as unit:
        await add_account(unit, 602, "manager")
        await unit.commit()
    manager = await token(database, office.runtime.settings, 602)
    assert (await office.http.get(f"/api/v1/admin/{CUSTOMERS}", headers=manager)).status_code == 403
    await office.sql("UPDATE sessions SET verified_at = verified_at - interval '6 minutes'")
    answer = await office.ask("GET", CUSTOMERS)
    assert (answer.status_code, answer.json()["code"]) == (403, "identity.second-factor-required")
    assert await records(office) == []
