"""`/api/v1/admin/customers`: whom the shop sells to, as the staff sees and notes them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.business.service import get_business
from kiosk.customers import queries, service
from kiosk.customers.consent_schemas import ConsentDraft, ConsentTexts
from kiosk.customers.staff_schemas import (
    BlockIn,
    CustomerBrief,
    CustomerNoteIn,
    CustomerNoteOut,
    CustomerOut,
    CustomerPage,
    CustomerQuery,
    PersonalDataOut,
    RevealIn,
    TagCount,
    TagCounts,
    TagsIn,
)
from kiosk.identity.dependencies import confirmed, own_account, permitted
from kiosk.identity.rules import Actor
from kiosk.kernel.http import NO_STORE, WithReading, WithUnit, problems


async def _private(response: Response) -> None:
    response.headers["Cache-Control"] = NO_STORE


router = APIRouter(prefix="/api/v1/admin", tags=["Staff"], dependencies=[Depends(_private)])

Viewer = Annotated[Actor, Depends(permitted("customers.view"))]
Revealer = Annotated[int, Depends(own_account("customers.reveal"))]
Editor = Annotated[int, Depends(own_account("customers.edit"))]
Publisher = Annotated[Actor, Depends(confirmed("settings.edit"))]
Purpose = Annotated[str, Path(max_length=40)]
CustomerId = Annotated[int, Path(ge=1, le=2**63 - 1)]


# A unit of work although nothing is written: its transaction lets the list be planned for its values.
@router.get("/customers/", responses=problems(401, 403, 422, 503))
async def list_customers(
    _: Viewer, unit: WithUnit, wanted: Annotated[CustomerQuery, Query()]
) -> CustomerPage:
    """Customers; who bought last comes first if nothing else is asked for. `total` stops at 10,000."""
    business = await get_business(unit.session)
    found = await queries.list_customers(unit.session, **wanted.model_dump())
    return CustomerPage(
        items=[CustomerBrief.of(head, business.currency) for head in found.items],
        total=found.total,
        is_total_exact=found.is_exact,
        page=wanted.page,
        size=wanted.size,
    )


@router.get("/customer-tags/", responses=problems(401, 403, 503))
async def list_tags(_: Viewer, session: WithReading) -> TagCounts:
    """The tags in use, the commonest first."""
    return TagCounts(items=[TagCount.model_validate(row) for row in await queries.list_tags(session)])


@router.get(
    "/consent-texts/", dependencies=[Depends(permitted("settings.edit"))], responses=problems(401, 403)
)
async def list_consent_texts(session: WithReading) -> ConsentTexts:
    """The texts that people agree to, all versions of each, and how many people agreed to which."""
    return await service.list_consent_texts(session)


@router.post("/consent-texts/{purpose}", status_code=201, responses=problems(401, 403, 404, 409, 422, 503))
async def publish_consent_text(
    purpose: Purpose, author: Publisher, unit: WithUnit, draft: ConsentDraft
) -> ConsentTexts:
    """Publish the next version of a text. From then on everybody is asked anew; what was published stays as it is."""
    assert author.account_id is not None
    await service.publish_consent_text(unit, purpose, draft, author.account_id)
    return await service.list_consent_texts(unit.session)


@router.get("/customers/{customer_id}", responses=problems(401, 403, 404, 422, 503))
async def read_customer(customer_id: CustomerId, viewer: Viewer, session: WithReading) -> CustomerOut:
    """A customer's card, with what is personal masked."""
    return await _card(session, customer_id, viewer.account_id)


@router.post("/customers/{customer_id}/reveal", responses=problems(400, 401, 403, 404, 422, 503))
async def reveal(
    customer_id: CustomerId, asked: RevealIn, viewer: Revealer, unit: WithUnit
) -> PersonalDataOut:
    """What is masked elsewhere. Each look is recorded with who looked and why."""
    data = await service.reveal(unit, customer_id, viewer_id=viewer, reason=asked.reason)
    return PersonalDataOut.model_validate(data)


@router.put("/customers/{customer_id}/tags", responses=problems(400, 401, 403, 404, 422, 503))
async def set_tags(customer_id: CustomerId, tags: TagsIn, editor: Editor, unit: WithUnit) -> CustomerOut:
    """Give a customer these tags instead of the present ones."""
    await service.set_tags(unit, customer_id, tags.tags)
    return await _card(unit.session, customer_id, editor)


@router.post(
    "/customers/{customer_id}/notes", status_code=201, responses=problems(400, 401, 403, 404, 422, 503)
)
async def add_customer_note(
    customer_id: CustomerId, note: CustomerNoteIn, author: Editor, unit: WithUnit
) -> CustomerNoteOut:
    """Note something for the others of the staff."""
    note_id = await service.add_note(unit, customer_id, author, note.text)
    card = await _card(unit.session, customer_id, author)
    return next(each for each in card.notes if each.id == note_id)


@router.delete(
    "/customers/{customer_id}/notes/{note_id}",
    status_code=204,
    responses=problems(401, 403, 404, 422, 503),
)
async def remove_customer_note(
    customer_id: CustomerId,
    note_id: Annotated[int, Path(ge=1, le=2**63 - 1)],
    author: Editor,
    unit: WithUnit,
) -> None:
    """Take a note of one's own away."""
    await service.remove_note(unit, customer_id, note_id, author)


@router.post("/customers/{customer_id}/block", responses=problems(400, 401, 403, 404, 409, 422, 503))
async def block(customer_id: CustomerId, asked: BlockIn, editor: Editor, unit: WithUnit) -> CustomerOut:
    """Sell nothing to this customer any more."""
    await service.block(unit, customer_id, by=editor, reason=asked.reason)
    return await _card(unit.session, customer_id, editor)


@router.post("/customers/{customer_id}/unblock", responses=problems(401, 403, 404, 422, 503))
async def unblock(customer_id: CustomerId, editor: Editor, unit: WithUnit) -> CustomerOut:
    """Sell to this customer again."""
    await service.unblock(unit, customer_id)
    return await _card(unit.session, customer_id, editor)


async def _card(session: AsyncSession, customer_id: int, reader_id: int | None) -> CustomerOut:
    business = await get_business(session)
    return CustomerOut.of_card(await queries.get_card(session, customer_id), business.currency, reader_id)
