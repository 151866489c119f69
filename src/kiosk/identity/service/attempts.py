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
    failures, counted_since = await _count(database, what, within, now)
    if failures > most:
        left = counted_since + within - now
        log.warning("attempts-used-up", what=what.partition(":")[0])
        raise TooManyAttempts(minutes=max(1, math.ceil(left / timedelta(minutes=1))))


async def count_failure(database: Database, what: str, *, within: timedelta, now: datetime) -> int:
    """Count one more failure of `what`; gives how many there were since the first `within` a time."""
    return (await _count(database, what, within, now))[0]


async def _count(database: Database, what: str, within: timedelta, now: datetime) -> tuple[int, datetime]:
    values = {"key": digest(what), "now": now, "since": now - within}
    row = (await database.direct.fetch(_TAKE, values))[0]
    return row.failures, row.counted_since


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


async def take_slowing_attempt(database: Database, what: str, now: datetime) -> None:
    """Take an attempt at `what`; from the fifth on each must wait twice as long as the one before, at most five minutes.

    Nothing is locked for good, and an hour of quiet forgives all. Raises TooManyAttempts while there is to be waited.
    """
    key = digest(what)
    if await database.direct.fetch(_TAKE_SLOWING, {"key": key, "now": now}):
        return
    rows = await database.direct.fetch(_WAITS, {"key": key})
    left = (rows[0].blocked_until - now) if rows else timedelta()
    log.warning("attempts-slowed-down", what=what.partition(":")[0])
    raise TooManyAttempts(seconds=max(1, math.ceil(left / timedelta(seconds=1))))


# Failures 1 to 4 cost nothing, the fifth 1 second, the next 2, 4, 8 ... 256, and then 300 each. The row is seen and
# changed in one statement: of a hundred guesses at once each sees what the one before has written.
_TAKE_SLOWING = """
INSERT INTO throttles AS t (key, failures, counted_since, blocked_until)
VALUES (%(key)s, 1, %(now)s, %(now)s)
ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN t.blocked_until < %(now)s - interval '1 hour' THEN 1 ELSE t.failures + 1 END,
    counted_since = CASE WHEN t.blocked_until < %(now)s - interval '1 hour' THEN %(now)s ELSE t.counted_since END,
    blocked_until = %(now)s + CASE
        WHEN t.failures < 4 OR t.blocked_until < %(now)s - interval '1 hour' THEN interval '0'
        ELSE make_interval(secs => LEAST(300, power(2, LEAST(t.failures - 4, 9)))) END
    WHERE t.blocked_until <= %(now)s
RETURNING failures
"""
_WAITS = "SELECT blocked_until FROM throttles WHERE key = %(key)s"


async def forgive_attempts(database: Database, what: str) -> None:
    """Whoever tried has proven who they are: what failed before doesn't count."""
    await database.direct.fetch(_FORGIVE, {"key": digest(what)})


_FORGIVE = "DELETE FROM throttles WHERE key = %(key)s RETURNING 1"
