"""Counting what is tried in vain, for all processes together and before the trial's outcome is known.

An attempt is taken first and given back when it succeeds: twenty guesses at once are twenty attempts, and what a
refusal rolls back isn't among them.
"""

import math
from datetime import datetime, timedelta

import structlog

from kiosk.identity.errors import TooManyAttempts
from kiosk.kernel.database import Database
from kiosk.kernel.secrets import digest

log = structlog.get_logger(__name__)


async def take_attempt(database: Database, what: str, *, most: int, within: timedelta, now: datetime) -> None:
    """Take one of `most` attempts at `what` (such as `second-factor:7`) that may fail `within` a time.

    Raises TooManyAttempts when they are used up.
    """
    rows = await database.direct.fetch(_TAKE, {"key": digest(what), "now": now, "since": now - within})
    taken = rows[0]
    if taken.failures > most:
        left = taken.counted_since + within - now
        log.warning("attempts-used-up", what=what.partition(":")[0])
        raise TooManyAttempts(minutes=max(1, math.ceil(left / timedelta(minutes=1))))


_TAKE = """
INSERT INTO throttles AS t (key, failures, counted_since) VALUES (%(key)s, 1, %(now)s)
ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN t.counted_since <= %(since)s THEN 1 ELSE t.failures + 1 END,
    counted_since = CASE WHEN t.counted_since <= %(since)s THEN %(now)s ELSE t.counted_since END
RETURNING failures, counted_since
"""


async def give_attempt_back(database: Database, what: str) -> None:
    """The attempt that was taken last has succeeded, so it doesn't count."""
    await database.direct.fetch(_GIVE_BACK, {"key": digest(what)})


_GIVE_BACK = "UPDATE throttles SET failures = failures - 1 WHERE key = %(key)s AND failures > 0 RETURNING 1"
