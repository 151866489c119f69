"""The job that makes sample goods."""

import structlog

from kiosk.kernel.jobs import job
from kiosk.kernel.runtime import Runtime
from kiosk.starting.service import SAMPLE_GOODS, make_goods

log = structlog.get_logger(__name__)


@job(SAMPLE_GOODS)
async def fill_catalogue(runtime: Runtime) -> None:
    """Fill an empty catalogue with sample goods; what is killed begins again, what is done stays."""
    async with runtime.database.unit() as unit:
        made = await make_goods(unit, runtime.files)
        await unit.commit()
    log.info("sample-goods", made=made)
