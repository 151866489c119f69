"""What the ways in do later: they write letters, and forget what is over."""

from datetime import timedelta

import structlog
from aiosmtplib import SMTPException
from sqlalchemy import delete

from kiosk.kernel.jobs import job, schedule
from kiosk.kernel.mail import send_letter
from kiosk.kernel.runtime import Runtime
from kiosk.sign_in.models import Ceremony, EmailToken, InitDataUse, TelegramSignIn
from kiosk.sign_in.service.letters import WRITE, take_back, write

log = structlog.get_logger(__name__)

KEPT = timedelta(days=1)


@job(WRITE, attempts=6)
async def write_letter(runtime: Runtime, purpose: str, account_id: int, locale: str) -> None:
    """Write a letter and hand it over; its link counts only if the mail server took it."""
    async with runtime.database.unit() as unit:
        written = await write(unit, runtime, purpose, account_id, locale)
        if written is None:
            log.info("no-letter-written", purpose=purpose)
            return
        letter, link_id = written
        await unit.commit()
    try:
        sent = await send_letter(runtime.settings.smtp, letter)
    except (SMTPException, OSError):
        async with runtime.database.unit() as unit:
            await take_back(unit, link_id)
            await unit.commit()
        raise
    log.info("letter-written", purpose=purpose, account=account_id, sent=sent)


@schedule("sign-in.forget", "23 3 * * *")
async def forget(runtime: Runtime) -> None:
    """Every night: forget what has long expired."""
    async with runtime.database.unit() as unit:
        for table in (EmailToken, Ceremony, TelegramSignIn, InitDataUse):
            await unit.session.execute(delete(table).where(table.expires_at < unit.now() - KEPT))
        await unit.commit()
