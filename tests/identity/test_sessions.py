"""Signing in, staying signed in, being signed out."""

import asyncio
import statistics
import time
from datetime import timedelta

import jwt
import pytest
from sqlalchemy import text

from kiosk.identity import service
from kiosk.identity.errors import WrongCredentials
from kiosk.kernel.secrets import derived_key
from kiosk.sign_in.service import password

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
    assert seen.json() == {"account": owner.id, "key": None, "roles": ["owner"]}


async def test_over_https_the_cookie_belongs_to_this_host_alone(client, sign_in):
    client.base_url = "https://shop.example"
    cookie = (await sign_in()).headers["set-cookie"]
    assert cookie.startswith("__Host-kiosk_refresh=")
    assert "Secure" in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize(("login", "password"), [("marina", "wrong"), ("nobody", "wrong"), ("MARINA ", "")])
async def test_a_wrong_password_and_an_unknown_login_look_the_same(sign_in, login, password):
    answer = await sign_in(login, password or "x")
    assert answer.status_code == 401
    body = answer.json()
    assert body.pop("request_id")
    assert body == {
        "type": "urn:kiosk:problem:identity.wrong-credentials",
        "title": "The login or the password is wrong.",
        "status": 401,
        "detail": "The login or the password is wrong.",
        "code": "identity.wrong-credentials",
        "params": {},
        "errors": [],
    }


async def test_an_unknown_login_costs_as_much_time_as_a_wrong_password(runtime, owner, monkeypatch):
    async def no_limit(*_, **__):
        return 0

    monkeypatch.setattr(runtime.cache, "count", no_limit)
    taken = {"marina": [], "nobody": []}
    for _ in range(15):
        for login, times in taken.items():
            begun = time.perf_counter()
            with pytest.raises(WrongCredentials):
                await password.sign_in(runtime, login, "wrong", address="x")
            times.append(time.perf_counter() - begun)
    known, unknown = (min(times) for times in taken.values())
    assert unknown > known * 0.6
    assert statistics.median(taken["nobody"]) < statistics.median(taken["marina"]) * 2


async def test_guessing_is_slowed_down_for_the_account(sign_in):
    answers = [(await sign_in(password=f"guess {n}")).status_code for n in range(14)]
    assert answers == [401] * 10 + [429] * 4
    refused = await sign_in()  # even the right one, for the guesser must not learn that
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "600"


async def test_guessing_is_slowed_down_for_the_address(sign_in):
    answers = [(await sign_in(f"login{n}", "guess")).status_code for n in range(62)]
    assert answers.count(401) == 60
    assert answers[-1] == 429


async def test_an_owner_enters_while_a_stranger_guesses_elsewhere(runtime, owner, sign_in):
    for n in range(20):
        with pytest.raises((service.sessions.WrongCredentials, service.sessions.TooManyAttempts)):
            await sign_in(runtime, "marina", f"guess {n}", address="198.51.100.7")
    assert (await sign_in()).status_code == 200


async def test_a_huge_password_is_refused_at_once(sign_in):
    begun = time.perf_counter()
    answer = await sign_in(password="x" * 900_000)
    assert answer.status_code == 422
    assert time.perf_counter() - begun < 0.5


async def test_an_access_token_ends_after_fifteen_minutes(client, sign_in, clock):
    answer = await sign_in()
    clock.advance(timedelta(minutes=14, seconds=59))
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


async def test_a_lost_answer_costs_nobody_their_session(client, sign_in, clock):
    first = (await sign_in()).cookies[COOKIE]
    lost = await refresh(client, first)
    clock.advance(timedelta(seconds=9))
    again = await refresh(client, first)
    assert again.status_code == 200
    assert again.cookies[COOKIE] == lost.cookies[COOKIE]


async def test_twenty_refreshes_at_once_make_one_chain(client, sign_in, database):
    first = (await sign_in()).cookies[COOKIE]
    answers = await asyncio.gather(*(refresh(client, first) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.cookies[COOKIE] for answer in answers}) == 1
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM refresh_tokens")) == 2


