"""The audit log: who of the staff did what, in a chain in which every entry seals the one before it.

An entry is written by the unit of work that did the thing, as its last statement, so there is one exactly when the
thing is done. Its hash is SHA-256 over the hash of the entry before it and its own content; ids have no gaps. So a
row that was changed, taken out or put in shows (`find_breaks`). Rows cut off at the end, or a chain that somebody
computed anew, show only against a hash that was kept elsewhere (`Seal`).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.kernel.rows import Row, Source, fetch

FIRST_PREVIOUS = bytes(32)
"""What the first entry follows."""
Detail = str | int | bool | None | list[str] | list[int]
_LONGEST_ACTION, _LONGEST_SUBJECT, _LONGEST_ADDRESS, _LONGEST_REQUEST = 80, 120, 45, 64
_BATCH = 2_000


@dataclass(slots=True)
class Act:
    """On whose behalf a unit of work is done; it is filled in as it becomes known.

    With an `action` it is a write of the staff, which leaves an entry even if the service says nothing of its own.
    """

    actor_id: int | None = None
    key_id: int | None = None
    address: str = ""
    request_id: str = ""
    action: str = ""
    """The right that is used: `catalog.edit`; "" for what is nobody's write or no write."""
    subject: str = ""
    operation: str = ""
    """What was called: an operation of the API, a command."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says besides who and when."""

    action: str
    subject: str
    actor_id: int | None = None
    details: dict[str, Detail] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seal:
    """The newest entry's number and hash. Kept outside the database, it proves all that came before."""

    id: int
    hash: bytes

    def __str__(self) -> str:
        """`42:9f86...`, as it is printed and given back."""
        return f"{self.id}:{self.hash.hex()}"

    @classmethod
    def parse(cls, text: str) -> "Seal":
        """Read what `str` gave. Raises ValueError."""
        number, _, value = text.strip().partition(":")
        seal = cls(int(number), bytes.fromhex(value))
        if seal.id < 0 or len(seal.hash) != len(FIRST_PREVIOUS):
            raise ValueError("not a seal")
        return seal


_BEGINNING: Final = Seal(0, FIRST_PREVIOUS)


async def store_entries(session: AsyncSession, act: Act, entries: Sequence[Entry], at: datetime) -> None:
    """Append `entries` to the chain. Whoever appends next waits until this transaction ends, so it is done last."""
    # What is checked at the commit is checked now: some of it takes locks, and this one comes after all others.
    await session.execute(_CHECK)
    await fetch(session, _LOCK)
    # A statement of its own: only after the lock does it see what the holder before has committed.
    tail = await find_seal(session)
    number, previous = tail.id, tail.hash
    for entry in entries:
        number += 1
        row = _row(number, at, act, entry)
        digest = _digest(previous, row)
        params = {**row, "details": orjson.dumps(row["details"]).decode()}
        await fetch(session, _APPEND, {**params, "previous": previous, "hash": digest})
        previous = digest


def _row(number: int, at: datetime, act: Act, entry: Entry) -> dict[str, Any]:
    details = {"operation": act.operation, **entry.details} if act.operation else entry.details
    for name, value in details.items():
        if isinstance(value, float):  # jsonb would not give it back as it was
            raise TypeError(f"{name}: numbers in the audit log are whole")
    return {
        "id": number,
        "at": at.astimezone(UTC),
        "actor_id": entry.actor_id if entry.actor_id is not None else act.actor_id,
        "key_id": act.key_id,
        "action": entry.action[:_LONGEST_ACTION],
        "subject": entry.subject[:_LONGEST_SUBJECT],
        "details": orjson.loads(orjson.dumps(details)),
        "address": act.address[:_LONGEST_ADDRESS],
        "request_id": act.request_id[:_LONGEST_REQUEST],
    }


_SEALED: Final = ("id", "at", "actor_id", "key_id", "action", "subject", "details", "address", "request_id")


def _digest(previous: bytes, row: dict[str, Any]) -> bytes:
    values = [row[name] if name != "at" else row["at"].astimezone(UTC).isoformat() for name in _SEALED]
    return hashlib.sha256(previous + orjson.dumps(values, option=orjson.OPT_SORT_KEYS)).digest()


async def find_seal(source: Source) -> Seal:
    """The newest entry's number and hash; 0 and zeros for an empty log."""
    rows = await fetch(source, _TAIL)
    return Seal(rows[0].id, bytes(rows[0].hash)) if rows else _BEGINNING


async def find_breaks(source: Source, anchor: Seal | None = None, *, since: Seal | None = None) -> list[str]:
    """Where the chain is broken, in words; also whether the entry that `anchor` names is no longer what it was.

    `since` is the last entry of a part that was found whole before: only that entry and what follows is read.
    """
    breaks: list[str] = []
    last = since or _BEGINNING
    if last != _BEGINNING and (broken := await _broken_at(source, last)):
        return [broken]
    anchored = anchor is None or anchor in {last, _BEGINNING}
    while rows := await fetch(source, _READ, {"after": last.id, "limit": _BATCH}):
        for row in rows:
            breaks += _breaks_at(row, last)
            last = Seal(row.id, bytes(row.hash))
            anchored = anchored or last == anchor
    if not anchored and anchor is not None:
        breaks.append(_cut_off(anchor) if anchor.id > last.id else _replaced(anchor))
    return breaks


async def _broken_at(source: Source, kept: Seal) -> str | None:
    """What is wrong with the very entry that `kept` names."""
    rows = await fetch(source, _READ, {"after": kept.id - 1, "limit": 1})
    if not rows:
        return _cut_off(kept)
    if rows[0].id != kept.id or bytes(rows[0].hash) != kept.hash:
        return _replaced(kept)
    return f"entry {kept.id} was changed" if _is_changed(rows[0]) else None


def _cut_off(kept: Seal) -> str:
    return f"entries up to {kept.id} were cut off"


def _replaced(kept: Seal) -> str:
    return f"entry {kept.id} is not the one whose hash was kept"


def _is_changed(row: Row) -> bool:
    content = {name: getattr(row, name) for name in _SEALED}
    return _digest(bytes(row.previous_hash), content) != bytes(row.hash)


def _breaks_at(row: Row, last: Seal) -> list[str]:
    if row.id != last.id + 1:
        missing = (
            f"entry {row.id - 1} is" if row.id == last.id + 2 else f"entries {last.id + 1}-{row.id - 1} are"
        )
        return [f"{missing} missing"]
    if _is_changed(row):
        return [f"entry {row.id} was changed"]
    if bytes(row.previous_hash) != last.hash:
        return [f"entry {row.id} doesn't follow entry {last.id}: one of them was put in"]
    return []


_CHECK: Final = text("SET CONSTRAINTS ALL IMMEDIATE")
_LOCK: Final = "SELECT pg_advisory_xact_lock(7203118)"
_TAIL: Final = "SELECT id, hash FROM audit_log ORDER BY id DESC LIMIT 1"
_APPEND: Final = """
INSERT INTO audit_log
    (id, at, actor_id, key_id, action, subject, details, address, request_id, previous_hash, hash)
VALUES (%(id)s, %(at)s, %(actor_id)s, %(key_id)s, %(action)s, %(subject)s, %(details)s::jsonb, %(address)s,
    %(request_id)s, %(previous)s, %(hash)s)
RETURNING id
"""
_READ: Final = """
SELECT id, at, actor_id, key_id, action, subject, details, address, request_id, previous_hash, hash
FROM audit_log WHERE id > %(after)s ORDER BY id LIMIT %(limit)s
"""
