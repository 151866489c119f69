"""Registering with an e-mail address (specs/003), without telling anybody who has an account here (decision 15).

The address isn't the account's until a letter has proven it, so a second account may name one that is taken: the
answer is the same, and only whoever reads that mailbox learns more.
"""

from datetime import timedelta

from kiosk.business.service import find_names
from kiosk.identity.models import Account, RoleRequest
from kiosk.identity.rules import CUSTOMER, SELLER, joined_name
from kiosk.identity.service import Entry, SignedIn, grant_role, new_password_hash, open_session
from kiosk.identity.service.attempts import take_attempt
from kiosk.kernel.database import Unit
from kiosk.kernel.runtime import Runtime
from kiosk.sign_in.account_schemas import Register
from kiosk.sign_in.errors import NoLetters
from kiosk.sign_in.service.letters import are_sent, owe_verification
from kiosk.sign_in.service.profile import normal_phone

PER_ADDRESS, WINDOW = 5, timedelta(hours=1)
PER_MAILBOX, MAILBOX_WINDOW = 3, timedelta(days=1)


async def register(runtime: Runtime, wanted: Register, entry: Entry, locale: str) -> SignedIn:
    """A new customer, signed in at once; who would like to sell waits for the staff's approval.

    Raises NoLetters where no letters are sent, TooManyAttempts, WeakPassword, Invalid (the phone).
    """
    if not are_sent(runtime.settings):
        raise NoLetters
    email, now = wanted.email.strip().lower(), runtime.clock.now()
    for what, most, within in (
        (f"register:{entry.address}", PER_ADDRESS, WINDOW),
        (f"register-mailbox:{email}", PER_MAILBOX, MAILBOX_WINDOW),
    ):
        await take_attempt(runtime.database, what, most=most, within=within, now=now)
    name = joined_name(wanted.first_name, wanted.last_name)
    names = (email, name, *await find_names(runtime.database))
    password_hash = await new_password_hash(wanted.password, *names)
    async with runtime.database.unit() as unit:
        account_id = await _create(unit, wanted, email, name, password_hash)
        owe_verification(unit, runtime.settings, account_id, locale)
        signed_in = await open_session(unit, runtime.settings.secret, account_id, entry)
        await unit.commit()
    return signed_in


async def _create(unit: Unit, wanted: Register, email: str, name: str, password_hash: str) -> int:
    account = Account(
        pending_email=email,
        password_hash=password_hash,
        first_name=wanted.first_name,
        last_name=wanted.last_name or None,
        full_name=name,
        phone_number=await normal_phone(unit, wanted.phone) if wanted.phone else None,
        created_at=unit.now(),
    )
    unit.session.add(account)
    await unit.session.flush()
    await grant_role(unit, account.id, CUSTOMER)
    if wanted.role == SELLER:
        unit.session.add(RoleRequest(account_id=account.id, role=SELLER, created_at=unit.now()))
        await unit.session.flush()
    return account.id
