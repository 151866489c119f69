"""Signing in from the Mini App: Telegram's initData against a short access token, and again while it is young.

There are no cookies, for in web.telegram.org the app is a frame of another site. A token is renewed by exchanging the
same initData once more; all sessions that it ever opened are one family and end together.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

import structlog
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.identity.errors import Inactive
from kiosk.identity.models import Account
from kiosk.identity.service import Entry, ensure_telegram_account, open_session
from kiosk.identity.tokens import AccessClaims, issue_access_token
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch
from kiosk.kernel.settings import Settings, TelegramSettings
from kiosk.sign_in.errors import InitDataRefused, InitDataSpent, NotOffered
from kiosk.sign_in.rules import (
    MAX_AGE,
    SKEW,
    Launch,
    StaleInitData,
    UnusableInitData,
    is_signed_by_bot,
    message_for_others,
    parse_init_data,
    read_launch,
    signature_of,
)

log = structlog.get_logger(__name__)

MOST_EXCHANGES: Final = 5
TOKEN_LIFETIME: Final = timedelta(minutes=15)
SESSION_LIFETIME: Final = timedelta(hours=24)

# Source: core.telegram.org/bots/webapps, "Validating data for Third-Party Use".
TELEGRAM_KEY: Final = bytes.fromhex("e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d")
TELEGRAM_TEST_KEY: Final = bytes.fromhex("40055058a4ee38156a06562e52eece92a771bcd8346a8c4615cb7376eddf72ec")


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A token for the Mini App, and whose it is."""

    access_token: str
    account: Account
    launch: Launch


async def exchange(unit: Unit, settings: Settings, raw: str, entry: Entry) -> Exchanged:
    """An access token for who opened the Mini App; whoever is new here becomes a customer.

    `entry` says from where it is asked. Raises InitDataRefused, InitDataSpent, Inactive, NotOffered.
    """
    launch = _verified(settings.telegram, raw, unit)
    counted = await fetch(
        unit.session, _COUNT, {"digest": launch.digest, "until": launch.at + MAX_AGE + SKEW}
    )
    if counted[0].exchanges > MOST_EXCHANGES:
        log.warning("init-data-exchanged-too-often")
        raise InitDataSpent
    account = await ensure_telegram_account(
        unit, launch.telegram_id, full_name=launch.full_name, username=launch.username
    )
    if not account.is_active:
        raise Inactive
    entry = replace(
        entry,
        origin=launch.digest,
        address=entry.address[:45],
        user_agent=entry.user_agent.replace("\x00", "")[:300],  # as it is stored, to be compared below
    )
    session_id = await _session(unit, settings.secret, account.id, entry)
    claims = AccessClaims(account.id, session_id)
    token = issue_access_token(settings.secret, claims, unit.now(), TOKEN_LIFETIME)
    return Exchanged(token, account, launch)


def _verified(telegram: TelegramSettings, raw: str, unit: Unit) -> Launch:
    try:
        fields = parse_init_data(raw)
        _prove(telegram, fields)
        return read_launch(fields, unit.now(), timedelta(seconds=telegram.init_data_seconds))
    except StaleInitData as error:
        log.info("init-data-refused", reason=str(error))
        raise InitDataSpent from None
    except UnusableInitData as error:
        log.info("init-data-refused", reason=str(error))
        raise InitDataRefused from None


def _prove(telegram: TelegramSettings, fields: dict[str, str]) -> None:
    """Refuse what isn't signed for this installation's bot, which the settings name and never the client (A08)."""
    if telegram.token is not None:
        genuine = is_signed_by_bot(fields, telegram.token.get_secret_value())
    elif telegram.bot_id is not None:
        key = TELEGRAM_TEST_KEY if telegram.test_server else TELEGRAM_KEY
        genuine = _is_signed_by_telegram(fields, telegram.bot_id, key)
    else:
        raise NotOffered
    if not genuine:
        raise UnusableInitData("not signed for this bot")


def _is_signed_by_telegram(fields: dict[str, str], bot_id: int, key: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(
            signature_of(fields), message_for_others(fields, bot_id)
        )
    except InvalidSignature:
        return False
    return True


async def _session(unit: Unit, secret: str, account_id: int, entry: Entry) -> int:
    """The session to go on with: the one of this place, or a further one of the family."""
    family = await fetch(
        unit.session, _FAMILY, {"origin": entry.origin, "account": account_id, "now": unit.now()}
    )
    if any(each.is_ended for each in family):
        raise InitDataSpent
    for each in family:
        if (each.address, each.user_agent) == (entry.address, entry.user_agent):
            await fetch(unit.session, _USED, {"id": each.id, "now": unit.now()})
            return int(each.id)
    if family:
        unit.audit("mini-app.opened-elsewhere", f"account:{account_id}", actor_id=account_id)
    opened = await open_session(unit, secret, account_id, entry)
    await fetch(unit.session, _SHORTEN, {"id": opened.session_id, "until": unit.now() + SESSION_LIFETIME})
    return opened.session_id


_COUNT: Final = """
INSERT INTO init_data_uses (digest, exchanges, expires_at) VALUES (%(digest)s, 1, %(until)s)
ON CONFLICT (digest) DO UPDATE SET exchanges = init_data_uses.exchanges + 1
RETURNING exchanges
"""
# A session that grew stronger was replaced by another one of the family; any other end is the family's.
_FAMILY: Final = """
SELECT id, address, user_agent,
       revoked_at IS NOT NULL OR account_id <> %(account)s OR expires_at <= %(now)s AS is_ended
  FROM sessions WHERE origin = %(origin)s AND revoked_because IS DISTINCT FROM 'rotated' ORDER BY id
"""
_USED: Final = "UPDATE sessions SET last_used_at = %(now)s WHERE id = %(id)s RETURNING id"
_SHORTEN: Final = "UPDATE sessions SET expires_at = %(until)s WHERE id = %(id)s RETURNING id"
