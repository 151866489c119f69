"""`/api/v1/admin/keys`: the keys of other programs."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from kiosk.identity import queries
from kiosk.identity.dependencies import confirmed, permitted
from kiosk.identity.rules import Actor
from kiosk.identity.service import create_api_key as create
from kiosk.identity.service import revoke_api_key as revoke
from kiosk.identity.staff_schemas import CreatedKey, KeyOut, NewKey
from kiosk.kernel.http import NO_STORE, WithReading, WithUnit, problems
from kiosk.kernel.paging import Page, PageNumber, PageSize

router = APIRouter(prefix="/api/v1/admin/keys", tags=["Staff"])

Editor = Annotated[Actor, Depends(permitted("keys.edit"))]
ConfirmedEditor = Annotated[Actor, Depends(confirmed("keys.edit"))]


@router.get("/", responses=problems(401, 403, 422))
async def list_keys(
    _: Editor,
    session: WithReading,
    response: Response,
    page: Annotated[PageNumber, Query()] = 1,
    size: Annotated[PageSize, Query()] = 50,
) -> Page[KeyOut]:
    """The keys of other programs, refused ones too."""
    response.headers["Cache-Control"] = NO_STORE
    return await queries.list_keys(session, page, size)


@router.post("/", status_code=201, responses=problems(401, 403, 422))
async def create_key(wanted: NewKey, _: ConfirmedEditor, unit: WithUnit, response: Response) -> CreatedKey:
    """Make a key for another program, which may order for the Telegram users that it names. It is shown this once."""
    key, plain = await create(unit, wanted.name)
    unit.audit("key.created", f"key:{key.id}")
    response.headers["Cache-Control"] = NO_STORE
    return CreatedKey(
        id=key.id,
        name=key.name,
        prefix=key.prefix,
        created_at=key.created_at,
        revoked_at=key.revoked_at,
        key=plain,
    )


@router.delete("/{key_id}", status_code=204, responses=problems(401, 403, 404))
async def revoke_key(key_id: Annotated[int, Path(ge=1, le=2**63 - 1)], _: Editor, unit: WithUnit) -> None:
    """Refuse a key from now on."""
    await revoke(unit, key_id)
