"""What a Mini App's initData says, and whether the bot or Telegram itself has signed it."""

import base64
import binascii
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import unquote_plus

SKEW: Final = timedelta(seconds=60)
"""How far ahead of ours Telegram's clock may be."""
MAX_AGE: Final = timedelta(hours=24)
"""The oldest initData that an installation may be set to accept."""
MAX_INIT_DATA: Final = 8192
FIRST_WEB_ACCOUNT: Final = 2**52
"""Telegram's ids stay below it; the accounts that were born on the web begin here."""

_MOST_FIELDS = 32
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile("[\x00-\x1f]")
_HASH = re.compile(r"[0-9a-f]{64}")
_SECONDS = re.compile(r"[1-9][0-9]{0,10}")
_SIGNATURE_LENGTH = 64


class UnusableInitData(Exception):  # noqa: N818 - a finding; services refuse
    """The data can't be what Telegram made for this bot; the text says why, for the log."""


class StaleInitData(UnusableInitData):
    """The data were genuine once, or come from the future."""


@dataclass(frozen=True, slots=True)
class Launch:
    """Who opened the Mini App, and when, as Telegram says."""

    telegram_id: int
    first_name: str
    last_name: str
    username: str | None
    language_code: str
    at: datetime
    digest: str
    """The same for the same launch, however its data were written: what replays are counted by."""

    @property
    def full_name(self) -> str:
        """Both names, or the one there is."""
        return f"{self.first_name} {self.last_name}".strip()


def parse_init_data(raw: str) -> dict[str, str]:
    """The fields of initData, decoded once. Raises UnusableInitData.

    Telegram signs the decoded fields joined by line breaks, so a field that smuggles one in, or comes twice, could
    be read in two ways: such data are refused whole.
    """
    if len(raw) > MAX_INIT_DATA:
        raise UnusableInitData("too long")
    pieces = raw.split("&")
    if len(pieces) > _MOST_FIELDS:
        raise UnusableInitData("too many fields")
    fields: dict[str, str] = {}
    for piece in pieces:
        name, equals, value = piece.partition("=")
        name, value = _decoded(name), _decoded(value)
        if not equals or not _NAME.fullmatch(name) or name in fields:
            raise UnusableInitData("a field without a name of its own")
        fields[name] = value
    return fields


def _decoded(text: str) -> str:
    if _BROKEN_ESCAPE.search(text):
        raise UnusableInitData("a broken escape")
    try:
        decoded = unquote_plus(text, errors="strict")
    except UnicodeDecodeError as error:
        raise UnusableInitData("not UTF-8") from error
    if _CONTROL.search(decoded):
        raise UnusableInitData("a control character")
    return decoded


def is_signed_by_bot(fields: Mapping[str, str], token: str) -> bool:
    """Whether `hash` is the bot's: HMAC-SHA-256 of the other fields, the key derived from its token.

    Source: core.telegram.org/bots/webapps, "Validating data received via the Mini App".
    """
    given = fields.get("hash", "")
    if not _HASH.fullmatch(given):
        return False
    key = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    right = hmac.digest(key, _joined(fields, "hash").encode("utf-8", "surrogatepass"), hashlib.sha256)
    return hmac.compare_digest(bytes.fromhex(given), right)


def message_for_others(fields: Mapping[str, str], bot_id: int) -> bytes:
    """What Telegram signs with its own key for those who don't have the bot's token.

    Source: core.telegram.org/bots/webapps, "Validating data for Third-Party Use".
    """
    text = f"{bot_id}:WebAppData\n{_joined(fields, 'hash', 'signature')}"
    return text.encode("utf-8", "surrogatepass")


def signature_of(fields: Mapping[str, str]) -> bytes:
    """Telegram's own signature. Raises UnusableInitData without one, or if it could be written in another way."""
    given = fields.get("signature", "")
    try:
        plain = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnusableInitData("no signature") from error
    if len(plain) != _SIGNATURE_LENGTH or base64.urlsafe_b64encode(plain).decode().rstrip("=") != given:
        raise UnusableInitData("no signature")
    return plain


def _joined(fields: Mapping[str, str], *without: str) -> str:
    return "\n".join(f"{name}={fields[name]}" for name in sorted(fields) if name not in without)


def read_launch(fields: Mapping[str, str], now: datetime, max_age: timedelta) -> Launch:
    """Who opened the Mini App; `fields` must have been found genuine. Raises StaleInitData, UnusableInitData."""
    seconds = fields.get("auth_date", "")
    if not _SECONDS.fullmatch(seconds):
        raise UnusableInitData("no auth_date")
    at = datetime.fromtimestamp(int(seconds), UTC)
    if not now - max_age <= at <= now + SKEW:
        raise StaleInitData("too old, or from the future")
    user = _user(fields.get("user", ""))
    telegram_id = user.get("id")
    if type(telegram_id) is not int or not 0 < telegram_id < FIRST_WEB_ACCOUNT or user.get("is_bot") is True:
        raise UnusableInitData("no person")
    return Launch(
        telegram_id,
        _text(user, "first_name"),
        _text(user, "last_name"),
        _text(user, "username") or None,
        _text(user, "language_code"),
        at,
        hashlib.sha256(message_for_others(fields, 0)).hexdigest(),
    )


def _user(text: str) -> dict[str, Any]:
    try:
        user = json.loads(text, object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as error:
        raise UnusableInitData("no user") from error
    if not isinstance(user, dict):
        raise UnusableInitData("no user")
    return user


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field twice")
    return found


def _text(user: Mapping[str, Any], name: str) -> str:
    value = user.get(name)
    if not isinstance(value, str):
        return ""
    # JSON can spell halves of characters, which no database stores.
    return value.encode("utf-8", "ignore").decode().strip()
