"""Accounts and their roles."""

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.identity.errors import LoginTaken, UnknownAccount, WeakPassword
from kiosk.identity.models import Account
from kiosk.identity.passwords import hash_password
from kiosk.identity.rules import CUSTOMER, OWNER, password_weakness
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import LOCALES

_NAME, _USERNAME = 200, 64
NAMELESS = "—"


async def ensure_telegram_account(
    unit: Unit, telegram_id: int, *, full_name: str, username: str | None
) -> Account:
    """The account of a Telegram user, created as a customer on the first meeting, renamed when they renamed.

    `telegram_id` must come from Telegram itself, never from a body or a button.
    """
    name = _stored_name(full_name)
    username = (username or "")[:_USERNAME] or None
    find = select(Account).where(Account.telegram_id == telegram_id)
    account: Account | None = await unit.session.scalar(find)
    if account is None:
        # Without a conflict target both unique columns count; naming one would let the other raise in a race.
        created = await unit.session.execute(
            insert(Account)
            .values(
                id=telegram_id,
                telegram_id=telegram_id,
                full_name=name,
                username=username,
                created_at=unit.now(),
            )
            .on_conflict_do_nothing()
            .returning(Account.id)
        )
        if created.first() is not None:
            await grant_role(unit, telegram_id, CUSTOMER)
        account = (await unit.session.scalars(find)).one()
    # A name that the person has given us stays; only what nobody chose follows Telegram.
    called = name if account.first_name is None else account.full_name
    if (account.full_name, account.username) != (called, username):
        account.full_name, account.username = called, username
        await unit.session.flush()
    return account


def _stored_name(full_name: str) -> str:
    return full_name.replace("\x00", "").strip()[:_NAME] or NAMELESS


async def set_locale(unit: Unit, account_id: int, locale: str | None) -> None:
    """Speak `locale` with the person from now on; None follows Telegram's language again."""
    if locale is not None and locale not in LOCALES:
        raise ValueError(f"{locale} is not one of ours")
    await unit.session.execute(update(Account).where(Account.id == account_id).values(locale=locale))


async def get_roles(session: AsyncSession, account_id: int) -> frozenset[str]:
    """The roles of an active account; none for one that is unknown or switched off."""
    rows = await session.execute(_ROLES, {"id": account_id})
    return frozenset(rows.scalars())


_ROLES = text(
    "SELECT r.role FROM account_roles r JOIN accounts a ON a.id = r.account_id"
    " WHERE a.id = :id AND a.is_active"
)


async def grant_role(unit: Unit, account_id: int, role: str) -> None:
    """Give an account a role; one that it holds already stays as it is. Raises UnknownAccount."""
    done = await unit.session.scalar(_GRANT, {"id": account_id, "role": role, "at": unit.now()})
    if done is None:
        raise UnknownAccount


_GRANT = text(
    "INSERT INTO account_roles (account_id, role, granted_at) SELECT id, :role, :at FROM accounts WHERE id = :id"
    " ON CONFLICT (account_id, role) DO UPDATE SET role = excluded.role RETURNING account_id"
)


async def create_owner(
    unit: Unit, login: str, password: str, full_name: str, telegram_id: int | None = None
) -> Account:
    """An account that may do everything. With a `telegram_id` the owner is known to the bot as well.

    A customer account of that Telegram user is promoted, so that nobody has two. Raises LoginTaken, WeakPassword.
    """
    login = login.strip().lower()
    reason = password_weakness(password, login, full_name)
    if reason is not None:
        raise WeakPassword(reason=reason)
    password_hash = await hash_password(password)
    taken = select(Account.id).where(Account.login == login)
    if telegram_id is not None:
        account = await ensure_telegram_account(unit, telegram_id, full_name=full_name, username=None)
        if await unit.session.scalar(taken.where(Account.id != account.id)):
            raise LoginTaken
        account.login, account.password_hash = login, password_hash
    else:
        if await unit.session.scalar(taken):
            raise LoginTaken
        account = Account(
            login=login, password_hash=password_hash, full_name=_stored_name(full_name), created_at=unit.now()
        )
        unit.session.add(account)
    await unit.session.flush()
    await grant_role(unit, account.id, OWNER)
    return account
