"""Products as the staff keeps them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from kiosk.catalog import service
from kiosk.catalog.admin_lists import ProductQuestion, list_products_for_staff
from kiosk.catalog.admin_queries import get_product_for_staff
from kiosk.catalog.inputs import BulkChange, Chosen, ProductInput, ProductUpdate, VariantChange
from kiosk.catalog.outputs import AdminProductItem, AdminProductOut, AdminVariantOut, Changed
from kiosk.identity.dependencies import confirmed, permitted
from kiosk.identity.rules import Actor
from kiosk.kernel.http import NO_STORE, IdempotencyHeader, WithReading, WithUnit, answer_once, problems
from kiosk.kernel.paging import Page
from kiosk.kernel.schemas import Output

router = APIRouter(prefix="/api/v1/admin", tags=["Catalogue: staff"])

RowId = Annotated[int, Path(ge=1, le=2**63 - 1)]
Editor = Annotated[Actor, Depends(permitted("catalog.edit"))]
ConfirmedEditor = Annotated[Actor, Depends(confirmed("catalog.edit"))]


@router.get("/products/", responses=problems(401, 403, 422))
async def list_products_as_staff(
    session: WithReading, _actor: Editor, response: Response, question: Annotated[ProductQuestion, Query()]
) -> Page[AdminProductItem]:
    """All products, hidden ones too, with their stock."""
    response.headers["Cache-Control"] = NO_STORE
    return await list_products_for_staff(session, question)


@router.patch("/products/", responses=problems(401, 403, 404, 409, 422))
async def change_products(
    unit: WithUnit, actor: Editor, change: BulkChange, idempotency_key: IdempotencyHeader = None
) -> Changed:
    """Show, hide, move, price or count many products at once: all of them or none."""

    async def act() -> tuple[None, Output]:
        return None, Changed(changed=await service.change_products(unit, change, actor.account_id))

    scope = f"catalog.bulk:{actor.account_id}"
    return await answer_once(unit, scope=scope, key=idempotency_key, request=change, act=act, status=200)  # type: ignore[return-value]


@router.delete("/products/", responses=problems(401, 403, 404, 422))
async def delete_products(
    unit: WithUnit, _actor: ConfirmedEditor, question: Annotated[Chosen, Query()]
) -> Changed:
    """Take many products out of the shop for good, all of them or none. Orders that name them are not touched.

    Needs a fresh second factor. What was deleted before is no obstacle, so the call may be repeated.
    """
    return Changed(changed=await service.delete_products(unit, question.ids))


@router.patch("/variants/{variant_id}", responses=problems(401, 403, 404, 409, 422))
async def change_variant(
    unit: WithUnit, actor: Editor, response: Response, variant_id: RowId, change: VariantChange
) -> AdminVariantOut:
    """Change a price or a stock in the list. What was sold meanwhile is never overwritten: say what you saw."""
    product_id = await service.change_variant(unit, variant_id, change, actor.account_id)
    response.headers["Cache-Control"] = NO_STORE
    product = await get_product_for_staff(unit.session, product_id)
    return next(each for each in product.variants if each.id == variant_id)


@router.post("/products/{product_id}/duplicate", status_code=201, responses=problems(401, 403, 404, 422))
async def duplicate_product(
    unit: WithUnit, actor: Editor, product_id: RowId, idempotency_key: IdempotencyHeader = None
) -> AdminProductOut:
    """A hidden copy with SKUs of its own and nothing in stock."""

    async def act() -> tuple[int, Output]:
        copy_id = await service.duplicate_product(unit, product_id, actor.account_id)
        return copy_id, await get_product_for_staff(unit.session, copy_id)

    return await answer_once(  # type: ignore[return-value]
        unit,
        scope=f"catalog.duplicate:{actor.account_id}",
        key=idempotency_key,
        request=Chosen(ids=[product_id]),
        act=act,
    )


@router.post("/products/", status_code=201, responses=problems(401, 403, 409, 422))
async def create_product(
    unit: WithUnit, actor: Editor, data: ProductInput, idempotency_key: IdempotencyHeader = None
) -> AdminProductOut:
    """Put a product into the shop with its options, variants, stock and pictures."""

    async def act() -> tuple[int, Output]:
        product_id = await service.create_product(unit, data, actor.account_id)
        return product_id, await get_product_for_staff(unit.session, product_id)

    return await answer_once(  # type: ignore[return-value]
        unit, scope=f"catalog.create:{actor.account_id}", key=idempotency_key, request=data, act=act
    )


@router.get("/products/{product_id}", responses=problems(401, 403, 404, 422))
async def get_product_as_staff(
    session: WithReading, _actor: Editor, response: Response, product_id: RowId
) -> AdminProductOut:
    """A product as it is edited: in all languages, hidden or not."""
    response.headers["Cache-Control"] = NO_STORE
    return await get_product_for_staff(session, product_id)


@router.put("/products/{product_id}", responses=problems(401, 403, 404, 409, 422))
async def update_product(
    unit: WithUnit,
    actor: Editor,
    product_id: RowId,
    data: ProductUpdate,
    idempotency_key: IdempotencyHeader = None,
) -> AdminProductOut:
    """Make a product what the body says. Variants that it leaves out are retired; orders keep them.

    With an `Idempotency-Key` a repetition whose first answer was lost isn't taken for somebody else's change.
    """

    async def act() -> tuple[int, Output]:
        await service.update_product(unit, product_id, data, actor.account_id)
        return product_id, await get_product_for_staff(unit.session, product_id)

    scope = f"catalog.update:{product_id}:{actor.account_id}"
    return await answer_once(unit, scope=scope, key=idempotency_key, request=data, act=act, status=200)  # type: ignore[return-value]


@router.delete("/products/{product_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def delete_product(unit: WithUnit, _actor: ConfirmedEditor, product_id: RowId) -> None:
    """Take a product and its variants out of the shop for good. Orders that name them are not touched.

    Needs a fresh second factor; to hide a product needs none.
    """
    await service.delete_product(unit, product_id)
