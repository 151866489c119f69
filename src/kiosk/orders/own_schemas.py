"""Orders as their buyers' API shows them."""

from datetime import datetime
from decimal import Decimal

from kiosk.kernel.schemas import Output
from kiosk.orders.rules import Status
from kiosk.orders.schemas import OrderView


class OrderItemOut(Output):
    """A line of a customer's own order."""

    variant_id: int
    product_id: int
    product_name: str
    """In words: "Classic T-Shirt (Red, M)"."""
    quantity: int
    price_at_purchase: Decimal


class OrderHistoryOut(Output):
    """That the order reached a status."""

    status: Status
    at: datetime


class OrderOut(Output):
    """A customer's own order."""

    id: int
    number: int
    status: Status
    total_amount: Decimal
    currency: str
    shipping_address: str
    full_name: str
    phone_number: str
    comment: str
    tracking_number: str | None
    can_cancel: bool
    created_at: datetime
    updated_at: datetime
    items: list[OrderItemOut]
    history: list[OrderHistoryOut]

    @classmethod
    def of(cls, order: OrderView) -> "OrderOut":
        """As its buyer sees it."""
        return cls(
            id=order.id,
            number=order.number,
            status=order.status,
            total_amount=order.total.amount,
            currency=order.total.currency,
            shipping_address=order.shipping_address,
            full_name=order.customer_name,
            phone_number=order.customer_phone,
            comment=order.comment,
            tracking_number=order.tracking_number,
            can_cancel=order.can_cancel,
            created_at=order.created_at,
            updated_at=order.updated_at,
            items=[
                OrderItemOut(
                    variant_id=line.variant_id,
                    product_id=line.product_id,
                    product_name=line.full_name,
                    quantity=line.quantity,
                    price_at_purchase=line.price.amount,
                )
                for line in order.lines
            ],
            history=[
                OrderHistoryOut(status=event.new_status, at=event.happened_at) for event in order.events
            ],
        )


class OrderBriefOut(Output):
    """A customer's own order in a list."""

    id: int
    number: int
    status: Status
    total_amount: Decimal
    currency: str
    can_cancel: bool
    created_at: datetime
    items: list[OrderItemOut]

    @classmethod
    def of(cls, order: OrderView) -> "OrderBriefOut":
        """As its buyer sees it."""
        whole = OrderOut.of(order)
        return cls(**{name: getattr(whole, name) for name in cls.model_fields})
