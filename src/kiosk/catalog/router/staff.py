"""Products as the staff keeps them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from kiosk.catalog import service
from kiosk.catalog.admin_lists import ProductQuestion, list_products_for_staff
from kiosk.catalog.admin_queries import get_product_for_staff
from kiosk.catalog.inputs import BulkChange, ProductInput, ProductUpdate, VariantChange
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


@router.patch("/products/", responses=problems(401, 403, 404, 422))
async def change_products(unit: WithUnit, _actor: Editor, change: BulkChange) -> Changed:
    """Show, hide or move many products at once: all of them or none."""
    return Changed(changed=await service.change_products(unit, change))


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
    unit: WithUnit, actor: Editor, response: Response, product_id: RowId
) -> AdminProductOut:
    """A hidden copy with SKUs of its own and nothing in stock."""
    copy_id = await service.duplicate_product(unit, product_id, actor.account_id)
    response.headers["Cache-Control"] = NO_STORE
    return await get_product_for_staff(unit.session, copy_id)


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
    unit: WithUnit, actor: Editor, response: Response, product_id: RowId, data: ProductUpdate
) -> AdminProductOut:
    """Make a product what the body says. Variants that it leaves out are retired; orders keep them."""
    await service.update_product(unit, product_id, data, actor.account_id)
    response.headers["Cache-Control"] = NO_STORE
    return await get_product_for_staff(unit.session, product_id)


@router.delete("/products/{product_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def delete_product(unit: WithUnit, _actor: ConfirmedEditor, product_id: RowId) -> None:
    """Take a product and its variants out of the shop for good. Orders that name them are not touched.

    Needs a fresh second factor; to hide a product needs none.
    """
    await service.delete_product(unit, product_id)
