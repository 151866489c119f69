"""How far the audit log is known to be whole, so that a look at the house needn't walk years of entries.

Every night the whole chain is walked and its end remembered; by day only what was written since is read. An old entry
that somebody edits is therefore found in the next night, or at once by `kiosk doctor`, which walks it all.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.kernel.audit import Seal, find_breaks, find_seal
from kiosk.kernel.database import Database
from kiosk.kernel.rows import Source, fetch

MOST_BREAKS: Final = 20
"""So many of the places where the chain is broken are remembered."""


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What the last walk along the whole chain found."""

    seal: Seal
    """Up to here it was whole."""
    verified_at: datetime | None
    """When it was whole last; None: never yet."""
    breaks: tuple[str, ...]
    """Where the last walk found it broken, in words."""


async def find_check(source: Source) -> AuditCheck | None:
    """What the last walk found; None before the first night."""
    rows = await fetch(source, _FIND)
    if not rows:
        return None
    row = rows[0]
    return AuditCheck(Seal(row.entry_id, bytes(row.hash)), row.verified_at, tuple(row.breaks))


async def find_new_breaks(source: Source, check: AuditCheck | None) -> list[str]:
    """Where the chain is broken: as the last walk found it, or in what was written since."""
    if check is None or check.verified_at is None:
        return await find_breaks(source)
    return list(check.breaks) or await find_breaks(source, since=check.seal)


async def check_whole(database: Database) -> tuple[Seal, list[str]]:
    """Walk the whole chain and remember what was found; gives the seal up to which it is whole, and the breaks."""
    before = await find_check(database.reader)
    # First the end, then the walk: what is written meanwhile belongs to the next check.
    seal = await find_seal(database.reader)
    anchor = before.seal if before and before.verified_at else None
    breaks = await find_breaks(database.reader, anchor)
    async with database.unit() as unit:
        params = {"id": seal.id, "hash": seal.hash, "at": unit.now(), "breaks": breaks[:MOST_BREAKS]}
        await fetch(unit.session, _KEEP_BREAKS if breaks else _KEEP, params)
        await unit.commit()
    return seal, breaks


_FIND: Final = "SELECT entry_id, hash, verified_at, breaks FROM audit_check"
_KEEP: Final = """
INSERT INTO audit_check (entry_id, hash, verified_at, breaks) VALUES (%(id)s, %(hash)s, %(at)s, '{}')
ON CONFLICT (id) DO UPDATE SET entry_id = EXCLUDED.entry_id, hash = EXCLUDED.hash,
    verified_at = EXCLUDED.verified_at, breaks = EXCLUDED.breaks
RETURNING id
"""
# What was whole last stays remembered: it is what the log is compared with.
_KEEP_BREAKS: Final = """
INSERT INTO audit_check (entry_id, hash, breaks) VALUES (%(id)s, %(hash)s, %(breaks)s::text[])
ON CONFLICT (id) DO UPDATE SET breaks = EXCLUDED.breaks
RETURNING id
"""
