"""What the Today page shows."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from kiosk.analytics.rules import LONGEST_PERIOD
from kiosk.kernel.paging import PageNumber, PageSize
from kiosk.kernel.schemas import Input, Output


class PeriodQuery(Input):
    """Days of the business, both ends included; the last seven if nothing is said."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    first: date | None = Field(default=None, alias="from")
    last: date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _is_a_period(self) -> Self:
        if self.first and self.last:
            if self.first > self.last:
                raise ValueError("from is after to")
            if (self.last - self.first).days >= LONGEST_PERIOD:
                raise ValueError(f"a period has {LONGEST_PERIOD} days at most")
        return self


class PageQuery(Input):
    """A page of a list."""

    page: PageNumber = 1
    size: PageSize = 20


class Figures(Output):
    """How a period went. Cancelled and refunded orders are in `placed` only."""

    orders: int
    placed: int
    cancelled: int
    sales: Decimal
    average_basket: Decimal
    items: int
    """Units sold."""


class DayOut(Output):
    """A day of the chart."""

    day: date
    orders: int
    sales: Decimal


class TopProduct(Output):
    """A product that sold well."""

    product_id: int
    name: str
    quantity: int
    sales: Decimal


TodoKind = Literal["new-orders", "unpaid-orders", "late-orders", "failed-deliveries", "low-stock"]


class Todo(Output):
    """Something that waits for somebody: how many, and which list with which query shows them."""

    kind: TodoKind
    count: int
    list: str
    query: dict[str, Any]


class Dashboard(Output):
    """How the shop does, beside the period before, and what needs doing now. Amounts are in `currency`."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    first: date = Field(serialization_alias="from")
    last: date = Field(serialization_alias="to")
    before_from: date
    before_to: date
    time_zone: str
    currency: str
    now: Figures
    before: Figures
    days: list[DayOut]
    days_before: list[DayOut]
    top_products: list[TopProduct]
    todo: list[Todo]


class LowStock(Output):
    """A variant that runs low. `days_left` at the present pace; null if none was sold lately."""

    variant_id: int
    product_id: int
    product_name: str
    options: str
    sku: str
    on_hand: int
    low_threshold: int
    sold_per_day: Decimal
    days_left: int | None
