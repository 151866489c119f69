"""A second factor that is lost, replaced or taken away, and who may add one (B06, B18)."""

import asyncio
from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from kiosk.identity.service import second_factor
from tests.sign_in.house import FACTOR, outcome

STEP_UP = (403, "identity.step-up-required")
WRONG = (401, "identity.wrong-code")


async def test_a_recovery_code_opens_once_however_it_is_typed(enrolled, database):
    code = enrolled.recovery_codes[3]
    browser = await enrolled.again()
    assert (await browser.show(code.lower().replace("-", " "))).status_code == 200
    assert (await browser.post("/api/v1/grave")).status_code == 200
    assert outcome(await browser.show(code)) == WRONG
    async with database.read() as session:
        facts = await session.scalars(
            text("SELECT payload ->> 'change' FROM outbox WHERE kind = 'second-factor-changed' ORDER BY id")
        )
        stored = await session.scalars(text("SELECT to_jsonb(r)::text FROM recovery_codes r"))
    assert facts.all() == ["added", "recovery-code-used"]
    assert not any(code in row or code.replace("-", "") in row for row in stored.all())


async def test_a_recovery_code_is_somebodys_own(enrolled, timur):
    await timur.begin()
    await timur.confirm()
    assert outcome(await (await timur.again()).show(enrolled.recovery_codes[0])) == WRONG


async def test_of_twenty_who_show_a_recovery_code_at_once_one_gets_in(enrolled, monkeypatch):
    monkeypatch.setattr(second_factor, "MOST_ATTEMPTS", 20)
    browsers = [await enrolled.again() for _ in range(20)]
    answers = await asyncio.gather(*(each.show(enrolled.recovery_codes[0]) for each in browsers))
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 19


async def test_new_recovery_codes_end_the_old_ones_and_want_a_fresh_factor(enrolled, clock):
    old, path = enrolled.recovery_codes[0], f"{FACTOR}/recovery-codes"
    clock.advance(timedelta(minutes=5))
    assert outcome(await enrolled.post(path)) == STEP_UP
    await enrolled.show()
    fresh = (await enrolled.post(path)).json()["recovery_codes"]
    assert len(set(fresh)) == 10
    assert outcome(await (await enrolled.again()).show(old)) == WRONG
    assert (await (await enrolled.again()).show(fresh[9])).status_code == 200


async def test_a_stolen_password_brings_no_application_of_its_own(enrolled):
    thief = await enrolled.again()
    assert outcome(await thief.begin()) == STEP_UP
    assert outcome(await thief.confirm("123456")) == (404, "identity.no-second-factor")


async def test_a_picked_up_token_brings_no_first_application_long_after_the_sign_in(timur):
    await timur.stay(timedelta(minutes=30))
    assert (await timur.begin()).status_code == 200
    await timur.stay(timedelta(seconds=1))
    assert outcome(await timur.begin()) == (403, "identity.fresh-sign-in-required")
    await timur.enter()
    assert (await timur.begin()).status_code == 200


async def test_an_application_is_replaced_only_when_the_new_one_works(enrolled, clock):
    old = enrolled.secret
    await enrolled.begin()
    new, enrolled.secret = enrolled.secret, old
    assert (await (await enrolled.again()).show()).status_code == 200
    enrolled.secret = new
    assert (await enrolled.confirm()).status_code == 200
    clock.advance(timedelta(seconds=30))
    assert (await (await enrolled.again()).show()).status_code == 200
    clock.advance(timedelta(seconds=30))
    enrolled.secret = old
    assert outcome(await (await enrolled.again()).show()) == WRONG


async def test_b06_an_owner_keeps_a_factor(enrolled):
    assert outcome(await enrolled.delete(FACTOR)) == (409, "identity.second-factor-obligatory")


async def test_who_need_not_have_a_factor_removes_it_with_a_fresh_one(timur, clock, database):
    await timur.begin()
    await timur.confirm()
    clock.advance(timedelta(minutes=6))
    assert outcome(await timur.delete(FACTOR)) == STEP_UP
    await timur.show()
    assert (await timur.delete(FACTOR)).status_code == 204
    assert outcome(await timur.delete(FACTOR)) == (404, "identity.no-second-factor")
    assert (await (await timur.again()).get("/api/v1/staff-only")).status_code == 200
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM recovery_codes")) == 0


async def test_an_owner_who_lost_everything_comes_back_by_the_link_of_the_machine(enrolled):
    lost = await enrolled.again()
    assert outcome(await lost.begin()) == STEP_UP
    await lost.enter(strong=True, method="link")
    assert (await lost.begin()).status_code == 200
    assert (await lost.confirm()).status_code == 200


async def test_b06_the_secret_is_encrypted_and_bound_to_its_account(enrolled, timur, database):
    async with database.unit() as unit:
        sealed = await unit.session.scalar(text("SELECT secret FROM second_factors"))
        assert enrolled.secret.encode() not in sealed
        # Somebody who can write into the table makes another's application their own: it opens nothing there.
        await unit.session.execute(
            text(
                "INSERT INTO second_factors (account_id, secret, created_at, confirmed_at)"
                " VALUES (700, :sealed, now(), now())"
            ),
            {"sealed": sealed},
        )
        await unit.commit()
    timur.secret = enrolled.secret
    assert outcome(await timur.show()) == WRONG


@pytest.fixture
def change_key(runtime):
    """Give the installation another key; the former ones are known or forgotten."""

    def act(key, previous):
        runtime.settings = runtime.settings.model_copy(
            update={"secret_key": SecretStr(key), "previous_secret_keys": SecretStr(previous)}
        )

    return act


async def test_a_secret_outlives_a_change_of_the_installations_key(enrolled, runtime, change_key, clock):
    first, second = runtime.settings.secret, "another-key-of-this-house-0123456789-abcdef"
    change_key(second, previous=first)
    assert (await (await enrolled.again()).show()).status_code == 200
    # It was sealed anew when it was used, so the former key is needed no longer.
    change_key(second, previous="")
    clock.advance(timedelta(seconds=30))
    assert (await (await enrolled.again()).show()).status_code == 200
    change_key("a-third-key-that-never-saw-this-0123456789", previous="")
    clock.advance(timedelta(seconds=30))
    lost = await enrolled.again()
    assert outcome(await lost.show()) == WRONG
    assert (await lost.show(enrolled.recovery_codes[0])).status_code == 200
