"""Changing one's own password."""

from sqlalchemy import text

from tests.sign_in.conftest import PASSWORD
from tests.sign_in.house import bearer

NEW = "a wholly different passphrase"


async def change(database, statement):
    async with database.unit() as unit:
        await unit.session.execute(text(statement))
        await unit.commit()


async def change_own(client, answer, current=PASSWORD, new=NEW):
    body = {"current_password": current, "new_password": new}
    return await client.post("/api/v1/auth/password", json=body, headers=bearer(answer))


async def test_b09_a_changed_password_ends_all_other_sessions(client, sign_in, member):
    await member("karina", "receptionist")
    here, there = await sign_in("karina"), await sign_in("karina")
    assert (await change_own(client, here)).status_code == 204
    assert (await client.get("/api/v1/who", headers=bearer(here))).status_code == 200
    assert (await client.get("/api/v1/who", headers=bearer(there))).status_code == 401
    assert (await sign_in("karina")).status_code == 401
    assert (await sign_in("karina", NEW)).status_code == 200


async def test_the_current_password_must_be_known_and_is_no_place_to_guess(client, sign_in, member):
    await member("karina", "receptionist")
    here = await sign_in("karina")
    codes = [(await change_own(client, here, f"guess {n}")).json()["code"] for n in range(6)]
    assert codes == ["identity.wrong-password"] * 5 + ["identity.too-many-attempts"]


async def test_who_has_no_password_shows_a_fresh_second_factor_first(client, sign_in, member, database):
    await member("karina", "receptionist")
    here = await sign_in("karina")
    await change(database, "UPDATE accounts SET password_hash = NULL WHERE login = 'karina'")
    assert (await change_own(client, here, "")).json()["code"] == "identity.step-up-required"
    await change(database, "UPDATE sessions SET verified_at = '2026-11-21 09:00Z'")
    assert (await change_own(client, here, "")).status_code == 204


async def test_blanks_around_a_password_belong_to_it(client, sign_in, member):
    await member("karina", "receptionist")
    assert (await change_own(client, await sign_in("karina"), new=f" {NEW} ")).status_code == 204
    assert (await sign_in("karina", NEW)).status_code == 401
    assert (await sign_in("karina", f" {NEW} ")).status_code == 200
    login = {"email": "karina", "password": f" {NEW} "}
    assert (await client.post("/api/v1/auth/login", json=login)).status_code == 200
