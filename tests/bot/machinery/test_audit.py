"""What the staff does in the bot is written into the audit log, as what it does in the panel is."""

import pytest

from kiosk.checkout.service import place
from kiosk.telegram_emulator import AIGERIM, MARINA, STAFF_CHAT_ID
from tests.shop import command, open_shop, sql


@pytest.fixture
async def shop(database):
    return await open_shop(database)


@pytest.fixture
async def stage(shop, make_stage):
    stage = await make_stage(public_url="https://shop.example")
    await stage.post("language", person=MARINA, language_code="en")
    return stage


async def test_moves_in_the_staff_chat_leave_entries(stage, shop, run_jobs, database):
    async with stage.runtime.database.unit() as unit:
        placed = await place(unit, command(AIGERIM, {shop.red_m: 2}, comment="ring Ann twice"))
        await unit.commit()
    await run_jobs()
    await stage.buyer(AIGERIM).start()
    assert await sql(database, "SELECT * FROM audit_log") == []
    marina = stage.buyer(MARINA, STAFF_CHAT_ID)
    await marina.press("Confirm")
    await run_jobs()
    (entry,) = await sql(database, "SELECT * FROM audit_log")
    assert (entry.actor_id, entry.action, entry.subject) == (MARINA, "orders.move", f"order:{placed.id}")
    assert entry.details == {"to": "confirmed"}
    assert entry.request_id.startswith("telegram:")
    assert "Ann" not in str(entry)
