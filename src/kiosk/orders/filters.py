"""What the staff may ask the list of orders for."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kiosk.kernel.paging import PageNumber, PageSize
from kiosk.kernel.schemas import Input, Text
from kiosk.orders.rules import Status

Sum = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]
Sorting = Literal["newest", "oldest", "largest", "smallest"]


class OrderFilter(Input):
    """A selection of orders; what is left out doesn't matter. Days are the business's, both ends included."""

    status: Annotated[list[Status], Field(default_factory=list, max_length=len(Status))]
    created_from: date | None = None
    created_to: date | None = None
    text: Annotated[str, Text(100)] | None = None
    """A number, the end of a phone number, beginnings of a name's words, a SKU, words of a product's name."""
    total_min: Sum | None = None
    total_max: Sum | None = None
    customer_id: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None
    late: bool | None = None
    undelivered: bool | None = None
    """A message to the buyer could not be delivered within the last week."""
    unpaid: bool | None = None
    """Something is still to be paid, and the shop has noted payments since before it was placed."""
    sort: Sorting = "newest"

    @model_validator(mode="after")
    def _ends_are_in_order(self) -> Self:
        if self.created_from and self.created_to and self.created_from > self.created_to:
            raise ValueError("created_from is after created_to")
        if self.total_min is not None and self.total_max is not None and self.total_min > self.total_max:
            raise ValueError("total_min is above total_max")
        return self


class OrderQuery(OrderFilter):
    """A page of a selection."""

    page: PageNumber = 1
    size: PageSize = 20
