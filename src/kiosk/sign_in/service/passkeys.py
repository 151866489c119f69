"""Passkeys: added, listed, removed, and a way in that needs neither login nor password.

A passkey counts as a second factor. Each challenge is for the browser that it was given to, and for one answer.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from kiosk.facts import SecondFactorChanged
from kiosk.identity.errors import StepUpRequired
from kiosk.identity.models import Account, Passkey
from kiosk.identity.rules import PASSKEY
from kiosk.identity.service import Entry, SignedIn, open_session, rotate_session
from kiosk.identity.service.factors import check_may_add, check_may_lose, forget_pending, lock_factors
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch
from kiosk.kernel.runtime import Runtime
from kiosk.sign_in import relying_party
from kiosk.sign_in.errors import PasskeyRefused, TooManyPasskeys, UnknownPasskey
from kiosk.sign_in.relying_party import LIFETIME, Credential, Site
from kiosk.sign_in.service import ceremonies

log = structlog.get_logger(__name__)

MOST_PASSKEYS = 20
_NEW, _SIGN_IN = "passkey-new", "passkey-sign-in"


async def begin_registration(
    unit: Unit, site: Site, browser: str, account_id: int, session_id: int, verified_at: datetime | None
) -> dict[str, Any]:
    """Options for `navigator.credentials.create`. Raises what `check_may_add` does, and TooManyPasskeys."""
    factors = await check_may_add(unit, account_id, session_id, verified_at)
    account = (await unit.session.scalars(select(Account).where(Account.id == account_id))).one()
    known = await list_passkeys(unit, account_id)
    if len(known) >= MOST_PASSKEYS:
        raise TooManyPasskeys(limit=MOST_PASSKEYS)
    challenge, options = relying_party.ask_to_create(
        site,
        account_id,
        login=account.login or account.email or account.username or account.full_name,
        full_name=account.full_name,
        known=[each.credential_id for each in known],
    )
    about = {"first": not factors}
    await ceremonies.begin(
        unit, _NEW, challenge, browser, lifetime=LIFETIME, account_id=account_id, data=about
    )
    return options


async def register(
    runtime: Runtime,
    unit: Unit,
    site: Site,
    browser: str | None,
    account_id: int,
    session_id: int,
    name: str,
    credential: Credential,
) -> tuple[Passkey, SignedIn]:
    """Have a new passkey count; the session is a strong one from now on. Raises PasskeyRefused, StepUpRequired."""
    challenge = relying_party.challenge_of(credential)
    begun = await ceremonies.finish(runtime.database, _NEW, challenge, browser, unit.now())
    if begun is None or begun.account_id != account_id:
        raise PasskeyRefused
    made = relying_party.check_created(site, credential, challenge)
    if await lock_factors(unit, account_id) and begun.data["first"]:
        raise StepUpRequired  # there was nothing to be shown when this began, and now there is
    await forget_pending(unit, account_id)
    row = insert(Passkey).values(
        account_id=account_id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
        created_at=unit.now(),
    )
    stored = await unit.session.scalar(row.on_conflict_do_nothing().returning(Passkey))
    if stored is None:
        raise PasskeyRefused  # this very credential is somebody's already
    unit.publish(SecondFactorChanged(account_id=account_id, change="passkey-added"))
    secret = runtime.settings.secret
    return stored, await rotate_session(unit, secret, session_id, verified_at=unit.now())


async def begin_sign_in(unit: Unit, site: Site, browser: str) -> dict[str, Any]:
    """Options for `navigator.credentials.get`."""
    challenge, options = relying_party.ask_to_show(site)
    await ceremonies.begin(unit, _SIGN_IN, challenge, browser, lifetime=LIFETIME)
    return options


async def sign_in(
    runtime: Runtime, unit: Unit, site: Site, browser: str | None, credential: Credential, entry: Entry
) -> SignedIn | None:
    """Open a strong session for whoever holds the passkey. Raises PasskeyRefused.

    Gives None when the passkey's counter did not grow, so that two devices hold it: the alert to its person must be
    committed before the caller refuses.
    """
    challenge = relying_party.challenge_of(credential)
    if await ceremonies.finish(runtime.database, _SIGN_IN, challenge, browser, unit.now()) is None:
        raise PasskeyRefused
    known = await fetch(unit.session, _LOCK, {"credential": relying_party.credential_id_of(credential)})
    if not known:
        raise PasskeyRefused
    key = known[0]
    counter = relying_party.check_shown(
        site, credential, challenge, public_key=key.public_key, account_id=key.account_id
    )
    # Passkeys that live on several devices don't count; one that counts and doesn't go up was copied.
    if counter <= key.sign_count and (counter or key.sign_count):
        log.warning("passkey-copied", account_id=key.account_id, passkey_id=key.id)
        unit.publish(SecondFactorChanged(account_id=key.account_id, change="passkey-copied"))
        return None
    await fetch(unit.session, _USED, {"id": key.id, "count": counter, "now": unit.now()})
    return await open_session(unit, runtime.settings.secret, key.account_id, entry)


_LOCK = """
SELECT k.id, k.account_id, k.public_key, k.sign_count
  FROM passkeys k JOIN accounts a ON a.id = k.account_id
 WHERE k.credential_id = %(credential)s AND a.is_active FOR UPDATE OF k
"""
_USED = "UPDATE passkeys SET sign_count = %(count)s, last_used_at = %(now)s WHERE id = %(id)s RETURNING id"


async def list_passkeys(unit: Unit, account_id: int) -> Sequence[Passkey]:
    """The account's passkeys, the oldest first."""
    own = select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.id)
    return (await unit.session.scalars(own)).all()


async def remove(unit: Unit, account_id: int, passkey_id: int) -> None:
    """Have one of one's own passkeys open nothing any more. The caller asks for a step-up.

    Raises UnknownPasskey, for another's as for none, and SecondFactorObligatory for an only factor that must be.
    """
    factors = await lock_factors(unit, account_id)
    own = await unit.session.scalar(
        select(Passkey).where(Passkey.id == passkey_id, Passkey.account_id == account_id)
    )
    if own is None:
        raise UnknownPasskey
    others = await unit.session.scalar(
        select(func.count()).where(Passkey.account_id == account_id, Passkey.id != passkey_id)
    )
    await check_may_lose(unit, account_id, left=factors if others else factors - {PASSKEY})
    await unit.session.delete(own)
    await unit.session.flush()
    unit.publish(SecondFactorChanged(account_id=account_id, change="passkey-removed"))
