"""Looking after the staff: never above oneself, at once, and never without an owner."""

import asyncio

import pytest
from sqlalchemy import insert

from kiosk.identity.models import RoleRequest
from tests.shop import sql, value
from tests.staff import client_of, enter

STAFF, REQUESTS, KEYS = "/api/v1/admin/staff/", "/api/v1/admin/role-requests/", "/api/v1/admin/keys/"
ME = "/api/v1/auth/me"


@pytest.fixture
async def http(runtime):
    async with client_of(runtime) as client:
        yield client


@pytest.fixture
async def owner(runtime):
    return await enter(runtime, "owner")


async def id_of(database, login):
    return await value(database, "SELECT id FROM accounts WHERE login = :login", login=login)


async def change(http, database, asker, login, **wanted):
    return await http.patch(f"{STAFF}{await id_of(database, login)}", headers=asker, json=wanted)


async def test_the_staff_is_listed_without_customers(http, runtime, owner):
    await enter(runtime, "manager", "customer")
    await enter(runtime, "customer")
    page = (await http.get(STAFF, headers=owner)).json()
    assert page["total"] == 2
    shown = {each["login"]: each for each in page["items"]}
    assert shown["manager-customer"]["roles"] == ["manager"]
    assert shown["manager-customer"]["last_seen_at"]
    assert set(shown["owner"]) == {
        "id", "full_name", "login", "email", "telegram_username", "roles", "permissions", "is_active", "last_seen_at",
    }  # fmt: skip


async def test_roles_are_set_and_buying_stays(http, runtime, database, owner):
    await enter(runtime, "receptionist", "customer")
    answer = await change(http, database, owner, "receptionist-customer", roles=["manager", "master"])
    assert answer.json()["roles"] == ["manager", "master"]
    held = await sql(
        database, "SELECT role FROM account_roles JOIN accounts ON id = account_id WHERE login LIKE 'rec%'"
    )
    assert {each.role for each in held} == {"manager", "master", "customer"}
    answer = await change(http, database, owner, "receptionist-customer", roles=[])
    assert answer.json()["roles"] == []
    assert (await change(http, database, owner, "receptionist-customer", roles=["admin"])).status_code == 404


@pytest.mark.sec("B09")
@pytest.mark.sec("B13")
@pytest.mark.parametrize(
    "wanted",
    [{"is_active": False}, {"roles": ["master"]}, {"permissions": ["audit.view"]}, {"roles": ["admin"]}],
)
async def test_b09_b13_whose_rights_changed_signs_in_anew(http, runtime, database, owner, wanted):
    manager = await enter(runtime, "manager")
    assert (await http.get(ME, headers=manager)).status_code == 200
    assert (await change(http, database, owner, "manager", **wanted)).status_code == 200
    assert (await http.get(ME, headers=manager)).status_code == 401
    assert (await http.get(ME, headers=owner)).status_code == 200


async def test_what_changes_nothing_signs_nobody_out(http, runtime, database, owner):
    manager = await enter(runtime, "manager")
    answer = await change(http, database, owner, "manager", roles=["manager"], is_active=True, permissions=[])
    assert answer.status_code == 200
    assert (await http.get(ME, headers=manager)).status_code == 200


async def test_an_extra_right_works_until_it_is_taken(http, runtime, database, owner):
    await enter(runtime, "receptionist")
    account = await id_of(database, "receptionist")
    assert (
        await change(http, database, owner, "receptionist", permissions=["audit.view"])
    ).status_code == 200
    headers = await enter(runtime, account_id=account)
    assert (await http.get("/api/v1/admin/audit/", headers=headers)).status_code == 200
    await change(http, database, owner, "receptionist", permissions=[])
    headers = await enter(runtime, account_id=account)
    assert (await http.get("/api/v1/admin/audit/", headers=headers)).status_code == 403
    assert (await change(http, database, owner, "receptionist", permissions=["be.god"])).status_code == 422


@pytest.mark.sec("B17")
async def test_b17_nobody_reaches_above_themself(http, runtime, database, owner):
    admin, manager = await enter(runtime, "admin"), await enter(runtime, "manager")
    refused = [
        await change(http, database, admin, "admin", roles=["owner"]),
        await change(http, database, admin, "manager", roles=["owner"]),
        await change(http, database, admin, "owner", is_active=False),
        await change(http, database, admin, "owner", roles=[]),
        await change(http, database, admin, "manager", permissions=["payments.refund"]),
        await change(http, database, manager, "manager", roles=["admin"]),
    ]
    assert [each.status_code for each in refused] == [403] * 6
    assert {each.json()["code"] for each in refused[:5]} == {"identity.above-your-rank"}
    assert (await change(http, database, owner, "manager", roles=["owner"])).status_code == 200
    assert (await http.patch(f"{STAFF}1", headers=owner, json={"roles": ["customer"]})).status_code == 422


