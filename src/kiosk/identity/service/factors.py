"""Which second factors an account holds, and who may add or lose one.

An authenticator application is one (`second_factor`), a passkey is another (`sign_in` knows how they work).
"""

from datetime import datetime, timedelta

from sqlalchemy import delete

from kiosk.identity.errors import FreshSignInRequired, SecondFactorObligatory, StepUpRequired
from kiosk.identity.models import Passkey, RecoveryCode, SecondFactor
from kiosk.identity.rules import STEP_UP, is_obliged
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch

FRESH_SIGN_IN = timedelta(minutes=30)
"""How long after the sign-in a first factor may be added with nothing else to show."""
RECENT = timedelta(days=1)


async def lock_factors(unit: Unit, account_id: int) -> frozenset[str]:
    """Which factors the account holds: "code", "passkey". Nobody else adds or removes one until the commit."""
    # Two statements: what one statement reads beside the row that it waits for is as old as the wait.
    await fetch(
        unit.session, "SELECT id FROM accounts WHERE id = %(id)s FOR NO KEY UPDATE", {"id": account_id}
    )
    rows = await fetch(unit.session, _FACTORS, {"account": account_id})
    return frozenset(row.factor for row in rows)


_FACTORS = """
SELECT 'code' AS factor FROM second_factors WHERE account_id = %(account)s AND confirmed_at IS NOT NULL
UNION SELECT 'passkey' FROM passkeys WHERE account_id = %(account)s
"""


async def check_may_add(
    unit: Unit, account_id: int, session_id: int, verified_at: datetime | None
) -> frozenset[str]:
    """Let a factor be added; gives those that the account holds. Raises StepUpRequired, FreshSignInRequired.

    Who holds one shows it: otherwise a stolen password would bring its own. The first one has nothing to be shown,
    so it is added right after a sign-in only, not with an access token that was picked up somewhere.
    """
    factors = await lock_factors(unit, account_id)
    now = unit.now()
    if factors:
        if verified_at is None or now - verified_at > STEP_UP:
            raise StepUpRequired
        return factors
    opened = await fetch(
        unit.session, "SELECT created_at FROM sessions WHERE id = %(id)s", {"id": session_id}
    )
    if not opened or now - opened[0].created_at > FRESH_SIGN_IN:
        raise FreshSignInRequired
    return factors


async def check_may_lose(unit: Unit, account_id: int, *, left: frozenset[str]) -> None:
    """Let a factor go; `left` are those that remain. Raises SecondFactorObligatory for who must have one.

    With the last factor the recovery codes go as well.
    """
    if left:
        return
    held = (await fetch(unit.session, _HELD, {"account": account_id}))[0]
    if is_obliged(held.roles, held.extra):
        raise SecondFactorObligatory
    await unit.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


_HELD = """
SELECT ARRAY(SELECT role FROM account_roles WHERE account_id = %(account)s) AS roles,
       ARRAY(SELECT verb FROM account_permissions WHERE account_id = %(account)s) AS extra
"""


async def forget_pending(unit: Unit, account_id: int) -> None:
    """Forget an application that was begun and not confirmed."""
    await unit.session.execute(
        delete(SecondFactor).where(SecondFactor.account_id == account_id, SecondFactor.confirmed_at.is_(None))
    )


async def forget_recent_factors(unit: Unit, account_id: int) -> None:
    """Take back the factors that were added within a day: somebody else got in, and they may be theirs.

    Older ones stay. Otherwise whoever holds the person's Telegram could wipe out what they can't show.
    """
    since = unit.now() - RECENT
    for factor in (SecondFactor, Passkey):
        await unit.session.execute(
            delete(factor).where(factor.account_id == account_id, factor.created_at > since)
        )
    if not await lock_factors(unit, account_id):
        await unit.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
