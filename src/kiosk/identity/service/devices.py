"""The browsers that an account is known to use.

A browser carries a random token of ours in a cookie. It opens nothing by itself; it tells the owner of an account
from a stranger who guesses (B01), and news from what happens every day (B22).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from kiosk.identity.models import Device
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import Source, fetch
from kiosk.kernel.secrets import digest, new_token

MAX_USER_AGENT = 300


@dataclass(frozen=True, slots=True)
class Recognised:
    """A device of an account: `token` is for the cookie if the browser has none of ours yet."""

    id: int
    is_new: bool
    token: str | None = None


async def recognise(unit: Unit, account_id: int, token: str | None, user_agent: str) -> Recognised:
    """The account's device that holds `token`; one that was never seen with this account is remembered.

    Several accounts may share a browser and its token. A token that we never gave out is replaced, so that nobody
    can plant one in another's browser and be taken for it later.
    """
    known = await fetch(unit.session, _IS_OURS, {"token": digest(token)}) if token else []
    fresh = None if known else new_token()
    row = await fetch(
        unit.session,
        _SEEN,
        {
            "account": account_id,
            "token": digest(fresh or token or ""),
            "agent": user_agent[:MAX_USER_AGENT],
            "now": unit.now(),
        },
    )
    return Recognised(row[0].id, row[0].is_new, fresh)


_IS_OURS = "SELECT 1 FROM devices WHERE token_hash = %(token)s LIMIT 1"
_SEEN = """
INSERT INTO devices (account_id, token_hash, user_agent, first_seen_at, last_seen_at)
VALUES (%(account)s, %(token)s, %(agent)s, %(now)s, %(now)s)
ON CONFLICT (token_hash, account_id) DO UPDATE SET last_seen_at = excluded.last_seen_at,
    user_agent = excluded.user_agent
RETURNING id, xmax = 0 AS is_new
"""


async def find_device(source: Source, account_id: int, token: str | None) -> int | None:
    """The account's device that holds `token`."""
    if not token:
        return None
    rows = await fetch(source, _FIND, {"account": account_id, "token": digest(token)})
    return rows[0].id if rows else None


_FIND = "SELECT id FROM devices WHERE token_hash = %(token)s AND account_id = %(account)s"


async def is_known_address(source: Source, account_id: int, address: str, since: datetime) -> bool:
    """Whether the account was signed in at this network address `since` then, by nobody whom its person disowned."""
    params = {"account": account_id, "address": address[:45], "since": since}
    return bool(await fetch(source, _WAS_HERE, params))


_WAS_HERE = """
SELECT 1 FROM sessions WHERE account_id = %(account)s AND address = %(address)s AND created_at > %(since)s
    AND revoked_because IS DISTINCT FROM 'disowned' AND revoked_because IS DISTINCT FROM 'refresh-token-reused'
LIMIT 1
"""


async def forget_devices(unit: Unit, account_id: int) -> None:
    """Know none of the account's devices any more: the next sign-in of each is news."""
    await unit.session.execute(delete(Device).where(Device.account_id == account_id))
