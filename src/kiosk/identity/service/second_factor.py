"""The authenticator application with its recovery codes, shown after the sign-in and before grave acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete

from kiosk.facts import SecondFactorChanged
from kiosk.identity import one_time_codes as codes
from kiosk.identity.errors import NoSecondFactor, WrongCode
from kiosk.identity.models import RecoveryCode, SecondFactor
from kiosk.identity.rules import CODE
from kiosk.identity.service.attempts import give_attempt_back, take_attempt
from kiosk.identity.service.factors import check_may_add, check_may_lose, forget_pending, lock_factors
from kiosk.identity.service.sessions import SignedIn, rotate_session
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import Source, fetch
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.secrets import seal, sealing_key_id, unseal

log = structlog.get_logger(__name__)

MOST_ATTEMPTS, WITHIN = 5, timedelta(minutes=5)
PENDING_LIFETIME = timedelta(minutes=30)
_PURPOSE = "second-factor"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an application must learn; shown once."""

    secret: str
    address: str
    """The `otpauth:` address of the QR code."""


async def begin_enrolment(
    unit: Unit, secret: str, account_id: int, session_id: int, verified_at: datetime | None, *, issuer: str
) -> Enrolment:
    """A new secret for the account's application; it counts from the moment it is confirmed.

    Raises StepUpRequired, FreshSignInRequired. The application shows the account as one of `issuer`.
    """
    await check_may_add(unit, account_id, session_id, verified_at)
    own = codes.new_secret()
    await forget_pending(unit, account_id)
    unit.session.add(
        SecondFactor(
            account_id=account_id,
            secret=seal(secret, _PURPOSE, own.encode(), _place(account_id)),
            created_at=unit.now(),
        )
    )
    await unit.session.flush()
    named = await fetch(unit.session, _NAME, {"id": account_id})
    return Enrolment(own, codes.address(own, issuer=issuer, name=named[0].name))


_NAME = "SELECT COALESCE(login, email, username, full_name) AS name FROM accounts WHERE id = %(id)s"


async def confirm_enrolment(
    unit: Unit, secrets: Sequence[str], account_id: int, session_id: int, code: str
) -> tuple[list[str], SignedIn]:
    """Have the new secret count, in place of an earlier one; gives ten new recovery codes and a stronger session.

    Raises WrongCode, and NoSecondFactor where nothing was begun within half an hour.
    """
    await lock_factors(unit, account_id)
    since = unit.now() - PENDING_LIFETIME
    found = await fetch(unit.session, _PENDING, {"account": account_id, "since": since})
    if not found:
        raise NoSecondFactor
    step = _find_step(secrets, account_id, found[0].secret, code, unit.now())
    if step is None:
        raise WrongCode
    await _forget_confirmed(unit, account_id)
    await fetch(unit.session, _CONFIRM, {"id": found[0].id, "now": unit.now(), "step": step})
    unit.publish(SecondFactorChanged(account_id=account_id, change="added"))
    signed_in = await rotate_session(unit, secrets[0], session_id, verified_at=unit.now())
    return await _renew_recovery_codes(unit, account_id), signed_in


_PENDING = """
SELECT id, secret FROM second_factors
 WHERE account_id = %(account)s AND confirmed_at IS NULL AND created_at > %(since)s
"""
_CONFIRM = """
UPDATE second_factors SET confirmed_at = %(now)s, last_step = %(step)s WHERE id = %(id)s RETURNING id
"""


async def show(runtime: Runtime, unit: Unit, account_id: int, session_id: int, code: str) -> SignedIn:
    """Show a code of the application, or a recovery code; gives the session a new id (B13).

    Raises WrongCode for a wrong or spent one, NoSecondFactor, and TooManyAttempts after five of them in five minutes.
    """
    what = f"second-factor:{account_id}"
    await take_attempt(runtime.database, what, most=MOST_ATTEMPTS, within=WITHIN, now=unit.now())
    if codes.is_one_time_code(code):
        await _spend_code(unit, runtime.settings.secrets, account_id, code)
    else:
        await _spend_recovery_code(unit, account_id, code)
    await give_attempt_back(runtime.database, what)
    return await rotate_session(unit, runtime.settings.secret, session_id, verified_at=unit.now())


