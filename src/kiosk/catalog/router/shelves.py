"""Categories as the staff keeps them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from kiosk.catalog import service
from kiosk.catalog.admin_lists import list_categories_for_staff
from kiosk.catalog.inputs import Arrangement, CategoryInput
from kiosk.catalog.outputs import AdminCategories
from kiosk.identity.dependencies import permitted
from kiosk.identity.rules import Actor
from kiosk.kernel.http import NO_STORE, IdempotencyHeader, WithReading, WithUnit, answer_once, problems
from kiosk.kernel.schemas import Output

router = APIRouter(prefix="/api/v1/admin/categories", tags=["Catalogue: staff"])

RowId = Annotated[int, Path(ge=1, le=2**63 - 1)]
Editor = Annotated[Actor, Depends(permitted("catalog.edit"))]


@router.get("/", responses=problems(401, 403))
async def list_categories_as_staff(
    session: WithReading, _actor: Editor, response: Response
) -> AdminCategories:
    """All categories in all languages, hidden ones too; the tree is in `parent_id` and the order of the list."""
    response.headers["Cache-Control"] = NO_STORE
    return await list_categories_for_staff(session)


@router.put("/arrangement", status_code=204, responses=problems(401, 403, 409, 422))
async def arrange_categories(unit: WithUnit, _actor: Editor, wanted: Arrangement) -> None:
    """Put the whole tree into a new order at once. It has to name every category that there is."""
    await service.arrange_categories(unit, wanted)


class Created(Output):
    """What was created."""

    id: int


@router.post("/", status_code=201, responses=problems(401, 403, 409, 422))
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


@router.put("/{category_id}", status_code=204, responses=problems(401, 403, 404, 409, 422))
async def update_category(unit: WithUnit, _actor: Editor, category_id: RowId, data: CategoryInput) -> None:
    """Make a category what the body says."""
    await service.update_category(unit, category_id, data)


@router.delete("/{category_id}", status_code=204, responses=problems(401, 403, 404, 409, 422))
async def delete_category(unit: WithUnit, _actor: Editor, category_id: RowId) -> None:
    """Take away an empty category."""
    await service.delete_category(unit, category_id)
