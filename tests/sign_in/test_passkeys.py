"""Passkeys: a way in that is a second factor as well, for one site, one browser, one answer to each challenge."""

import asyncio
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import text

from kiosk.identity.errors import SecondFactorObligatory
from kiosk.identity.service import second_factor
from kiosk.sign_in.service import passkeys
from tests.sign_in.authenticator import PRESENT, VERIFIED, Authenticator
from tests.sign_in.house import FACTOR, bearer, outcome

PASSKEYS = "/api/v1/auth/passkeys"
REFUSED = (401, "sign-in.passkey-refused")


@pytest.fixture
def client(client):
    # Browsers bind passkeys to names.
    client.base_url = "http://localhost"
    return client


@pytest.fixture
def phone():
    return Authenticator()


async def add(person, authenticator, name="Phone", **wrong):
    options = await person.post(f"{PASSKEYS}/options")
    assert options.status_code == 200, options.text
    credential = authenticator.create(options.json(), **wrong)
    answer = await person.post(PASSKEYS, {"name": name, "credential": credential})
    if answer.status_code == 201:
        person.headers = bearer(answer)
    return answer


async def challenge(client):
    return (await client.post(f"{PASSKEYS}/sign-in/options")).json()


async def show(client, credential):
    return await client.post(f"{PASSKEYS}/sign-in", json={"credential": credential})


@pytest.fixture
async def keyed(marina, phone):
    """The owner, whose only factor is a passkey on her phone."""
    assert (await add(marina, phone)).status_code == 201
    return marina


async def test_a_passkey_is_a_first_factor(marina, phone, client):
    assert outcome(await marina.get("/api/v1/staff-only")) == (403, "identity.second-factor-required")
    old = await marina.session_id()
    answer = await add(marina, phone)
    assert answer.json().keys() == {
        "id", "name", "created_at", "last_used_at", "access_token", "token_type",
    }  # fmt: skip
    assert await marina.session_id() != old
    assert (await marina.post("/api/v1/grave")).status_code == 200
    listed = (await marina.get(PASSKEYS)).json()["items"]
    assert [(each["name"], each["last_used_at"]) for each in listed] == [("Phone", None)]


async def test_a_passkey_signs_in_and_counts_as_a_second_factor(keyed, phone, client, clock):
    clock.advance(timedelta(minutes=6))
    assert outcome(await keyed.post("/api/v1/grave")) == (403, "identity.step-up-required")
    answer = await show(client, phone.get(await challenge(client)))
    assert answer.status_code == 200
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert (await client.post("/api/v1/grave", headers=bearer(answer))).status_code == 200
    used = (await client.get(PASSKEYS, headers=bearer(answer))).json()["items"][0]["last_used_at"]
    assert used == "2026-11-21T09:06:00Z"


async def test_the_session_that_the_browser_held_ends(keyed, phone, client):
    old = keyed.headers
    await show(client, phone.get(await challenge(client)))
    assert (await client.get("/api/v1/who", headers=old)).status_code == 401


async def test_the_options_name_the_site_and_ask_for_the_person(marina, client):
    asked = (await marina.post(f"{PASSKEYS}/options")).json()
    assert (asked["rp"]["id"], asked["user"]["name"]) == ("localhost", "marina")
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert str(marina.account.id) not in str(asked["user"])
    shown = await challenge(client)
    assert (shown["rpId"], shown["userVerification"], shown["allowCredentials"]) == (
        "localhost",
        "required",
        [],
    )


WRONG_ANSWERS = {
    "not verified": {"flags": PRESENT},
    "nobody there": {"flags": VERIFIED},
    "another site": {"rp_id": "evil.example"},
    "another page": {"origin": "http://localhost.evil.example"},
    "another challenge": {"challenge": "A" * 86},
}


@pytest.mark.parametrize("wrong", [*WRONG_ANSWERS.values(), {"type": "webauthn.get"}])
async def test_a_wrong_registration_is_refused(marina, phone, wrong, database):
    assert outcome(await add(marina, phone, **wrong)) == REFUSED
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM passkeys")) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        *WRONG_ANSWERS.values(),
        {"type": "webauthn.create"},
        {"key": ec.generate_private_key(ec.SECP256R1())},
        {"user_handle": b"somebody else"},
    ],
)
async def test_a_wrong_answer_signs_nobody_in(keyed, phone, client, wrong):
    answer = await show(client, phone.get(await challenge(client), **wrong))
    assert outcome(answer) == REFUSED
    assert "set-cookie" not in answer.headers
    assert (await show(client, phone.get(await challenge(client)))).status_code == 200


async def test_a_challenge_is_answered_once_even_in_vain(keyed, phone, client):
    options = await challenge(client)
    assert outcome(await show(client, phone.get(options, flags=PRESENT))) == REFUSED
    assert outcome(await show(client, phone.get(options))) == REFUSED


