"""What comes in from outside is stored before it is acknowledged, seen once, and handled in order.

This file is the storage; `inbox_worker` does the handling. A row goes new -> handled (its effects are committed, its
answers wait to be said) -> done. A row that can't be handled is quarantined and can be replayed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.kernel.presence import lock_name
from kiosk.kernel.rows import Source, fetch

KEPT = timedelta(days=3)
"""Longer than any sender repeats itself (Telegram: 24 hours)."""
QUARANTINE_KEPT = timedelta(days=30)
MAX_ERROR = 500


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that came in. `subject` is whose order of arrival matters: a user."""

    external_id: int
    subject: int
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Received:
    """A stored row that waits for something to be done."""

    id: int
    external_id: int
    subject: int
    state: str
    body: dict[str, Any]
    attempts: int
    answers: dict[str, Any] | None
    said: int
    owner: int | None


async def store(source_of_rows: Source, source: str, incoming: Sequence[Incoming], at: datetime) -> list[int]:
    """Store what is new; gives the subject of each new row. What is acknowledged must be committed before."""
    rows = [
        {"external_id": each.external_id, "subject": each.subject, "body": each.body} for each in incoming
    ]
    stored = await fetch(source_of_rows, _STORE, {"source": source, "rows": _json(rows), "at": at})
    return [row.subject for row in stored]


def _json(value: Any) -> str:
    # PostgreSQL's jsonb can't hold U+0000, and nobody means it.
    return without_null(orjson.dumps(value).decode())


def without_null(encoded: str) -> str:
    """JSON without the escaped character U+0000, which PostgreSQL refuses."""
    if "\\u0000" not in encoded:
        return encoded
    return encoded.replace("\\\\", "\x00").replace("\\u0000", "").replace("\x00", "\\\\")


async def lock_next(session: AsyncSession, source: str, subject: int) -> tuple[Received, bool] | None:
    """What comes next for the subject, and whether the subject is ours for this transaction.

    A row that was handled comes before new ones, even older ones that arrived late: its answers must not be said
    after the answers to what was handled later. It may have been handled between the look and the lock: `mark_handled` sees that.
    """
    name = f"inbox:{source}:{subject}"
    rows = await fetch(session, _NEXT, {"source": source, "subject": subject, "name": name})
    if not rows:
        return None
    *row, locked = rows[0]
    return Received(*row), locked


async def list_waiting_subjects(reader: Source, source: str) -> list[int]:
    """The subjects that have rows which are not done."""
    return [row.subject for row in await fetch(reader, _WAITING, {"source": source})]


async def is_dead(session: AsyncSession, owner: int | None) -> bool:
    """Whether the process `owner` lives no more."""
    if owner is None:
        return True
    return bool((await fetch(session, _LOCK, {"name": lock_name(owner)}))[0].locked)


async def count_attempt(session: AsyncSession, row_id: int) -> None:
    """Record that a row is tried again after the process that had it died."""
    await fetch(session, _ATTEMPT, {"id": row_id})


async def take_over(session: AsyncSession, row_id: int, owner: int) -> None:
    """Have `owner` say the answers of a row whose process died."""
    await fetch(session, _TAKE_OVER, {"id": row_id, "owner": owner})


async def mark_handled(
    session: AsyncSession, row_id: int, answers: dict[str, Any] | None, owner: int, at: datetime
) -> bool:
    """Record that a row's effects are part of this transaction; False if that was so before.

    The body is forgotten: it may hold what a person typed, and nothing needs it any more.
    """
    if answers is None:
        return bool(await fetch(session, _DONE_AT_ONCE, {"id": row_id, "at": at}))
    params = {"id": row_id, "answers": _json(answers), "owner": owner}
    return bool(await fetch(session, _HANDLED, params))


async def mark_said(direct: Source, row_id: int, said: int) -> None:
    """Record that the first `said` answers have been said."""
    await fetch(direct, _SAID, {"id": row_id, "said": said})


async def mark_done(direct: Source, row_id: int, at: datetime) -> None:
    """Record that everything has been said."""
    await fetch(direct, _DONE, {"id": row_id, "at": at})


async def quarantine(session: AsyncSession, row_id: int, error: str, at: datetime) -> None:
    """Put a row aside that can't be handled."""
    await fetch(session, _QUARANTINE, {"id": row_id, "error": error[:MAX_ERROR], "at": at})


async def replay(session: AsyncSession, row_id: int) -> bool:
    """Have a quarantined row handled again; False if it is not quarantined."""
    return bool(await fetch(session, _REPLAY, {"id": row_id}))


async def forget_old(session: AsyncSession, at: datetime) -> int:
    """Delete rows that were done long ago; gives how many."""
    rows = await fetch(session, _FORGET, {"done": at - KEPT, "quarantined": at - QUARANTINE_KEPT})
    return len(rows)


_STORE: Final = """
INSERT INTO inbox (source, external_id, subject, body, received_at)
SELECT %(source)s, each.external_id, each.subject, each.body, %(at)s
  FROM jsonb_to_recordset(%(rows)s::jsonb) AS each(external_id bigint, subject bigint, body jsonb)
 ORDER BY each.external_id
ON CONFLICT (source, external_id) DO NOTHING
RETURNING subject
"""
_LOCK: Final = "SELECT pg_try_advisory_xact_lock(hashtextextended(%(name)s, 0)) AS locked"
_NEXT: Final = """
WITH next AS MATERIALIZED (
    SELECT id, external_id, subject, state, body, attempts, answers, said, owner
      FROM inbox
     WHERE source = %(source)s AND subject = %(subject)s AND state IN ('new','handled')
     ORDER BY state = 'new', external_id
     LIMIT 1
)
SELECT next.*, pg_try_advisory_xact_lock(hashtextextended(%(name)s, 0)) AS locked FROM next
"""
_WAITING: Final = (
    "SELECT DISTINCT subject FROM inbox WHERE source = %(source)s AND state IN ('new','handled')"
)
_ATTEMPT: Final = "UPDATE inbox SET attempts = attempts + 1 WHERE id = %(id)s RETURNING 1"
_TAKE_OVER: Final = (
    "UPDATE inbox SET attempts = attempts + 1, owner = %(owner)s WHERE id = %(id)s RETURNING 1"
)
_HANDLED: Final = """
UPDATE inbox SET state = 'handled', answers = %(answers)s::jsonb, owner = %(owner)s, body = '{}', attempts = 0
 WHERE id = %(id)s AND state = 'new' RETURNING 1
"""
_DONE_AT_ONCE: Final = """
UPDATE inbox SET state = 'done', body = '{}', done_at = %(at)s WHERE id = %(id)s AND state = 'new' RETURNING 1
"""
_SAID: Final = "UPDATE inbox SET said = %(said)s WHERE id = %(id)s RETURNING 1"
_DONE: Final = """
UPDATE inbox SET state = 'done', answers = NULL, owner = NULL, done_at = %(at)s WHERE id = %(id)s RETURNING 1
"""
_QUARANTINE: Final = """
UPDATE inbox SET state = 'quarantined', error = %(error)s, attempts = attempts + 1, done_at = %(at)s
 WHERE id = %(id)s AND state = 'new' RETURNING 1
"""
_REPLAY: Final = """
UPDATE inbox SET state = 'new', error = NULL, attempts = 0, done_at = NULL
 WHERE id = %(id)s AND state = 'quarantined' RETURNING 1
"""
_FORGET: Final = """
DELETE FROM inbox WHERE (state = 'done' AND done_at < %(done)s)
    OR (state = 'quarantined' AND done_at < %(quarantined)s) RETURNING 1
"""
