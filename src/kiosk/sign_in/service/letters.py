"""Letters with a link: it proves an address, or lets a forgotten password be set anew.

Who asks learns nothing: the answer is the same and takes the same time whether or not there is such an account.
A letter is written by a job, which is given ids only.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text, update

from kiosk.business.service import find_business, find_names
from kiosk.identity.errors import EntryLinkSpent, LoginTaken
from kiosk.identity.models import Account
from kiosk.identity.service import find_account_by_email, new_password_hash, set_password
from kiosk.identity.service.attempts import take_attempt
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import translator
from kiosk.kernel.jobs import DeferredJob
from kiosk.kernel.mail import Letter, is_set_up
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.secrets import digest, new_token
from kiosk.kernel.settings import Settings
from kiosk.sign_in.errors import NoLetters
from kiosk.sign_in.letters import RESET, VERIFY, draw, draw_known
from kiosk.sign_in.models import EmailToken
from kiosk.sign_in.service.addresses import panel_url

WRITE = "sign-in.write-letter"
GOOD_FOR = {RESET: timedelta(minutes=30), VERIFY: timedelta(hours=24)}
PER_ADDRESS, WINDOW = 10, timedelta(minutes=10)
MOST_LETTERS, LETTERS_WINDOW = 3, timedelta(hours=1)
"""So many letters does an account get in an hour, whoever asks for them."""
PAGES = {RESET: "reset", VERIFY: "verify"}


def are_sent(settings: Settings) -> bool:
    """Whether this installation sends letters: it has a mail server, and an address that links can lead to."""
    return is_set_up(settings.smtp) and settings.public_url is not None


async def ask_reset(runtime: Runtime, email: str, *, locale: str, address: str) -> None:
    """Have a link for a new password sent to whoever has this address. Raises NoLetters, TooManyAttempts."""
    await _may_ask(runtime, address)
    async with runtime.database.unit() as unit:
        account_id = await find_account_by_email(unit.session, email.strip().lower())
        _owe(unit, RESET, account_id or 0, locale)
        await unit.commit()


async def ask_verification(runtime: Runtime, account_id: int, *, locale: str, address: str) -> None:
    """Have a link sent that proves the account's address. Raises NoLetters, TooManyAttempts."""
    await _may_ask(runtime, address)
    async with runtime.database.unit() as unit:
        _owe(unit, VERIFY, account_id, locale)
        await unit.commit()


def owe_verification(unit: Unit, settings: Settings, account_id: int, locale: str) -> None:
    """Owe a new account the letter that proves its address, if letters are sent here."""
    if are_sent(settings):
        _owe(unit, VERIFY, account_id, locale)


def _owe(unit: Unit, purpose: str, account_id: int, locale: str) -> None:
    # Deferred for nobody, too: an account that doesn't exist costs as much time.
    unit.defer(DeferredJob(WRITE, {"purpose": purpose, "account_id": account_id, "locale": locale}))


async def _may_ask(runtime: Runtime, address: str) -> None:
    if not are_sent(runtime.settings):
        raise NoLetters
    now = runtime.clock.now()
    await take_attempt(runtime.database, f"letters:{address}", most=PER_ADDRESS, within=WINDOW, now=now)


async def write(
    unit: Unit, runtime: Runtime, purpose: str, account_id: int, locale: str
) -> tuple[Letter, int] | None:
    """The letter with a new link, and the link's row; None if there is nobody to write to, or enough was written."""
    account = await unit.session.get(Account, account_id)
    email = account and (account.email if purpose == RESET else account.pending_email or account.email)
    if account is None or not email or not account.is_active or (purpose == VERIFY and _is_proven(account)):
        return None
    if await _count_written(unit, account_id, unit.now() - LETTERS_WINDOW) >= MOST_LETTERS:
        return None
    plain = new_token()
    link = EmailToken(
        token_hash=digest(plain),
        purpose=purpose,
        account_id=account_id,
        email=email,
        created_at=unit.now(),
        expires_at=unit.now() + GOOD_FOR[purpose],
    )
    unit.session.add(link)
    await unit.session.flush()
    say = translator(account.locale or locale)
    business = await find_business(unit.session)
    # In the fragment, which browsers keep to themselves: it reaches no log on the way.
    url = panel_url(runtime.settings, f"{PAGES[purpose]}#{plain}", "")
    shop = business.name_in(say.locale) if business else "Kiosk"
    if purpose == VERIFY and await find_account_by_email(unit.session, email) not in {None, account_id}:
        return draw_known(say, to=email, shop=shop, url=runtime.settings.public_url or ""), link.id
    return draw(purpose, say, to=email, shop=shop, url=url), link.id


