"""The catalogue over HTTP: open to all for reading, kept ready; changed by the staff."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, Field

from kiosk.catalog import answers, queries, service
from kiosk.catalog.admin_queries import get_product_for_staff
from kiosk.catalog.inputs import CategoryInput, ProductInput, ProductUpdate
from kiosk.catalog.outputs import AdminProductOut, CategoryTree, ProductOut, ProductPage
from kiosk.identity.dependencies import permitted
from kiosk.identity.rules import Actor
from kiosk.kernel.http import (
    NO_STORE,
    IdempotencyHeader,
    WithReading,
    WithUnit,
    answer_once,
    get_runtime,
    problems,
)
from kiosk.kernel.i18n import best_locale
from kiosk.kernel.kept import NOT_MODIFIED, keep
from kiosk.kernel.paging import PageNumber, PageSize
from kiosk.kernel.schemas import Output

JSON = "application/json"

router = APIRouter(prefix="/api/v1", tags=["Catalogue"])

RowId = Annotated[int, Path(ge=1, le=2**63 - 1)]
Editor = Annotated[Actor, Depends(permitted("catalog.edit"))]


# One model instead of a parameter and a dependency each: FastAPI takes longer over those than the rows take to read.
class Reading(BaseModel):
    """What every reader may say."""

    lang: Annotated[
        Literal["ru", "uk", "kk", "en"] | None,
        Field(description="The reader's language; `Accept-Language` counts where it is missing"),
    ] = None

    def locale(self, request: Request) -> str:
        """The reader's language; "" leaves it to the business."""
        return self.lang or best_locale(request.headers.get("accept-language"), "")


class ListQuestion(Reading):
    """Which products to list."""

    category_id: Annotated[
        int | None, Field(ge=1, le=2**63 - 1, description="Includes the categories that stand in it")
    ] = None
    page: PageNumber = 1
    size: PageSize = 10
    search: Annotated[
        str | None,
        Field(
            max_length=200,
            pattern=r"^[^\x00]*$",
            description="Finds word forms, beginnings, typing errors and a forgotten keyboard layout;"
            " of a vague question's answers 2,000 are compared and counted",
        ),
    ] = None


@router.get(
    "/products/",
    response_class=Response,
    responses={200: {"model": ProductPage}, 304: NOT_MODIFIED, **problems(422)},
)
async def list_products(request: Request, question: Annotated[ListQuestion, Query()]) -> Response:
    """What is for sale, a page at a time."""
    total, rows = await queries.rows_of_page(
        get_runtime(request).database.reader,
        locale=question.locale(request),
        category_id=question.category_id,
        search=question.search,
        page=question.page,
        size=question.size,
    )
    # Questions are endless; they would push out what is asked for often.
    keep(request, ("catalog", "business"), store=not question.search)
    return Response(answers.page_answer(rows, total, question.page, question.size), media_type=JSON)


@router.get(
    "/products/{product_id}",
    response_class=Response,
    responses={200: {"model": ProductOut}, 304: NOT_MODIFIED, **problems(404, 422)},
)
async def get_product(request: Request, product_id: RowId, reading: Annotated[Reading, Query()]) -> Response:
    """A product with its options and variants."""
    product = await queries.get_product(
        get_runtime(request).database.reader, product_id, reading.locale(request)
    )
    keep(request, ("business", f"product:{product_id}"))
    return Response(answers.product_answer(product), media_type=JSON)


@router.get(
    "/categories/",
    response_class=Response,
    responses={200: {"model": CategoryTree}, 304: NOT_MODIFIED, **problems(422)},
)
async def list_categories(request: Request, reading: Annotated[Reading, Query()]) -> Response:
    """The tree of categories."""
    nodes = await queries.list_categories(get_runtime(request).database.reader, reading.locale(request))
    keep(request, ("catalog", "business"))
    return Response(answers.categories_answer(nodes), media_type=JSON)


admin = APIRouter(prefix="/admin", tags=["Catalogue: staff"])


@admin.post("/products/", status_code=201, responses=problems(401, 403, 409, 422))
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


@admin.get("/products/{product_id}", responses=problems(401, 403, 404, 422))
async def get_product_as_staff(
    session: WithReading, _actor: Editor, response: Response, product_id: RowId
) -> AdminProductOut:
    """A product as it is edited: in all languages, hidden or not."""
    response.headers["Cache-Control"] = NO_STORE
    return await get_product_for_staff(session, product_id)


@admin.put("/products/{product_id}", responses=problems(401, 403, 404, 409, 422))
async def update_product(
    unit: WithUnit, actor: Editor, response: Response, product_id: RowId, data: ProductUpdate
) -> AdminProductOut:
    """Make a product what the body says. Variants that it leaves out are retired; orders keep them."""
    await service.update_product(unit, product_id, data, actor.account_id)
    response.headers["Cache-Control"] = NO_STORE
    return await get_product_for_staff(unit.session, product_id)


@admin.delete("/products/{product_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def delete_product(unit: WithUnit, _actor: Editor, product_id: RowId) -> None:
    """Take a product and its variants out of the shop. Orders that name them are not touched."""
    await service.delete_product(unit, product_id)


class Created(Output):
    """What was created."""

    id: int


@admin.post("/categories/", status_code=201, responses=problems(401, 403, 409, 422))
async def create_category(
    unit: WithUnit, actor: Editor, data: CategoryInput, idempotency_key: IdempotencyHeader = None
) -> Created:
    """Put up a category."""

    async def act() -> tuple[int, Output]:
        category_id = await service.create_category(unit, data)
        return category_id, Created(id=category_id)

    return await answer_once(  # type: ignore[return-value]
        unit, scope=f"catalog.shelf:{actor.account_id}", key=idempotency_key, request=data, act=act
    )


@admin.put("/categories/{category_id}", status_code=204, responses=problems(401, 403, 404, 409, 422))
async def update_category(unit: WithUnit, _actor: Editor, category_id: RowId, data: CategoryInput) -> None:
    """Make a category what the body says."""
    await service.update_category(unit, category_id, data)


@admin.delete("/categories/{category_id}", status_code=204, responses=problems(401, 403, 404, 409, 422))
async def delete_category(unit: WithUnit, _actor: Editor, category_id: RowId) -> None:
    """Take away an empty category."""
    await service.delete_category(unit, category_id)


router.include_router(admin)
