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
from sqlalchemy import ColumnElement, select, text, update

from kiosk.identity.errors import SignedOut
from kiosk.identity.models import RefreshToken, Session
from kiosk.identity.rules import Actor
from kiosk.identity.tokens import AccessClaims, issue_access_token
from kiosk.kernel.database import Database, Unit
from kiosk.kernel.secrets import derived_key, digest, new_token

log = structlog.get_logger(__name__)

SESSION_LIFETIME = timedelta(days=7)
LOST_ANSWER = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a device gets: a token to show with each request, and one to stay signed in."""

    session_id: int
    access_token: str
    refresh_token: str
    expires_at: datetime


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


async def open_session(unit: Unit, secret: str, account_id: int, entry: Entry) -> SignedIn:
    """A new session of an account whose identity has been proven."""
    now = unit.now()
    session = Session(
        account_id=account_id,
        method=entry.method,
        address=entry.address[:45],
        user_agent=entry.user_agent.replace("\x00", "")[:300],
        verified_at=now if entry.is_strong else None,
        origin=entry.origin,
        created_at=now,
        last_used_at=now,
        expires_at=now + SESSION_LIFETIME,
    )
    return await _begin(unit, secret, session)


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
    await _revoke(unit, Session.id == session_id, "rotated")
    return await _begin(
        unit,
        secret,
        Session(
            account_id=old.account_id,
            device_id=old.device_id,
            method=old.method,
            address=old.address,
            user_agent=old.user_agent,
            verified_at=verified_at or old.verified_at,
            origin=old.origin,
            created_at=old.created_at,
            last_used_at=now,
            expires_at=old.expires_at,
        ),
    )


async def _begin(unit: Unit, secret: str, session: Session) -> SignedIn:
    now = unit.now()
    unit.session.add(session)
    await unit.session.flush()
    plain = new_token()
    unit.session.add(RefreshToken(session_id=session.id, token_hash=digest(plain), issued_at=now))
    await unit.session.flush()
    access = issue_access_token(secret, AccessClaims(session.account_id, session.id), now)
    return SignedIn(session.id, access, plain, session.expires_at)


async def refresh(unit: Unit, secret: str, plain: str) -> SignedIn | None:
    """Exchange a refresh token for its successor and a new access token. Raises SignedOut.

    Gives None when the token had been spent long ago: its session is then revoked, which the caller must commit
    before it refuses.
    """
    now = unit.now()
    found = (await unit.session.execute(_LOCK_TOKEN, {"hash": digest(plain)})).one_or_none()
    if found is None or found.revoked_at is not None or found.expires_at <= now or not found.is_active:
        raise SignedOut
    if found.used_at is not None and now - found.used_at > LOST_ANSWER:
        await _revoke(unit, Session.id == found.session_id, "refresh-token-reused")
        log.warning("refresh-token-reused", session_id=found.session_id, account_id=found.account_id)
        return None
    successor = _successor(secret, plain)
    if found.used_at is None:
        await unit.session.execute(
            update(RefreshToken).where(RefreshToken.id == found.id).values(used_at=now)
        )
        await unit.session.execute(
            update(Session).where(Session.id == found.session_id).values(last_used_at=now)
        )
        unit.session.add(
            RefreshToken(session_id=found.session_id, token_hash=digest(successor), issued_at=now)
        )
        await unit.session.flush()
    access = issue_access_token(secret, AccessClaims(found.account_id, found.session_id), now)
    return SignedIn(found.session_id, access, successor, found.expires_at)


def _successor(secret: str, plain: str) -> str:
    key = derived_key(secret, "refresh-token")
    return base64.urlsafe_b64encode(hmac.digest(key, plain.encode(), hashlib.sha256)).rstrip(b"=").decode()


_LOCK_TOKEN = text(
    """
    SELECT t.id, t.used_at, s.id AS session_id, s.account_id, s.revoked_at, s.expires_at, a.is_active
    FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id JOIN accounts a ON a.id = s.account_id
    WHERE t.token_hash = :hash
    FOR UPDATE OF t, s
    """
)


async def sign_out(unit: Unit, plain: str) -> None:
    """End the session of a refresh token, spent or not; an unknown token ends nothing."""
    owner = select(RefreshToken.session_id).where(RefreshToken.token_hash == digest(plain))
    await _revoke(unit, Session.id.in_(owner), "signed-out")


async def revoke_sessions(unit: Unit, account_id: int, *, because: str) -> None:
    """End every session of an account."""
    await _revoke(unit, Session.account_id == account_id, because)


async def _revoke(unit: Unit, which: ColumnElement[bool], because: str) -> None:
    await unit.session.execute(
        update(Session)
        .where(which, Session.revoked_at.is_(None))
        .values(revoked_at=unit.now(), revoked_because=because)
    )


async def find_signed_in(database: Database, claims: AccessClaims, now: datetime) -> Actor | None:
    """Who a session belongs to and their roles at this moment; None if it has ended.

    Read from the tables at each request, so that revoking a session, a role or an account works at once.
    """
    params = {"session": claims.session_id, "account": claims.account_id, "now": now}
    rows = await database.reader.fetch(_SIGNED_IN, params)
    if not rows:
        return None
    row = rows[0]
    return Actor(
        claims.account_id,
        frozenset(row.roles),
        frozenset(row.extra),
        session_id=claims.session_id,
        verified_at=row.verified_at,
    )


_SIGNED_IN = """
SELECT ARRAY(SELECT r.role FROM account_roles r WHERE r.account_id = a.id) AS roles,
    ARRAY(SELECT p.verb FROM account_permissions p WHERE p.account_id = a.id) AS extra, s.verified_at
FROM sessions s JOIN accounts a ON a.id = s.account_id
WHERE s.id = %(session)s AND a.id = %(account)s AND a.is_active
    AND s.revoked_at IS NULL AND s.expires_at > %(now)s
"""
