"""Signing in with a password, and how guessing is slowed down without locking anybody out (decision 16).

A stranger's guesses wait longer and longer, for the account as for the address. A device that the account was used
on before, or a network address where it was, answers for itself alone: its person enters while strangers guess.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog

from kiosk.business.service import find_names
from kiosk.facts import GuessingNoticed
from kiosk.identity.errors import (
    Inactive,
    StepUpRequired,
    TooManyAttempts,
    WrongCredentials,
    WrongPassword,
)
from kiosk.identity.passwords import verify_password
from kiosk.identity.rules import MAX_PASSWORD, STEP_UP
from kiosk.identity.service import Entry, SignedIn, new_password_hash, open_session, set_password
from kiosk.identity.service.attempts import (
    count_failure,
    forgive_attempts,
    give_attempt_back,
    take_attempt,
    take_slowing_attempt,
)
from kiosk.identity.service.devices import find_device, is_known_address
from kiosk.kernel.runtime import Runtime

log = structlog.get_logger(__name__)

PER_ADDRESS, ADDRESS_WINDOW = 20, timedelta(minutes=1)
HOME = timedelta(days=30)
"""For so long an address where the account was signed in is known."""
ALARM_AT, ALARM_WINDOW = 200, timedelta(minutes=10)
"""So many wrong passwords within ten minutes, of whomever and from wherever, are told to the owners."""


async def sign_in(runtime: Runtime, login: str, password: str, entry: Entry) -> SignedIn:
    """Open a session for who knows the password. Raises WrongCredentials, TooManyAttempts, Inactive, Unavailable.

    It opens its own unit of work, because no connection may be held while the password is being checked. Whether
    the account exists shows in nothing: the same statements run and the same time passes.
    """
    login = login.strip().lower()
    rows = await runtime.database.reader.fetch(_FIND, {"login": login})
    found = rows[0] if rows else None
    account_id: int = found.id if found else 0
    device = await find_device(runtime.database.reader, account_id, entry.device)
    since = runtime.clock.now() - HOME
    is_home = await is_known_address(runtime.database.reader, account_id, entry.address, since)
    who = f"account:{account_id}" if found else f"login:{login}"
    if is_home:
        who += f":at:{entry.address}"
    succeed = await _take_turn(runtime, who, entry.address, device)
    right = await verify_password(password[: MAX_PASSWORD + 1], found and found.password_hash)
    if found is None or not right:
        await _note_failure(runtime)
        raise WrongCredentials
    await succeed()
    if not found.is_active:
        raise Inactive
    async with runtime.database.unit() as unit:
        signed_in = await open_session(unit, runtime.settings.secret, account_id, entry)
        await unit.commit()
    return signed_in


_FIND = """
SELECT id, password_hash, is_active FROM accounts WHERE login = %(login)s OR email = %(login)s
ORDER BY (login = %(login)s) IS TRUE DESC LIMIT 1
"""


async def _take_turn(runtime: Runtime, who: str, address: str, device: int | None) -> Callable[[], Any]:
    """Count the attempt before it is made; gives what to call when the password was right."""
    database, now = runtime.database, runtime.clock.now()
    if device is not None:
        at_device = f"password:device:{device}"
        await take_slowing_attempt(database, at_device, now)
        return lambda: forgive_attempts(database, at_device)
    from_address, of_account = f"password:address:{address}", f"password:{who}"
    await take_attempt(database, from_address, most=PER_ADDRESS, within=ADDRESS_WINDOW, now=now)
    try:
        await take_slowing_attempt(database, of_account, now)
    except TooManyAttempts:
        await _note_failure(runtime)
        raise

    async def succeed() -> None:
        await give_attempt_back(database, from_address)
        await forgive_attempts(database, of_account)

    return succeed


async def _note_failure(runtime: Runtime) -> None:
    """Count what failed anywhere; when it is more than people forget, tell the owners (B02)."""
    log.info("sign-in-refused")
    now = runtime.clock.now()
    failures = await count_failure(runtime.database, "password:anywhere", within=ALARM_WINDOW, now=now)
    if failures == ALARM_AT:
        log.warning("guessing-noticed", failures=failures)
        async with runtime.database.unit() as unit:
            unit.publish(GuessingNoticed(failures=failures))
            unit.audit("sign-in.guessing-noticed")
            await unit.commit()


async def change_password(
    runtime: Runtime,
    account_id: int,
    current: str,
    password: str,
    *,
    keep: int,
    verified_at: datetime | None,
) -> None:
    """Give one's account another password; all sessions end but the one to `keep`.

    Who has none yet (an account from Telegram) shows a fresh second factor instead: a session alone, which might
    be stolen, must not give its thief a way in that lasts. Raises WrongPassword, WeakPassword, StepUpRequired,
    TooManyAttempts, Unavailable.
    """
    now = runtime.clock.now()
    rows = await runtime.database.reader.fetch(_OWN, {"id": account_id})
    account = rows[0]
    if account.password_hash is not None:
        what = f"password:change:{account_id}"
        await take_slowing_attempt(runtime.database, what, now)
        if not await verify_password(current[: MAX_PASSWORD + 1], account.password_hash):
            raise WrongPassword
        await forgive_attempts(runtime.database, what)
    elif verified_at is None or now - verified_at > STEP_UP:
        raise StepUpRequired
    own = filter(None, (account.login, account.email, account.full_name))
    password_hash = await new_password_hash(password, *own, *await find_names(runtime.database))
    async with runtime.database.unit() as unit:
        await set_password(unit, account_id, password_hash, keep=keep)
        await unit.commit()


_OWN = "SELECT login, email, full_name, password_hash FROM accounts WHERE id = %(id)s"
