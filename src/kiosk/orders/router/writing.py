"""`/api/v1/admin/orders/{id}/notes` and `/messages`: what the staff writes on an order."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from kiosk.kernel.http import IdempotencyHeader, WithUnit, answer_once, problems
from kiosk.orders import queries, service
from kiosk.orders.router.common import PRIVATE, STAFF, MovingAccount, OrderId, Writer
from kiosk.orders.staff_inputs import NewMessage, NewNote
from kiosk.orders.staff_schemas import Message, Note

router = APIRouter(prefix=STAFF, tags=["Staff"], dependencies=PRIVATE)


@router.post("/{order_id}/notes", status_code=201, responses=problems(400, 401, 403, 404, 422, 503))
async def add_note(order_id: OrderId, note: NewNote, author: MovingAccount, unit: WithUnit) -> Note:
    """Note something for the others of the staff; the buyer never sees it."""
    note_id = await service.add_note(unit, order_id, author, note.text)
    papers = await queries.get_papers(unit.session, order_id)
    return next(Note.of(each, author) for each in papers.notes if each.id == note_id)


@router.delete("/{order_id}/notes/{note_id}", status_code=204, responses=problems(401, 403, 404, 422, 503))
async def remove_note(
    order_id: OrderId,
    note_id: Annotated[int, Path(ge=1, le=2**63 - 1)],
    author: MovingAccount,
    unit: WithUnit,
) -> None:
    """Take a note of one's own away."""
    await service.remove_note(unit, order_id, note_id, author)


@router.post(
    "/{order_id}/messages",
    status_code=201,
    response_model=Message,
    responses=problems(400, 401, 403, 404, 409, 422, 503),
)
async def write_to_buyer(
    order_id: OrderId, message: NewMessage, author: Writer, unit: WithUnit, key: IdempotencyHeader = None
) -> Response:
    """Write to the buyer through the bot. The message is kept until it is delivered or can't be.

    With an `Idempotency-Key` a repeated request sends nothing again.
    """

    async def act() -> tuple[int, Message]:
        message_id = await service.write_to_buyer(unit, order_id, author, message.text)
        papers = await queries.get_papers(unit.session, order_id)
        return message_id, next(Message.of(each) for each in papers.messages if each.id == message_id)

    scope = f"message:{order_id}:account:{author}"
    return await answer_once(unit, scope=scope, key=key, request=message, act=act)
