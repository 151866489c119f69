"""What identity does by the clock."""

from datetime import timedelta
from typing import Final

import structlog

from kiosk.kernel.audit_checks import check_whole
from kiosk.kernel.jobs import schedule
from kiosk.kernel.rows import fetch
from kiosk.kernel.runtime import Runtime

log = structlog.get_logger(__name__)

ENDED_KEPT = timedelta(days=30)
DEVICES_KEPT = timedelta(days=180)


@schedule("identity.seal-audit-log", "11 4 * * *")
async def seal_audit_log(runtime: Runtime) -> None:
    """Every night: walk the audit log's chain, and put its newest hash where the database's owner can't change it."""
    seal, breaks = await check_whole(runtime.database)
    if breaks:
        log.error("audit-log-broken", breaks=breaks[:20])
    log.info("audit-log-sealed", seal=str(seal))


@schedule("identity.forget", "19 3 * * *")
async def forget(runtime: Runtime) -> None:
    """Every night: forget sessions that ended a month ago, devices unseen for half a year, and what came to nothing."""
    async with runtime.database.unit() as unit:
        now = unit.now()
        await fetch(unit.session, _FORGET_SESSIONS, {"until": now - ENDED_KEPT})
        await fetch(unit.session, _FORGET_DEVICES, {"until": now - DEVICES_KEPT})
        for statement in (_FORGET_FAILURES, _FORGET_LINKS, _FORGET_ENROLMENTS):
            await fetch(unit.session, statement, {"until": now - timedelta(days=1)})
        await unit.commit()


_FORGET_SESSIONS: Final = (
    "DELETE FROM sessions WHERE LEAST(expires_at, COALESCE(revoked_at, expires_at)) < %(until)s RETURNING 1"
)
_FORGET_DEVICES: Final = "DELETE FROM devices WHERE last_seen_at < %(until)s RETURNING 1"
_FORGET_FAILURES: Final = "DELETE FROM throttles WHERE GREATEST(counted_since, COALESCE(blocked_until, counted_since)) < %(until)s RETURNING 1"
_FORGET_LINKS: Final = "DELETE FROM entry_links WHERE expires_at < %(until)s RETURNING 1"
_FORGET_ENROLMENTS: Final = (
    "DELETE FROM second_factors WHERE confirmed_at IS NULL AND created_at < %(until)s RETURNING 1"
)