async def test_an_old_token_ends_the_whole_session(client, sign_in, clock, database):
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


async def test_a_session_ends_after_seven_days(client, sign_in, clock):
    token = (await sign_in()).cookies[COOKIE]
    clock.advance(timedelta(days=6, hours=23))
    token = (await refresh(client, token)).cookies[COOKIE]
    clock.advance(timedelta(hours=1))
    assert (await refresh(client, token)).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "не токен".encode(), "a" * 5000])
async def test_a_made_up_refresh_token_is_refused(client, token):
    raw = token if isinstance(token, bytes) else token.encode()
    answer = await client.post("/api/v1/auth/refresh", headers={"Cookie": b"kiosk_refresh=" + raw})
    assert answer.status_code == 401


async def test_signing_out_ends_the_session_at_once(client, sign_in):
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
        "UPDATE accounts SET is_active = false",
        "UPDATE sessions SET revoked_at = now()",
        "DELETE FROM accounts",
    ],
)
async def test_a_dismissed_member_of_the_staff_is_refused_at_once(client, sign_in, database, change):
    answer = await sign_in()
    async with database.unit() as unit:
        await unit.session.execute(text(change))
        await unit.commit()
    assert await who(client, answer) == 401


async def test_a_role_that_was_taken_away_is_gone_at_once(client, sign_in, database):
    answer = await sign_in()
    assert (await client.get("/api/v1/staff-only", headers=bearer(answer))).status_code == 200
    async with database.unit() as unit:
        await unit.session.execute(text("UPDATE account_roles SET role = 'customer'"))
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


def crafted(claims, settings, now):
    key = derived_key(settings.secret, "access-token")
    good = {
        "iss": "kiosk",
        "aud": "kiosk-api",
        "sub": str(claims["sub"]),
        "sid": str(claims["sid"]),
        "typ": "access",
        "iat": int(now.timestamp()),
        "exp": int(now.timestamp()) + 600,
    }
    typed = {"typ": "at+jwt"}

    def sign(payload, key=key, algorithm="HS256", headers=typed):
        return jwt.encode(payload, key, algorithm=algorithm, headers=headers)

    yield "control", sign(good)
    yield "unsigned", sign(good, None, "none")
    yield "other algorithm", sign(good, key * 2, "HS512")
    yield "the secret itself", sign(good, settings.secret)
    yield "empty key", sign(good, b"\0" * 32)
    yield "plain JWT", sign(good, headers={"typ": "JWT"})
    yield "refresh as access", sign({**good, "typ": "refresh"})
    yield "other audience", sign({**good, "aud": "another"})
    yield "other issuer", sign({**good, "iss": "another"})
    yield "expired", sign({**good, "exp": good["iat"] - 1})
    yield "from the future", sign({**good, "iat": good["iat"] + 3600, "exp": good["iat"] + 7200})
    yield "another's session", sign({**good, "sub": "1"})
    yield "no session", sign({**good, "sid": "999999"})
    yield "words for numbers", sign({**good, "sid": "one"})
    yield "huge number", sign({**good, "sid": str(2**70)})
    for name in good:
        yield f"without {name}", sign({key_: value for key_, value in good.items() if key_ != name})
    yield "cut", sign(good)[:-2]
    yield "words", "not a token"
    yield (
        "header of another key",
        sign(good, headers={**typed, "kid": "../../dev/null", "jku": "https://x"})[:-1],
    )


async def test_crafted_access_tokens_are_refused(client, sign_in, settings, clock, owner, database):
    await sign_in()
    async with database.read() as session:
        sid = await session.scalar(text("SELECT id FROM sessions"))
    outcomes = {}
    for name, token in crafted({"sub": owner.id, "sid": sid}, settings, clock.now()):
        answer = await client.get("/api/v1/who", headers={"Authorization": f"Bearer {token}"})
        outcomes[name] = answer.status_code
    assert outcomes.pop("control") == 200
    assert set(outcomes.values()) == {401}, outcomes
