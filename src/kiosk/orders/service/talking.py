"""What the staff writes on an order: notes for itself, and messages to the buyer."""

from typing import Final

from kiosk.facts import BuyerMessageWritten
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch
from kiosk.orders.errors import BuyerHasNoChat, NoteNotFound, OrderNotFound


async def add_note(unit: Unit, order_id: int, author_id: int, text: str) -> int:
    """Note something on an order; gives the note's id. Raises OrderNotFound."""
    params = {"order_id": order_id, "author_id": author_id, "text": text, "at": unit.now()}
    rows = await fetch(unit.session, _ADD_NOTE, params)
    if not rows:
        raise OrderNotFound
    return int(rows[0].id)


async def remove_note(unit: Unit, order_id: int, note_id: int, author_id: int) -> None:
    """Take a note of one's own away. Raises NoteNotFound, also for somebody else's."""
    params = {"order_id": order_id, "id": note_id, "author_id": author_id}
    if not await fetch(unit.session, _REMOVE_NOTE, params):
        raise NoteNotFound


async def write_to_buyer(unit: Unit, order_id: int, author_id: int, text: str) -> int:
    """Write to an order's buyer; the bot delivers it. Gives the message's id.

    Raises OrderNotFound, BuyerHasNoChat if the buyer or the shop has no Telegram.
    """
    found = await fetch(unit.session, _BUYER, {"id": order_id})
    if not found:
        raise OrderNotFound
    if not found[0].has_chat:
        raise BuyerHasNoChat
    params = {"order_id": order_id, "author_id": author_id, "text": text, "at": unit.now()}
    message_id = int((await fetch(unit.session, _WRITE, params))[0].id)
    unit.publish(BuyerMessageWritten(message_id=message_id, order_id=order_id, customer_id=found[0].user_id))
    return message_id


_ADD_NOTE: Final = """
INSERT INTO order_notes (order_id, author_id, text, created_at)
SELECT id, %(author_id)s, %(text)s, %(at)s FROM orders WHERE id = %(order_id)s RETURNING id
"""
_REMOVE_NOTE: Final = """
DELETE FROM order_notes WHERE id = %(id)s AND order_id = %(order_id)s AND author_id = %(author_id)s RETURNING id
"""
_BUYER: Final = """
SELECT o.user_id, a.telegram_id IS NOT NULL AND EXISTS (SELECT FROM bots) AS has_chat
FROM orders o JOIN accounts a ON a.id = o.user_id WHERE o.id = %(id)s
"""
_WRITE: Final = """
INSERT INTO order_messages (order_id, author_id, text, created_at)
VALUES (%(order_id)s, %(author_id)s, %(text)s, %(at)s) RETURNING id
"""
