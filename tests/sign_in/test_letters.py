"""Letters with a link, through a real mail server: forgotten passwords and the proof of addresses."""

import asyncio
import re
import socket
import statistics
import time
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import text

from kiosk.kernel.settings import SmtpSettings
from tests.jobs import work_off
from tests.sign_in.conftest import PASSWORD
from tests.sign_in.house import bearer

NEW = "a wholly different passphrase"
ADDRESS = "marina@example.com"


class Postman:
    """A mail server that keeps what it takes; `says` is its answer to each recipient."""

    def __init__(self):
        self.says = "250 OK"
        self.taken = []
        self.server = Controller(self, hostname="127.0.0.1", port=0)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if self.says.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.says

    async def handle_DATA(self, _server, _session, envelope):
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def postman():
    made = Postman()
    # aiosmtpd 1.4 asks the port that it was given whether it listens; 0 is none, so a free one is chosen before.
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        made.server.port = free.getsockname()[1]
    made.server.start()
    yield made
    made.server.stop()


@pytest.fixture
async def letters(runtime, postman, database, owner, monkeypatch):
    """Letters are sent here, and the owner has an address."""
    smtp = SmtpSettings(
        host="127.0.0.1", port=postman.server.port, encryption="none", sender="Shop <shop@example.com>"
    )
    changed = runtime.settings.model_copy(update={"smtp": smtp, "public_url": "https://shop.example"})
    monkeypatch.setattr(runtime, "settings", changed)
    await change(database, f"UPDATE accounts SET email = '{ADDRESS}'")
    return postman


@pytest.fixture
def forget(client, runtime):
    """Ask for a new password, and let the letter be written."""

    async def act(address=ADDRESS, **options):
        answer = await client.post("/api/v1/auth/password-reset", json={"email": address}, **options)
        await work_off(runtime)
        return answer

    return act


async def change(database, statement):
    async with database.unit() as unit:
        await unit.session.execute(text(statement))
        await unit.commit()


def link_in(letter):
    """The page and the token of the letter's link; both forms of the letter carry the same."""
    found = {
        re.search(
            r"https://shop\.example/admin/(\w+)#([\w-]{43})", letter.get_body((kind,)).get_content()
        ).groups()
        for kind in ("plain", "html")
    }
    (link,) = found
    return link


async def reset(client, token, password=NEW):
    body = {"token": token, "new_password": password}
    return await client.post("/api/v1/auth/password-reset/confirm", json=body)


async def test_a_forgotten_password_is_set_anew(client, letters, forget, sign_in, database):
    assert (await client.get("/api/v1/auth/ways")).json()["sends_letters"]
    before = await sign_in()
    asked = await forget(" Marina@Example.com ")
    assert (asked.status_code, asked.content) == (202, b"null")
    (letter,) = letters.taken
    assert (letter["To"], letter["From"]) == (ADDRESS, "Shop <shop@example.com>")
    assert letter["Auto-Submitted"] == "auto-generated"
    page, token = link_in(letter)
    assert page == "reset"
    assert (await reset(client, token)).status_code == 204
    assert (await client.get("/api/v1/who", headers=bearer(before))).status_code == 401
    assert (await sign_in(password=PASSWORD)).status_code == 401
    assert (await sign_in(password=NEW)).status_code == 200
    async with database.read() as session:
        kinds = (await session.scalars(text("SELECT kind FROM outbox"))).all()
        stored = (await session.scalars(text("SELECT token_hash FROM email_tokens"))).all()
        actions = (await session.scalars(text("SELECT action FROM audit_log"))).all()
    assert "password-changed" in kinds
    assert "account.password-changed" in actions
    assert token not in stored


async def test_a_link_works_once_and_for_half_an_hour(client, letters, forget, clock):
    await forget()
    await forget()
    first, second = (link_in(letter)[1] for letter in letters.taken)
    assert (await reset(client, first)).status_code == 204
    spent = await reset(client, first)
    assert (spent.status_code, spent.json()["code"]) == (410, "identity.link-spent")
    assert (
        await reset(client, second)
    ).status_code == 410  # what was asked for before the change is over too
    await forget()
    third = link_in(letters.taken[-1])[1]
    clock.advance(timedelta(minutes=30))
    assert (await reset(client, third)).status_code == 410


async def test_twenty_uses_of_one_link_at_once_set_one_password(client, letters, forget):
    await forget()
    token = link_in(letters.taken[0])[1]
    answers = await asyncio.gather(*(reset(client, token, f"{NEW} {n}") for n in range(8)))
    assert sorted(answer.status_code for answer in answers) == [204] + [410] * 7


async def test_a_weak_password_leaves_the_link_good(client, letters, forget):
    await forget()
    token = link_in(letters.taken[0])[1]
    assert (await reset(client, token, "marina@example.com")).json()["code"] == "identity.weak-password"
    assert (await reset(client, token)).status_code == 204