async def _spend_code(unit: Unit, secrets: Sequence[str], account_id: int, code: str) -> None:
    found = await fetch(unit.session, _LOCK, {"account": account_id})
    if not found:
        raise NoSecondFactor
    factor = found[0]
    step = _find_step(secrets, account_id, factor.secret, code, unit.now())
    if step is None or step <= factor.last_step:
        raise WrongCode
    sealed = factor.secret
    if not sealed.startswith(sealing_key_id(secrets[0], _PURPOSE)):
        plain = unseal(secrets, _PURPOSE, sealed, _place(account_id)) or b""
        sealed = seal(secrets[0], _PURPOSE, plain, _place(account_id))
    await fetch(unit.session, _SPEND, {"id": factor.id, "step": step, "secret": sealed})


# The row stays locked to the commit: of twenty who show the same code at once, nineteen find it spent.
_LOCK = """
SELECT id, secret, last_step FROM second_factors
 WHERE account_id = %(account)s AND confirmed_at IS NOT NULL FOR UPDATE
"""
_SPEND = """
UPDATE second_factors SET last_step = %(step)s, secret = %(secret)s WHERE id = %(id)s RETURNING id
"""


def _find_step(
    secrets: Sequence[str], account_id: int, sealed: bytes, code: str, now: datetime
) -> int | None:
    plain = unseal(secrets, _PURPOSE, sealed, _place(account_id))
    if plain is None:
        log.error("second-factor-unreadable", hint="set KIOSK_PREVIOUS_SECRET_KEYS to the key that sealed it")
        return None
    return codes.find_step(plain.decode(), code, now)


def _place(account_id: int) -> str:
    return f"account:{account_id}"


async def _spend_recovery_code(unit: Unit, account_id: int, code: str) -> None:
    params = {"account": account_id, "hash": codes.recovery_digest(account_id, code), "now": unit.now()}
    if not await fetch(unit.session, _SPEND_RECOVERY, params):
        raise WrongCode
    unit.publish(SecondFactorChanged(account_id=account_id, change="recovery-code-used"))


_SPEND_RECOVERY = """
UPDATE recovery_codes SET used_at = %(now)s
 WHERE account_id = %(account)s AND code_hash = %(hash)s AND used_at IS NULL RETURNING id
"""


async def renew_recovery_codes(unit: Unit, account_id: int) -> list[str]:
    """Ten new recovery codes in place of all earlier ones. Raises NoSecondFactor. The caller asks for a step-up."""
    if not await lock_factors(unit, account_id):
        raise NoSecondFactor
    unit.publish(SecondFactorChanged(account_id=account_id, change="recovery-codes-renewed"))
    return await _renew_recovery_codes(unit, account_id)


async def _renew_recovery_codes(unit: Unit, account_id: int) -> list[str]:
    await unit.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    fresh = codes.new_recovery_codes()
    unit.session.add_all(
        RecoveryCode(account_id=account_id, code_hash=codes.recovery_digest(account_id, code))
        for code in fresh
    )
    await unit.session.flush()
    return fresh


async def remove(unit: Unit, account_id: int) -> None:
    """Take the application away. Raises NoSecondFactor, SecondFactorObligatory. The caller asks for a step-up."""
    factors = await lock_factors(unit, account_id)
    if CODE not in factors:
        raise NoSecondFactor
    await check_may_lose(unit, account_id, left=factors - {CODE})
    await _forget_confirmed(unit, account_id)
    unit.publish(SecondFactorChanged(account_id=account_id, change="removed"))


async def _forget_confirmed(unit: Unit, account_id: int) -> None:
    await unit.session.execute(
        delete(SecondFactor).where(
            SecondFactor.account_id == account_id, SecondFactor.confirmed_at.is_not(None)
        )
    )


async def count_recovery_codes(source: Source, account_id: int) -> int:
    """How many recovery codes are left."""
    rows = await fetch(source, _COUNT_RECOVERY, {"account": account_id})
    return int(rows[0].left_over)


_COUNT_RECOVERY = """
SELECT count(*) AS left_over FROM recovery_codes WHERE account_id = %(account)s AND used_at IS NULL
"""


async def count_unreadable(source: Source, secrets: Sequence[str]) -> int:
    """How many applications were sealed with a key that isn't among `secrets`: their codes open nothing."""
    known = [sealing_key_id(secret, _PURPOSE) for secret in secrets]
    rows = await fetch(source, _COUNT_UNREADABLE, {"known": known})
    return int(rows[0].unreadable)


_COUNT_UNREADABLE = """
SELECT count(*) AS unreadable FROM second_factors
 WHERE confirmed_at IS NOT NULL AND substring(secret FOR 8) <> ALL (%(known)s::bytea[])
"""
