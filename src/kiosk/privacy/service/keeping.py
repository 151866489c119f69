"""A copy of everything that is held about a person, and taking a consent back."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.customers.service import ORDER_DATA, Channel, withdraw_consent
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch
from kiosk.privacy.register import SECTIONS

KEPT_AFTER_LAST_ORDER = timedelta(days=3 * 365)
"""What the consent's text promises."""


async def export(session: AsyncSession, account_id: int) -> dict[str, Any]:
    """Everything that is held about a person, by the sections of the register; ready for JSON."""
    known = await fetch(session, _TELEGRAM_ID, {"id": account_id})
    params = {"id": account_id, "telegram_id": known[0].telegram_id if known else None}
    copy: dict[str, Any] = {}
    for section in SECTIONS:
        rows = await fetch(session, section.sql, params)
        copy[section.name] = [_plain(row._asdict()) for row in rows]
    return copy


async def withdraw(unit: Unit, account_id: int, channel: Channel) -> bool:
    """Take back the consent to keep the order data, and forget at once what was kept under it.

    Messages that were received from the person are forgotten too, as far as they have been handled. Orders stay:
    they have to be delivered and accounted for. Gives False if there was no consent to take back.
    """
    withdrawn = await withdraw_consent(unit, account_id, ORDER_DATA, channel)
    known = await fetch(unit.session, _TELEGRAM_ID, {"id": account_id})
    if known and known[0].telegram_id is not None:
        await unit.session.execute(_FORGET_MESSAGES, {"telegram_id": known[0].telegram_id})
    return withdrawn


async def forget_former_customers(unit: Unit) -> int:
    """Forget the kept contact and addresses of people whose last order was three years ago; gives how many.

    Who never ordered is counted from the consent. The consent's text promises this.
    """
    rows = await fetch(unit.session, _FORMER, {"before": unit.now() - KEPT_AFTER_LAST_ORDER})
    ids = [row.account_id for row in rows]
    if ids:
        for statement in (_FORGET_CONTACTS, _FORGET_ADDRESSES):
            await unit.session.execute(statement, {"ids": ids})
    return len(ids)


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in fields.items()
    }


_TELEGRAM_ID: Final = "SELECT telegram_id FROM accounts WHERE id = %(id)s"
# The rows themselves stay for three days, so that Telegram's repetitions are known for what they are.
_FORGET_MESSAGES = text(
    "UPDATE inbox SET body = '{}', answers = NULL"
    " WHERE source LIKE 'telegram:%' AND subject = :telegram_id AND state = 'done'"
)
_FORMER: Final = """
SELECT kept.account_id
FROM (SELECT account_id FROM customers UNION SELECT account_id FROM addresses) kept
WHERE %(before)s > COALESCE(
    (SELECT max(created_at) FROM orders WHERE user_id = kept.account_id),
    (SELECT max(happened_at) FROM consent_events WHERE account_id = kept.account_id),
    '-infinity')
ORDER BY kept.account_id
"""
_FORGET_CONTACTS = text("DELETE FROM customers WHERE account_id = ANY(:ids)")
_FORGET_ADDRESSES = text("DELETE FROM addresses WHERE account_id = ANY(:ids)")
