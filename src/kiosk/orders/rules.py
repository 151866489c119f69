"""The order's way from pending to its end, who may move it, and when it is late. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

Who = Literal["customer", "staff"]


class Status(StrEnum):
    """Where an order is."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


# Confirming is a courtesy that a shop may leave out; what has left the house can't be cancelled any more, only
# refunded, and whether refunded goods are fit for the shelf is counted by hand.
_STAFF: dict[Status, tuple[Status, ...]] = {
    Status.PENDING: (Status.CONFIRMED, Status.PROCESSING, Status.CANCELLED),
    Status.CONFIRMED: (Status.PROCESSING, Status.SHIPPED, Status.CANCELLED),
    Status.PROCESSING: (Status.SHIPPED, Status.CANCELLED),
    Status.SHIPPED: (Status.DELIVERED, Status.REFUNDED),
    Status.DELIVERED: (Status.REFUNDED,),
    Status.CANCELLED: (),
    Status.REFUNDED: (),
}
_CUSTOMER: dict[Status, tuple[Status, ...]] = {
    Status.PENDING: (Status.CANCELLED,),
    Status.CONFIRMED: (Status.CANCELLED,),
}


def next_statuses(old: Status, who: Who) -> tuple[Status, ...]:
    """Where `who` may move an order from `old`, the usual way first."""
    return (_STAFF if who == "staff" else _CUSTOMER).get(old, ())


def can_move(old: Status, new: Status, who: Who) -> bool:
    """Whether `who` may move an order from `old` to `new`."""
    return new in next_statuses(old, who)


def stands(status: Status) -> bool:
    """Whether something is bought by an order in `status`: whether it is to be paid, and counts as sold."""
    return status not in {Status.CANCELLED, Status.REFUNDED}


UNDO_WINDOW = timedelta(seconds=10)
"""So long whoever moved an order in the panel may take it back."""
NOTICE_DELAY = timedelta(seconds=12)
"""When the buyer hears of such a move: after the window, and two seconds for an undo that came at its very end."""

LATE_AFTER: dict[Status, timedelta] = {
    Status.PENDING: timedelta(hours=24),
    Status.CONFIRMED: timedelta(hours=48),
    Status.PROCESSING: timedelta(hours=48),
    Status.SHIPPED: timedelta(days=14),
}
"""How long an order may stay where it is before somebody should look after it; the ends of the way are never late."""


def is_late(status: Status, since: datetime, now: datetime) -> bool:
    """Whether an order that has been in `status` since `since` waits for too long."""
    limit = LATE_AFTER.get(status)
    return limit is not None and now - since > limit


def line_name(product_name: str, options: str) -> str:
    """A line in words: "Classic T-Shirt (Red, M)"."""
    return f"{product_name} ({options})" if options else product_name
