"""People hear in Telegram what happens to their accounts, and close them when it wasn't they."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from kiosk.bot.scenes.callbacks import NotMe
from kiosk.facts import GuessingNoticed, PasswordChanged
from kiosk.identity.errors import WrongCredentials
from kiosk.identity.service import Entry, create_owner, open_session, refresh
from kiosk.sign_in.service.password import sign_in
from kiosk.telegram_emulator import MARINA, OLENA
from tests.bot.chatting import labels, text_of
from tests.conftest import SECRET
from tests.staff import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
LAPTOP = Entry("password", "198.51.100.7", FIREFOX)


@pytest.fixture
async def stage(make_stage):
    stage = await make_stage()
    for person in (MARINA, OLENA):
        await stage.post("language", person=person, language_code="en")
        await stage.buyer(person).start()
    async with stage.runtime.database.unit() as unit:
        await create_owner(unit, "marina", PASSWORD, "Marina", telegram_id=MARINA)
        await unit.commit()
    return stage


@pytest.fixture
def enter(stage, run_jobs):
    """Sign Marina in, and let the news travel."""

    async def act(entry=LAPTOP):
        signed_in = await sign_in(stage.runtime, "marina", PASSWORD, entry)
        await run_jobs()
        return signed_in

    return act


@pytest.fixture
async def at_home(enter, clock):
    """Marina's own device, which is known."""
    signed_in = await enter(Entry("password", "192.0.2.1", "Mozilla/5.0 (iPhone) Safari/605.1"))
    clock.advance(timedelta(days=1))
    return signed_in


async def said(stage, person=MARINA):
    return [text_of(each) for each in await stage.buyer(person).messages()]


async def alive(stage):
    async with stage.runtime.database.read() as session:
        return await session.scalar(text("SELECT count(*) FROM sessions WHERE revoked_at IS NULL"))


async def test_b22_a_new_device_is_announced_once(stage, enter, at_home):
    stranger = await enter()
    alert = await stage.buyer(MARINA).screen()
    assert "New sign-in to your account" in text_of(alert)
    for part in ("Firefox · Linux", "198.51.100.7", "with the password"):
        assert part in text_of(alert)
    assert labels(alert) == ["It wasn’t me"]
    await enter(Entry("password", "203.0.113.9", FIREFOX, device=stranger.device))
    assert sum("New sign-in" in each for each in await said(stage)) == 1


async def test_b22_the_first_device_of_a_newborn_account_is_no_news(stage, at_home):
    assert not any("New sign-in" in each for each in await said(stage))


async def test_b22_it_was_not_me_ends_every_session_and_closes_the_password(stage, enter, at_home):
    await enter()
    assert await alive(stage) == 2
    await stage.buyer(MARINA).press("It wasn’t me")
    assert await alive(stage) == 0
    assert "Everything is closed" in (await said(stage))[-1]
    with pytest.raises(WrongCredentials):
        await sign_in(stage.runtime, "marina", PASSWORD, LAPTOP)
    async with stage.runtime.database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM devices")) == 0
        logged = await session.scalars(text("SELECT action FROM audit_log"))
        assert "account.disowned" in logged.all()


async def test_b22_only_the_person_themself_may_press(stage, enter, at_home):
    signed_in = await enter()
    olena = stage.buyer(OLENA)
    await olena.press_data(NotMe(account=signed_in.account_id).pack())
    assert (await olena.toast())["show_alert"]
    assert await alive(stage) == 2


async def test_b07_a_stolen_session_is_told_to_its_person(stage, enter, at_home, clock, run_jobs):
    old = (await enter(Entry("password", "192.0.2.1", device=at_home.device))).refresh_token
    for expected in (True, False):
        async with stage.runtime.database.unit() as unit:
            assert (await refresh(unit, SECRET, old) is not None) is expected
            await unit.commit()
        clock.advance(timedelta(seconds=11))
    await run_jobs()
    assert "A session of yours was ended" in (await said(stage))[-1]
    async with stage.runtime.database.read() as session:
        assert "session.stolen" in (await session.scalars(text("SELECT action FROM audit_log"))).all()


async def test_a_new_password_is_told_to_its_person(stage, at_home, run_jobs):
    async with stage.runtime.database.unit() as unit:
        unit.publish(PasswordChanged(account_id=at_home.account_id))
        await unit.commit()
    await run_jobs()
    assert "Your password was changed" in (await said(stage))[-1]


async def test_b02_guessing_is_told_to_the_owners_once_an_hour(stage, at_home, run_jobs):
    for _ in range(2):
        async with stage.runtime.database.unit() as unit:
            unit.publish(GuessingNoticed(failures=200))
            await unit.commit()
        await run_jobs()
    assert sum("Somebody is guessing passwords" in each for each in await said(stage)) == 1
    assert not any("guessing" in each for each in await said(stage, OLENA))


async def test_b22_the_alert_speaks_the_persons_language(stage, enter, at_home):
    async with stage.runtime.database.unit() as unit:
        await unit.session.execute(
            text("UPDATE accounts SET locale = 'uk' WHERE telegram_id = :id"), {"id": MARINA}
        )
        await unit.commit()
    await enter()
    alert = await stage.buyer(MARINA).screen()
    assert "Новий вхід до вашого облікового запису" in text_of(alert)
    assert labels(alert) == ["Це не я"]


async def test_b22_people_without_telegram_are_not_written_to(runtime, stage, run_jobs):
    async with runtime.database.unit() as unit:
        karina = await create_owner(unit, "karina", PASSWORD, "Karina")
        for _ in range(2):
            await open_session(unit, SECRET, karina.id, LAPTOP)
        await unit.commit()
    await run_jobs()
    async with runtime.database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM notices")) == 0
