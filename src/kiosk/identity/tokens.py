"""Access tokens: signed, short-lived, and worthless without the session that they name.

The key is derived from the installation's, and `kid` says from which one: after a change of the installation's key,
tokens that the previous one signed hold until they expire. `kid` chooses from our own ring and nothing else; where
a token claims that keys are to be found (jku, jwk, x5u, x5c) is refused unread (RFC 8725, section 3.10).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

import jwt

from kiosk.kernel.secrets import derived_key

LIFETIME = timedelta(minutes=10)
ISSUER = "kiosk"
AUDIENCE = "kiosk-api"
# RFC 9068: a token of another kind must not pass for an access token.
TYPE = "at+jwt"
_PURPOSE = "access-token"
_ALGORITHM = "HS256"
_HEADER = frozenset({"alg", "typ", "kid"})
_SKEW = 60  # seconds by which the clocks of two of our machines may differ


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What an access token says."""

    account_id: int
    session_id: int


@lru_cache(maxsize=16)
def _signing_key(secret: str) -> tuple[str, bytes]:
    key = derived_key(secret, _PURPOSE)
    return hashlib.sha256(b"kid" + key).hexdigest()[:16], key


def issue_access_token(
    secret: str, claims: AccessClaims, now: datetime, lifetime: timedelta = LIFETIME
) -> str:
    """A token that is good for `lifetime` from `now`."""
    kid, key = _signing_key(secret)
    payload = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(claims.account_id),
        "sid": str(claims.session_id),
        "typ": "access",
        "iat": int(now.timestamp()),
        "exp": int((now + lifetime).timestamp()),
    }
    return jwt.encode(payload, key, algorithm=_ALGORITHM, headers={"typ": TYPE, "kid": kid})


def read_access_token(secrets: tuple[str, ...], token: str, now: datetime) -> AccessClaims | None:
    """What `token` says; None if none of `secrets` signed it, it isn't an access token, or isn't valid at `now`."""
    try:
        return _claims(_verified(secrets, token), now.timestamp())
    except (jwt.PyJWTError, ValueError, TypeError):
        return None


@lru_cache(maxsize=4096)
def _verified(secrets: tuple[str, ...], token: str) -> Mapping[str, object]:
    """What a token of ours says, whenever that held. Raises InvalidTokenError for every other.

    A page shows the same token with each request for ten minutes, and a signature that was right stays right. What
    was refused is not remembered.
    """
    header = jwt.get_unverified_header(token)
    key = dict(map(_signing_key, secrets)).get(header.get("kid", ""))
    if not header.keys() <= _HEADER or header.get("typ") != TYPE or key is None:
        raise jwt.InvalidTokenError
    # Times are compared with the injected clock instead of the machine's.
    payload: dict[str, object] = jwt.decode(
        token,
        key,
        algorithms=[_ALGORITHM],
        issuer=ISSUER,
        audience=AUDIENCE,
        options={
            "require": ["iss", "aud", "sub", "sid", "typ", "iat", "exp"],
            "verify_exp": False,
            "verify_iat": False,
            "verify_nbf": False,
        },
    )
    return payload


def _claims(payload: Mapping[str, object], now: float) -> AccessClaims | None:
    begins = max(int(str(payload["iat"])), int(str(payload.get("nbf", 0)))) - _SKEW
    if payload["typ"] != "access" or not begins <= now < int(str(payload["exp"])):
        return None
    return AccessClaims(int(str(payload["sub"])), int(str(payload["sid"])))
