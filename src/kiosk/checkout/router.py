"""`POST /api/v1/orders/`: placing an order."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from kiosk.checkout.schemas import OrderIn, PlacedOut, PlaceOrder
from kiosk.checkout.service import buyer_of, place
from kiosk.identity.dependencies import permitted
from kiosk.identity.rules import Actor
from kiosk.kernel.http import IdempotencyHeader, WithTranslator, WithUnit, answer_once, problems

router = APIRouter(prefix="/api/v1/orders", tags=["Orders"])


@router.post(
    "/",
    response_model=PlacedOut,
    status_code=201,
    responses=problems(400, 401, 403, 409, 422, 503),
)
async def place_order(
    order: OrderIn,
    actor: Annotated[Actor, Depends(permitted("orders.place"))],
    unit: WithUnit,
    say: WithTranslator,
    key: IdempotencyHeader = None,
) -> Response:
    """Place an order: stock is taken, prices are today's.

    A customer orders for themselves; a service names the Telegram user who buys. With an `Idempotency-Key` a
    repeated request gets the first one's answer.
    """

    async def act() -> tuple[int, PlacedOut]:
        account_id = await buyer_of(
            unit, actor, user_id=order.user_id, full_name=order.user_details.full_name
        )
        placed = await place(
            unit,
            PlaceOrder(
                account_id=account_id,
                lines=order.quantities(),
                contact_name=order.user_details.full_name,
                phone=order.user_details.phone_number,
                address=order.shipping_address,
                comment=order.comment,
                locale=say.locale,
                channel="api",
                expected_total=order.expected_total,
                actor_id=actor.account_id,
            ),
        )
        return placed.id, PlacedOut.of(placed, say.locale)

    scope = f"order:key:{actor.key_id}" if actor.account_id is None else f"order:account:{actor.account_id}"
    return await answer_once(unit, scope=scope, key=key, request=order, act=act)
