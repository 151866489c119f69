"""Choosing who hears of what, and finding those who do."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.identity.rules import verbs_of
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import Source, fetch
from kiosk.notifications.rules import EVENTS, IN_GROUP, USUAL_HOUR
from kiosk.notifications.schemas import Listener, ShopNotificationsOut


async def get_shops(source: Source) -> ShopNotificationsOut:
    """What the staff's group hears; the usual, if nobody has chosen."""
    rows = await fetch(source, _SHOPS)
    events = rows[0].events if rows else IN_GROUP
    hour = rows[0].summary_hour if rows else USUAL_HOUR
    return ShopNotificationsOut.model_validate({"events": _in_order(events), "summary_hour": hour})


async def choose_for_shop(unit: Unit, events: Iterable[str], summary_hour: int) -> None:
    """Have the staff's group hear of `events` and nothing else."""
    before, chosen = (await get_shops(unit.session)).events, _in_order(events)
    await fetch(unit.session, _CHOOSE_SHOPS, {"events": chosen, "hour": summary_hour})
    on = [event for event in chosen if event not in before]
    off = [str(event) for event in before if event not in chosen]
    unit.audit("notifications.chosen", "business:1", on=on, off=off, hour=summary_hour)


async def get_own(source: Source, account_id: int) -> list[str]:
    """What somebody wants to hear in their own chat; nothing, if they have not chosen."""
    rows = await fetch(source, _OWN, {"id": account_id})
    return _in_order(rows[0].events) if rows else []


async def has_chat(source: Source, account_id: int) -> bool:
    """Whether the account is tied to somebody at Telegram."""
    rows = await fetch(source, _TELEGRAM, {"id": account_id})
    return bool(rows)


async def choose_own(unit: Unit, account_id: int, events: Iterable[str]) -> None:
    """Have somebody hear of `events` in their own chat. What their rights don't permit is never heard."""
    await fetch(unit.session, _CHOOSE_OWN, {"id": account_id, "events": _in_order(events)})


async def is_heard_in_group(session: AsyncSession, event: str) -> bool:
    """Whether the staff's group hears of `event`."""
    return event in (await get_shops(session)).events


async def listeners(session: AsyncSession, event: str) -> list[Listener]:
    """Who of the staff hears of `event` in private: who chose it, may know it now and has a chat with the bot."""
    rows = await fetch(session, _LISTENERS, {"event": event})
    return [
        Listener(row.id, row.telegram_id) for row in rows if EVENTS[event] in verbs_of(row.roles, row.extra)
    ]


def _in_order(events: Iterable[str]) -> list[str]:
    chosen = frozenset(events)
    return [event for event in EVENTS if event in chosen]


_SHOPS: Final = "SELECT events, summary_hour FROM shop_notifications"
_CHOOSE_SHOPS: Final = """
INSERT INTO shop_notifications (events, summary_hour) VALUES (%(events)s::varchar[], %(hour)s)
ON CONFLICT (id) DO UPDATE SET events = EXCLUDED.events, summary_hour = EXCLUDED.summary_hour
RETURNING id
"""
_OWN: Final = "SELECT events FROM staff_notifications WHERE account_id = %(id)s"
_TELEGRAM: Final = "SELECT 1 FROM accounts WHERE id = %(id)s AND telegram_id IS NOT NULL"
_CHOOSE_OWN: Final = """
INSERT INTO staff_notifications (account_id, events) VALUES (%(id)s, %(events)s::varchar[])
ON CONFLICT (account_id) DO UPDATE SET events = EXCLUDED.events
RETURNING account_id
"""
_LISTENERS: Final = """
SELECT a.id, a.telegram_id,
    ARRAY(SELECT role FROM account_roles WHERE account_id = a.id) AS roles,
    ARRAY(SELECT verb FROM account_permissions WHERE account_id = a.id) AS extra
FROM staff_notifications s JOIN accounts a ON a.id = s.account_id
WHERE %(event)s = ANY(s.events) AND a.is_active AND a.telegram_id IS NOT NULL
ORDER BY a.id
"""
