"""Secrets: what may serve as the installation's key, keys derived from it, what it hides, and random tokens."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MIN_BYTES = 32

# Keys that were published with examples and templates; a signature made with one proves nothing.
_KNOWN = (
    "your-secret-key",
    "your_secret_key",
    "change-me",
    "changeme",
    "change_me",
    "changethis",
    "replace-me",
    "insecure",
    "super-secret",
    "supersecret",
    "my-secret",
    "secret-key",
    "secret_key",
    "example",
    "password",
    "development",
    "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",  # the FastAPI tutorial's
)
_FEW_CHARACTERS = 12


def weakness(secret: str | None) -> str | None:
    """Why `secret` must not be the installation's key; None if it may."""
    if not secret:
        return "it is not set"
    if len(secret.encode()) < MIN_BYTES:
        return f"it is shorter than {MIN_BYTES} bytes"
    lowered = secret.lower()
    if any(known in lowered for known in _KNOWN):
        return "it is a known example"
    if len(set(secret)) < _FEW_CHARACTERS:
        return "it repeats a few characters"
    return None


def derived_key(secret: str, purpose: str) -> bytes:
    """A key for one purpose only, so that what is signed for one can't be used for another (RFC 5869, expand)."""
    extracted = hmac.digest(b"kiosk", secret.encode(), hashlib.sha256)
    return hmac.digest(extracted, purpose.encode() + b"\x01", hashlib.sha256)


_KEY_ID, _NONCE = 8, 12


def sealing_key_id(secret: str, purpose: str) -> bytes:
    """Which key something was sealed with: the first bytes of what `seal` gives."""
    return hashlib.sha256(b"seal" + derived_key(secret, purpose)).digest()[:_KEY_ID]


def seal(secret: str, purpose: str, plain: bytes, place: str) -> bytes:
    """Hide `plain` with a key derived from the installation's (AES-256-GCM).

    `place` says where it is stored, such as `account:7`: what is copied to another place can't be opened there.
    """
    nonce = secrets.token_bytes(_NONCE)
    hidden = AESGCM(derived_key(secret, purpose)).encrypt(nonce, plain, place.encode())
    return sealing_key_id(secret, purpose) + nonce + hidden


def unseal(known: Sequence[str], purpose: str, sealed: bytes, place: str) -> bytes | None:
    """What `seal` hid; None if none of the `known` keys hid it, or if it was altered or moved."""
    key_id, nonce, hidden = sealed[:_KEY_ID], sealed[_KEY_ID : _KEY_ID + _NONCE], sealed[_KEY_ID + _NONCE :]
    for secret in known:
        if hmac.compare_digest(sealing_key_id(secret, purpose), key_id):
            try:
                return AESGCM(derived_key(secret, purpose)).decrypt(nonce, hidden, place.encode())
            except InvalidTag:
                return None
    return None


def new_token() -> str:
    """256 random bits that are safe in an address, a header and a cookie."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """The form in which a random token is stored. It has 256 bits, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
