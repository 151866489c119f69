"""People's data that leave the shop are on record: who took them, which, and how many; never what they say (D08)."""

from zoneinfo import ZoneInfo

from kiosk.business.service import Business, get_business
from kiosk.customers.queries import count_customers
from kiosk.customers.staff_schemas import CustomerFilter
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


async def note_customers(unit: Unit, which: CustomerFilter, *, kind: str) -> Business:
    """Note in the audit log that these customers go into a file of `kind`; gives the business.

    What was typed may be a name or a phone number, so the record says only that something was. The one record
    stands for all of them: looks are noted for single cards, which people open one by one.
    """
    business = await get_business(unit.session)
    unit.audit(
        "customers.exported",
        "file",
        kind=kind,
        searched=which.text is not None,
        tag=which.tag,
        blocked=which.blocked,
        customers=await count_customers(unit.session, text=which.text, tag=which.tag, blocked=which.blocked),
    )
    return business
