"""`/api/v1/admin/bot/staff-group/test`: a message with which somebody looks whether the group hears."""

import asyncio
from importlib import import_module

from fastapi import APIRouter, Depends

from kiosk.bots.errors import NoGroupYet
from kiosk.bots.groups import TEST_MESSAGE, find_group
from kiosk.identity.dependencies import permitted
from kiosk.kernel.http import WithRuntime, WithUnit, problems

router = APIRouter(prefix="/api/v1/admin/bot", tags=["House"])


@router.post(
    "/staff-group/test",
    status_code=202,
    dependencies=[Depends(permitted("settings.edit"))],
    responses=problems(401, 403, 409),
)
async def test_staff_group(runtime: WithRuntime, unit: WithUnit) -> None:
    """Have the bot say something in the staff's group; `GET /api/v1/admin/bot/staff-group` tells whether it arrived."""
    found = await find_group(unit.session, runtime.settings)
    if found is None:
        raise NoGroupYet
    # Late and in a thread, like the drawings: the bot's types take seconds to load.
    notices = await asyncio.to_thread(import_module, "kiosk.bot.notices")
    messenger = await asyncio.to_thread(import_module, "kiosk.bot.messenger")
    await notices.owe(
        unit,
        bot_id=messenger.bot_id_of(runtime),
        chat_id=found.chat_id,
        key=f"{TEST_MESSAGE}:{found.chat_id}:{unit.now().isoformat()}",
        kind=TEST_MESSAGE,
        params={},
    )
