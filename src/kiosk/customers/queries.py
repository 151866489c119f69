"""Reading customers as the staff sees them: the list, a card, the tags in use, and all of a selection."""

# ruff: noqa: S608 - every statement is put together from constants of this module

from collections.abc import AsyncIterator
from typing import Any, Final, Literal

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.customers.errors import CustomerNotFound
from kiosk.customers.rules import read_question
from kiosk.customers.schemas import Card, CardHead, Consent, CustomerNote, Look
from kiosk.kernel.paging import MOST_COUNTED, Counted, offset
from kiosk.kernel.rows import Row, Source, fetch

Sorting = Literal["recent", "spent", "newest"]
_AT_ONCE = 1_000


async def list_customers(
    session: AsyncSession,
    *,
    text: str | None = None,
    tag: str | None = None,
    blocked: bool | None = None,
    sort: Sorting = "recent",
    page: int = 1,
    size: int = 20,
) -> Counted[CardHead]:
    """A page of customers: who bought last comes first, who spent most, or who came last.

    `text` is a name, a username, a phone number or its end, or the customer's number. Planned for its values.
    """
    await session.execute(_PLAN_FOR_VALUES)
    found, conditions, params = _selected(text, tag, blocked)
    where = " WHERE " + " AND ".join(conditions) if conditions else ""
    total = int((await fetch(session, found + _COUNT.format(where=where), params))[0].count)
    params |= {"size": size, "skip": offset(page, size)}
    rows = await fetch(session, found + _HEADS.format(where=where, order=_ORDERS[sort]), params)
    return Counted([CardHead(*row) for row in rows], min(total, MOST_COUNTED), total <= MOST_COUNTED)


async def all_customers(
    source: Source, *, text: str | None = None, tag: str | None = None, blocked: bool | None = None
) -> AsyncIterator[CardHead]:
    """All customers of a selection, in the order of their numbers, a thousand at a time."""
    found, conditions, params = _selected(text, tag, blocked, most=None)
    where = " WHERE " + " AND ".join([*conditions, "c.account_id > %(after)s"])
    statement = found + _HEADS.format(where=where, order="c.account_id")
    params |= {"size": _AT_ONCE, "skip": 0, "after": 0}
    while rows := await fetch(source, statement, params):
        for row in rows:
            yield CardHead(*row)
        params["after"] = rows[-1].account_id


async def count_customers(
    source: Source, *, text: str | None = None, tag: str | None = None, blocked: bool | None = None
) -> int:
    """How many customers a selection has, all of them counted."""
    found, conditions, params = _selected(text, tag, blocked, most=None)
    where = " WHERE " + " AND ".join(conditions) if conditions else ""
    return int((await fetch(source, found + _COUNT_ALL.format(where=where), params))[0].count)


async def get_card(session: AsyncSession, customer_id: int) -> Card:
    """All that the staff sees of a customer. Raises CustomerNotFound."""
    params = {"id": customer_id}
    heads = await fetch(session, _HEADS_OF_ONE, params)
    if not heads:
        raise CustomerNotFound
    rest: Row = (await fetch(session, _REST, params))[0]
    return Card(
        head=CardHead(*heads[0]),
        locale=rest.locale,
        has_chat=rest.has_chat,
        blocked_at=rest.blocked_at,
        blocked_by_name=rest.blocked_by_name,
        block_reason=rest.block_reason,
        address_count=rest.address_count,
        consents=tuple(Consent(*row) for row in await fetch(session, _CONSENTS, params)),
        notes=tuple(CustomerNote(*row) for row in await fetch(session, _NOTES, params)),
        looks=tuple(Look(*row) for row in await fetch(session, _LOOKS, params)),
    )


async def list_tags(session: AsyncSession) -> list[Row]:
    """The tags in use, the commonest first: (tag, count)."""
    return await fetch(session, _TAGS)


def _selected(
    text: str | None, tag: str | None, blocked: bool | None, most: int | None = MOST_COUNTED + 1
) -> tuple[str, list[str], dict[str, Any]]:
    """The statement's beginning, its conditions and its parameters for a selection. `most`: who are found by `text`."""
    found, conditions, params = _asked(text, most)
    if tag is not None:
        conditions.append("c.tags @> ARRAY[%(tag)s]::varchar[]")
        params["tag"] = tag
    if blocked is not None:
        conditions.append(f"c.blocked_at IS {'NOT ' if blocked else ''}NULL")
    return found, conditions, params


