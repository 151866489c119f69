"""Access tokens: signed, short-lived, and worthless without the session that they name."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt

from kiosk.kernel.secrets import derived_key

LIFETIME = timedelta(minutes=15)
ISSUER = "kiosk"
AUDIENCE = "kiosk-api"
# RFC 9068: a token of another kind must not pass for an access token.
TYPE = "at+jwt"
_PURPOSE = "access-token"


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What an access token says."""

    account_id: int
    session_id: int


def issue_access_token(secret: str, claims: AccessClaims, now: datetime) -> str:
    """A token that is good for `LIFETIME` from `now`."""
    payload = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(claims.account_id),
        "sid": str(claims.session_id),
        "typ": "access",
        "iat": int(now.timestamp()),
        "exp": int((now + LIFETIME).timestamp()),
    }
    return jwt.encode(payload, derived_key(secret, _PURPOSE), algorithm="HS256", headers={"typ": TYPE})


def read_access_token(secret: str, token: str, now: datetime) -> AccessClaims | None:
    """What `token` says; None if it isn't ours, isn't an access token, or isn't valid at `now`."""
    try:
        # Times are compared below with the injected clock instead of the machine's.
        decoded = jwt.decode_complete(
            token,
            derived_key(secret, _PURPOSE),
            algorithms=["HS256"],
            issuer=ISSUER,
            audience=AUDIENCE,
            options={
                "require": ["iss", "aud", "sub", "sid", "typ", "iat", "exp"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
        payload = decoded["payload"]
        if decoded["header"].get("typ") != TYPE or payload["typ"] != "access":
            return None
        if not int(payload["iat"]) - 60 <= now.timestamp() < int(payload["exp"]):
            return None
        return AccessClaims(int(payload["sub"]), int(payload["sid"]))
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
