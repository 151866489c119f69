"""Mini Apps: launch data signed with the bot's token, as Telegram signs it."""

import hashlib
import hmac
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from kiosk.telegram_emulator.person.errors import SimError
from kiosk.telegram_emulator.records import Bot, Chat, Person
from kiosk.telegram_emulator.world import World

_VERSION = "9.5"
_QUERY_LIFETIME = 3600.0


def init_data(bot: Bot, person: Person, auth_date: int, **more: str) -> str:
    """Return ``initData`` with its hash (HMAC-SHA256 under HMAC("WebAppData", token))."""
    user: dict[str, Any] = {"id": person.id, "first_name": person.first_name, "last_name": person.last_name}
    if person.username:
        user["username"] = person.username
    user |= {"language_code": person.language_code, "allows_write_to_pm": True}
    fields = {"user": orjson.dumps(user).decode(), "auth_date": str(auth_date)} | more
    check = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.new(b"WebAppData", bot.token.encode(), hashlib.sha256).digest()
    fields["hash"] = hmac.new(secret, check.encode(), hashlib.sha256).hexdigest()
    return urlencode(fields, quote_via=quote)


def launch(world: World, bot: Bot, person: Person, chat: Chat, url: str, source: str) -> dict[str, str]:
    """Return the address to open in a frame, with launch parameters in its fragment, and the query id.

    Inline and menu buttons give a ``query_id`` that answerWebAppQuery takes; a reply keyboard's button
    gives none.
    """
    if not url:
        raise SimError(400, "url is empty")
    more: dict[str, str] = {}
    if source != "keyboard":
        query = world.queries.ask(
            "web_app", bot=bot.id, person=person.id, chat=chat.id, lifetime=_QUERY_LIFETIME
        )
        more["query_id"] = query.id
    data = init_data(bot, person, world.now(), **more)
    parameters = {"tgWebAppData": data, "tgWebAppVersion": _VERSION, "tgWebAppPlatform": "emulator"}
    joiner = "&" if "#" in url else "#"
    opened = f"{url}{joiner}{urlencode(parameters, quote_via=quote)}"
    return {"url": opened, "init_data": data, "query_id": more.get("query_id", "")}
