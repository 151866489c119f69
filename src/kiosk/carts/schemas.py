"""A cart as its owner sees it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from kiosk.carts.rules import MAX_QUANTITY, Problem
from kiosk.kernel.money import Money
from kiosk.kernel.schemas import DbId, Input, Output


@dataclass(frozen=True, slots=True)
class CartLineView:
    """So many of one variant, with its names in the reader's language."""

    variant_id: int
    product_id: int
    name: str
    options: str
    """The variant in words: "Red, M"; empty for a product without options."""
    quantity: int
    price: Money
    """Of one unit, now."""
    price_seen: Money
    """Of one unit, as the customer saw it last."""
    available: int
    problem: Problem | None
    picture_id: int | None

    @property
    def total(self) -> Money:
        """The price of the whole line, now."""
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class CartView:
    """A customer's cart. What can't be bought counts neither in `total` nor in `count`."""

    lines: tuple[CartLineView, ...]
    total: Money
    count: int
    """Units, not lines."""

    @property
    def ready(self) -> bool:
        """Whether it can be ordered as it is."""
        return bool(self.lines) and all(line.problem in {None, "price-changed"} for line in self.lines)


@dataclass(frozen=True, slots=True)
class Added:
    """What a cart holds after something was put into it."""

    quantity: int
    """Of the variant that was added."""
    count: int
    """Units in the whole cart, as `CartView` counts them."""
    total: Money


Quantity = Annotated[int, Field(ge=1, le=MAX_QUANTITY, strict=True)]


class AddItem(Input):
    """Put a variant into the cart, or more of it."""

    variant_id: DbId
    quantity: Quantity = 1


class SetQuantity(Input):
    """How many of it there should be."""

    quantity: Quantity


class CartLineOut(Output):
    """A line of the cart."""

    variant_id: int
    product_id: int
    product_name: str
    options: str
    quantity: int
    price: Decimal
    price_seen: Decimal
    line_total: Decimal
    available: int
    problem: Problem | None
    picture_id: int | None


class CartOut(Output):
    """The cart. What can't be bought counts neither in `total_amount` nor in `count`."""

    items: list[CartLineOut]
    count: int
    total_amount: Decimal
    currency: str
    ready: bool

    @classmethod
    def of(cls, cart: CartView) -> "CartOut":
        """The cart as the API shows it."""
        return cls.model_construct(
            items=[
                CartLineOut.model_construct(
                    variant_id=line.variant_id,
                    product_id=line.product_id,
                    product_name=line.name,
                    options=line.options,
                    quantity=line.quantity,
                    price=line.price.amount,
                    price_seen=line.price_seen.amount,
                    line_total=line.total.amount,
                    available=line.available,
                    problem=line.problem,
                    picture_id=line.picture_id,
                )
                for line in cart.lines
            ],
            count=cart.count,
            total_amount=cart.total.amount,
            currency=cart.total.currency,
            ready=cart.ready,
        )


class AddedOut(Output):
    """What is in the cart now: of this variant, and altogether."""

    variant_id: int
    quantity: int
    count: int
    total_amount: Decimal
    currency: str
