"""Which bot the shop has: the one of the environment, or the one that was connected in the panel.

The panel's bot is kept with its token sealed. Processes learn of a change by the tag `TAG` and begin anew with it.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import httpx2
from pydantic import SecretStr

from kiosk.bots.errors import BotFixed, NoBotYet, TelegramNotReached, TokenRefused
from kiosk.bots.service import find_username
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import Source, fetch
from kiosk.kernel.secrets import digest, new_token, seal, unseal
from kiosk.kernel.settings import Settings

TAG = "bots"
GROUP_LINK_LIFETIME = timedelta(minutes=15)
_PURPOSE, _PLACE = "bot-token", "bot_connection"
_TOKEN = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{20,100}")
_PATIENCE = 10.0
_UNAUTHORISED = (401, 404)


@dataclass(frozen=True, slots=True)
class Connection:
    """The shop's bot and the staff's group."""

    token: str | None
    username: str | None
    staff_chat_id: int | None
    staff_chat_title: str | None = None


async def find_connection(source: Source, settings: Settings) -> Connection:
    """What was connected in the panel; empty if nothing was, or if the installation's key doesn't open it."""
    rows = await fetch(source, _FIND)
    if not rows:
        return Connection(None, None, None)
    row = rows[0]
    plain = unseal(settings.secrets, _PURPOSE, bytes(row.token), _PLACE) if row.token else None
    return Connection(
        plain.decode() if plain else None, row.username, row.staff_chat_id, row.staff_chat_title
    )


def is_fixed(settings: Settings) -> bool:
    """Whether the environment says which bot it is."""
    return settings.telegram.token is not None and not settings.telegram.is_from_panel


def with_connection(settings: Settings, connection: Connection) -> Settings:
    """The settings of a process that speaks through the connected bot; the environment's own come first."""
    if is_fixed(settings):
        return settings.model_copy(
            update={"staff_chat_id": settings.staff_chat_id or connection.staff_chat_id}
        )
    token = SecretStr(connection.token) if connection.token else None
    telegram = settings.telegram.model_copy(update={"token": token, "is_from_panel": token is not None})
    return settings.model_copy(update={"telegram": telegram, "staff_chat_id": connection.staff_chat_id})


async def find_bot_username(source: Source, settings: Settings) -> str | None:
    """What the shop's bot is called; None while no bot is connected or none has been started."""
    token = settings.telegram.token
    if token is None:
        return None
    return await find_username(source, int(token.get_secret_value().partition(":")[0]))


def bot_link(settings: Settings, username: str) -> str:
    """The address of a bot, to which `?start=...` or `?startgroup=...` can be added."""
    return f"{settings.telegram.link_url.rstrip('/')}/{username}"


@dataclass(frozen=True, slots=True)
class ShopBot:
    """The shop's bot and the staff's group, as far as they are connected."""

    username: str | None
    link: str | None
    is_fixed: bool
    """Set where the shop was installed; the panel can't change it."""
    staff_chat_id: int | None
    staff_chat_title: str | None


async def find_shop_bot(source: Source, settings: Settings) -> ShopBot:
    """What is connected: here and now, even if this process doesn't speak through it yet."""
    known, fixed = await find_connection(source, settings), is_fixed(settings)
    username = await find_bot_username(source, settings) if fixed else known.username
    return ShopBot(
        username=username,
        link=bot_link(settings, username) if username else None,
        is_fixed=fixed,
        staff_chat_id=settings.staff_chat_id or known.staff_chat_id,
        staff_chat_title=known.staff_chat_title,
    )


async def ask_username(settings: Settings, token: str) -> str:
    """The username of the bot with this token, from Telegram. Raises TokenRefused, TelegramNotReached."""
    if not _TOKEN.fullmatch(token):
        raise TokenRefused
    url = f"{settings.telegram.api_url.rstrip('/')}/bot{token}/getMe"
    try:
        async with httpx2.AsyncClient(timeout=_PATIENCE) as http:
            answer = await http.post(url)
        told: Any = answer.json()
    except (httpx2.HTTPError, ValueError):
        # Not the cause: its text holds the address, and the address holds the token.
        raise TelegramNotReached from None
    if answer.status_code in _UNAUTHORISED:
        raise TokenRefused
    username = told.get("result", {}).get("username") if isinstance(told, dict) else None
    if not isinstance(username, str):
        raise TelegramNotReached
    return username


