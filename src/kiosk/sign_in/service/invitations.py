"""Accepting an invitation in the browser, and the addresses that an invitation has."""

from datetime import timedelta

from kiosk.business.service import find_business, find_names
from kiosk.identity.rules import joined_name
from kiosk.identity.service import Entry, SignedIn, open_session
from kiosk.identity.service.accounts import new_password_hash
from kiosk.identity.service.attempts import take_attempt
from kiosk.identity.service.invitations import accept_as_new, get_open_invitation, invite_first_owner
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import Source
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.secrets import digest
from kiosk.kernel.settings import Settings
from kiosk.sign_in.account_schemas import AcceptInvitation, InvitationSeen
from kiosk.sign_in.service.addresses import find_deep_link, panel_url

# A token has 256 bits: this keeps the door quiet, it doesn't keep guessers out.
PER_ADDRESS, WINDOW = 60, timedelta(minutes=10)


async def addresses(
    settings: Settings, source: Source, token: str, base: str | None = None
) -> tuple[str, str | None]:
    """An invitation's address for a browser (the token in the fragment reaches no log) and for Telegram."""
    url = panel_url(settings, f"invitation#{token}", base)
    return url, await find_deep_link(settings, source, f"i_{token}")


async def offer_ownership(unit: Unit, settings: Settings) -> list[str]:
    """The addresses of a link that makes whoever opens it an owner: once, within 30 minutes."""
    links = await addresses(settings, unit.session, await invite_first_owner(unit))
    return [link for link in links if link]


async def look(runtime: Runtime, token: str, address: str) -> InvitationSeen:
    """Who invites to what. Raises InvitationSpent, TooManyAttempts."""
    await _take_turn(runtime, address)
    async with runtime.database.unit() as unit:
        invitation = await get_open_invitation(unit, digest(token))
        business = await find_business(unit.session)
    return InvitationSeen(
        role=invitation.role,
        invited_by=invitation.invited_by,
        business_name=business.name if business else None,
        expires_at=invitation.expires_at,
    )


async def accept(runtime: Runtime, wanted: AcceptInvitation, entry: Entry) -> SignedIn:
    """Make the bearer a member of the staff and sign them in. A second factor may still be owed.

    Raises InvitationSpent, WeakPassword, LoginTaken, TooManyAttempts. A refusal leaves the invitation open.
    """
    await look(runtime, wanted.token, entry.address)  # before the password costs anything
    name = joined_name(wanted.first_name, wanted.last_name)
    own = (wanted.login or "", wanted.email or "", name)
    password_hash = await new_password_hash(wanted.password, *own, *await find_names(runtime.database))
    async with runtime.database.unit() as unit:
        account_id = await accept_as_new(
            unit,
            wanted.token,
            password_hash=password_hash,
            first_name=wanted.first_name,
            last_name=wanted.last_name,
            login=wanted.login,
            email=wanted.email,
        )
        signed_in = await open_session(unit, runtime.settings.secret, account_id, entry)
        await unit.commit()
    return signed_in


async def _take_turn(runtime: Runtime, address: str) -> None:
    what = f"invitation:{address}"
    await take_attempt(runtime.database, what, most=PER_ADDRESS, within=WINDOW, now=runtime.clock.now())
