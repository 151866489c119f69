"""One's own account: what is shown, what can be changed, and what nobody says about themself."""

import pytest

from kiosk.identity.models import Account
from tests.buying import *
from tests.shop import BUYER, CLERK, value

ME, PROFILE = "/api/v1/auth/me", "/api/v1/auth/profile"


async def test_a_customer_reads_who_they_are(client, buyer):
    answer = await client.get(ME, headers=buyer)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    me = answer.json()
    assert (me["id"], me["telegram_id"], me["role"], me["roles"]) == (BUYER, BUYER, "customer", ["customer"])
    assert me["first_name"] == me["full_name"] == "Person 501"
    assert me["permissions"] == ["cart.edit", "orders.place", "orders.view-own"]
    assert me["second_factor"] == {"required": False, "enrolled": False, "satisfied": True, "factors": []}


async def test_a_member_of_the_staff_reads_every_right(client, clerk, database):
    async with database.unit() as unit:
        from kiosk.identity.models import AccountPermission

        unit.session.add(AccountPermission(account_id=CLERK, verb="audit.view", granted_at=unit.now()))
        await unit.commit()
    me = (await client.get(ME, headers=clerk)).json()
    assert me["role"] == "manager"
    assert {"orders.move", "audit.view"} <= set(me["permissions"])
    assert "staff.edit" not in me["permissions"]


async def test_strangers_and_services_have_no_profile(client, service):
    assert (await client.get(ME)).status_code == 401
    assert (await client.get(ME, headers=service)).status_code == 403
    assert (await client.put(PROFILE, headers=service, json={})).status_code == 403


async def test_what_is_named_is_changed_and_the_rest_stays(client, buyer):
    changed = {"first_name": " Ann ", "last_name": "Lee", "phone": "(201) 555-0123", "locale": "kk"}
    me = (await client.put(PROFILE, headers=buyer, json=changed)).json()
    assert (me["first_name"], me["last_name"], me["full_name"]) == ("Ann", "Lee", "Ann Lee")
    assert (me["phone"], me["locale"]) == ("+12015550123", "kk")
    assert me["updated_at"]
    me = (await client.put(PROFILE, headers=buyer, json={"last_name": None, "phone": None})).json()
    assert (me["full_name"], me["phone"], me["locale"]) == ("Ann", None, "kk")


async def test_a_chosen_name_stays_when_telegram_says_another(client, buyer, database):
    from kiosk.identity.service import ensure_telegram_account

    await client.put(PROFILE, headers=buyer, json={"first_name": "Ann"})
    async with database.unit() as unit:
        await ensure_telegram_account(unit, BUYER, full_name="🦄 annie", username="annie")
        await unit.commit()
    me = (await client.get(ME, headers=buyer)).json()
    assert (me["full_name"], me["telegram_username"]) == ("Ann", "annie")


FOREIGN = (
    "https://evil.example/a.jpg",
    "//evil.example/a.jpg",
    "/media/../secrets",
    "javascript:alert(1)",
    f"/media/{'a' * 64}.jpg?x=1",
    f"/media/{'a' * 64}.svg",
)


async def test_only_a_picture_of_ours_is_an_avatar(client, buyer):
    for url in FOREIGN:
        answer = await client.put(PROFILE, headers=buyer, json={"avatar": url})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/avatar"
    ours = f"/media/{'a' * 64}-320.webp"
    assert (await client.put(PROFILE, headers=buyer, json={"avatar": ours})).json()["avatar"] == ours


async def test_a_phone_that_nobody_has_is_refused(client, buyer):
    for phone in ("12", "call me", "+", "0" * 39):
        answer = await client.put(PROFILE, headers=buyer, json={"phone": phone})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/phone"


NOT_SAID_HERE = {column.name for column in Account.__table__.columns} - {
    "first_name",
    "last_name",
    "avatar",
    "locale",
}


@pytest.mark.sec("B17")
@pytest.mark.sec("C04")
async def test_b17_c04_nobody_raises_themself_through_the_profile(client, buyer, database):
    before = await value(database, "SELECT a::text FROM accounts a WHERE id = :id", id=BUYER)
    for field in sorted(NOT_SAID_HERE | {"role", "roles", "permissions", "extra", "second_factor", "verb"}):
        for said in ("admin", True, None):
            answer = await client.put(PROFILE, headers=buyer, json={"first_name": "Ann", field: said})
            assert answer.status_code == 422, (field, said)
    assert await value(database, "SELECT a::text FROM accounts a WHERE id = :id", id=BUYER) == before


@pytest.mark.sec("B17")
async def test_b17_a_session_that_owes_a_second_factor_reads_itself_and_changes_nothing(
    client, database, runtime
):
    from kiosk.identity.service import Entry, create_owner, open_session

    async with database.unit() as unit:
        owner = await create_owner(unit, "marina", "correct horse battery staple", "Marina")
        weak = await open_session(unit, runtime.settings.secret, owner.id, Entry())
        await unit.commit()
    headers = {"Authorization": f"Bearer {weak.access_token}"}
    me = (await client.get(ME, headers=headers)).json()
    assert me["second_factor"] == {"required": True, "enrolled": False, "satisfied": False, "factors": []}
    answer = await client.put(PROFILE, headers=headers, json={"first_name": "X"})
    assert (answer.status_code, answer.json()["code"]) == (403, "identity.second-factor-required")
