"""The one-time link that the machine prints: once, for half an hour, for an account that may enter."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.identity.errors import UnknownAccount
from kiosk.identity.service.entry_links import create_entry_link
from tests.sign_in.house import bearer


@pytest.fixture
async def link(database, owner):
    async with database.unit() as unit:
        token = await create_entry_link(unit, owner.id)
        await unit.commit()
    return token


async def enter(client, token):
    client.cookies.clear()
    return await client.post("/api/v1/auth/link", json={"token": token})


async def test_a_link_opens_a_session_with_the_second_factor_shown(client, link, owner):
    answer = await enter(client, link)
    assert answer.status_code == 200
    assert answer.json().keys() == {"access_token", "token_type"}
    assert "HttpOnly" in answer.headers["set-cookie"]
    seen = await client.get("/api/v1/staff-only", headers=bearer(answer))
    assert seen.json() == {"account": owner.id}
    assert (await client.post("/api/v1/grave", headers=bearer(answer))).status_code == 200


async def test_a_link_works_once(client, link):
    assert (await enter(client, link)).status_code == 200
    again = await enter(client, link)
    assert (again.status_code, again.json()["code"]) == (410, "identity.link-spent")
    assert "set-cookie" not in again.headers


async def test_of_twenty_who_come_at_once_one_enters(client, link, database):
    answers = await asyncio.gather(*(enter(client, link) for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [200] + [410] * 19
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM sessions")) == 1


@pytest.mark.parametrize(("age", "status"), [(timedelta(minutes=29), 200), (timedelta(minutes=30), 410)])
async def test_a_link_lives_for_half_an_hour(client, link, clock, age, status):
    clock.advance(age)
    assert (await enter(client, link)).status_code == status


@pytest.mark.parametrize("token", ["x", "a" * 43, "не токен"])
async def test_a_made_up_link_is_as_good_as_a_spent_one(client, link, token):
    answer = await enter(client, token)
    assert (answer.status_code, answer.json()["code"]) == (410, "identity.link-spent")


async def test_a_link_of_who_was_switched_off_opens_nothing(client, link, database):
    async with database.unit() as unit:
        await unit.session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
        await unit.session.execute(
            text("INSERT INTO accounts (full_name, created_at) VALUES ('Second', now())")
        )
        await unit.session.execute(
            text(
                "INSERT INTO account_roles SELECT id, 'owner', now() FROM accounts WHERE full_name = 'Second'"
            )
        )
        await unit.session.execute(text("UPDATE accounts SET is_active = false WHERE login = 'marina'"))
        await unit.commit()
    assert (await enter(client, link)).status_code == 410


async def test_the_token_itself_is_stored_nowhere(database, link):
    async with database.read() as session:
        rows = (await session.execute(text("SELECT to_jsonb(l)::text FROM entry_links l"))).scalars().all()
    assert len(rows) == 1
    assert link not in rows[0]


async def test_trying_links_is_slowed_down(client):
    answers = [(await enter(client, f"guess {n}")).status_code for n in range(31)]
    assert answers == [410] * 30 + [429]


async def test_nobody_has_no_link(database):
    async with database.unit() as unit:
        with pytest.raises(UnknownAccount):
            await create_entry_link(unit, 404)


@pytest.fixture
def kiosk(monkeypatch, tmp_path, database_url):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIOSK_DATABASE_URL", database_url)
    monkeypatch.setenv("KIOSK_PUBLIC_URL", "https://shop.example/")
    return lambda *arguments: asyncio.to_thread(CliRunner().invoke, app, arguments)


async def test_the_command_prints_the_address(kiosk, client, owner, database):
    done = await kiosk("sign-in-link", " Marina ")
    assert done.exit_code == 0, done.output
    place, token = done.stdout.strip().split("#")
    assert place == "https://shop.example/admin/enter"
    # The command works by the machine's own clock.
    async with database.unit() as unit:
        await unit.session.execute(text("UPDATE entry_links SET expires_at = 'infinity'"))
        await unit.commit()
    assert (await enter(client, token)).status_code == 200


async def test_the_command_refuses_a_stranger_in_a_line(kiosk, owner):
    refused = await kiosk("sign-in-link", "nobody")
    assert refused.exit_code == 2
    assert refused.output == "kiosk: There is no such account.\n"