async def take_back(unit: Unit, link_id: int) -> None:
    """The letter with this link was not handed over: the next attempt writes another one."""
    await unit.session.execute(delete(EmailToken).where(EmailToken.id == link_id))


def _is_proven(account: Account) -> bool:
    return account.is_verified and account.pending_email is None


async def _count_written(unit: Unit, account_id: int, since: datetime) -> int:
    count = select(func.count()).where(EmailToken.account_id == account_id, EmailToken.created_at > since)
    return await unit.session.scalar(count) or 0


async def reset_password(runtime: Runtime, plain: str, password: str, *, address: str) -> None:
    """Set a new password with a letter's link; every session ends.

    Raises EntryLinkSpent, WeakPassword, TooManyAttempts. The hash is made while no connection is held, and the link
    stays good if the password is refused.
    """
    now = runtime.clock.now()
    await take_attempt(runtime.database, f"reset:{address}", most=PER_ADDRESS, within=WINDOW, now=now)
    async with runtime.database.read() as session:
        good = {"hash": digest(plain), "purpose": RESET, "now": now}
        found = (await session.execute(_FIND, good)).one_or_none()
    if found is None:
        raise EntryLinkSpent
    own = filter(None, (found.login, found.email, found.full_name))
    password_hash = await new_password_hash(password, *own, *await find_names(runtime.database))
    async with runtime.database.unit() as unit:
        account_id = (await _use(unit, RESET, plain)).account_id
        await set_password(unit, account_id, password_hash)
        await _spend_others(unit, account_id)
        await unit.commit()


async def confirm_address(unit: Unit, plain: str) -> None:
    """Believe that the account's address is its person's. Raises EntryLinkSpent, LoginTaken."""
    used = await _use(unit, VERIFY, plain)
    account = await unit.session.get_one(Account, used.account_id)
    taken = await find_account_by_email(unit.session, used.email)
    if taken not in {None, account.id}:
        raise LoginTaken
    if used.email not in {account.email, account.pending_email}:
        raise EntryLinkSpent
    account.email, account.pending_email, account.is_verified = used.email, None, True
    account.updated_at = unit.now()
    unit.audit("account.address-proven", f"account:{account.id}", actor_id=account.id)


async def _use(unit: Unit, purpose: str, plain: str) -> EmailToken:
    used: EmailToken | None = await unit.session.scalar(
        update(EmailToken)
        .where(
            EmailToken.token_hash == digest(plain),
            EmailToken.purpose == purpose,
            EmailToken.used_at.is_(None),
            EmailToken.expires_at > unit.now(),
        )
        .values(used_at=unit.now())
        .returning(EmailToken)
    )
    if used is None:
        raise EntryLinkSpent
    return used


async def _spend_others(unit: Unit, account_id: int) -> None:
    await unit.session.execute(
        update(EmailToken)
        .where(EmailToken.account_id == account_id, EmailToken.purpose == RESET, EmailToken.used_at.is_(None))
        .values(used_at=unit.now())
    )


_FIND = text(
    """
    SELECT a.login, a.email, a.full_name FROM email_tokens t JOIN accounts a ON a.id = t.account_id
    WHERE t.token_hash = :hash AND t.purpose = :purpose AND t.used_at IS NULL AND t.expires_at > :now
        AND a.is_active AND a.email = t.email
    """
)
