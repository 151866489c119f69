"""One-time codes of authenticator applications (RFC 6238: SHA-1, six digits, 30 seconds), and recovery codes."""

import secrets
from datetime import datetime

import pyotp

from kiosk.kernel.secrets import digest

DIGITS, STEP_SECONDS = 6, 30
# A clock may be one step off (RFC 6238, section 5.2).
_DRIFT = 1

RECOVERY_CODES = 10
# 16 characters of Crockford's alphabet are 80 random bits, so a plain SHA-256 is enough to store them.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 16, 4
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_secret() -> str:
    """160 random bits in base32, as applications take them."""
    return pyotp.random_base32()


def address(secret: str, *, issuer: str, name: str) -> str:
    """The `otpauth:` address that an application reads from the QR code."""
    # A colon parts the two in the address.
    codes = pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
    return codes.provisioning_uri(name=name.replace(":", " "), issuer_name=issuer.replace(":", " "))


def find_step(secret: str, code: str, now: datetime) -> int | None:
    """The time step that `code` belongs to, at most one from the present one; None if it is wrong."""
    present = int(now.timestamp()) // STEP_SECONDS
    codes = pyotp.HOTP(secret, digits=DIGITS)
    right = [
        step
        for step in range(present - _DRIFT, present + _DRIFT + 1)
        if secrets.compare_digest(codes.at(step), code)
    ]
    return max(right, default=None)


def is_one_time_code(code: str) -> bool:
    """Whether `code` looks like an application's; anything else can only be a recovery code."""
    return len(code) == DIGITS and code.isascii() and code.isdigit()


def new_recovery_codes() -> list[str]:
    """Ten codes such as `7K2M-0QXZ-9HTR-44WC`, for the person to keep."""
    return [
        _grouped("".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))) for _ in range(RECOVERY_CODES)
    ]


def _grouped(code: str) -> str:
    return "-".join(code[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def recovery_digest(account_id: int, code: str) -> str:
    """The form in which a recovery code is stored; capitals, hyphens and letters that look like digits don't matter."""
    return digest(f"{account_id}:{code.upper().translate(_MISREAD)}")
