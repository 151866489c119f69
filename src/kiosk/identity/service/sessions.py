"""Staying signed in, and signing out.

A session is a chain of refresh tokens, each usable once. The successor of a token is derived from it with the
installation's key instead of drawn: a browser that lost our answer, or that asked twice at once, gets the very
same successor for ten seconds although we store only digests. After that an old token can only be a stolen one,
and the whole session ends (RFC 9700, section 4.14).
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select, text, update

from kiosk.facts import SessionStolen, SignedInFromNewDevice
from kiosk.identity.errors import SignedOut
from kiosk.identity.models import RefreshToken, Session
from kiosk.identity.rules import Actor, idle_limit
from kiosk.identity.service.devices import recognise
from kiosk.identity.service.endings import revoke
from kiosk.identity.tokens import AccessClaims, issue_access_token
from kiosk.kernel.database import Database, Unit
from kiosk.kernel.rows import fetch
from kiosk.kernel.secrets import derived_key, digest, new_token

log = structlog.get_logger(__name__)

SESSION_LIFETIME = timedelta(days=7)
LOST_ANSWER = timedelta(seconds=10)
TOUCH_AFTER = timedelta(minutes=1)
MINI_APP = "mini-app"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a device gets: a token to show with each request, and one to stay signed in."""

    session_id: int
    account_id: int
    access_token: str
    refresh_token: str
    expires_at: datetime
    device: str | None = None
    """A token for the device's cookie, when it has none of ours yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How somebody came in, for the list of their sessions."""

    method: str = "password"
    """password, telegram, mini-app, openid, passkey or link."""
    address: str = ""
    user_agent: str = ""
    is_strong: bool = False
    """Whether the way itself proved a second factor: a passkey with the user verified, a link from the machine."""
    origin: str | None = None
    """Digest of a proof that may open several sessions, which then end together."""
    device: str | None = None
    """The token in the device's cookie."""


async def open_session(unit: Unit, secret: str, account_id: int, entry: Entry) -> SignedIn:
    """A new session of an account whose identity has been proven.

    A device that the account was never used on is news for its owner, unless the account was made a moment ago. A
    Mini App has no cookies (it is a frame of another site), so it is no device: it is as safe as Telegram itself.
    """
    now = unit.now()
    agent = entry.user_agent.replace("\x00", "")[:300]
    device = None
    is_news = False
    if entry.method != MINI_APP:
        device = await recognise(unit, account_id, entry.device, agent)
        is_news = device.is_new and await _is_settled(unit, account_id)
    signed_in = await _begin(
        unit,
        secret,
        Session(
            account_id=account_id,
            device_id=device and device.id,
            method=entry.method,
            address=entry.address[:45],
            user_agent=agent,
            verified_at=now if entry.is_strong else None,
            origin=entry.origin,
            created_at=now,
            last_used_at=now,
            expires_at=now + SESSION_LIFETIME,
        ),
        device.token if device else None,
    )
    if is_news:
        unit.publish(SignedInFromNewDevice(account_id=account_id, session_id=signed_in.session_id))
    return signed_in


async def _is_settled(unit: Unit, account_id: int) -> bool:
    hour_ago = unit.now() - timedelta(hours=1)
    rows = await fetch(unit.session, _SETTLED, {"account": account_id, "hour_ago": hour_ago})
    return bool(rows)


_SETTLED = """
SELECT 1 FROM accounts WHERE id = %(account)s
    AND (created_at < %(hour_ago)s OR EXISTS (SELECT FROM sessions WHERE account_id = %(account)s))
"""


async def rotate_session(
    unit: Unit, secret: str, session_id: int, *, verified_at: datetime | None = None
) -> SignedIn:
    """Give a session a new id and new tokens; the old ones are dead with the commit. Raises SignedOut.

    For whatever makes a session stronger (a second factor shown at `verified_at`), so that an id which somebody
    learnt or planted before is worth nothing after (session fixation). Its device, way in and end stay.
    """
    now = unit.now()
    old = await unit.session.scalar(
        select(Session)
        .where(Session.id == session_id, Session.revoked_at.is_(None), Session.expires_at > now)
        .with_for_update()
    )
    if old is None:
        raise SignedOut
    await revoke(unit, Session.id == session_id, because="rotated")
    copied = (
        "account_id",
        "device_id",
        "method",
        "address",
        "user_agent",
        "origin",
        "created_at",
        "expires_at",
    )
    fields = {name: getattr(old, name) for name in copied}
    renewed = Session(**fields, verified_at=verified_at or old.verified_at, last_used_at=now)
    return await _begin(unit, secret, renewed)


async def _begin(unit: Unit, secret: str, session: Session, device: str | None = None) -> SignedIn:
    now = unit.now()
    unit.session.add(session)
    await unit.session.flush()
    plain = new_token()
    unit.session.add(RefreshToken(session_id=session.id, token_hash=digest(plain), issued_at=now))
    await unit.session.flush()
    access = issue_access_token(secret, AccessClaims(session.account_id, session.id), now)
    return SignedIn(session.id, session.account_id, access, plain, session.expires_at, device)


