"""Signing in, staying signed in, being signed out."""

import asyncio
import time
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from pydantic import SecretStr
from sqlalchemy import text

from kiosk.identity.tokens import AccessClaims, issue_access_token, read_access_token
from kiosk.kernel.secrets import derived_key
from tests.conftest import NOW, SECRET

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
        ("customer", timedelta(days=6)),
    ],
)
async def test_a_session_that_lies_idle_ends_by_itself(client, sign_in, clock, member, role, limit):
    await member("karina", role)
    token = (await sign_in("karina")).cookies[COOKIE]
    clock.advance(limit)
    answer = await refresh(client, token)
    assert answer.status_code == 200
    assert await who(client, answer) == 200  # this is use; the refreshing wasn't
    clock.advance(limit)
    if role != "customer":
        clock.advance(timedelta(seconds=1))
        assert await who(client, answer) == 401
    else:
        clock.advance(timedelta(days=7) - 2 * limit)
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


def kid_of(secret):
    return jwt.get_unverified_header(issue_access_token(secret, AccessClaims(1, 1), NOW))["kid"]


def crafted(claims, settings, now):
    secret = settings.secret
    key = derived_key(secret, "access-token")
    at = int(now.timestamp())
    good = {
        "iss": "kiosk",
        "aud": "kiosk-api",
        "sub": str(claims["sub"]),
        "sid": str(claims["sid"]),
        "typ": "access",
        "iat": at,
        "exp": at + 600,
    }
    typed = {"typ": "at+jwt", "kid": kid_of(secret)}

    def sign(payload, key=key, algorithm="HS256", headers=typed):
        return jwt.encode(payload, key, algorithm=algorithm, headers=headers)

    yield "control", sign(good)
    yield "unsigned", sign(good, None, "none")
    yield "other algorithm", sign(good, key * 2, "HS512")
    yield "asymmetric", sign(good, generate_private_key(SECP256R1()), "ES256")
    yield "the secret itself", sign(good, secret)
    yield "empty key", sign(good, b"\0" * 32)
    yield "key of another purpose", sign(good, derived_key(secret, "refresh-token"))
    yield "plain JWT", sign(good, headers={**typed, "typ": "JWT"})
    yield "refresh as access", sign({**good, "typ": "refresh"})
    yield "other audience", sign({**good, "aud": "another"})
    yield "other issuer", sign({**good, "iss": "another"})
    yield "expired", sign({**good, "exp": at - 1})
    yield "from the future", sign({**good, "iat": at + 3600, "exp": at + 7200})
    yield "not yet", sign({**good, "nbf": at + 300})
    yield "another's session", sign({**good, "sub": "1"})
    yield "no session", sign({**good, "sid": "999999"})
    yield "words for numbers", sign({**good, "sid": "one"})
    yield "huge number", sign({**good, "sid": str(2**70)})
    for name in good:
        yield f"without {name}", sign({key_: value for key_, value in good.items() if key_ != name})
    yield "cut", sign(good)[:-2]
    yield "words", "not a token"
    for kid in ("../../dev/null", "' OR 1=1 --", "", kid_of(secret).upper()):
        yield f"kid {kid!r}", sign(good, headers={"typ": "at+jwt", "kid": kid})
    yield "no kid", sign(good, headers={"typ": "at+jwt"})
    for name in ("jku", "x5u", "jwk", "x5c", "crit"):
        yield name, sign(good, headers={**typed, name: "https://evil.example/keys"})


async def test_b10_crafted_access_tokens_are_refused(client, sign_in, settings, clock, owner, database):
    await sign_in()
    async with database.read() as session:
        sid = await session.scalar(text("SELECT id FROM sessions"))
    outcomes = {}
    for name, token in crafted({"sub": owner.id, "sid": sid}, settings, clock.now()):
        answer = await client.get("/api/v1/who", headers={"Authorization": f"Bearer {token}"})
        outcomes[name] = answer.status_code
    assert outcomes.pop("control") == 200
    assert set(outcomes.values()) == {401}, outcomes


def test_b10_tokens_of_the_previous_key_hold_until_they_expire():
    claims = AccessClaims(7, 8)
    old, new = "the-key-before-0123456789-abcdefghij", SECRET
    token = issue_access_token(old, claims, NOW)
    assert read_access_token((new, old), token, NOW) == claims
    assert read_access_token((new, old), token, NOW + timedelta(minutes=10)) is None
    assert read_access_token((new,), token, NOW) is None


async def test_an_installation_names_its_previous_keys(client, sign_in, settings, runtime, monkeypatch):
    answer = await sign_in()
    rotated = settings.model_copy(
        update={
            "secret_key": SecretStr("another-key-0123456789-abcdefghijklm"),
            "previous_secret_keys": SecretStr(f"unused-key-0123456789  {SECRET}"),
        }
    )
    monkeypatch.setattr(runtime, "settings", rotated)
    assert await who(client, answer) == 200
    after = await refresh(client, answer.cookies[COOKIE])
    assert await who(client, after) == 200
    monkeypatch.setattr(runtime, "settings", rotated.model_copy(update={"previous_secret_keys": None}))
    assert await who(client, answer) == 401
    assert await who(client, after) == 200


def test_a_token_is_checked_in_less_than_a_third_of_a_millisecond():
    token = issue_access_token(SECRET, AccessClaims(2**52, 8), NOW)
    begun = time.process_time()
    for _ in range(500):
        assert read_access_token((SECRET,), token, NOW)
    assert (time.process_time() - begun) / 500 < 0.0003
