"""What comes in from outside is stored before it is acknowledged, seen once, and handled in order.

This file is the storage; `inbox_worker` does the handling. A row goes new -> handled (its effects are committed, its
answers wait to be said) -> done. A row that can't be handled is quarantined and can be replayed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.kernel.presence import lock_name

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


async def store(session: AsyncSession, source: str, incoming: Sequence[Incoming], at: datetime) -> list[int]:
    """Store what is new; gives the subjects of the new rows. The caller commits, then acknowledges."""
    rows = [
        {"external_id": each.external_id, "subject": each.subject, "body": each.body} for each in incoming
    ]
    stored = await session.scalars(_STORE, {"source": source, "rows": _json(rows), "at": at})
    return list(stored)


def _json(value: Any) -> str:
    # PostgreSQL's jsonb can't hold U+0000, and nobody means it.
    return _without_null(orjson.dumps(value).decode())


def _without_null(encoded: str) -> str:
    if "\\u0000" not in encoded:
        return encoded
    return encoded.replace("\\\\", "\x00").replace("\\u0000", "").replace("\x00", "\\\\")


async def lock_subject(session: AsyncSession, source: str, subject: int) -> bool:
    """Take the subject for this transaction; False if another process works on it."""
    return bool(await session.scalar(_LOCK, {"name": f"inbox:{source}:{subject}"}))


async def find_next(session: AsyncSession, source: str, subject: int) -> Received | None:
    """The subject's oldest row that is not done."""
    row = (await session.execute(_NEXT, {"source": source, "subject": subject})).one_or_none()
    return None if row is None else Received(*row)


async def list_waiting_subjects(session: AsyncSession, source: str) -> list[int]:
    """The subjects that have rows which are not done."""
    return list(await session.scalars(_WAITING, {"source": source}))


async def is_dead(session: AsyncSession, owner: int | None) -> bool:
    """Whether the process `owner` lives no more."""
    return owner is None or bool(await session.scalar(_LOCK, {"name": lock_name(owner)}))


async def count_attempt(session: AsyncSession, row_id: int) -> None:
    """Record that a row is tried again after the process that had it died."""
    await session.execute(_ATTEMPT, {"id": row_id})


async def take_over(session: AsyncSession, row_id: int, owner: int) -> None:
    """Have `owner` say the answers of a row whose process died."""
    await session.execute(_TAKE_OVER, {"id": row_id, "owner": owner})


async def mark_handled(
    session: AsyncSession, row_id: int, answers: dict[str, Any] | None, owner: int, at: datetime
) -> bool:
    """Record that a row's effects are part of this transaction; False if that was so before.

    The body is forgotten: it may hold what a person typed, and nothing needs it any more.
    """
    row = await session.execute(
        _HANDLED if answers is not None else _DONE_AT_ONCE,
        {
            "id": row_id,
            "answers": _json(answers) if answers is not None else None,
            "owner": owner,
            "at": at,
        },
    )
    return row.rowcount == 1  # type: ignore[attr-defined, no-any-return]


async def mark_said(session: AsyncSession, row_id: int, said: int) -> None:
    """Record that the first `said` answers have been said."""
    await session.execute(_SAID, {"id": row_id, "said": said})


async def mark_done(session: AsyncSession, row_id: int, at: datetime) -> None:
    """Record that everything has been said."""
    await session.execute(_DONE, {"id": row_id, "at": at})


async def quarantine(session: AsyncSession, row_id: int, error: str, at: datetime) -> None:
    """Put a row aside that can't be handled."""
    await session.execute(_QUARANTINE, {"id": row_id, "error": error[:MAX_ERROR], "at": at})


async def replay(session: AsyncSession, row_id: int) -> bool:
    """Have a quarantined row handled again; False if it is not quarantined."""
    row = await session.execute(_REPLAY, {"id": row_id})
    return row.rowcount == 1  # type: ignore[attr-defined, no-any-return]


async def forget_old(session: AsyncSession, at: datetime) -> int:
    """Delete rows that were done long ago; gives how many."""
    row = await session.execute(_FORGET, {"done": at - KEPT, "quarantined": at - QUARANTINE_KEPT})
    return row.rowcount  # type: ignore[attr-defined, no-any-return]


_STORE = text(
    """
    INSERT INTO inbox (source, external_id, subject, body, received_at)
    SELECT :source, each.external_id, each.subject, each.body, :at
      FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS each(external_id bigint, subject bigint, body jsonb)
     ORDER BY each.external_id
    ON CONFLICT (source, external_id) DO NOTHING
    RETURNING subject
    """
)
_LOCK = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
_NEXT = text(
    """
    SELECT id, external_id, subject, state, body, attempts, answers, said, owner
      FROM inbox
     WHERE source = :source AND subject = :subject AND state IN ('new','handled')
     ORDER BY external_id
     LIMIT 1
    """
)
_WAITING = text("SELECT DISTINCT subject FROM inbox WHERE source = :source AND state IN ('new','handled')")
_ATTEMPT = text("UPDATE inbox SET attempts = attempts + 1 WHERE id = :id")
_TAKE_OVER = text("UPDATE inbox SET attempts = attempts + 1, owner = :owner WHERE id = :id")
_HANDLED = text(
    """
    UPDATE inbox SET state = 'handled', answers = CAST(:answers AS jsonb), owner = :owner, body = '{}', attempts = 0
     WHERE id = :id AND state = 'new'
    """
)
_DONE_AT_ONCE = text(
    "UPDATE inbox SET state = 'done', body = '{}', done_at = :at WHERE id = :id AND state = 'new'"
)
_SAID = text("UPDATE inbox SET said = :said WHERE id = :id")
_DONE = text("UPDATE inbox SET state = 'done', answers = NULL, owner = NULL, done_at = :at WHERE id = :id")
_QUARANTINE = text(
    "UPDATE inbox SET state = 'quarantined', error = :error, attempts = attempts + 1, done_at = :at"
    " WHERE id = :id AND state = 'new'"
)
_REPLAY = text(
    "UPDATE inbox SET state = 'new', error = NULL, attempts = 0, done_at = NULL"
    " WHERE id = :id AND state = 'quarantined'"
)
_FORGET = text(
    "DELETE FROM inbox WHERE (state = 'done' AND done_at < :done)"
    " OR (state = 'quarantined' AND done_at < :quarantined)"
)
