"""Accounts and their roles."""

import re

from sqlalchemy import or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.identity.common_passwords import is_common
from kiosk.identity.errors import LoginTaken, UnknownAccount, WeakPassword
from kiosk.identity.models import Account
from kiosk.identity.passwords import hash_password
from kiosk.identity.rules import CUSTOMER, OWNER, joined_name, password_weakness
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


async def new_password_hash(password: str, *names: str) -> str:
    """The hash of a password that somebody chose. Raises WeakPassword if it is guessed, also from what is around it.

    `names` are the person's login, address and names, and the shop's; each of their words counts.
    """
    words = {word for name in names for word in (name, *re.split(r"[\W_]+", name))}
    reason = password_weakness(password, *words)
    if reason is None and await is_common(password):
        reason = "too-common"
    if reason is not None:
        raise WeakPassword(reason=reason)
    return await hash_password(password)


async def create_owner(
    unit: Unit, login: str, password: str, full_name: str, telegram_id: int | None = None
) -> Account:
    """An account that may do everything. With a `telegram_id` the owner is known to the bot as well.

    A customer account of that Telegram user is promoted, so that nobody has two. Raises LoginTaken, WeakPassword.
    """
    login = login.strip().lower()
    password_hash = await new_password_hash(password, login, full_name)
    if telegram_id is not None:
        account = await ensure_telegram_account(unit, telegram_id, full_name=full_name, username=None)
        await _require_free(unit, login, account.id)
        account.login, account.password_hash = login, password_hash
    else:
        await _require_free(unit, login)
        account = Account(
            login=login, password_hash=password_hash, full_name=_stored_name(full_name), created_at=unit.now()
        )
        unit.session.add(account)
    await unit.session.flush()
    await grant_role(unit, account.id, OWNER)
    await end_machines_links(unit)
    return account


async def end_machines_links(unit: Unit) -> None:
    """Links to ownership that the machine printed must not lie about as keys once somebody owns the shop."""
    await unit.session.execute(_END_MACHINES_LINKS, {"now": unit.now()})


_END_MACHINES_LINKS = text(
    "UPDATE invitations SET revoked_at = :now WHERE invited_by IS NULL AND accepted_at IS NULL AND revoked_at IS NULL"
)


async def create_member(
    unit: Unit,
    *,
    password_hash: str,
    first_name: str,
    last_name: str | None,
    login: str | None,
    email: str | None,
) -> int:
    """An account for who was invited, without a role yet; gives its id. Raises LoginTaken."""
    login, email = login and login.strip().lower(), email and email.strip().lower()
    for name in (login, email):
        if name:
            await _require_free(unit, name)
    account = Account(
        login=login or None,
        email=email or None,
        password_hash=password_hash,
        first_name=first_name,
        last_name=last_name,
        full_name=_stored_name(joined_name(first_name, last_name)),
        created_at=unit.now(),
    )
    unit.session.add(account)
    try:
        await unit.session.flush()
    except IntegrityError:  # somebody else took it this very moment
        raise LoginTaken from None
    return account.id


async def _require_free(unit: Unit, name: str, account_id: int | None = None) -> None:
    """What is typed to sign in is a login or an address, so it must be nobody else's either. Raises LoginTaken."""
    taken = select(Account.id).where(or_(Account.login == name, Account.email == name))
    found = await unit.session.scalar(taken.where(Account.id != account_id) if account_id else taken)
    if found is not None:
        raise LoginTaken
