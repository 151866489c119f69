"""Signing in with a password."""

import structlog
from sqlalchemy import or_, select

from kiosk.identity.errors import TooManyAttempts, WrongCredentials
from kiosk.identity.models import Account
from kiosk.identity.passwords import verify_password
from kiosk.identity.rules import MAX_PASSWORD
from kiosk.identity.service import Entry, SignedIn, open_session
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.secrets import digest

log = structlog.get_logger(__name__)

# Attempts in ten minutes: of one account from one address, of one address, and of one account from anywhere.
WINDOW_MINUTES = 10
PER_ACCOUNT_AND_ADDRESS, PER_ADDRESS, PER_ACCOUNT = 10, 60, 100


async def sign_in(
    runtime: Runtime, login: str, password: str, *, address: str, user_agent: str = ""
) -> SignedIn:
    """Open a session for who knows the password. Raises WrongCredentials, TooManyAttempts.

    It opens its own unit of work, because no connection may be held while the password is being checked.
    """
    login = login.strip().lower()
    await _slow_down(runtime, login, address)
    async with runtime.database.read() as session:
        found = (
            await session.execute(
                select(Account.id, Account.password_hash).where(
                    or_(Account.login == login, Account.email == login), Account.is_active
                )
            )
        ).one_or_none()
    stored = found.password_hash if found else None
    right = await verify_password(password[: MAX_PASSWORD + 1], stored)
    if found is None or not right:
        log.info("sign-in-refused")
        raise WrongCredentials
    async with runtime.database.unit() as unit:
        signed_in = await open_session(
            unit, runtime.settings.secret, found.id, Entry("password", address, user_agent)
        )
        await unit.commit()
    return signed_in


async def _slow_down(runtime: Runtime, login: str, address: str) -> None:
    account = digest(login)[:24]
    for key, most in (
        (f"sign-in:{account}:{address}", PER_ACCOUNT_AND_ADDRESS),
        (f"sign-in:address:{address}", PER_ADDRESS),
        (f"sign-in:account:{account}", PER_ACCOUNT),
    ):
        if await runtime.cache.count(key, seconds=WINDOW_MINUTES * 60) > most:
            log.warning("sign-in-slowed-down")
            raise TooManyAttempts(minutes=WINDOW_MINUTES)
