"""Tying a Telegram account to an account that was born on the web.

Asked for in the panel with a fresh second factor, confirmed in the chat by who opens the link, and told to both the
new Telegram account and the one that was tied before (reliability.md B15, decision 18).
"""

from dataclasses import dataclass
from typing import Final

import structlog
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kiosk.facts import TelegramLinked
from kiosk.identity.service import Entry
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch
from kiosk.kernel.secrets import digest
from kiosk.sign_in.errors import AlreadyLinked, BornInTelegram, TelegramTaken
from kiosk.sign_in.rules import FIRST_WEB_ACCOUNT
from kiosk.sign_in.service.telegram import Begun, cancel_foreign, refuse_code, store

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """Which account would be tied: what the chat names."""

    id: int
    full_name: str
    login: str | None
    """What the account signs in with: a login or an e-mail address."""
    replaces: bool
    """Whether another Telegram account is tied to it now."""


async def begin(unit: Unit, account_id: int, entry: Entry) -> Begun:
    """Begin to link the account, whose person has just shown a second factor. Raises BornInTelegram."""
    if account_id < FIRST_WEB_ACCOUNT:
        raise BornInTelegram
    return await store(unit, "link", entry, account_id=account_id)


async def see(unit: Unit, code: str, telegram_id: int) -> Offer | None:
    """A Telegram account opens the link; nothing is tied yet.

    Raises AlreadyLinked, TelegramTaken, and LinkGone if there is nothing to answer. None if somebody else had opened
    it: it is cancelled, which the caller must commit.
    """
    values = {"telegram": telegram_id, "code": digest(code), "now": unit.now()}
    rows = await fetch(unit.session, _SEE, values)
    if not rows:
        await refuse_code(unit, code, telegram_id)
        return None
    row = rows[0]
    if row.linked == telegram_id:
        raise AlreadyLinked
    await _check_free(unit, telegram_id)
    return Offer(row.id, row.full_name, row.login or row.email, replaces=row.linked is not None)


async def confirm(unit: Unit, request_id: int, telegram_id: int, username: str | None) -> str | None:
    """Tie the Telegram account that opened the link; gives the account's name, or None if there is nothing to answer.

    Raises TelegramTaken.
    Its own account as a customer is given up if nothing was ever done with it; otherwise the two can't become one.
    """
    rows = await fetch(unit.session, _CONFIRM, {"id": request_id, "telegram": telegram_id, "now": unit.now()})
    if not rows:
        await cancel_foreign(unit, telegram_id, sign_in_id=request_id)
        return None
    account = rows[0]
    await _give_up_own_account(unit, telegram_id)
    values = {"id": account.id, "telegram": telegram_id, "username": username, "now": unit.now()}
    await fetch(unit.session, _LINK, values)
    log.info("telegram-linked", account=account.id)
    unit.publish(
        TelegramLinked(account_id=account.id, telegram_id=telegram_id, previous_telegram_id=account.previous)
    )
    unit.audit("telegram.linked", f"account:{account.id}", actor_id=account.id, telegram=telegram_id)
    return str(account.full_name)


async def decline(unit: Unit, request_id: int, telegram_id: int) -> None:
    """Whoever opened the link doesn't want it."""
    if not await fetch(unit.session, _DECLINE, {"id": request_id, "telegram": telegram_id}):
        await cancel_foreign(unit, telegram_id, sign_in_id=request_id)


async def _check_free(unit: Unit, telegram_id: int) -> None:
    """Raises TelegramTaken if the Telegram account's own account is more than a name that pressed Start."""
    if await fetch(unit.session, _IN_USE, {"telegram": telegram_id}):
        raise TelegramTaken


async def _give_up_own_account(unit: Unit, telegram_id: int) -> None:
    await _check_free(unit, telegram_id)
    try:
        async with unit.session.begin_nested():
            await unit.session.execute(_DELETE, {"telegram": telegram_id})
    except IntegrityError as error:  # orders hold their customer fast
        raise TelegramTaken from error


_SEE: Final = """
UPDATE telegram_sign_ins s SET state = 'seen', telegram_id = %(telegram)s
  FROM accounts a
 WHERE s.code_hash = %(code)s AND s.purpose = 'link' AND s.expires_at > %(now)s
   AND (s.state = 'created' OR (s.state = 'seen' AND s.telegram_id = %(telegram)s))
   AND a.id = s.account_id AND a.is_active
RETURNING s.id, a.full_name, a.login, a.email, a.telegram_id AS linked
"""
_CONFIRM: Final = """
UPDATE telegram_sign_ins s SET state = 'consumed'
  FROM accounts a
 WHERE s.id = %(id)s AND s.purpose = 'link' AND s.state = 'seen' AND s.telegram_id = %(telegram)s
   AND s.expires_at > %(now)s AND a.id = s.account_id AND a.is_active
RETURNING a.id, a.full_name, a.telegram_id AS previous
"""
_DECLINE: Final = """
UPDATE telegram_sign_ins SET state = 'cancelled'
 WHERE id = %(id)s AND purpose = 'link' AND state = 'seen' AND telegram_id = %(telegram)s RETURNING id
"""
# The account goes on being called as it was, and not as that Telegram is.
_LINK: Final = """
UPDATE accounts SET telegram_id = %(telegram)s, username = %(username)s, updated_at = %(now)s,
       first_name = COALESCE(first_name, left(full_name, 100))
 WHERE id = %(id)s RETURNING id
"""
_IN_USE: Final = """
SELECT 1 FROM accounts a
 WHERE a.telegram_id = %(telegram)s
   AND (a.login IS NOT NULL OR a.email IS NOT NULL OR NOT a.is_active
        OR EXISTS (SELECT FROM account_roles r WHERE r.account_id = a.id AND r.role <> 'customer')
        OR EXISTS (SELECT FROM passkeys p WHERE p.account_id = a.id))
"""
_DELETE: Final = text("DELETE FROM accounts WHERE telegram_id = :telegram")