async def refresh(unit: Unit, secret: str, plain: str) -> SignedIn | None:
    """Exchange a refresh token for its successor and a new access token. Raises SignedOut.

    Gives None when the token had been spent long ago: its session is then revoked, which the caller must commit
    before it refuses. Refreshing is no use of the session: a page does that by itself while nobody looks at it.
    """
    now = unit.now()
    found = (await unit.session.execute(_LOCK_TOKEN, {"hash": digest(plain)})).one_or_none()
    if found is None or found.revoked_at is not None or found.expires_at <= now or not found.is_active:
        raise SignedOut
    if now - found.last_used_at > idle_limit(found.roles, found.extra, found.method):
        raise SignedOut
    if found.used_at is not None and now - found.used_at > LOST_ANSWER:
        await _end_stolen(unit, found.account_id, found.session_id)
        return None
    successor = _successor(secret, plain)
    if found.used_at is None:
        await unit.session.execute(
            update(RefreshToken).where(RefreshToken.id == found.id).values(used_at=now)
        )
        unit.session.add(
            RefreshToken(session_id=found.session_id, token_hash=digest(successor), issued_at=now)
        )
        await unit.session.flush()
    access = issue_access_token(secret, AccessClaims(found.account_id, found.session_id), now)
    return SignedIn(found.session_id, found.account_id, access, successor, found.expires_at)


async def _end_stolen(unit: Unit, account_id: int, session_id: int) -> None:
    await revoke(unit, Session.id == session_id, because="refresh-token-reused")
    unit.publish(SessionStolen(account_id=account_id, session_id=session_id))
    unit.audit("session.stolen", f"session:{session_id}", actor_id=account_id)
    log.warning("refresh-token-reused", session_id=session_id, account_id=account_id)


def _successor(secret: str, plain: str) -> str:
    key = derived_key(secret, "refresh-token")
    return base64.urlsafe_b64encode(hmac.digest(key, plain.encode(), hashlib.sha256)).rstrip(b"=").decode()


_LOCK_TOKEN = text(
    """
    SELECT t.id, t.used_at, s.id AS session_id, s.account_id, s.revoked_at, s.expires_at, s.last_used_at, s.method,
        ARRAY(SELECT r.role FROM account_roles r WHERE r.account_id = a.id) AS roles,
        ARRAY(SELECT p.verb FROM account_permissions p WHERE p.account_id = a.id) AS extra, a.is_active
    FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id JOIN accounts a ON a.id = s.account_id
    WHERE t.token_hash = :hash
    FOR UPDATE OF t, s
    """
)


async def find_signed_in(
    database: Database, claims: AccessClaims, now: datetime, address: str = "", *, is_use: bool = True
) -> Actor | None:
    """Who a session belongs to and their roles at this moment; None if it has ended or lay idle for too long.

    Read from the tables at each request, so that revoking a session, a role or an account works at once. That it
    was used, and from which address, is written once a minute at most; not at all if it `is_use` of nobody, but a
    look whether an open stream may go on.
    """
    params = {"session": claims.session_id, "account": claims.account_id, "now": now}
    rows = await database.reader.fetch(_SIGNED_IN, params)
    if not rows:
        return None
    row = rows[0]
    idle = now - row.last_used_at
    if idle > idle_limit(row.roles, row.extra, row.method):
        return None
    if is_use and idle > TOUCH_AFTER:
        used = {"session": claims.session_id, "now": now, "address": address[:45]}
        await database.direct.fetch(_USED, used)
    return Actor(
        claims.account_id,
        frozenset(row.roles),
        frozenset(row.extra),
        session_id=claims.session_id,
        verified_at=row.verified_at,
        factors=frozenset(row.factors),
    )


_SIGNED_IN = """
SELECT ARRAY(SELECT r.role FROM account_roles r WHERE r.account_id = a.id) AS roles,
    ARRAY(SELECT p.verb FROM account_permissions p WHERE p.account_id = a.id) AS extra,
    ARRAY(SELECT 'code' FROM second_factors f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL
        UNION ALL (SELECT 'passkey' FROM passkeys k WHERE k.account_id = a.id LIMIT 1)) AS factors,
    s.verified_at, s.last_used_at, s.method
FROM sessions s JOIN accounts a ON a.id = s.account_id
WHERE s.id = %(session)s AND a.id = %(account)s AND a.is_active
    AND s.revoked_at IS NULL AND s.expires_at > %(now)s
"""
_USED = """
UPDATE sessions SET last_used_at = %(now)s, address = COALESCE(NULLIF(%(address)s, ''), address)
WHERE id = %(session)s AND last_used_at < %(now)s RETURNING 1
"""
