"""`/api/v1/cart`: the customer's own cart."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from kiosk.carts import service
from kiosk.carts.queries import get_cart
from kiosk.carts.schemas import AddedOut, AddItem, CartOut, SetQuantity
from kiosk.identity.dependencies import own_account
from kiosk.kernel.http import (
    NO_STORE,
    IdempotencyHeader,
    WithReading,
    WithTranslator,
    WithUnit,
    answer_once,
    problems,
)

router = APIRouter(prefix="/api/v1/cart", tags=["Cart"])

OwnCart = Annotated[int, Depends(own_account("cart.edit"))]
VariantId = Annotated[int, Path(ge=1, le=2**63 - 1)]


def _json(cart: CartOut) -> Response:
    return Response(
        cart.model_dump_json(), headers={"Cache-Control": NO_STORE}, media_type="application/json"
    )


@router.get("/", response_model=CartOut, responses=problems(401, 403, 503))
async def read_cart(account_id: OwnCart, session: WithReading, say: WithTranslator) -> Response:
    """The cart as it stands now: prices, what changed since, what can't be bought any more."""
    return _json(CartOut.of(await get_cart(session, account_id, say.locale)))


@router.post(
    "/items/",
    response_model=AddedOut,
    status_code=201,
    responses=problems(400, 401, 403, 404, 409, 422, 503),
)
async def add_item(
    item: AddItem, account_id: OwnCart, unit: WithUnit, key: IdempotencyHeader = None
) -> Response:
    """Put a variant into the cart, or more of it. Stock is promised by an order, not by a cart."""

    async def act() -> tuple[int, AddedOut]:
        added = await service.add(unit, account_id, item.variant_id, item.quantity)
        return item.variant_id, AddedOut.model_construct(
            variant_id=item.variant_id,
            quantity=added.quantity,
            count=added.count,
            total_amount=added.total.amount,
            currency=added.total.currency,
        )

    return await answer_once(unit, scope=f"cart:account:{account_id}", key=key, request=item, act=act)


@router.patch("/items/{variant_id}", response_model=CartOut, responses=problems(400, 401, 403, 404, 422, 503))
async def set_quantity(
    variant_id: VariantId, wanted: SetQuantity, account_id: OwnCart, unit: WithUnit, say: WithTranslator
) -> Response:
    """Have exactly so many of a variant that is in the cart."""
    await service.set_quantity(unit, account_id, variant_id, wanted.quantity)
    return _json(CartOut.of(await get_cart(unit.session, account_id, say.locale)))


@router.delete("/items/{variant_id}", status_code=204, responses=problems(401, 403, 422, 503))
async def remove_item(variant_id: VariantId, account_id: OwnCart, unit: WithUnit) -> None:
    """Take a variant out of the cart; it is no error if it isn't there."""
    await service.remove(unit, account_id, variant_id)


@router.delete("/", status_code=204, responses=problems(401, 403, 503))
async def clear_cart(account_id: OwnCart, unit: WithUnit) -> None:
    """Empty the cart."""
    await service.clear(unit, account_id)
