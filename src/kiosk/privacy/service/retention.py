"""The clock of the law: orders outlive their people's data."""

from datetime import datetime, time
from typing import Final

from kiosk.business.service import find_business
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch
from kiosk.privacy.rules import kept_from

AT_ONCE: Final = 1_000


async def forget_old_orders(unit: Unit) -> int:
    """Take the person out of orders whose term is over, a thousand at most; gives how many.

    What was bought, when and for how much stays. The caller commits and calls again until nothing is left.
    """
    business = await find_business(unit.session)
    if business is None:
        return 0
    today = unit.now().astimezone(business.zone).date()
    before = datetime.combine(kept_from(business.market, today), time(), business.zone)
    rows = await fetch(unit.session, _FORGET, {"before": before, "most": AT_ONCE})
    return int(rows[0].orders)


_FORGET: Final = """
WITH old AS (
    SELECT id FROM orders
    WHERE status IN ('delivered', 'cancelled', 'refunded') AND status_since < %(before)s AND customer_name <> ''
    ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED
),
nameless AS (
    UPDATE orders o SET customer_name = '', customer_phone = '', shipping_address = '', comment = '',
        tracking_number = NULL
    FROM old WHERE o.id = old.id RETURNING o.id
),
notes AS (DELETE FROM order_notes n USING old WHERE n.order_id = old.id),
messages AS (DELETE FROM order_messages m USING old WHERE m.order_id = old.id)
SELECT count(*) AS orders FROM nameless
"""
