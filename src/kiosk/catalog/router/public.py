"""The catalogue as everybody may read it; the answers are kept ready."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from kiosk.catalog import answers, queries
from kiosk.catalog.outputs import CategoryTree, ProductOut, ProductPage
from kiosk.kernel.http import get_runtime, problems
from kiosk.kernel.i18n import best_locale
from kiosk.kernel.kept import NOT_MODIFIED, keep
from kiosk.kernel.paging import PageNumber, PageSize

JSON = "application/json"

router = APIRouter(prefix="/api/v1", tags=["Catalogue"])

RowId = Annotated[int, Path(ge=1, le=2**63 - 1)]


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
