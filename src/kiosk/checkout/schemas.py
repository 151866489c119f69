"""What placing an order takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from kiosk.carts.rules import MAX_LINES, MAX_QUANTITY
from kiosk.kernel.money import Money
from kiosk.kernel.schemas import DbId, Input, Output, Text
from kiosk.orders.rules import Status, line_name
from kiosk.orders.schemas import NewLine

Channel = Literal["bot", "api", "mini-app", "panel"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOrder:
    """An order as its buyer confirmed it."""

    account_id: int
    """Who buys; it comes from the session or from Telegram, never from a body of a customer's request."""
    contact_name: str
    phone: str
    address: str
    locale: str
    channel: Channel
    lines: Mapping[int, int] | None = None
    """{variant_id: quantity}; None: what is in the cart, which is emptied."""
    comment: str = ""
    expected_total: Decimal | None = None
    """What the buyer was shown; another total is refused."""
    actor_id: int | None = None
    """Who pressed the button; None for a service."""
    is_remembered: bool = True
    """Whether name, phone number and address are kept for the buyer's next order."""


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order that was placed."""

    id: int
    number: int
    status: Status
    total: Money
    lines: tuple[NewLine, ...]


Quantity = Annotated[int, Field(ge=1, le=MAX_QUANTITY, strict=True)]

# Ids from 2^52 on belong to accounts that were born on the web; no service may claim one.
TelegramId = Annotated[int, Field(ge=1, le=2**52 - 1, strict=True)]


class UserDetails(Input):
    """Whom the order is for."""

    full_name: Annotated[str, Text(200)]
    phone_number: Annotated[str, Text(40)]


class OrderItemIn(Input):
    """So many of a variant."""

    variant_id: DbId
    quantity: Quantity


class OrderIn(Input):
    """An order. Only a service names `user_id`, the Telegram user who buys."""

    user_id: TelegramId | None = None
    user_details: UserDetails
    shipping_address: Annotated[str, Text(1000)]
    items: Annotated[list[OrderItemIn], Field(min_length=1, max_length=MAX_LINES)]
    comment: Annotated[str, Text(500, shortest=0)] = ""
    expected_total: Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)] | None = None

    def quantities(self) -> dict[int, int]:
        """{variant_id: quantity}, with lines of the same variant added up."""
        sums: dict[int, int] = {}
        for item in self.items:
            sums[item.variant_id] = sums.get(item.variant_id, 0) + item.quantity
        return sums


class PlacedItemOut(Output):
    """A line in words."""

    product_name: str
    quantity: int


class PlacedOut(Output):
    """The order that was placed."""

    id: int
    number: int
    status: Status
    total_amount: Decimal
    items: list[PlacedItemOut]

    @classmethod
    def of(cls, order: PlacedOrder, locale: str) -> "PlacedOut":
        """As the API answers it, named in `locale`."""
        return cls.model_construct(
            id=order.id,
            number=order.number,
            status=order.status,
            total_amount=order.total.amount,
            items=[
                PlacedItemOut.model_construct(
                    product_name=line_name(
                        line.names.get(locale, {}).get("name", line.product_name),
                        line.names.get(locale, {}).get("options", line.options),
                    ),
                    quantity=line.quantity,
                )
                for line in order.lines
            ],
        )