async def test_customers_are_nobodys_staff(http, runtime, database, owner):
    await enter(runtime, "customer")
    assert (await change(http, database, owner, "customer", is_active=False)).status_code == 404
    assert (await change(http, database, owner, "customer", roles=["admin"])).status_code == 404
    assert (await http.patch(f"{STAFF}999", headers=owner, json={})).status_code == 404


@pytest.mark.sec("B21")
@pytest.mark.parametrize("wanted", [{"roles": []}, {"roles": ["admin"]}, {"is_active": False}])
async def test_b21_the_last_owner_stays(http, runtime, database, owner, wanted):
    answer = await change(http, database, owner, "owner", **wanted)
    assert (answer.status_code, answer.json()["code"]) == (409, "identity.last-owner")
    assert (await http.get(ME, headers=owner)).json()["roles"] == ["owner"]


@pytest.mark.sec("B21")
async def test_b21_two_owners_who_remove_each_other_leave_one(http, runtime, database, owner):
    for _ in range(8):
        other = await enter(runtime, "owner", "master")
        answers = await asyncio.gather(
            change(http, database, owner, "owner-master", is_active=False),
            change(http, database, other, "owner", roles=["master"]),
        )
        assert sorted(each.status_code for each in answers) in ([200, 409], [200, 401]), answers
        left = await value(
            database,
            "SELECT count(*) FROM account_roles JOIN accounts ON id = account_id WHERE role = 'owner' AND is_active",
        )
        assert left == 1
        async with database.unit() as unit:
            await unit.session.execute(insert_owner(await id_of(database, "owner")))
            from sqlalchemy import text

            await unit.session.execute(text("UPDATE accounts SET is_active = true WHERE login = 'owner'"))
            await unit.session.execute(text("DELETE FROM accounts WHERE login = 'owner-master'"))
            await unit.commit()
        owner = await enter(runtime, account_id=await id_of(database, "owner"))


def insert_owner(account_id):
    from sqlalchemy.dialects.postgresql import insert as upsert

    from kiosk.identity.models import AccountRole
    from tests.conftest import NOW

    return (
        upsert(AccountRole)
        .values(account_id=account_id, role="owner", granted_at=NOW)
        .on_conflict_do_nothing()
    )


@pytest.fixture
async def waiting(runtime, database):
    """A customer who would like to sell, and the request's id."""
    headers = await enter(runtime, "customer")
    async with database.unit() as unit:
        request = await unit.session.scalar(
            insert(RoleRequest)
            .values(account_id=await id_of(database, "customer"), role="seller", created_at=unit.now())
            .returning(RoleRequest.id)
        )
        await unit.commit()
    return headers, request


async def test_a_seller_is_approved_once(http, owner, waiting, runtime, database):
    headers, request = waiting
    listed = (await http.get(REQUESTS, headers=owner)).json()["items"]
    assert [(each["id"], each["role"], each["state"]) for each in listed] == [(request, "seller", "waiting")]
    assert (await http.post(f"{REQUESTS}{request}/approve", headers=owner)).status_code == 204
    assert (await http.get(ME, headers=headers)).status_code == 401
    anew = await enter(runtime, account_id=await id_of(database, "customer"))
    assert (await http.get(ME, headers=anew)).json()["roles"] == ["customer", "seller"]
    for verb in ("approve", "refuse"):
        again = await http.post(f"{REQUESTS}{request}/{verb}", headers=owner)
        assert (again.status_code, again.json()["code"]) == (409, "identity.already-decided")
    assert (await http.get(REQUESTS, headers=owner)).json()["items"] == []


async def test_a_refused_seller_stays_a_customer(http, owner, waiting):
    headers, request = waiting
    assert (await http.post(f"{REQUESTS}{request}/refuse", headers=owner)).status_code == 204
    assert (await http.get(ME, headers=headers)).json()["roles"] == ["customer"]
    assert (await http.post(f"{REQUESTS}999/refuse", headers=owner)).status_code == 404


async def test_a_key_is_shown_once_and_refused_when_it_is_revoked(http, owner, database):
    made = (await http.post(KEYS, headers=owner, json={"name": "The site"})).json()
    headers = {"X-Api-Key": made["key"]}
    assert (await http.get("/api/v1/cart/", headers=headers)).status_code == 403  # known, but nobody's cart
    listed = (await http.get(KEYS, headers=owner)).json()["items"]
    assert [(each["id"], each["prefix"], each["revoked_at"]) for each in listed] == [
        (made["id"], made["key"][:12], None)
    ]
    assert made["key"] not in str(listed)
    assert (await http.delete(f"{KEYS}{made['id']}", headers=owner)).status_code == 204
    assert (await http.get("/api/v1/cart/", headers=headers)).status_code == 401
    assert (await http.delete(f"{KEYS}999", headers=owner)).status_code == 404
