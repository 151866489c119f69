"""One's own sessions: who holds the tokens, the list, ending them, and new ids where a session grows stronger."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from kiosk.identity import service
from kiosk.identity.browsers import describe
from kiosk.identity.errors import SignedOut
from tests.conftest import NOW, SECRET
from tests.staff import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Safari/604.1"


def bearer(answer):
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


async def who(client, answer):
    return (await client.get("/api/v1/who", headers=bearer(answer))).status_code


@pytest.fixture
def log_in(client, owner):
    async def act(login="marina", password=PASSWORD, **more):
        client.cookies.clear()
        return await client.post("/api/v1/auth/login", json={"email": login, "password": password} | more)

    return act


async def refresh(client, token):
    client.cookies.clear()
    return await client.post("/api/v1/auth/refresh", json={"refresh_token": token})


async def test_an_app_gets_both_tokens_and_whose_they_are(client, log_in, owner):
    answer = await log_in()
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"access_token", "refresh_token", "token_type", "user"}
    assert (body["token_type"], body["user"]["id"], body["user"]["role"]) == ("bearer", owner.id, "owner")
    assert "kiosk_refresh" not in answer.headers.get("set-cookie", "")
    assert answer.headers["cache-control"] == "private, no-store"
    assert await who(client, answer) == 200


async def test_unknown_fields_are_refused(log_in):
    answer = await log_in(role="owner")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/role")


async def test_an_app_keeps_its_refresh_token_itself(client, log_in, clock):
    first = (await log_in()).json()["refresh_token"]
    answer = await refresh(client, first)
    assert answer.status_code == 200
    assert set(answer.json()) == {"access_token", "refresh_token", "token_type"}
    assert "set-cookie" not in answer.headers
    assert await who(client, answer) == 200
    clock.advance(timedelta(seconds=11))
    assert (await refresh(client, first)).status_code == 401
    assert (await refresh(client, answer.json()["refresh_token"])).status_code == 401


async def test_an_app_signs_out_with_its_token(client, log_in):
    answer = await log_in()
    out = await client.post("/api/v1/auth/sign-out", json={"refresh_token": answer.json()["refresh_token"]})
    assert out.status_code == 204
    assert await who(client, answer) == 401


async def test_a_body_that_holds_something_else_is_refused(client):
    for body in ({}, {"refresh_token": ""}, {"refresh_token": "x", "more": 1}, {"refresh_token": "x" * 300}):
        answer = await client.post("/api/v1/auth/refresh", json=body)
        assert answer.status_code == 422


async def test_one_sees_where_one_is_signed_in(client, sign_in, clock):
    first = await sign_in(headers={"User-Agent": IPHONE})
    clock.advance(timedelta(minutes=5))
    here = await sign_in(headers={"User-Agent": FIREFOX})
    answer = await client.get("/api/v1/auth/sessions", headers=bearer(here))
    items = answer.json()["items"]
    assert [(each["device"], each["is_current"]) for each in items] == [
        ("Firefox · Linux", True),
        ("Safari · iPhone", False),
    ]
    assert (items[0]["method"], items[0]["address"]) == ("password", "127.0.0.1")
    assert items[1]["created_at"] == "2026-11-21T09:00:00Z"
    assert set(items[0]) == {
        "id", "method", "user_agent", "device", "address", "created_at", "last_used_at", "is_current",
    }  # fmt: skip
    assert await who(client, first) == 200


async def test_one_ends_a_session_of_ones_own(client, sign_in, member):
    there, here = await sign_in(), await sign_in()
    await member("karina", "receptionist")
    karina = await sign_in("karina")
    items = (await client.get("/api/v1/auth/sessions", headers=bearer(here))).json()["items"]
    other = next(each["id"] for each in items if not each["is_current"])
    path = f"/api/v1/auth/sessions/{other}"
    foreign = await client.delete(path, headers=bearer(karina))
    assert (foreign.status_code, foreign.json()["code"]) == (404, "identity.unknown-session")
    assert await who(client, there) == 200
    assert (await client.delete(path, headers=bearer(here))).status_code == 204
    assert await who(client, there) == 401
    assert await who(client, here) == 200
    assert (await client.delete(path, headers=bearer(here))).status_code == 404


async def test_b09_one_ends_all_of_them(client, sign_in, member):
    await member("karina", "receptionist")
    there, here, karina = await sign_in(), await sign_in(), await sign_in("karina")
    assert (await client.delete("/api/v1/auth/sessions", headers=bearer(here))).status_code == 204
    assert [await who(client, each) for each in (there, here, karina)] == [401, 401, 200]


async def test_strangers_and_services_have_no_sessions(client, database):
    async with database.unit() as unit:
        _, plain = await service.create_api_key(unit, "The site")
        await unit.commit()
    assert (await client.get("/api/v1/auth/sessions")).status_code == 401
    answer = await client.get("/api/v1/auth/sessions", headers={"X-Api-Key": plain})
    assert answer.status_code == 403


async def test_use_is_written_once_a_minute_at_most(client, sign_in, database, clock):
    answer = await sign_in()

    async def written():
        async with database.read() as session:
            return (await session.execute(text("SELECT xmin::text, last_used_at FROM sessions"))).one()

    before = await written()
    for _ in range(6):
        clock.advance(timedelta(seconds=10))
        assert await who(client, answer) == 200
    assert await written() == before
    clock.advance(timedelta(seconds=1))
    await asyncio.gather(*(who(client, answer) for _ in range(5)))
    assert (await written()).last_used_at == NOW + timedelta(seconds=61)


async def test_b13_every_sign_in_is_a_session_of_its_own(client, sign_in, database):
    first = await sign_in()
    again = await client.post(
        "/api/v1/auth/token",
        data={"username": "marina", "password": PASSWORD},
        headers={"Cookie": f"kiosk_refresh={first.cookies['kiosk_refresh']}"},
    )
    assert again.cookies["kiosk_refresh"] != first.cookies["kiosk_refresh"]
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(DISTINCT id) FROM sessions")) == 2


async def test_b13_a_session_that_grows_stronger_gets_a_new_id(client, sign_in, database, owner, clock):
    old = await sign_in()
    async with database.read() as session:
        before = await session.scalar(text("SELECT id FROM sessions"))
    clock.advance(timedelta(minutes=3))
    async with database.unit() as unit:
        renewed = await service.rotate_session(unit, SECRET, before, verified_at=unit.now())
        await unit.commit()
    assert renewed.session_id != before
    assert renewed.expires_at == NOW + timedelta(days=7)
    assert await who(client, old) == 401
    assert (await refresh(client, old.cookies["kiosk_refresh"])).status_code == 401
    answer = await refresh(client, renewed.refresh_token)
    assert await who(client, answer) == 200
    async with database.unit() as unit:
        with pytest.raises(SignedOut):
            await service.rotate_session(unit, SECRET, before)


async def test_a_browser_is_recognised_by_its_cookie(client, sign_in, database, member):
    first = await sign_in()
    device = first.cookies["kiosk_device"]
    again = await sign_in(headers={"Cookie": f"kiosk_device={device}"})
    assert "kiosk_device" not in again.cookies
    planted = await sign_in(headers={"Cookie": "kiosk_device=planted"})
    assert planted.cookies["kiosk_device"] not in {"planted", device}
    await member("karina", "receptionist")
    shared = await sign_in("karina", headers={"Cookie": f"kiosk_device={device}"})
    assert "kiosk_device" not in shared.cookies
    async with database.read() as session:
        rows = (await session.execute(text("SELECT account_id, token_hash FROM devices"))).all()
    assert len(rows) == 3
    assert device not in {row.token_hash for row in rows}


@pytest.mark.parametrize(
    ("user_agent", "shown"),
    [
        (FIREFOX, "Firefox · Linux"),
        (IPHONE, "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/142 Safari/537 Edg/142", "Edge · Windows"),
        ("python-httpx/1.0", "python-httpx"),
        ("x" * 500, "x" * 40),
        ("", ""),
    ],
)
def test_a_browser_says_what_it_is(user_agent, shown):
    assert describe(user_agent) == shown
