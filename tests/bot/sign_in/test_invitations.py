"""Coming to the staff by a link into the bot; a fresh installation's owner does, too."""

from datetime import timedelta

import pytest

from kiosk.identity.rules import Actor
from kiosk.identity.service.invitations import create_invitation, invite_first_owner
from kiosk.telegram_emulator import AIGERIM, EMMA, MARINA
from tests.bot.chatting import text_of
from tests.bot.sign_in.conftest import sql_do
from tests.shop import sql, value


async def invited(stage, role="receptionist") -> str:
    """What an owner's invitation says to the bot."""
    await sql_do(stage, "INSERT INTO account_roles VALUES (510, 'owner', now()) ON CONFLICT DO NOTHING")
    async with stage.runtime.database.unit() as unit:
        _, token = await create_invitation(unit, Actor(MARINA, frozenset({"owner"})), role)
        await unit.commit()
    return f"i_{token}"


async def roles(stage, account_id) -> set[str]:
    rows = await sql(
        stage.runtime.database, "SELECT role FROM account_roles WHERE account_id = :id", id=account_id
    )
    return {each.role for each in rows}


async def test_who_is_invited_says_yes_and_works_here(stage):
    emma = stage.buyer(EMMA)
    asked = await emma.start(await invited(stage))
    assert "receptionist" in text_of(asked) and "Person 510" in text_of(asked)
    assert "receptionist" not in await roles(stage, EMMA)  # Start alone commits nothing
    joined = await emma.press("Accept")
    assert "Welcome" in text_of(joined) and "receptionist" in await roles(stage, EMMA)
    urls = [each.get("url") for row in joined["reply_markup"]["inline_keyboard"] for each in row]
    assert "https://shop.example/admin/" in urls
    row = (await sql(stage.runtime.database, "SELECT * FROM audit_log WHERE action = 'staff.joined'"))[0]
    assert (row.subject, row.actor_id) == (f"account:{EMMA}", EMMA)


async def test_where_the_law_bars_telegram_from_sites_the_panel_is_not_offered(stage):
    await sql_do(stage, "UPDATE business SET market = 'RU'")
    emma = stage.buyer(EMMA)
    await emma.start(await invited(stage))
    joined = await emma.press("Accept")
    assert "Welcome" in text_of(joined) and "panel" not in str(joined)


@pytest.mark.sec("B16")
async def test_b16_an_invitation_opens_once_for_one(stage, clock):
    payload = await invited(stage)
    emma, other = stage.buyer(EMMA), stage.buyer(AIGERIM)
    await emma.start(payload)
    await other.start(payload)
    await emma.press("Accept")
    await other.press("Accept")
    assert "receptionist" not in await roles(stage, AIGERIM)
    await other.start(payload)
    await other.wait_for("invitation")
    late = await invited(stage)
    clock.advance(timedelta(hours=72, seconds=1))
    await other.start(late)
    await other.press_data("sj1:1")
    assert await roles(stage, AIGERIM) == {"customer"}


@pytest.mark.sec("B16")
async def test_b16_a_button_without_the_link_is_worth_nothing(stage):
    await invited(stage, "owner")
    emma = stage.buyer(EMMA)
    await emma.start()
    await emma.press_data("sj1:1")
    assert (await emma.toast())["show_alert"]
    assert await roles(stage, EMMA) == {"customer"}


async def test_no_thank_you_leaves_the_link_open(stage):
    payload = await invited(stage)
    emma = stage.buyer(EMMA)
    await emma.start(payload)
    assert "stays open" in text_of(await emma.press("No, thank you"))
    await emma.press_data("sj1:1")
    assert await roles(stage, EMMA) == {"customer"}
    await emma.start(payload)
    await emma.press("Accept")
    assert "receptionist" in await roles(stage, EMMA)


@pytest.mark.sec("B19")
async def test_b19_the_owner_of_a_fresh_installation_presses_start(make_stage, database):
    """No shop is founded yet, nobody has an account."""
    stage = await make_stage()
    await stage.post("language", person=EMMA, language_code="en")
    async with database.unit() as unit:
        token = await invite_first_owner(unit)
        await unit.commit()
    emma = stage.buyer(EMMA)
    asked = await emma.start(f"i_{token}")
    assert "owner" in text_of(asked)
    assert "Welcome" in text_of(await emma.press("Accept"))
    assert await roles(stage, EMMA) == {"customer", "owner"}
    other = stage.buyer(AIGERIM)
    await other.start(f"i_{token}")
    await other.press_data("sj1:1")
    assert await value(database, "SELECT count(*) FROM account_roles WHERE role = 'owner'") == 1
