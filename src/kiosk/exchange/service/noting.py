"""Orders that leave the shop are on record: who took them, which, and how many; never what they say (D08)."""

from zoneinfo import ZoneInfo

from kiosk.business.service import get_business
from kiosk.exchange.queries import WhichOrders, count_orders
from kiosk.kernel.database import Unit


async def note_export(unit: Unit, which: WhichOrders, target: str, *, kind: str) -> ZoneInfo:
    """Note in the audit log that these orders go to `target` as `kind`; gives the business's time zone."""
    zone = ZoneInfo((await get_business(unit.session)).time_zone)
    unit.audit(
        "orders.exported",
        target,
        kind=kind,
        since=str(which.since) if which.since else None,
        until=str(which.until) if which.until else None,
        statuses=[each.value for each in which.statuses],
        orders=await count_orders(unit.session, which, zone),
    )
    return zone
