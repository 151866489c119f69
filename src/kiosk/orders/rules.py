"""The order's way from pending to its end, and who may move it. Pure."""

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


def line_name(product_name: str, options: str) -> str:
    """A line in words: "Classic T-Shirt (Red, M)"."""
    return f"{product_name} ({options})" if options else product_name
