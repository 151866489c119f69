"""An account's password."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.facts import PasswordChanged
from kiosk.identity.models import Account
from kiosk.identity.service.endings import revoke_sessions
from kiosk.kernel.database import Unit


async def set_password(unit: Unit, account_id: int, password_hash: str, *, keep: int | None = None) -> None:
    """Give an account another password. Its sessions end, but for the one to `keep`, and its person hears of it."""
    await unit.session.execute(
        update(Account)
        .where(Account.id == account_id)
        .values(password_hash=password_hash, updated_at=unit.now())
    )
    await revoke_sessions(unit, account_id, because="password-changed", keep=keep)
    unit.publish(PasswordChanged(account_id=account_id))
    unit.audit("account.password-changed", f"account:{account_id}", actor_id=account_id)


async def find_account_by_email(session: AsyncSession, email: str) -> int | None:
    """The account that this address (in lower case) belongs to."""
    found: int | None = await session.scalar(select(Account.id).where(Account.email == email))
    return found
