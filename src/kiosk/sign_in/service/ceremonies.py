"""Challenges that one browser answers, once: of passkeys, and of OpenID Connect."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kiosk.kernel.database import Database, Unit
from kiosk.kernel.secrets import digest
from kiosk.sign_in.models import Ceremony


@dataclass(frozen=True, slots=True)
class Begun:
    """What was noted when the challenge was given."""

    account_id: int | None
    data: dict[str, Any]


async def begin(
    unit: Unit,
    kind: str,
    challenge: str,
    browser: str,
    *,
    lifetime: timedelta,
    account_id: int | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Note that the browser with the secret `browser` was given `challenge`."""
    now = unit.now()
    unit.session.add(
        Ceremony(
            kind=kind,
            token_hash=digest(challenge),
            browser_hash=digest(browser),
            account_id=account_id,
            data=data or {},
            created_at=now,
            expires_at=now + lifetime,
        )
    )
    await unit.session.flush()


async def finish(
    database: Database, kind: str, challenge: str, browser: str | None, now: datetime
) -> Begun | None:
    """Spend a challenge; None if this browser wasn't given it, or has answered it, or took too long.

    It is a transaction of its own: whatever is found wrong with the answer, the challenge is spent.
    """
    rows = await database.direct.fetch(
        _FINISH,
        {"kind": kind, "token": digest(challenge), "browser": digest(browser or ""), "now": now},
    )
    return Begun(rows[0].account_id, rows[0].data) if rows else None


_FINISH = """
UPDATE ceremonies SET used_at = %(now)s
 WHERE kind = %(kind)s AND token_hash = %(token)s AND browser_hash = %(browser)s
   AND used_at IS NULL AND expires_at > %(now)s
RETURNING account_id, data
"""
