"""An authenticator application: set up and shown (B06, B13, B18)."""

import asyncio
import base64
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pyotp
import pytest
from PIL import Image

from kiosk.identity import one_time_codes
from kiosk.identity.service import create_api_key, second_factor
from tests.sign_in.house import FACTOR, outcome

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
NOT_SHOWN = (403, "identity.second-factor-required")
WRONG = (401, "identity.wrong-code")


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds, code):
    at = datetime.fromtimestamp(seconds, UTC)
    assert one_time_codes.find_step(RFC_SECRET, code, at) == seconds // 30
    assert one_time_codes.find_step(RFC_SECRET, code, at + timedelta(seconds=90)) is None


async def test_b06_an_obliged_account_without_a_factor_sees_enrolment_only(marina):
    assert outcome(await marina.get("/api/v1/staff-only")) == NOT_SHOWN
    assert outcome(await marina.post("/api/v1/grave")) == NOT_SHOWN
    begun = await marina.begin()
    assert begun.status_code == 200
    assert begun.headers["cache-control"] == "private, no-store"
    assert begun.json().keys() == {"secret", "uri", "qr_code"}
    done = await marina.confirm()
    assert done.json().keys() == {"access_token", "token_type", "recovery_codes"}
    assert len(set(marina.recovery_codes)) == 10
    assert (await marina.get("/api/v1/staff-only")).status_code == 200
    assert (await marina.post("/api/v1/grave")).status_code == 200


async def test_the_qr_code_is_a_picture_and_names_the_account(marina):
    begun = (await marina.begin()).json()
    head, _, data = begun["qr_code"].partition(",")
    assert head == "data:image/png;base64"
    assert Image.open(BytesIO(base64.b64decode(data))).size[0] > 200
    parsed = pyotp.parse_uri(begun["uri"])
    assert (parsed.secret, parsed.issuer, parsed.name) == (begun["secret"], "Kiosk", "marina")


async def test_a_second_begin_replaces_the_first_and_a_late_confirmation_is_refused(timur):
    await timur.begin()
    first = timur.code()
    await timur.begin()
    assert outcome(await timur.confirm(first)) == WRONG
    await timur.stay(timedelta(minutes=30))
    assert outcome(await timur.confirm()) == (404, "identity.no-second-factor")


async def test_b06_a_code_counts_once(enrolled):
    code, first = enrolled.code(), await enrolled.again()
    assert (await first.show(code)).status_code == 200
    for again in (first, enrolled, await enrolled.again()):
        assert outcome(await again.show(code)) == WRONG


async def test_b06_the_code_of_the_enrolment_is_spent(marina):
    await marina.begin()
    code = marina.code()
    await marina.confirm()
    assert outcome(await marina.show(code)) == WRONG


async def test_b06_of_twenty_who_show_a_code_at_once_one_gets_in(enrolled, monkeypatch):
    monkeypatch.setattr(second_factor, "MOST_ATTEMPTS", 20)
    code, browsers = enrolled.code(), [await enrolled.again() for _ in range(20)]
    answers = await asyncio.gather(*(each.show(code) for each in browsers))
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 19


@pytest.mark.parametrize(("steps", "status"), [(-2, 401), (-1, 200), (0, 200), (1, 200), (2, 401)])
async def test_b06_a_clock_may_be_one_step_off(enrolled, clock, steps, status):
    clock.advance(timedelta(minutes=2))
    assert (await enrolled.show(enrolled.code(steps))).status_code == status


async def test_b06_a_newer_code_spends_the_older_ones(enrolled, clock):
    clock.advance(timedelta(minutes=2))
    older = enrolled.code(0)
    assert (await enrolled.show(enrolled.code(1))).status_code == 200
    assert outcome(await enrolled.show(older)) == WRONG


async def test_b06_the_sixth_guess_waits(enrolled, clock):
    thief = await enrolled.again()
    guesses = [(await thief.show(enrolled.wrong_code())).status_code for _ in range(7)]
    assert guesses == [401] * 5 + [429] * 2
    # Even the right one, from another session as well: who guesses must not learn that.
    refused = await enrolled.show()
    assert outcome(refused) == (429, "identity.too-many-attempts")
    assert refused.headers["retry-after"] == "300"
    clock.advance(timedelta(minutes=5))
    assert (await enrolled.show()).status_code == 200


async def test_b06_twenty_guesses_at_once_are_twenty(enrolled):
    thief = await enrolled.again()
    answers = await asyncio.gather(*(thief.show(enrolled.wrong_code(100_000 + n)) for n in range(20)))
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 15


async def test_right_codes_are_no_guesses(enrolled, clock):
    for _ in range(8):
        assert (await (await enrolled.again()).show()).status_code == 200
        clock.advance(timedelta(seconds=30))


async def test_b13_the_session_gets_a_new_id_and_the_old_one_is_dead(enrolled):
    browser = await enrolled.again()
    old_headers, old_id = browser.headers, await browser.session_id()
    shown = await browser.show()
    assert "HttpOnly" in shown.headers["set-cookie"]
    assert await browser.session_id() != old_id
    assert (await browser.http.get("/api/v1/who", headers=old_headers)).status_code == 401


async def test_b18_grave_acts_want_a_fresh_factor(enrolled, clock):
    clock.advance(timedelta(minutes=4, seconds=30))
    assert (await enrolled.post("/api/v1/grave")).status_code == 200
    clock.advance(timedelta(seconds=1))
    assert outcome(await enrolled.post("/api/v1/grave")) == (403, "identity.step-up-required")
    assert (await enrolled.get("/api/v1/staff-only")).status_code == 200
    assert (await enrolled.show()).status_code == 200
    assert (await enrolled.post("/api/v1/grave")).status_code == 200


async def test_b18_who_need_not_have_a_factor_sets_one_up_for_grave_acts(timur):
    assert (await timur.get("/api/v1/staff-only")).status_code == 200
    assert outcome(await timur.post("/api/v1/grave")) == NOT_SHOWN
    await timur.begin()
    await timur.confirm()
    assert (await timur.post("/api/v1/grave")).status_code == 200
    # What was set up is asked for: a stolen password is worth less from now on.
    assert outcome(await (await timur.again()).get("/api/v1/staff-only")) == NOT_SHOWN


async def test_a_service_and_a_stranger_have_no_second_factor(client, database):
    async with database.unit() as unit:
        _, key = await create_api_key(unit, "shop")
        await unit.commit()
    for path in ("", "/enrolment", "/enrolment/confirm", "/recovery-codes"):
        answer = await client.post(FACTOR + path, headers={"X-Api-Key": key}, json={"code": "123456"})
        assert outcome(answer) == (403, "identity.forbidden")
        stranger = await client.post(FACTOR + path, json={"code": "123456"})
        assert outcome(stranger) == (401, "identity.unauthenticated")


async def test_b12_a_foreign_page_shows_nothing(enrolled):
    headers = {**enrolled.headers, "Origin": "https://evil.example"}
    answer = await enrolled.http.post(FACTOR, json={"code": enrolled.code()}, headers=headers)
    assert outcome(answer) == (403, "identity.foreign-origin")
