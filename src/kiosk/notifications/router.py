"""`/api/v1/admin/notifications`: who hears of what."""

from fastapi import APIRouter, Depends, Response

from kiosk.identity.dependencies import WithStaffMember, permitted
from kiosk.identity.rules import Actor, verbs_of
from kiosk.kernel.http import NO_STORE, WithReading, WithUnit, problems
from kiosk.kernel.rows import Source
from kiosk.notifications import service
from kiosk.notifications.rules import permitted_events
from kiosk.notifications.schemas import (
    OwnNotificationsIn,
    OwnNotificationsOut,
    ShopNotificationsIn,
    ShopNotificationsOut,
)

router = APIRouter(prefix="/api/v1/admin/notifications", tags=["House"])

KEEPER = [Depends(permitted("settings.edit"))]


@router.get("/", dependencies=KEEPER, responses=problems(401, 403))
async def read_notifications(response: Response, session: WithReading) -> ShopNotificationsOut:
    """What the staff's group hears."""
    response.headers["Cache-Control"] = NO_STORE
    return await service.get_shops(session)


@router.put("/", dependencies=KEEPER, responses=problems(401, 403, 422))
async def choose_notifications(
    response: Response, unit: WithUnit, chosen: ShopNotificationsIn
) -> ShopNotificationsOut:
    """Have the staff's group hear of these and of nothing else."""
    response.headers["Cache-Control"] = NO_STORE
    await service.choose_for_shop(unit, chosen.events, chosen.summary_hour)
    return await service.get_shops(unit.session)


@router.get("/own", responses=problems(401, 403))
async def read_own_notifications(
    member: WithStaffMember, response: Response, session: WithReading
) -> OwnNotificationsOut:
    """What I hear in my own chat with the bot, and what I might."""
    response.headers["Cache-Control"] = NO_STORE
    return await _own(member, session)


@router.put("/own", responses=problems(401, 403, 422))
async def choose_own_notifications(
    member: WithStaffMember, response: Response, unit: WithUnit, chosen: OwnNotificationsIn
) -> OwnNotificationsOut:
    """Tell me of these in my own chat with the bot. What my rights don't permit stays unsaid."""
    response.headers["Cache-Control"] = NO_STORE
    assert member.account_id is not None
    await service.choose_own(unit, member.account_id, chosen.events)
    return await _own(member, unit.session)


async def _own(member: Actor, source: Source) -> OwnNotificationsOut:
    assert member.account_id is not None
    offered = permitted_events(verbs_of(member.roles, member.extra))
    chosen = await service.get_own(source, member.account_id)
    return OwnNotificationsOut.model_validate(
        {
            "events": [event for event in chosen if event in offered],
            "offered": offered,
            "summary_hour": (await service.get_shops(source)).summary_hour,
            "has_telegram": await service.has_chat(source, member.account_id),
        }
    )
