"""What can be heard of, and who may hear it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

NEW_ORDER, ORDER_CANCELLED, LOW_STOCK = "new-order", "order-cancelled", "low-stock"
FAILED_DELIVERY, DAILY_SUMMARY = "failed-delivery", "daily-summary"

EVENTS: dict[str, str] = {
    NEW_ORDER: "orders.view",
    ORDER_CANCELLED: "orders.view",
    LOW_STOCK: "inventory.edit",
    FAILED_DELIVERY: "orders.contact",
    DAILY_SUMMARY: "dashboard.view",
}
"""What can be heard of, with the right that hearing of it in private asks for."""

IN_GROUP = frozenset({NEW_ORDER, ORDER_CANCELLED, LOW_STOCK, FAILED_DELIVERY})
"""What the group hears if nobody has chosen: not the takings, which not everybody in it may see."""
USUAL_HOUR = 20
NOON = 12


def permitted_events(verbs: Iterable[str]) -> list[str]:
    """What somebody with these rights may hear of."""
    held = frozenset(verbs)
    return [event for event, verb in EVENTS.items() if verb in held]


def summed_up_at(local: datetime, hour: int) -> date | None:
    """The day that is to be summed up by now (local time), if `hour` has come: before noon it is the day before."""
    if local.hour < hour:
        return None
    return local.date() - timedelta(days=1) if hour < NOON else local.date()
