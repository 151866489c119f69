"""What the staff's API of orders takes."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from kiosk.kernel.schemas import DbId, Input, Text
from kiosk.orders.filters import OrderFilter
from kiosk.orders.rules import Status
from kiosk.payments.rules import Method

MOST_AT_ONCE = 100
Version = Annotated[int, Field(ge=1, le=2**31 - 1, strict=True)]


class ChangeOrder(Input):
    """A status to move to, a tracking number, or both; `note` goes into the history with the status.

    With `version` nothing is changed if somebody else has changed the order since.
    """

    status: Status | None = None
    tracking_number: Annotated[str, Text(80)] | None = None
    note: Annotated[str, Text(300, shortest=0)] = ""
    version: Version | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.status is None and self.tracking_number is None:
            raise ValueError("give a status or a tracking number")
        return self


class UndoMove(Input):
    """The version that the order has had since the move."""

    version: Version


class BulkMove(Input):
    """Orders to move to one status."""

    ids: Annotated[list[DbId], Field(min_length=1, max_length=MOST_AT_ONCE)]
    status: Status
    note: Annotated[str, Text(300, shortest=0)] = ""


class MovedOrder(Input):
    """An order and the version that it has had since its move."""

    id: DbId
    version: Version


class BulkUndo(Input):
    """Moves to take back."""

    orders: Annotated[list[MovedOrder], Field(min_length=1, max_length=MOST_AT_ONCE)]


class NewPayment(Input):
    """Money that changed hands; without `amount` all that is due, or all that is to be given back."""

    amount: Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=2)] | None = None
    method: Method


class BulkPayment(Input):
    """Orders that were paid in full, all in the same way."""

    ids: Annotated[list[DbId], Field(min_length=1, max_length=MOST_AT_ONCE)]
    method: Method


class NewNote(Input):
    """A note for the others of the staff."""

    text: Annotated[str, Text(1000)]


class NewMessage(Input):
    """A message to the buyer."""

    text: Annotated[str, Text(3000)]


class NewView(Input):
    """A selection to keep under a name."""

    name: Annotated[str, Text(60)]
    query: OrderFilter
