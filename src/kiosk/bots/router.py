"""`/api/v1/admin/bot`: connecting the shop's bot and the staff's group, without a number to hunt for."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from kiosk.bots import connection
from kiosk.bots.service import find_username
from kiosk.identity.dependencies import confirmed, permitted
from kiosk.kernel.http import NO_STORE, WithRuntime, WithUnit, problems
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


class GroupLink(Output):
    """The link that asks for a group and adds the bot to it. Whoever opens it must be allowed to keep the house."""

    link: str
    expires_at: datetime


@router.get("/", dependencies=KEEPER, responses=problems(401, 403))
async def read_bot(runtime: WithRuntime, response: Response) -> BotState:
    """Which bot the shop has."""
    response.headers["Cache-Control"] = NO_STORE
    return await _state(runtime)


@router.post("/connect", dependencies=CONFIRMED, responses=problems(401, 403, 409, 422, 503))
async def connect_bot(runtime: WithRuntime, unit: WithUnit, given: BotToken) -> BotState:
    """Make the bot with this token the shop's. Its commands, menu button and description are set within seconds."""
    username = await connection.ask_username(runtime.settings, given.token)
    await connection.connect(unit, runtime.settings, given.token, username)
    known = await connection.find_connection(unit.session, runtime.settings)
    return BotState(
        username=username,
        link=_link(runtime, username),
        is_fixed=False,
        staff_chat_id=known.staff_chat_id,
        staff_chat_title=known.staff_chat_title,
    )


@router.post("/staff-group", dependencies=KEEPER, responses=problems(401, 403, 409))
async def begin_staff_group(runtime: WithRuntime, unit: WithUnit) -> GroupLink:
    """A link that adds the bot to a group, which then is the staff's. It works once, within 15 minutes."""
    payload = await connection.begin_group(unit, runtime.settings)
    username = await _username(runtime)
    return GroupLink(
        link=f"{_link(runtime, username)}?startgroup={payload}",
        expires_at=unit.now() + connection.GROUP_LINK_LIFETIME,
    )


@router.delete("/staff-group", dependencies=KEEPER, status_code=204, responses=problems(401, 403))
async def forget_staff_group(unit: WithUnit) -> None:
    """Send no more orders to the staff's group."""
    await connection.forget_group(unit)


async def _state(runtime: Runtime) -> BotState:
    known = await connection.find_connection(runtime.database.reader, runtime.settings)
    fixed = connection.is_fixed(runtime.settings)
    username = await _username(runtime) if fixed else known.username
    return BotState(
        username=username,
        link=_link(runtime, username),
        is_fixed=fixed,
        staff_chat_id=runtime.settings.staff_chat_id or known.staff_chat_id,
        staff_chat_title=known.staff_chat_title,
    )


def _link(runtime: Runtime, username: str | None) -> str | None:
    return f"{runtime.settings.telegram.link_url.rstrip('/')}/{username}" if username else None


async def _username(runtime: Runtime) -> str | None:
    token = runtime.settings.telegram.token
    if token is None:
        return None
    return await find_username(runtime.database.reader, int(token.get_secret_value().partition(":")[0]))
