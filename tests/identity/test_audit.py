"""Every write of the staff leaves an entry that says who did it, and says nothing of a customer."""

import httpx2
import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from kiosk.app import create_app
from kiosk.cli import app as cli
from kiosk.identity.rules import VERBS, is_staffs
from tests.routes import READS, operations
from tests.shop import BUYER, CLERK, open_shop, order, service_key, sql, token

WRITES_NOTHING = {"preview_product", "preview_business", "preview_consent_text"}
"""They are POSTs because what they draw is too much for an address."""


@pytest.fixture
async def shop(database):
    return await open_shop(database)


@pytest.fixture
async def client(runtime):
    transport = httpx2.ASGITransport(create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        yield http


@pytest.fixture
async def clerk(database, settings, shop):
    return await token(database, settings, CLERK)


async def entries(database):
    return await sql(database, "SELECT * FROM audit_log ORDER BY id")


def staff_writes(runtime):
    return [
        each
        for each in operations(runtime)
        if each.method not in READS and any(is_staffs(verb) for verb in each.verbs)
    ]


def test_every_write_of_the_staff_goes_through_a_unit_that_knows_who_it_is(runtime):
    found = staff_writes(runtime)
    assert len(found) >= 8
    assert {each.name for each in found if not each.knows_act} == WRITES_NOTHING


async def test_an_order_that_is_moved_leaves_its_entry(client, database, clerk, shop):
    placed = await order(database, {shop.mug: 1})
    answer = await client.patch(
        f"/api/v1/admin/orders/{placed.id}", json={"status": "confirmed"}, headers=clerk
    )
    assert answer.status_code == 200
    (entry,) = await entries(database)
    assert (entry.actor_id, entry.action, entry.subject) == (CLERK, "orders.move", f"order:{placed.id}")
    assert entry.details["operation"] == "change_order"
    assert (entry.address, entry.request_id) == ("127.0.0.1", answer.headers["x-request-id"])


async def test_what_is_refused_or_only_read_leaves_none(client, database, clerk, shop):
    placed = await order(database, {shop.mug: 1})
    path = f"/api/v1/admin/orders/{placed.id}"
    assert (await client.get(path, headers=clerk)).status_code == 200
    assert (await client.patch(path, json={"status": "delivered"}, headers=clerk)).status_code == 400
    assert (await client.patch(path, json={"status": "confirmed"})).status_code == 401
    assert await entries(database) == []


async def test_customers_and_the_services_that_act_for_them_are_not_watched(client, database, settings, shop):
    buyer = await token(database, settings, BUYER)
    line = {"variant_id": shop.mug, "quantity": 1}
    assert (await client.post("/api/v1/cart/items/", json=line, headers=buyer)).status_code == 201
    assert await entries(database) == []
    assert not any(is_staffs(verb) for verb in VERBS["customer"] | VERBS["service"])


async def test_the_walk(client, runtime, database, clerk, shop):
    """Each operation of the staff that this test knows how to call leaves an entry under its request's id."""
    placed = await order(database, {shop.mug: 1, shop.red_m: 1})
    page = await client.get(f"/api/v1/admin/products/{shop.mug_product}", headers=clerk)
    category = await client.post("/api/v1/admin/categories/", json={"name": "Cups"}, headers=clerk)
    assert (page.status_code, category.status_code) == (200, 201)
    calls = {
        "create_category": ("POST", "/categories/", {"name": "Plates"}),
        "update_category": ("PUT", f"/categories/{category.json()['id']}", {"name": "Mugs"}),
        "delete_category": ("DELETE", f"/categories/{category.json()['id']}", None),
        "duplicate_product": ("POST", f"/products/{shop.mug_product}/duplicate", None),
        "delete_product": ("DELETE", f"/products/{shop.mug_product}", None),
        "change_order": ("PATCH", f"/orders/{placed.id}", {"status": "confirmed"}),
        "move_orders": ("POST", "/orders/bulk", {"ids": [placed.id], "status": "processing"}),
    }
    for name, (method, path, body) in calls.items():
        answer = await client.request(method, f"/api/v1/admin{path}", json=body, headers=clerk)
        assert answer.status_code < 300, (name, answer.text)
        found = await sql(
            database,
            "SELECT actor_id, details FROM audit_log WHERE request_id = :id",
            id=answer.headers["x-request-id"],
        )
        assert [(row.actor_id, row.details["operation"]) for row in found] == [(CLERK, name)]
    assert {*calls} <= {each.name for each in staff_writes(runtime)}


async def test_who_may_read_the_log_and_how_it_is_searched(client, database, settings, clerk, shop):
    async with database.unit() as unit:
        for number in range(5):
            unit.audit(f"act.{number % 2}", f"thing:{number}", actor_id=CLERK if number < 3 else None)
        await unit.session.execute(
            text("INSERT INTO account_roles VALUES (:id, 'admin', now())"), {"id": BUYER}
        )
        await unit.commit()
    path = "/api/v1/admin/audit/"
    assert (await client.get(path)).status_code == 401
    assert (await client.get(path, headers=clerk)).status_code == 403
    assert (await client.get(path, headers=await service_key(database))).status_code == 403
    admin = await token(database, settings, BUYER)
    answer = await client.get(path, params={"size": 2}, headers=admin)
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.json()["total"] == 5
    assert [each["subject"] for each in answer.json()["items"]] == ["thing:4", "thing:3"]
    for params, subjects in (
        ({"actor": CLERK}, ["thing:2", "thing:1", "thing:0"]),
        ({"action": "act.1"}, ["thing:3", "thing:1"]),
        ({"actor": CLERK, "action": "act.1"}, ["thing:1"]),
        ({"page": 3, "size": 2}, ["thing:0"]),
    ):
        items = (await client.get(path, params=params, headers=admin)).json()["items"]
        assert [each["subject"] for each in items] == subjects, params
        assert {each["actor_name"] for each in items} <= {f"Person {CLERK}", None}


def test_commands_leave_entries_too(database_url, monkeypatch, tmp_path):
    import psycopg

    from kiosk.kernel.database import driver_url

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIOSK_DATABASE_URL", database_url)
    monkeypatch.setenv("KIOSK_OWNER_PASSWORD", "a quiet harbour at noon")
    for arguments in (["open-shop", "Kiosk"], ["create-owner", "marina"], ["create-api-key", "till"]):
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 0, result.output
    with psycopg.connect(driver_url(database_url), autocommit=True) as connection:
        rows = connection.execute("SELECT actor_id, action FROM audit_log ORDER BY id").fetchall()
    assert [row[1] for row in rows] == ["cli.open-shop", "cli.create-owner", "cli.create-api-key"]
    assert {row[0] for row in rows} == {None}
    result = CliRunner().invoke(cli, ["doctor", "--audit-anchor", "3:zz"])
    assert result.exit_code == 2
