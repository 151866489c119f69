"""Signing in through the bot: the page shows a link, the person answers in the chat, the page gets the tokens.

The link's code opens nothing by itself: it may be seen by others, for it hangs on a screen as a QR code. Tokens go
only to the browser that began, which holds a secret of its own, and only once the Telegram account that opened the
link has picked the number that this browser shows (reliability.md §6, decision 18).
"""

import random
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final

import structlog

from kiosk.facts import SignInMeddledWith
from kiosk.identity.service import Entry, SignedIn, open_session
from kiosk.identity.service.attempts import take_attempt
from kiosk.kernel.database import Database, Unit
from kiosk.kernel.errors import NotFound
from kiosk.kernel.rows import fetch
from kiosk.kernel.secrets import digest, new_token
from kiosk.sign_in.errors import LinkGone
from kiosk.sign_in.models import TelegramSignIn

log = structlog.get_logger(__name__)

LIFETIME: Final = timedelta(seconds=180)
"""From the first moment to the last, whatever happens in between."""
PER_ADDRESS, ADDRESS_WINDOW = 5, timedelta(minutes=1)
PER_PERSON, PERSON_WINDOW = 20, timedelta(minutes=10)
LOWEST, HIGHEST, CHOICES = 10, 99, 3


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser shows: a code for the link, and the number to pick in the chat."""

    code: str
    number: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the bot asks: is it you, who began with this browser at this address, and which number do you see?"""

    id: int
    choices: list[int]
    address: str
    user_agent: str
    begun_at: datetime


class Answer(Enum):
    """What became of an answer in the chat."""

    APPROVED = "approved"
    WRONG_NUMBER = "wrong-number"
    DECLINED = "declined"
    FOREIGN = "foreign"
    """Somebody else pressed: the sign-in is cancelled, and its person is told."""
    GONE = "gone"
    """It has expired, or was answered before."""


async def begin(unit: Unit, database: Database, browser: str, entry: Entry) -> Begun:
    """Begin a sign-in for the browser that holds the secret `browser`. Raises TooManyAttempts."""
    what = f"telegram-sign-in:{entry.address}"
    await take_attempt(database, what, most=PER_ADDRESS, within=ADDRESS_WINDOW, now=unit.now())
    return await store(unit, "sign-in", entry, browser=browser)


async def store(
    unit: Unit, purpose: str, entry: Entry, *, browser: str | None = None, account_id: int | None = None
) -> Begun:
    """A request that waits for its Telegram account to open it."""
    code = new_token()
    choices = random.SystemRandom().sample(range(LOWEST, HIGHEST + 1), CHOICES)
    number = secrets.choice(choices)
    unit.session.add(
        TelegramSignIn(
            id=secrets.randbelow(2**63 - 1) + 1,
            code_hash=digest(code),
            browser_hash=digest(browser) if browser else None,
            purpose=purpose,
            state="created",
            account_id=account_id,
            number=number,
            choices=choices,
            address=entry.address[:45],
            user_agent=entry.user_agent.replace("\x00", "")[:300],
            created_at=unit.now(),
            expires_at=unit.now() + LIFETIME,
        )
    )
    await unit.session.flush()
    return Begun(code, number)


async def limit_codes(unit: Unit, database: Database, telegram_id: int) -> None:
    """Let one Telegram account try so many codes and no more (A18). Raises TooManyAttempts."""
    what = f"telegram-code:{telegram_id}"
    await take_attempt(database, what, most=PER_PERSON, within=PERSON_WINDOW, now=unit.now())


async def see(unit: Unit, code: str, telegram_id: int) -> Asked | None:
    """A Telegram account opens the link of a sign-in; from now on it is this account's alone to answer.

    Raises LinkGone if there is nothing to answer: the code is unknown, spent or too old, or this Telegram account was
    unknown here before the sign-in began, or its account is switched off. Which of these is not said, and nothing is
    remembered of a stranger. None if somebody else had opened the link: it is cancelled, which the caller must commit.
    """
    rows = await fetch(unit.session, _SEE, {**_who(unit, telegram_id), "code": digest(code)})
    if rows:
        return Asked(*rows[0])
    await refuse_code(unit, code, telegram_id)
    return None


async def answer(unit: Unit, sign_in_id: int, telegram_id: int, number: int | None) -> Answer:
    """The Telegram account picks a number, or says with None that it didn't begin this."""
    values = {**_who(unit, telegram_id), "id": sign_in_id, "number": number or 0}
    rows = await fetch(unit.session, _ANSWER, values)
    if rows:
        approved = rows[0].state == "approved"
        log.info("telegram-sign-in-answered", account=rows[0].account_id, approved=approved)
        if approved:
            return Answer.APPROVED
        return Answer.DECLINED if number is None else Answer.WRONG_NUMBER
    if await cancel_foreign(unit, telegram_id, sign_in_id=sign_in_id):
        return Answer.FOREIGN
    return Answer.GONE


