"""People hear in Telegram when a second factor is added, used up or taken away, and take back what wasn't theirs."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from kiosk.facts import SecondFactorChanged
from kiosk.identity.models import Passkey, SecondFactor
from kiosk.identity.service import create_owner
from kiosk.identity.service.second_factor import renew_recovery_codes
from kiosk.telegram_emulator import MARINA
from tests.bot.chatting import labels, text_of
from tests.staff import PASSWORD


@pytest.fixture
async def stage(make_stage):
    stage = await make_stage()
    await stage.post("language", person=MARINA, language_code="en")
    await stage.buyer(MARINA).start()
    async with stage.runtime.database.unit() as unit:
        owner = await create_owner(unit, "marina", PASSWORD, "Marina", telegram_id=MARINA)
        unit.session.add(
            SecondFactor(account_id=owner.id, secret=b"", created_at=unit.now(), confirmed_at=unit.now())
        )
        await unit.session.flush()
        await renew_recovery_codes(unit, owner.id)
        await unit.commit()
    return stage


@pytest.fixture
def hear(stage, run_jobs):
    """Let something happen to Marina's factors; gives the alert."""

    async def act(change):
        async with stage.runtime.database.unit() as unit:
            unit.publish(SecondFactorChanged(account_id=MARINA, change=change))
            await unit.commit()
        await run_jobs()
        return await stage.buyer(MARINA).screen()

    return act


@pytest.mark.parametrize(
    ("change", "title", "told"),
    [
        ("added", "An authenticator app was added", "asks for its codes"),
        ("removed", "The authenticator app was removed", "no code any more"),
        ("recovery-codes-renewed", "You have new recovery codes", "don’t work any more"),
        ("recovery-code-used", "A recovery code was used", "10 codes are left."),
        ("passkey-added", "A passkey was added", "without a password"),
        ("passkey-removed", "A passkey was removed", "doesn’t open"),
        ("passkey-copied", "A passkey was refused", "somebody may have copied it"),
    ],
)
async def test_b06_every_change_is_told(hear, change, title, told):
    alert = await hear(change)
    assert title in text_of(alert)
    assert told in text_of(alert)
    assert labels(alert) == ["It wasn’t me"]


async def test_it_was_not_me_takes_back_what_was_added_since_yesterday(stage, hear, clock):
    clock.advance(timedelta(days=1))
    async with stage.runtime.database.unit() as unit:
        unit.session.add(
            Passkey(
                account_id=MARINA, credential_id=b"thief", public_key=b"", name="?", created_at=unit.now()
            )
        )
        await unit.commit()
    await hear("passkey-added")
    await stage.buyer(MARINA).press("It wasn’t me")
    async with stage.runtime.database.read() as session:
        held = await session.execute(
            text("SELECT (SELECT count(*) FROM passkeys), (SELECT count(*) FROM second_factors),"
                 " (SELECT count(*) FROM recovery_codes)")
        )  # fmt: skip
    assert held.one() == (0, 1, 10)


async def test_it_was_not_me_leaves_no_application_that_a_thief_set_up(stage, hear):
    await hear("added")
    await stage.buyer(MARINA).press("It wasn’t me")
    async with stage.runtime.database.read() as session:
        for table in ("second_factors", "recovery_codes"):
            assert await session.scalar(text(f"SELECT count(*) FROM {table}")) == 0
