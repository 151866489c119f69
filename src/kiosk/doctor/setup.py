"""Is this installation set up to sell? Each finding says what is wrong and how to mend it, in one line."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import psycopg

from kiosk.kernel.database import driver_url
from kiosk.kernel.migrations import pending
from kiosk.kernel.origins import is_loopback
from kiosk.kernel.secrets import weakness
from kiosk.kernel.settings import Settings

API, BOT = "api", "bot"
FACES = (API, BOT)
OLDEST_POSTGRES = 150_000
_TOKEN = re.compile(r"^\d{3,20}:[A-Za-z0-9_-]{20,}$")


Remedy = Literal["back-up", "retry-jobs", "replay-updates"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something is wrong."""

    what: str
    mend: str
    remedy: Remedy | None = None
    """What the panel's button can do about it."""

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.what} {self.mend}"


def find_in_settings(settings: Settings, faces: Collection[str] = FACES) -> Iterator[Finding]:
    """What is wrong with the settings, without asking anybody."""
    secret = settings.secret_key.get_secret_value() if settings.secret_key else None
    reason = weakness(secret)
    if reason:
        yield Finding(
            f"KIOSK_SECRET_KEY can't be used: {reason}.",
            "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
        )
    for number, previous in enumerate(settings.secrets[1:] if secret else (), 1):
        if reason := weakness(previous):
            yield Finding(
                f"Key {number} of KIOSK_PREVIOUS_SECRET_KEYS can't be used: {reason}.",
                "Name only keys that served, apart by blanks.",
            )
    if settings.smtp.host and not settings.smtp.sender:
        yield Finding("KIOSK_SMTP_SENDER is not set.", "Name the address that letters come from.")
    if settings.smtp.host and not settings.public_url:
        yield Finding(
            "KIOSK_PUBLIC_URL is not set.", "Letters carry links, and links need an address to lead to."
        )
    if not settings.database_url:
        yield Finding(
            "KIOSK_DATABASE_URL is not set.", "Set it to postgresql://user:password@host:5432/database"
        )
    if BOT in faces:
        yield from _find_in_telegram(settings)


def _find_in_telegram(settings: Settings) -> Iterator[Finding]:
    token = settings.telegram.token.get_secret_value() if settings.telegram.token else ""
    if token and not _TOKEN.match(token):
        yield Finding(
            "KIOSK_TELEGRAM_TOKEN is not a bot's token.", "@BotFather gives one like 123456789:AAExample..."
        )
    if settings.telegram.mode != "webhook":
        return
    if not settings.public_url:
        yield Finding(
            "KIOSK_TELEGRAM_MODE=webhook needs KIOSK_PUBLIC_URL.",
            "Set it to the https address of this shop, or set KIOSK_TELEGRAM_MODE=polling",
        )
    elif not is_reachable_safely(settings.public_url):
        yield Finding(
            "Telegram delivers to https only, but KIOSK_PUBLIC_URL is not https.",
            "Set it to the https address of this shop, or set KIOSK_TELEGRAM_MODE=polling",
        )


def is_reachable_safely(url: str) -> bool:
    """Whether `url` is https, or plain http that never leaves this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and is_loopback(parts.hostname or "")


def find_in_database(url: str, *, migrated: bool = True) -> Iterator[Finding]:
    """What is wrong with the database at `url`; whether it is `migrated` is looked at unless that comes next."""
    try:
        with psycopg.connect(driver_url(url), connect_timeout=5, autocommit=True) as connection:
            row = connection.execute(
                "SELECT current_setting('server_version_num')::int, lower('Ё') = 'ё',"
                " pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
            ).fetchone()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        yield Finding(
            f"The database can't be reached: {_without_password(reason)}.",
            "Check KIOSK_DATABASE_URL and that PostgreSQL runs",
        )
        return
    version, knows_cyrillic, encoding = row or (0, False, "")
    if version < OLDEST_POSTGRES:
        yield Finding(f"PostgreSQL {version // 10_000} is too old.", "Use PostgreSQL 15 or newer")
    if encoding != "UTF8" or not knows_cyrillic:
        yield Finding(
            "The database doesn't know Cyrillic letters (lower('Ё') is not 'ё').",
            "Create it with ENCODING 'UTF8' and a UTF-8 locale: see docs/operating.md, Database",
        )
    if migrated and pending(url):
        yield Finding("The database lacks tables of this release.", "Run: kiosk migrate")


def _without_password(text: str) -> str:
    return re.sub(r"(?<=://)[^\s@]+@", "", text)
