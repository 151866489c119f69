"""What the routers of orders have in common."""

from typing import Annotated

from fastapi import Depends, Path, Response

from kiosk.identity.dependencies import own_account, permitted
from kiosk.identity.rules import Actor
from kiosk.kernel.http import NO_STORE

STAFF = "/api/v1/admin/orders"
OrderId = Annotated[int, Path(ge=1, le=2**63 - 1)]

OwnOrders = Annotated[int, Depends(own_account("orders.view-own"))]
Viewer = Annotated[Actor, Depends(permitted("orders.view"))]
ViewingAccount = Annotated[int, Depends(own_account("orders.view"))]
Mover = Annotated[Actor, Depends(permitted("orders.move"))]
MovingAccount = Annotated[int, Depends(own_account("orders.move"))]
Cashier = Annotated[Actor, Depends(permitted("payments.note"))]
CashierAccount = Annotated[int, Depends(own_account("payments.note"))]
Writer = Annotated[int, Depends(own_account("orders.contact"))]


async def private(response: Response) -> None:
    """Nobody between us and the reader keeps personal data."""
    response.headers["Cache-Control"] = NO_STORE


PRIVATE = [Depends(private)]