async def test_of_twenty_who_answer_at_once_one_enters(keyed, phone, client):
    credential = phone.get(await challenge(client))
    answers = await asyncio.gather(*(show(client, credential) for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 19


async def test_a_challenge_belongs_to_one_browser_and_five_minutes(keyed, phone, client, clock):
    credential = phone.get(await challenge(client))
    mine = client.cookies.get("kiosk_browser")
    client.cookies.clear()
    assert outcome(await show(client, credential)) == REFUSED
    await challenge(client)
    assert outcome(await show(client, credential)) == REFUSED
    client.cookies.set("kiosk_browser", mine, domain="localhost.local")
    late = phone.get(await challenge(client))
    clock.advance(timedelta(minutes=5))
    assert outcome(await show(client, late)) == REFUSED


async def test_a_registration_is_somebodys_own(marina, timur, phone):
    options = (await marina.post(f"{PASSKEYS}/options")).json()
    body = {"name": "Mine now", "credential": phone.create(options)}
    assert outcome(await timur.post(PASSKEYS, body)) == REFUSED


async def test_a_copied_passkey_is_refused_and_told(keyed, phone, client, database):
    assert (await show(client, phone.get(await challenge(client)))).status_code == 200
    phone.held.counter -= 1
    assert outcome(await show(client, phone.get(await challenge(client)))) == REFUSED
    assert (await changes(database))[-1] == "passkey-copied"
    # A stranger who knows its id but not its key raises no alarm.
    stranger = {"key": ec.generate_private_key(ec.SECP256R1())}
    phone.held.counter -= 1
    assert outcome(await show(client, phone.get(await challenge(client), **stranger))) == REFUSED
    assert (await changes(database)).count("passkey-copied") == 1


async def changes(database):
    async with database.read() as session:
        told = text(
            "SELECT payload ->> 'change' FROM outbox WHERE kind = 'second-factor-changed' ORDER BY id"
        )
        return (await session.scalars(told)).all()


async def test_a_passkey_that_lives_on_many_devices_does_not_count(marina, client):
    cloud = Authenticator(counts=False)
    await add(marina, cloud)
    for _ in range(3):
        assert (await show(client, cloud.get(await challenge(client)))).status_code == 200


async def test_a_stolen_password_adds_no_passkey_and_no_application(keyed, enrolled_timur):
    for thief in (await keyed.again(), await enrolled_timur.again()):
        assert outcome(await thief.post(f"{PASSKEYS}/options")) == (403, "identity.step-up-required")
        assert outcome(await thief.begin()) == (403, "identity.step-up-required")


@pytest.fixture
async def enrolled_timur(timur):
    await timur.begin()
    await timur.confirm()
    return timur


async def test_a_registration_begun_without_a_factor_ends_when_there_is_one(timur, phone):
    options = (await timur.post(f"{PASSKEYS}/options")).json()
    await timur.begin()
    await timur.confirm()
    thief = await timur.again()
    answer = await thief.post(PASSKEYS, {"name": "Thief", "credential": phone.create(options)})
    assert outcome(answer) == (403, "identity.step-up-required")


async def test_an_application_begun_without_a_factor_ends_with_the_first_passkey(timur, phone):
    await timur.begin()
    await add(timur, phone)
    assert outcome(await (await timur.again()).confirm(timur.code())) == (404, "identity.no-second-factor")


async def test_one_factor_stays_where_it_must(keyed, phone, clock):
    (only,) = (await keyed.get(PASSKEYS)).json()["items"]
    path = f"{PASSKEYS}/{only['id']}"
    assert outcome(await keyed.delete(path)) == (409, "identity.second-factor-obligatory")
    await keyed.begin()
    await keyed.confirm()
    assert (await keyed.delete(path)).status_code == 204
    assert outcome(await keyed.delete(path)) == (404, "sign-in.unknown-passkey")
    assert outcome(await keyed.delete(FACTOR)) == (409, "identity.second-factor-obligatory")


async def test_of_two_factors_removed_at_once_one_stays(keyed, database):
    await keyed.begin()
    await keyed.confirm()
    (passkey,) = (await keyed.get(PASSKEYS)).json()["items"]
    async with database.unit() as first, database.unit() as second:
        await second_factor.remove(first, keyed.account.id)
        late = asyncio.create_task(passkeys.remove(second, keyed.account.id, passkey["id"]))
        await asyncio.sleep(0.3)
        await first.commit()
        with pytest.raises(SecondFactorObligatory):
            await late


async def test_a_passkey_of_another_is_unknown_and_removal_wants_a_fresh_factor(keyed, enrolled_timur, clock):
    (passkey,) = (await keyed.get(PASSKEYS)).json()["items"]
    path = f"{PASSKEYS}/{passkey['id']}"
    assert outcome(await enrolled_timur.delete(path)) == (404, "sign-in.unknown-passkey")
    clock.advance(timedelta(minutes=6))
    assert outcome(await keyed.delete(path)) == (403, "identity.step-up-required")


async def test_at_a_bare_address_there_are_no_passkeys(client):
    client.base_url = "http://127.0.0.1"
    refused = await client.post(f"{PASSKEYS}/sign-in/options")
    assert outcome(refused) == (409, "sign-in.passkeys-need-name")


async def test_asking_for_challenges_is_slowed_down(client):
    answers = [(await client.post(f"{PASSKEYS}/sign-in/options")).status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"response": None},
        {"response": {"clientDataJSON": "!"}},
        {"response": {"clientDataJSON": 7}, "rawId": "AA"},
        {"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "W10"}},
        {"response": {"clientDataJSON": "eyJ0eXBlIjoxLCJjaGFsbGVuZ2UiOjEsIm9yaWdpbiI6MX0"}},
    ],
)
async def test_nonsense_is_refused(client, credential):
    assert outcome(await show(client, credential)) == REFUSED
