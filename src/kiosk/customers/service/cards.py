"""What the shop notes of its customers: tags, remarks, whom it sells nothing to, and who looked at their data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from kiosk.customers.errors import CustomerBlocked, CustomerNoteNotFound, CustomerNotFound, IsStaff
from kiosk.customers.schemas import PersonalData
from kiosk.identity.rules import STAFF_ROLES
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch


@dataclass(frozen=True, slots=True)
class Figures:
    """What a customer has bought so far, as those who see the orders know it."""

    account_id: int
    order_count: int
    total_spent: Decimal
    """In the business's currency."""
    last_order_at: datetime | None


async def lock_cards(unit: Unit, account_ids: Sequence[int]) -> None:
    """Let nobody else write figures into these cards until the unit of work ends."""
    await fetch(unit.session, _LOCK, {"ids": list(account_ids)})


async def set_figures(unit: Unit, figures: Sequence[Figures]) -> None:
    """Write down what customers have bought so far; an account without a card is nobody's customer."""
    ordered = sorted(figures, key=lambda each: each.account_id)
    params = {
        "ids": [each.account_id for each in ordered],
        "counts": [each.order_count for each in ordered],
        "sums": [each.total_spent for each in ordered],
        "moments": [each.last_order_at for each in ordered],
    }
    await fetch(unit.session, _SET_FIGURES, params)


async def set_tags(unit: Unit, customer_id: int, tags: Sequence[str]) -> None:
    """Give a customer these tags instead of the present ones. Raises CustomerNotFound."""
    different = list({tag.casefold(): tag for tag in tags}.values())
    await _change(unit, _SET_TAGS, {"id": customer_id, "tags": different})


async def block(unit: Unit, customer_id: int, *, by: int, reason: str = "") -> None:
    """Sell nothing to a customer any more; whoever is blocked already stays so for the same reason.

    Raises CustomerNotFound, IsStaff for a colleague.
    """
    rows = await fetch(unit.session, _ROLES, {"id": customer_id})
    if not STAFF_ROLES.isdisjoint(row.role for row in rows):
        raise IsStaff
    params = {"id": customer_id, "by": by, "reason": reason, "at": unit.now()}
    await _change(unit, _BLOCK, params)


async def unblock(unit: Unit, customer_id: int) -> None:
    """Sell to a customer again. Raises CustomerNotFound."""
    await _change(unit, _UNBLOCK, {"id": customer_id})


async def refuse_blocked(unit: Unit, account_id: int) -> None:
    """Raises CustomerBlocked if the shop sells nothing to this account.

    Until the unit's end other units that ask the same wait, so what is counted afterwards of the account's orders
    stays true.
    """
    if (await fetch(unit.session, _IS_BLOCKED, {"id": account_id}))[0].is_blocked:
        raise CustomerBlocked


async def add_note(unit: Unit, customer_id: int, author_id: int, text: str) -> int:
    """Note something on a customer; gives the note's id. Raises CustomerNotFound."""
    params = {"id": customer_id, "author_id": author_id, "text": text, "at": unit.now()}
    rows = await fetch(unit.session, _ADD_NOTE, params)
    if not rows:
        raise CustomerNotFound
    return int(rows[0].id)


async def remove_note(unit: Unit, customer_id: int, note_id: int, author_id: int) -> None:
    """Take a note of one's own away. Raises CustomerNoteNotFound, also for somebody else's."""
    params = {"customer_id": customer_id, "id": note_id, "author_id": author_id}
    if not await fetch(unit.session, _REMOVE_NOTE, params):
        raise CustomerNoteNotFound


async def reveal(unit: Unit, customer_id: int, *, viewer_id: int, reason: str = "") -> PersonalData:
    """A customer's personal data; that `viewer_id` looked is recorded with it. Raises CustomerNotFound."""
    params = {"id": customer_id, "viewer_id": viewer_id, "reason": reason, "at": unit.now()}
    rows = await fetch(unit.session, _REVEAL, params)
    if not rows:
        raise CustomerNotFound
    return PersonalData(**{**rows[0]._asdict(), "addresses": tuple(rows[0].addresses)})


async def _change(unit: Unit, statement: str, params: dict[str, object]) -> None:
    if not await fetch(unit.session, statement, params):
        raise CustomerNotFound


_LOCK: Final = """
SELECT account_id FROM customer_cards WHERE account_id = ANY(%(ids)s::bigint[]) ORDER BY account_id FOR UPDATE
"""
_SET_FIGURES: Final = """
UPDATE customer_cards AS card SET order_count = f.count, total_spent = f.sum, last_order_at = f.last
FROM unnest(%(ids)s::bigint[], %(counts)s::int[], %(sums)s::numeric[], %(moments)s::timestamptz[])
    AS f(id, count, sum, last)
WHERE card.account_id = f.id
    AND (card.order_count, card.total_spent, card.last_order_at) IS DISTINCT FROM (f.count, f.sum, f.last)
RETURNING card.account_id
"""
_SET_TAGS: Final = """
UPDATE customer_cards SET tags = %(tags)s::varchar[] WHERE account_id = %(id)s RETURNING account_id
"""
_ROLES: Final = "SELECT role FROM account_roles WHERE account_id = %(id)s"
_BLOCK: Final = """
UPDATE customer_cards SET
    blocked_by = CASE WHEN blocked_at IS NULL THEN %(by)s ELSE blocked_by END,
    block_reason = CASE WHEN blocked_at IS NULL THEN %(reason)s ELSE block_reason END,
    blocked_at = COALESCE(blocked_at, %(at)s)
WHERE account_id = %(id)s RETURNING account_id
"""
_UNBLOCK: Final = """
UPDATE customer_cards SET blocked_at = NULL, blocked_by = NULL, block_reason = ''
WHERE account_id = %(id)s RETURNING account_id
"""
_IS_BLOCKED: Final = """
SELECT pg_advisory_xact_lock(hashtextextended('buyer', %(id)s)),
    EXISTS (SELECT FROM customer_cards WHERE account_id = %(id)s AND blocked_at IS NOT NULL) AS is_blocked
"""
_ADD_NOTE: Final = """
INSERT INTO customer_notes (account_id, author_id, text, created_at)
SELECT account_id, %(author_id)s, %(text)s, %(at)s FROM customer_cards WHERE account_id = %(id)s RETURNING id
"""
_REMOVE_NOTE: Final = """
DELETE FROM customer_notes
WHERE id = %(id)s AND account_id = %(customer_id)s AND author_id = %(author_id)s RETURNING id
"""
_REVEAL: Final = """
WITH looked AS (
    INSERT INTO personal_data_looks (account_id, viewer_id, reason, looked_at)
    SELECT account_id, %(viewer_id)s, %(reason)s, %(at)s FROM customer_cards WHERE account_id = %(id)s
    RETURNING account_id
)
SELECT a.full_name AS name, a.username, a.telegram_id, COALESCE(c.phone_number, a.phone_number) AS phone,
    c.contact_name,
    ARRAY(SELECT text FROM addresses WHERE account_id = a.id ORDER BY last_used_at DESC, id DESC) AS addresses
FROM looked JOIN accounts a ON a.id = looked.account_id LEFT JOIN customers c ON c.account_id = a.id
"""
