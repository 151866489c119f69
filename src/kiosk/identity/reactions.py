"""What identity does by the clock."""

import structlog

from kiosk.kernel.audit import find_breaks, find_seal
from kiosk.kernel.jobs import schedule
from kiosk.kernel.runtime import Runtime

log = structlog.get_logger(__name__)


@schedule("identity.seal-audit-log", "11 4 * * *")
async def seal_audit_log(runtime: Runtime) -> None:
    """Every night: walk the audit log's chain, and put its newest hash where the database's owner can't change it."""
    seal = await find_seal(runtime.database.reader)
    breaks = await find_breaks(runtime.database.reader)
    if breaks:
        log.error("audit-log-broken", breaks=breaks[:20])
    log.info("audit-log-sealed", seal=str(seal))
