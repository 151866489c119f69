"""Signing in, staying signed in, being signed out."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

COOKIE = "kiosk_refresh"


def bearer(answer):
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


async def who(client, answer):
    return (await client.get("/api/v1/who", headers=bearer(answer))).status_code


async def refresh(client, token):
    client.cookies.clear()
    return await client.post("/api/v1/auth/refresh", headers={"Cookie": f"{COOKIE}={token}"})


async def test_the_answer_is_the_one_of_the_specification(client, sign_in, owner):
    answer = await sign_in()
    assert answer.status_code == 200
    assert set(answer.json()) == {"access_token", "token_type"}
    assert answer.json()["token_type"] == "bearer"
    assert answer.headers["cache-control"] == "private, no-store"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Path=/", "Max-Age=604800"))
    seen = await client.get("/api/v1/who", headers=bearer(answer))
    assert seen.json() | {"session": None} == {
        "account": owner.id,
        "key": None,
        "session": None,
        "roles": ["owner"],
    }


async def test_over_https_the_cookie_belongs_to_this_host_alone(client, sign_in):
    client.base_url = "https://shop.example"
    cookie = (await sign_in()).headers["set-cookie"]
    assert cookie.startswith("__Host-kiosk_refresh=")
    assert "Secure" in cookie
    assert "Domain" not in cookie


async def test_an_access_token_ends_after_ten_minutes(client, sign_in, clock):
    answer = await sign_in()
    clock.advance(timedelta(minutes=9, seconds=59))
    assert await who(client, answer) == 200
    clock.advance(timedelta(seconds=1))
    assert await who(client, answer) == 401


async def test_a_refresh_token_is_exchanged_for_its_successor(client, sign_in, database):
    first = (await sign_in()).cookies[COOKIE]
    answer = await refresh(client, first)
    second = answer.cookies[COOKIE]
    assert answer.status_code == 200
    assert second != first
    assert await who(client, answer) == 200
    async with database.read() as session:
        stored = (await session.scalars(text("SELECT token_hash FROM refresh_tokens"))).all()
    assert len(stored) == 2
    assert not {first, second} & set(stored)


async def test_b08_a_lost_answer_costs_nobody_their_session(client, sign_in, clock):
    first = (await sign_in()).cookies[COOKIE]
    lost = await refresh(client, first)
    clock.advance(timedelta(seconds=9))
    again = await refresh(client, first)
    assert again.status_code == 200
    assert again.cookies[COOKIE] == lost.cookies[COOKIE]


async def test_b08_twenty_refreshes_at_once_make_one_chain(client, sign_in, database):
    first = (await sign_in()).cookies[COOKIE]
    answers = await asyncio.gather(*(refresh(client, first) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.cookies[COOKIE] for answer in answers}) == 1
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM refresh_tokens")) == 2


async def test_b07_an_old_token_ends_the_whole_session(client, sign_in, clock, database):
    first = (await sign_in()).cookies[COOKIE]
    newest = await refresh(client, first)
    clock.advance(timedelta(seconds=11))
    thief = await refresh(client, first)
    assert thief.status_code == 401
    assert "set-cookie" not in thief.headers
    assert (await refresh(client, newest.cookies[COOKIE])).status_code == 401
    assert await who(client, newest) == 401
    async with database.read() as session:
        reason = await session.scalar(text("SELECT revoked_because FROM sessions"))
    assert reason == "refresh-token-reused"


async def test_another_device_keeps_its_session(client, sign_in, clock):
    phone, laptop = await sign_in(), await sign_in()
    await refresh(client, phone.cookies[COOKIE])
    clock.advance(timedelta(seconds=11))
    await refresh(client, phone.cookies[COOKIE])
    assert await who(client, phone) == 401
    assert await who(client, laptop) == 200


@pytest.mark.parametrize(
    ("role", "limit"),
    [
        ("owner", timedelta(minutes=30)),
        ("receptionist", timedelta(hours=12)),
        ("customer", timedelta(days=7)),
    ],
)
async def test_a_session_that_lies_idle_ends_by_itself(client, sign_in, clock, member, role, limit):
    await member("karina", role)
    held = (await sign_in("karina")).cookies[COOKIE]
    clock.advance(limit - timedelta(minutes=1))
    young = await refresh(client, held)
    assert young.status_code == 200
    clock.advance(timedelta(seconds=61))
    assert await who(client, young) == 401  # the token is young, the session lay idle
    assert (await refresh(client, young.cookies[COOKIE])).status_code == 401


async def test_use_keeps_a_session_for_seven_days_at_most(client, sign_in, clock, member):
    await member("karina", "receptionist")
    answer = await sign_in("karina")
    for _ in range(13):
        clock.advance(timedelta(hours=12))
        answer = await refresh(client, answer.cookies[COOKIE])
        assert await who(client, answer) == 200
    clock.advance(timedelta(hours=12))
    assert (await refresh(client, answer.cookies[COOKIE])).status_code == 401


async def test_what_a_page_refreshes_by_itself_is_no_use(client, sign_in, clock):
    token = (await sign_in()).cookies[COOKIE]
    for _ in range(3):
        clock.advance(timedelta(minutes=9))
        token = (await refresh(client, token)).cookies[COOKIE]
    clock.advance(timedelta(minutes=4))
    assert (await refresh(client, token)).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "не токен".encode(), "a" * 5000])
async def test_a_made_up_refresh_token_is_refused(client, token):
    raw = token if isinstance(token, bytes) else token.encode()
    answer = await client.post("/api/v1/auth/refresh", headers={"Cookie": b"kiosk_refresh=" + raw})
    assert answer.status_code == 401


async def test_b09_signing_out_ends_the_session_at_once(client, sign_in):
    answer = await sign_in()
    out = await client.post("/api/v1/auth/sign-out", headers={"Cookie": f"{COOKIE}={answer.cookies[COOKIE]}"})
    assert out.status_code == 204
    assert 'kiosk_refresh=""' in out.headers["set-cookie"]
    assert await who(client, answer) == 401
    assert (await refresh(client, answer.cookies[COOKIE])).status_code == 401
    client.cookies.clear()
    assert (await client.post("/api/v1/auth/sign-out")).status_code == 204


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE accounts SET is_active = false WHERE login = 'karina'",
        "UPDATE sessions SET revoked_at = now()",
        "DELETE FROM accounts WHERE login = 'karina'",
    ],
)
async def test_b09_a_dismissed_member_of_the_staff_is_refused_at_once(
    client, sign_in, database, member, change
):
    await member("karina", "receptionist")
    answer = await sign_in("karina")
    assert await who(client, answer) == 200
    async with database.unit() as unit:
        await unit.session.execute(text(change))
        await unit.commit()
    assert await who(client, answer) == 401


async def test_b09_a_role_that_was_taken_away_is_gone_at_once(client, sign_in, database, member):
    await member("karina", "receptionist")
    answer = await sign_in("karina")
    assert (await client.get("/api/v1/staff-only", headers=bearer(answer))).status_code == 200
    async with database.unit() as unit:
        await unit.session.execute(text("DELETE FROM account_roles WHERE role = 'receptionist'"))
        await unit.commit()
    assert (await client.get("/api/v1/staff-only", headers=bearer(answer))).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example"])
async def test_a_foreign_page_can_neither_sign_in_nor_refresh_nor_sign_out(client, sign_in, origin):
    token = (await sign_in()).cookies[COOKIE]
    headers = {"Origin": origin}
    assert (await sign_in(headers=headers)).status_code == 403
    for path in ("refresh", "sign-out"):
        answer = await client.post(f"/api/v1/auth/{path}", headers={**headers, "Cookie": f"{COOKIE}={token}"})
        assert answer.status_code == 403
    assert (await sign_in(headers={"Origin": "http://127.0.0.1"})).status_code == 200