def _asked(text: str | None, most: int | None) -> tuple[str, list[str], dict[str, Any]]:
    """The statement's beginning, its first condition and its parameters for what was typed."""
    if not text:
        return "", [], {}
    question = read_question(text)
    params: dict[str, Any] = {"most": most}
    if question.words is not None:
        branches = [_BY_NAME, _BY_CONTACT_NAME, _BY_USERNAME]
        beginning = (
            text.strip().lstrip("@").lower().replace("\\", r"\\").replace("_", r"\_").replace("%", r"\%")
        )
        params |= {"words": question.words, "username": beginning + "%"}
    else:
        branches = [_BY_ID, *([_BY_PHONE, _BY_CONTACT_PHONE] if question.phone_end else [])]
        params |= {"number": question.number, "phone_end": (question.phone_end or "")[::-1] + "%"}
    found = f"WITH found AS MATERIALIZED ({' UNION '.join(branches)}) "
    return found, ["c.account_id IN (SELECT id FROM found)"], params


_PLAN_FOR_VALUES = sql("SET LOCAL plan_cache_mode = force_custom_plan")
_ORDERS: Final[dict[Sorting, str]] = {
    "recent": "c.last_order_at DESC NULLS LAST, c.account_id DESC",
    "spent": "c.total_spent DESC, c.account_id DESC",
    "newest": "c.opened_at DESC, c.account_id DESC",
}
_QUESTION: Final = (
    "to_tsquery('simple', NULLIF(array_to_string(kiosk_words(%(words)s), ':* & '), '') || ':*')"
)
_BY_NAME: Final = f"""
(SELECT id FROM accounts WHERE to_tsvector('simple', kiosk_fold(full_name)) @@ {_QUESTION} LIMIT %(most)s)
"""
_BY_CONTACT_NAME: Final = f"""
(SELECT account_id FROM customers
WHERE to_tsvector('simple', kiosk_fold(contact_name)) @@ {_QUESTION} LIMIT %(most)s)
"""
_BY_USERNAME: Final = """
(SELECT id FROM accounts WHERE username IS NOT NULL AND lower(username) LIKE %(username)s LIMIT %(most)s)
"""
_BY_ID: Final = "(SELECT id FROM accounts WHERE id = %(number)s)"
_BY_PHONE: Final = """
(SELECT id FROM accounts WHERE phone_number IS NOT NULL AND reverse(phone_number) LIKE %(phone_end)s LIMIT %(most)s)
"""
_BY_CONTACT_PHONE: Final = """
(SELECT account_id FROM customers WHERE reverse(phone_number) LIKE %(phone_end)s LIMIT %(most)s)
"""
_COUNT: Final = (
    f"SELECT count(*) FROM (SELECT FROM customer_cards c{{where}} LIMIT {MOST_COUNTED + 1}) AS counted"
)
_COUNT_ALL: Final = "SELECT count(*) FROM customer_cards c{where}"
_COLUMNS: Final = """
SELECT c.account_id, COALESCE(k.contact_name, a.full_name) AS name, a.username,
    COALESCE(k.phone_number, a.phone_number) AS phone, c.order_count, c.total_spent, c.last_order_at, c.opened_at,
    c.tags, c.blocked_at IS NOT NULL AS blocked
"""
_JOINED: Final = "JOIN accounts a ON a.id = c.account_id LEFT JOIN customers k ON k.account_id = c.account_id"
_HEADS: Final = f"""
{_COLUMNS}
FROM (SELECT * FROM customer_cards c{{where}} ORDER BY {{order}} LIMIT %(size)s OFFSET %(skip)s) AS c
{_JOINED} ORDER BY {{order}}
"""
_HEADS_OF_ONE: Final = f"{_COLUMNS} FROM customer_cards c {_JOINED} WHERE c.account_id = %(id)s"
_REST: Final = """
SELECT a.locale, a.telegram_id IS NOT NULL AS has_chat, c.blocked_at, b.full_name AS blocked_by_name, c.block_reason,
    (SELECT count(*)::int FROM addresses WHERE account_id = a.id) AS address_count
FROM customer_cards c JOIN accounts a ON a.id = c.account_id LEFT JOIN accounts b ON b.id = c.blocked_by
WHERE c.account_id = %(id)s
"""
_CONSENTS: Final = """
SELECT t.purpose, t.title, t.version, e.action, e.channel, e.happened_at
FROM consent_events e JOIN consent_texts t ON t.id = e.text_id WHERE e.account_id = %(id)s ORDER BY e.id DESC
"""
_NOTES: Final = """
SELECT n.id, n.text, n.author_id, a.full_name, n.created_at
FROM customer_notes n LEFT JOIN accounts a ON a.id = n.author_id WHERE n.account_id = %(id)s ORDER BY n.id
"""
_LOOKS: Final = """
SELECT l.looked_at, l.viewer_id, a.full_name, l.reason
FROM personal_data_looks l LEFT JOIN accounts a ON a.id = l.viewer_id
WHERE l.account_id = %(id)s ORDER BY l.id DESC LIMIT 10
"""
_TAGS: Final = """
SELECT tag, count(*)::int AS count FROM customer_cards CROSS JOIN unnest(tags) AS tag
GROUP BY tag ORDER BY count DESC, tag LIMIT 200
"""
