"""Being forgotten: asked for once, done by a job, remembered so that no backup brings it back.

What the law lets us forget is forgotten at once. Orders keep the name, the phone number and the address that they
were placed with until their term is over (`retention`). The account stays as a nameless number, because the proofs
of consents and of this erasure must name somebody.
"""

import asyncio
import os
from pathlib import Path
from typing import Final

import orjson

from kiosk.identity.rules import STAFF_ROLES
from kiosk.identity.service.accounts import NAMELESS
from kiosk.kernel.database import Unit
from kiosk.kernel.jobs import DeferredJob
from kiosk.kernel.rows import fetch
from kiosk.kernel.runtime import Runtime
from kiosk.privacy.errors import NobodyToErase, StaffStays
from kiosk.privacy.forgetting import PARTS

ERASE = "privacy.erase"
TOMBSTONES = "erased.json"
"""Beside the pictures: a list of account numbers that outlives the database."""


async def ask_erasure(unit: Unit, account_id: int, channel: str, *, asked_by: int | None = None) -> bool:
    """Have everything about a person erased as soon as no order of theirs is under way.

    Gives whether it is so already and the job comes at once. Asking twice is asked once. Raises NobodyToErase,
    StaffStays.
    """
    rows = await fetch(unit.session, _ASKED, {"id": account_id, "staff": sorted(STAFF_ROLES)})
    if not rows:
        raise NobodyToErase
    if rows[0].is_staff:
        raise StaffStays
    params = {"id": account_id, "channel": channel, "by": asked_by, "at": unit.now()}
    if await fetch(unit.session, _ASK, params):
        unit.audit("customer.erasure-asked", f"account:{account_id}", channel=channel)
    unit.defer(DeferredJob(ERASE, {"account_id": account_id}))
    return not await fetch(unit.session, _UNDER_WAY, {"id": account_id})


async def list_waiting(unit: Unit) -> list[int]:
    """Accounts whose erasure was asked for and isn't done yet."""
    return [row.account_id for row in await fetch(unit.session, _WAITING)]


async def erase(unit: Unit, account_id: int) -> bool:
    """Do what was asked for; False if nothing was, or an order is still under way."""
    # An order that is being placed holds a share of this row: it is either seen below or comes after.
    await fetch(unit.session, _LOCK, {"id": account_id})
    rows = await fetch(unit.session, _DUE, {"id": account_id})
    if not rows or await fetch(unit.session, _UNDER_WAY, {"id": account_id}):
        return False
    params = {"id": account_id, "telegram_id": rows[0].telegram_id, "nameless": NAMELESS}
    forgotten: dict[str, int] = {}
    for part, statement in PARTS:
        count = len(await fetch(unit.session, statement, params))
        if count:
            forgotten[part] = forgotten.get(part, 0) + count
    done = {"id": account_id, "at": unit.now(), "forgotten": orjson.dumps(forgotten).decode()}
    await fetch(unit.session, _DONE, done)
    unit.audit("customer.erased", f"account:{account_id}", parts=sorted(forgotten))
    return True


async def reconcile(runtime: Runtime) -> list[int]:
    """Compare the list beside the database with the database, both ways; gives accounts to be erased once more.

    Whom the list knows as erased and the database doesn't came back with a restored backup (H08).
    """
    path = runtime.settings.data_dir / TOMBSTONES
    listed = await asyncio.to_thread(_read, path)
    async with runtime.database.unit() as unit:
        erased = {row.account_id for row in await fetch(unit.session, _ERASED)}
        back = sorted(listed - erased)
        for account_id in back:
            await fetch(
                unit.session, _ASK, {"id": account_id, "channel": "backup", "by": None, "at": unit.now()}
            )
        await unit.commit()
    if erased - listed:
        await asyncio.to_thread(_write, path, listed | erased)
    return back


def _read(path: Path) -> set[int]:
    return set(orjson.loads(path.read_bytes())) if path.exists() else set()


def _write(path: Path, accounts: set[int]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(orjson.dumps(sorted(accounts)))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


_UNDER_WAY: Final = """
SELECT 1 FROM orders WHERE user_id = %(id)s AND status IN ('pending', 'confirmed', 'processing', 'shipped') LIMIT 1
"""
_ASKED: Final = """
SELECT EXISTS (SELECT FROM account_roles WHERE account_id = %(id)s AND role = ANY(%(staff)s)) AS is_staff
FROM accounts WHERE id = %(id)s
"""
_ASK: Final = """
INSERT INTO erasures (account_id, channel, asked_by, asked_at) VALUES (%(id)s, %(channel)s, %(by)s, %(at)s)
ON CONFLICT (account_id) WHERE finished_at IS NULL DO NOTHING RETURNING id
"""
_WAITING: Final = "SELECT account_id FROM erasures WHERE finished_at IS NULL ORDER BY id"
_LOCK: Final = "SELECT FROM accounts WHERE id = %(id)s FOR UPDATE"
_DUE: Final = """
SELECT a.telegram_id FROM accounts a JOIN erasures e ON e.account_id = a.id AND e.finished_at IS NULL
WHERE a.id = %(id)s
"""
_DONE: Final = """
UPDATE erasures SET finished_at = %(at)s, forgotten = %(forgotten)s::jsonb
WHERE account_id = %(id)s AND finished_at IS NULL RETURNING id
"""
_ERASED: Final = "SELECT DISTINCT account_id FROM erasures WHERE finished_at IS NOT NULL"
