"""`/api/v1/admin/bot`: connecting the shop's bot and the staff's group, without a number to hunt for."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from kiosk.bots import connection
from kiosk.bots.groups import find_group
from kiosk.identity.dependencies import confirmed, permitted
from kiosk.kernel.http import NO_STORE, WithRuntime, WithUnit, problems
from kiosk.kernel.rows import Source
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.schemas import Input, Output

router = APIRouter(prefix="/api/v1/admin/bot", tags=["House"])

KEEPER = [Depends(permitted("settings.edit"))]
CONFIRMED = [Depends(confirmed("settings.edit"))]


class BotState(Output):
    """The shop's bot and the staff's group, as far as they are connected."""

    username: str | None
    link: str | None
    is_fixed: bool
    """Set where the shop was installed; the panel can't change it."""
    staff_chat_id: int | None
    staff_chat_title: str | None


class BotToken(Input):
    """What @BotFather gave."""

    token: Annotated[str, Field(min_length=10, max_length=130)]


class GroupTest(Output):
    """The newest test message."""

    state: Literal["waiting", "sent", "undeliverable"]
    asked_at: datetime


class StaffGroupOut(Output):
    """The group that hears of orders."""

    chat_id: int
    title: str | None
    is_fixed: bool
    """Set where the shop was installed; the panel can't change it."""
    unreachable_since: datetime | None
    """Since when nothing has arrived there; null: the last message did."""
    reason: str | None
    """Telegram's own words about the last message that did not."""
    test: GroupTest | None


class StaffGroupState(Output):
    """The staff's group, if there is one."""

    group: StaffGroupOut | None


class GroupLink(Output):
    """The link that asks for a group and adds the bot to it. Whoever opens it must be allowed to keep the house."""

    link: str
    expires_at: datetime


@router.get("/", dependencies=KEEPER, responses=problems(401, 403))
async def read_bot(runtime: WithRuntime, response: Response) -> BotState:
    """Which bot the shop has."""
    response.headers["Cache-Control"] = NO_STORE
    return await _state(runtime, runtime.database.reader)


@router.post("/connect", dependencies=CONFIRMED, responses=problems(401, 403, 409, 422, 503))
async def connect_bot(runtime: WithRuntime, unit: WithUnit, given: BotToken) -> BotState:
    """Make the bot with this token the shop's. Its commands, menu button and description are set within seconds."""
    username = await connection.ask_username(runtime.settings, given.token)
    await connection.connect(unit, runtime.settings, given.token, username)
    return await _state(runtime, unit.session)


@router.get("/staff-group", dependencies=KEEPER, responses=problems(401, 403))
async def read_staff_group(runtime: WithRuntime, response: Response) -> StaffGroupState:
    """Which group hears of orders, and whether the last message arrived there."""
    response.headers["Cache-Control"] = NO_STORE
    found = await find_group(runtime.database.reader, runtime.settings)
    return StaffGroupState.model_validate({"group": found})


@router.post("/staff-group", dependencies=KEEPER, responses=problems(401, 403, 409))
async def begin_staff_group(runtime: WithRuntime, unit: WithUnit) -> GroupLink:
    """A link that adds the bot to a group, which then is the staff's. It works once, within 15 minutes."""
    payload = await connection.begin_group(unit, runtime.settings)
    bot = await connection.find_shop_bot(unit.session, runtime.settings)
    return GroupLink(
        link=f"{bot.link}?startgroup={payload}",
        expires_at=unit.now() + connection.GROUP_LINK_LIFETIME,
    )


@router.delete("/staff-group", dependencies=KEEPER, status_code=204, responses=problems(401, 403))
async def forget_staff_group(unit: WithUnit) -> None:
    """Send no more orders to the staff's group."""
    await connection.forget_group(unit)


async def _state(runtime: Runtime, source: Source) -> BotState:
    return BotState.model_validate(await connection.find_shop_bot(source, runtime.settings))
