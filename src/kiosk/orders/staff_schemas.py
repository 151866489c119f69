"""Orders as the staff's API shows and changes them."""

from datetime import datetime
from decimal import Decimal
from typing import Self

from pydantic import model_validator

from kiosk.kernel.schemas import Input, Output, Text
from kiosk.orders.rules import Status
from kiosk.orders.schemas import OrderView


class StaffOrderBrief(Output):
    """An order in the staff's list."""

    id: int
    number: int
    user_id: int
    status: Status
    total_amount: Decimal
    currency: str
    created_at: datetime


class StaffOrderItem(Output):
    """A line with what is needed to pick it."""

    variant_id: int
    sku: str
    product_name: str
    options: str
    quantity: int
    price_at_purchase: Decimal


class StaffOrderEvent(Output):
    """A change of status. `actor_id` is null for the system or a service."""

    old_status: Status | None
    new_status: Status
    actor_id: int | None
    actor_name: str | None
    note: str
    at: datetime


class StaffOrder(Output):
    """An order with all that the staff needs, the customer's personal data included."""

    id: int
    number: int
    user_id: int
    status: Status
    next_statuses: list[Status]
    total_amount: Decimal
    currency: str
    shipping_address: str
    customer_contact: str
    customer_name: str
    customer_phone: str
    comment: str
    tracking_number: str | None
    locale: str
    channel: str
    created_at: datetime
    updated_at: datetime
    items: list[StaffOrderItem]
    history: list[StaffOrderEvent]

    @classmethod
    def of(cls, order: OrderView) -> Self:
        """As the staff sees it."""
        return cls(
            id=order.id,
            number=order.number,
            user_id=order.user_id,
            status=order.status,
            next_statuses=list(order.next_statuses("staff")),
            total_amount=order.total.amount,
            currency=order.total.currency,
            shipping_address=order.shipping_address,
            customer_contact=f"{order.customer_name}, {order.customer_phone}",
            customer_name=order.customer_name,
            customer_phone=order.customer_phone,
            comment=order.comment,
            tracking_number=order.tracking_number,
            locale=order.locale,
            channel=order.channel,
            created_at=order.created_at,
            updated_at=order.updated_at,
            items=[
                StaffOrderItem(
                    variant_id=line.variant_id,
                    sku=line.sku,
                    product_name=line.name,
                    options=line.options,
                    quantity=line.quantity,
                    price_at_purchase=line.price.amount,
                )
                for line in order.lines
            ],
            history=[
                StaffOrderEvent(
                    old_status=event.old_status,
                    new_status=event.new_status,
                    actor_id=event.actor_id,
                    actor_name=event.actor_name,
                    note=event.note,
                    at=event.happened_at,
                )
                for event in order.events
            ],
        )


class ChangeOrder(Input):
    """A status to move to, a tracking number, or both; `note` goes into the history with the status."""

    status: Status | None = None
    tracking_number: Text(80) | None = None  # type: ignore[valid-type]
    note: Text(300, shortest=0) = ""  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.status is None and self.tracking_number is None:
            raise ValueError("give a status or a tracking number")
        return self
