"""Signing in with a one-time link from the machine."""

from kiosk.identity.errors import EntryLinkSpent, TooManyAttempts
from kiosk.identity.service import Entry, SignedIn, open_session
from kiosk.identity.service.entry_links import use_entry_link
from kiosk.kernel.database import Unit
from kiosk.kernel.runtime import Runtime

# A token has 256 bits: this keeps the door quiet, it doesn't keep guessers out. Only misses count.
WINDOW_MINUTES, PER_ADDRESS = 10, 30


async def sign_in(runtime: Runtime, unit: Unit, token: str, entry: Entry) -> SignedIn:
    """Open a session for the bearer of a link. Raises EntryLinkSpent, TooManyAttempts."""
    try:
        account_id = await use_entry_link(unit, token)
    except EntryLinkSpent:
        missed = await runtime.cache.count(f"link:{entry.address}", seconds=WINDOW_MINUTES * 60)
        if missed > PER_ADDRESS:
            raise TooManyAttempts(minutes=WINDOW_MINUTES) from None
        raise
    return await open_session(unit, runtime.settings.secret, account_id, entry)
