"""One-time ways in, made at the machine itself: for the demo's door, and for an owner who lost everything else.

Whoever may run commands on the machine could change the database as well, so such a link counts as a second factor.
"""

from datetime import timedelta

from sqlalchemy import or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.identity.errors import EntryLinkSpent, UnknownAccount
from kiosk.identity.models import Account, EntryLink
from kiosk.kernel.database import Unit
from kiosk.kernel.secrets import digest, new_token

LIFETIME = timedelta(minutes=30)


async def create_entry_link(unit: Unit, account_id: int) -> str:
    """A token that signs its bearer in as this account, once, within 30 minutes. Raises UnknownAccount.

    It belongs into the fragment of `/admin/enter#TOKEN`, which no server and no log ever sees.
    """
    known = select(Account.id).where(Account.id == account_id, Account.is_active)
    if await unit.session.scalar(known) is None:
        raise UnknownAccount
    plain, now = new_token(), unit.now()
    unit.session.add(
        EntryLink(token_hash=digest(plain), account_id=account_id, created_at=now, expires_at=now + LIFETIME)
    )
    await unit.session.flush()
    return plain


async def get_account_id(session: AsyncSession, login: str) -> int:
    """The active account that signs in with this login or e-mail address. Raises UnknownAccount."""
    name = login.strip().lower()
    known = select(Account.id).where(or_(Account.login == name, Account.email == name), Account.is_active)
    account_id: int | None = await session.scalar(known)
    if account_id is None:
        raise UnknownAccount
    return account_id


async def use_entry_link(unit: Unit, plain: str) -> int:
    """Spend a token; gives the account that it opens. Raises EntryLinkSpent, whatever is wrong with the token."""
    account_id: int | None = await unit.session.scalar(_USE, {"hash": digest(plain), "now": unit.now()})
    if account_id is None:
        raise EntryLinkSpent
    return account_id


# One statement: of twenty who come at once the row's lock lets one through.
_USE = text(
    """
    UPDATE entry_links l SET used_at = :now FROM accounts a
     WHERE l.token_hash = :hash AND l.used_at IS NULL AND l.expires_at > :now
       AND a.id = l.account_id AND a.is_active
    RETURNING l.account_id
    """
)