async def connect(unit: Unit, settings: Settings, token: str, username: str) -> None:
    """Make this the shop's bot. Another bot knows no group of the former one's. Raises BotFixed."""
    if is_fixed(settings):
        raise BotFixed
    known = await find_connection(unit.session, settings)
    same = known.token is not None and known.token.partition(":")[0] == token.partition(":")[0]
    sealed = seal(settings.secret, _PURPOSE, token.encode(), _PLACE)
    await fetch(unit.session, _CONNECT, {"token": sealed, "username": username, "same": same})
    unit.touch(TAG)


async def begin_group(unit: Unit, settings: Settings) -> str:
    """A payload with which the bot is to be added to the staff's group, good for 15 minutes. Raises NoBotYet."""
    if settings.telegram.token is None:
        raise NoBotYet
    plain = new_token()
    expires_at = unit.now() + GROUP_LINK_LIFETIME
    await fetch(unit.session, _BEGIN_GROUP, {"hash": digest(plain), "expires_at": expires_at})
    return f"g_{plain}"


async def take_group(unit: Unit, payload: str, chat_id: int, title: str) -> bool:
    """Make a chat the staff's, if the payload is the newest one and fresh; it works once."""
    params = {
        "hash": digest(payload.removeprefix("g_")),
        "chat": chat_id,
        "title": title.replace("\x00", "")[:255],
        "now": unit.now(),
    }
    taken = bool(await fetch(unit.session, _TAKE_GROUP, params))
    if taken:
        unit.touch(TAG)
    return taken


async def follow_group(unit: Unit, old_chat_id: int, new_chat_id: int) -> None:
    """Telegram gave the group another id: it has become a supergroup."""
    if await fetch(unit.session, _FOLLOW_GROUP, {"old": old_chat_id, "new": new_chat_id}):
        unit.touch(TAG)


async def forget_group(unit: Unit) -> None:
    """Tell nothing to a group any more."""
    await fetch(unit.session, _FORGET_GROUP)
    unit.touch(TAG)


_FIND: Final = "SELECT token, username, staff_chat_id, staff_chat_title FROM bot_connection"
_CONNECT: Final = """
INSERT INTO bot_connection (token, username) VALUES (%(token)s, %(username)s)
ON CONFLICT (id) DO UPDATE SET token = EXCLUDED.token, username = EXCLUDED.username,
    staff_chat_id = CASE WHEN %(same)s THEN bot_connection.staff_chat_id END,
    staff_chat_title = CASE WHEN %(same)s THEN bot_connection.staff_chat_title END
RETURNING 1
"""
_BEGIN_GROUP: Final = """
INSERT INTO bot_connection (group_token_hash, group_expires_at) VALUES (%(hash)s, %(expires_at)s)
ON CONFLICT (id) DO UPDATE SET group_token_hash = EXCLUDED.group_token_hash,
    group_expires_at = EXCLUDED.group_expires_at
RETURNING 1
"""
_TAKE_GROUP: Final = """
UPDATE bot_connection SET staff_chat_id = %(chat)s, staff_chat_title = %(title)s,
    group_token_hash = NULL, group_expires_at = NULL
WHERE group_token_hash = %(hash)s AND group_expires_at > %(now)s RETURNING 1
"""
_FOLLOW_GROUP: Final = (
    "UPDATE bot_connection SET staff_chat_id = %(new)s WHERE staff_chat_id = %(old)s RETURNING 1"
)
_FORGET_GROUP: Final = "UPDATE bot_connection SET staff_chat_id = NULL, staff_chat_title = NULL RETURNING 1"