async def refuse_code(unit: Unit, code: str, telegram_id: int) -> None:
    """Cancel what the code has begun if another Telegram account had opened it. Raises LinkGone if not."""
    log.info("telegram-code-refused", telegram=telegram_id)
    if not await cancel_foreign(unit, telegram_id, code_hash=digest(code)):
        raise LinkGone


async def cancel_foreign(unit: Unit, telegram_id: int, *, sign_in_id: int = 0, code_hash: str = "") -> bool:
    """Cancel what another Telegram account has opened before, and have its person told; whether there was such."""
    values = {**_who(unit, telegram_id), "id": sign_in_id, "code": code_hash}
    rows = await fetch(unit.session, _CANCEL_FOREIGN, values)
    for row in rows:
        log.warning("telegram-sign-in-meddled-with", account=row.account_id, telegram=telegram_id)
        unit.publish(SignInMeddledWith(account_id=row.account_id, sign_in_id=row.id))
        unit.audit("sign-in.meddled-with", f"account:{row.account_id}", telegram=telegram_id)
    return bool(rows)


async def status(database: Database, code: str, browser: str | None, now: datetime) -> str:
    """How far the sign-in is, as specs/001 calls it: pending, confirmed or expired. Raises NotFound.

    Only the browser that began may know that there is one (B14b).
    """
    values = {"code": digest(code), "browser": digest(browser or "")}
    rows = await database.reader.fetch(_STATE, values)
    if not rows:
        raise NotFound
    if rows[0].expires_at <= now or rows[0].state == "cancelled":
        return "expired"
    return "confirmed" if rows[0].state in {"approved", "consumed"} else "pending"


async def complete(unit: Unit, secret: str, code: str, browser: str | None, entry: Entry) -> SignedIn | None:
    """Hand the tokens to the browser that began: once, in one statement, however many ask (B14c)."""
    values = {"code": digest(code), "browser": digest(browser or ""), "now": unit.now()}
    rows = await fetch(unit.session, _CONSUME, values)
    return await open_session(unit, secret, rows[0].account_id, entry) if rows else None


def _who(unit: Unit, telegram_id: int) -> dict[str, Any]:
    return {"telegram": telegram_id, "now": unit.now()}


# "Known" is who had an account before the sign-in began: whoever is met now for the first time is a stranger.
_SEE: Final = """
UPDATE telegram_sign_ins s SET state = 'seen', telegram_id = %(telegram)s, account_id = a.id
  FROM accounts a
 WHERE s.code_hash = %(code)s AND s.purpose = 'sign-in' AND s.expires_at > %(now)s
   AND (s.state = 'created' OR (s.state = 'seen' AND s.telegram_id = %(telegram)s))
   AND a.telegram_id = %(telegram)s AND a.is_active AND a.created_at < s.created_at
RETURNING s.id, s.choices, s.address, s.user_agent, s.created_at
"""
_ANSWER: Final = """
UPDATE telegram_sign_ins SET state = CASE WHEN number = %(number)s THEN 'approved' ELSE 'cancelled' END
 WHERE id = %(id)s AND purpose = 'sign-in' AND state = 'seen' AND telegram_id = %(telegram)s
   AND expires_at > %(now)s
RETURNING state, account_id
"""
_CANCEL_FOREIGN: Final = """
UPDATE telegram_sign_ins SET state = 'cancelled'
 WHERE (id = %(id)s OR code_hash = %(code)s) AND state IN ('seen', 'approved') AND telegram_id <> %(telegram)s
   AND expires_at > %(now)s
RETURNING id, account_id
"""
_STATE: Final = """
SELECT state, expires_at FROM telegram_sign_ins
 WHERE code_hash = %(code)s AND browser_hash = %(browser)s AND purpose = 'sign-in'
"""
# Who asks at the same moment doesn't wait for the first to finish, and gets nothing.
_CONSUME: Final = """
UPDATE telegram_sign_ins SET state = 'consumed'
 WHERE id = (SELECT s.id FROM telegram_sign_ins s JOIN accounts a ON a.id = s.account_id
              WHERE s.code_hash = %(code)s AND s.browser_hash = %(browser)s AND s.purpose = 'sign-in'
                AND s.state = 'approved' AND s.expires_at > %(now)s
                AND a.telegram_id = s.telegram_id AND a.is_active
                FOR UPDATE OF s SKIP LOCKED)
RETURNING account_id
"""
