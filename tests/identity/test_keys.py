"""Service keys."""

import pytest
from sqlalchemy import text

from kiosk.identity import service


@pytest.fixture
async def key(database):
    async with database.unit() as unit:
        made = await service.create_api_key(unit, "The site")
        await unit.commit()
    return made


async def test_a_key_is_shown_once_and_stored_as_a_digest(database, key):
    row, plain = key
    assert plain.startswith("kiosk_")
    assert len(plain) >= 43
    assert plain.startswith(row.prefix)
    async with database.read() as session:
        assert plain not in str((await session.execute(text("SELECT * FROM api_keys"))).one())


async def test_a_key_makes_an_actor_without_an_account(client, key):
    row, plain = key
    answer = await client.get("/api/v1/who", headers={"X-Api-Key": plain})
    assert answer.json() == {"account": None, "key": row.id, "session": None, "roles": ["service"]}


async def test_a_key_opens_nothing_of_the_staffs(client, key):
    assert (await client.get("/api/v1/staff-only", headers={"X-Api-Key": key[1]})).status_code == 403


@pytest.mark.parametrize("plain", ["", "kiosk_", "kiosk_wrong", "x" * 4000])
async def test_a_made_up_key_is_refused(client, plain):
    assert (await client.get("/api/v1/who", headers={"X-Api-Key": plain})).status_code == 401


async def test_a_revoked_key_is_refused_at_once(client, database, key):
    row, plain = key
    async with database.unit() as unit:
        await service.revoke_api_key(unit, row.id)
        await unit.commit()
    assert (await client.get("/api/v1/who", headers={"X-Api-Key": plain})).status_code == 401


async def test_a_bad_key_is_not_saved_by_a_good_token(client, sign_in):
    token = (await sign_in()).json()["access_token"]
    answer = await client.get(
        "/api/v1/who", headers={"Authorization": f"Bearer {token}", "X-Api-Key": "kiosk_wrong"}
    )
    assert answer.status_code == 401


async def test_strangers_get_401_with_the_way_in(client):
    answer = await client.get("/api/v1/staff-only")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["code"] == "identity.unauthenticated"
