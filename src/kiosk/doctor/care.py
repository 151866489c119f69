"""What the panel can do about a finding."""

import asyncio
from datetime import datetime
from typing import Final

from kiosk.doctor.setup import Remedy
from kiosk.kernel.backup import STALE, list_backups
from kiosk.kernel.database import Unit
from kiosk.kernel.jobs import DeferredJob
from kiosk.kernel.rows import fetch
from kiosk.kernel.runtime import Runtime

__all__ = ["Remedy", "apply_remedy", "is_backup_late", "newest_backup"]


async def newest_backup(runtime: Runtime) -> datetime | None:
    """When the newest complete backup was taken."""
    found = await asyncio.to_thread(list_backups, runtime.settings.backups)
    return found[-1].taken_at if found else None


async def is_backup_late(runtime: Runtime, taken_at: datetime | None) -> bool:
    """Whether last night's backup is missing. A shop that is younger than a night owes none yet."""
    since = taken_at or (await fetch(runtime.database.reader, _BEGINNING))[0].began_at
    return since is not None and runtime.clock.now() - since > STALE


async def apply_remedy(unit: Unit, remedy: Remedy) -> None:
    """Mend something; doing it twice does no harm."""
    if remedy == "back-up":
        unit.defer(DeferredJob("kernel.back-up-now", once="back-up"))
    elif remedy == "retry-jobs":
        await fetch(unit.session, _RETRY_JOBS)
    else:
        await fetch(unit.session, _REPLAY)


_BEGINNING: Final = "SELECT min(created_at) AS began_at FROM accounts"
_RETRY_JOBS: Final = """
SELECT procrastinate_retry_job_v1(id, now(), NULL, NULL, NULL) FROM procrastinate_jobs WHERE status = 'failed'
"""
# A press is worth replaying for 150 seconds only; Telegram takes no answer after that.
_REPLAY: Final = """
UPDATE inbox SET state = 'new', error = NULL, attempts = 0, done_at = NULL WHERE state = 'quarantined' RETURNING 1
"""