@pytest.mark.parametrize("token", ["x", "a" * 43, "' OR 1=1 --"])
async def test_a_made_up_link_is_refused(client, letters, token):
    assert (await reset(client, token)).status_code == 410


async def test_a_link_sent_to_an_earlier_address_is_dead(client, letters, forget, database):
    await forget()
    await change(database, "UPDATE accounts SET email = 'marina@example.org'")
    assert (await reset(client, link_in(letters.taken[0])[1])).status_code == 410


async def test_b03_nobody_learns_whose_address_is_known(client, letters, forget, database):
    known, unknown = await forget(), await forget("nobody@example.com")
    assert [(each.status_code, each.content) for each in (known, unknown)] == [(202, b"null")] * 2
    assert len(letters.taken) == 1
    taken = {ADDRESS: [], "nobody@example.com": []}
    for _ in range(30):
        await change(database, "DELETE FROM throttles")
        for address, times in taken.items():
            begun = time.perf_counter()
            await client.post("/api/v1/auth/password-reset", json={"email": address})
            times.append(time.perf_counter() - begun)
    one, other = (statistics.median(times) for times in taken.values())
    assert abs(one - other) < max(0.1 * one, 0.002)


async def test_nobody_is_flooded_with_letters(client, letters, forget, clock):
    for _ in range(5):
        await forget()
    assert len(letters.taken) == 3
    clock.advance(timedelta(hours=1, seconds=1))
    await forget()
    assert len(letters.taken) == 4


async def test_who_asks_is_slowed_down(client, letters, forget):
    answers = [(await forget(f"person{n}@example.com")).status_code for n in range(12)]
    assert answers == [202] * 10 + [429] * 2


async def test_a_mail_server_that_is_away_gets_the_letter_later(runtime, client, letters, forget, database):
    letters.says = "451 try again later"
    await forget()
    assert not letters.taken
    letters.says = "250 OK"
    await change(database, "UPDATE procrastinate_jobs SET scheduled_at = now() - interval '1 second'")
    await work_off(runtime)
    assert (await reset(client, link_in(letters.taken[0])[1])).status_code == 204
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM email_tokens")) == 1


async def test_a_letter_that_is_refused_for_good_is_not_repeated(client, letters, forget, database):
    letters.says = "550 no such mailbox"
    await forget()
    async with database.read() as session:
        jobs = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'sign-in.write-letter'"
        assert await session.scalar(text(jobs)) == 0


async def test_without_a_mail_server_it_is_said(client, owner):
    assert not (await client.get("/api/v1/auth/ways")).json()["sends_letters"]
    answer = await client.post("/api/v1/auth/password-reset", json={"email": ADDRESS})
    assert (answer.status_code, answer.json()["code"]) == (404, "sign-in.no-letters")


@pytest.mark.parametrize(
    ("locale", "subject"),
    [
        ("ru", "Новый пароль — Kiosk"),
        ("uk", "Новий пароль — Kiosk"),
        ("kk", "Жаңа құпиясөз — Kiosk"),
        ("en", "A new password — Kiosk"),
    ],
)
async def test_letters_speak_four_languages(client, letters, forget, locale, subject):
    await forget(headers={"Accept-Language": locale})
    assert letters.taken[0]["Subject"] == subject


async def test_an_address_is_proven_by_its_letter(runtime, client, letters, sign_in, member, database):
    karina = await member("karina", "receptionist")
    await change(database, f"UPDATE accounts SET pending_email = 'new@example.com' WHERE id = {karina.id}")
    headers = bearer(await sign_in("karina"))
    asked = await client.post("/api/v1/auth/email-verification", headers=headers)
    assert asked.status_code == 202, asked.text
    await work_off(runtime)
    (letter,) = letters.taken
    page, token = link_in(letter)
    assert (letter["To"], page) == ("new@example.com", "verify")
    assert (await reset(client, token)).status_code == 410  # it proves an address and nothing else
    for expected in (204, 410):
        answer = await client.post("/api/v1/auth/email-verification/confirm", json={"token": token})
        assert answer.status_code == expected
    async with database.read() as session:
        row = (
            await session.execute(
                text(f"SELECT email, pending_email, is_verified FROM accounts WHERE id = {karina.id}")
            )
        ).one()
    assert tuple(row) == ("new@example.com", None, True)


async def test_an_address_that_another_account_has_proven_is_refused(
    runtime, client, letters, sign_in, member, database
):
    karina = await member("karina", "receptionist")
    await change(database, f"UPDATE accounts SET pending_email = 'new@example.com' WHERE id = {karina.id}")
    await client.post("/api/v1/auth/email-verification", headers=bearer(await sign_in("karina")))
    await work_off(runtime)
    await change(database, "UPDATE accounts SET email = 'new@example.com' WHERE login = 'marina'")
    token = link_in(letters.taken[0])[1]
    answer = await client.post("/api/v1/auth/email-verification/confirm", json={"token": token})
    assert (answer.status_code, answer.json()["code"]) == (409, "identity.login-taken")
