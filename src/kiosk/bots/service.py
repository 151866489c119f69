"""What the house remembers of bots and their chats."""

import secrets
from dataclasses import dataclass, replace
from typing import Final, Self

from kiosk.bots.models import Bot
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import Source, fetch


@dataclass(frozen=True, slots=True)
class ChatState:
    """What lies in a chat: the living screen, a question below it, the newest message that stays."""

    screen_message_id: int | None = None
    screen_picture_id: int | None = None
    prompt_message_id: int | None = None
    last_message_id: int | None = None
    unreachable: bool = False

    def with_kept(self, message_id: int) -> Self:
        """A message that stays was sent."""
        return replace(self, last_message_id=max(message_id, self.last_message_id or 0))

    @property
    def screen_is_left_behind(self) -> bool:
        """Whether a message that stays lies below the screen."""
        return (self.last_message_id or 0) > (self.screen_message_id or 0)


@dataclass(frozen=True, slots=True)
class KnownBot:
    """A bot of this installation."""

    id: int
    username: str
    webhook_path: str
    webhook_secret: str
    set_up_for: str | None


async def ensure_bot(unit: Unit, bot_id: int, username: str) -> KnownBot:
    """The bot's row; the first time with a webhook address and secret that nobody can guess."""
    params = {
        "id": bot_id,
        "username": username,
        "path": secrets.token_urlsafe(24),
        "secret": secrets.token_urlsafe(36),
    }
    return KnownBot(*(await fetch(unit.session, _ENSURE, params))[0])


async def find_username(source: Source, bot_id: int) -> str | None:
    """The username of a bot that was started before."""
    rows = await fetch(source, _USERNAME, {"id": bot_id})
    return str(rows[0].username) if rows else None


async def remember_set_up(unit: Unit, bot_id: int, digest: str) -> None:
    """Record what was last set up at Telegram's."""
    bot = await unit.session.get_one(Bot, bot_id)
    bot.set_up_for = digest


async def get_chat(source: Source, bot_id: int, chat_id: int) -> ChatState:
    """What lies in a chat; of a chat never seen, nothing."""
    rows = await fetch(source, _CHAT, {"bot": bot_id, "chat": chat_id})
    return ChatState(*rows[0]) if rows else ChatState()


async def save_chat(direct: Source, bot_id: int, chat_id: int, state: ChatState) -> None:
    """Remember the screen and what lies below it; of two processes' newest messages the newer one stays."""
    await fetch(
        direct,
        _SAVE_CHAT,
        {
            "bot": bot_id,
            "chat": chat_id,
            "screen": state.screen_message_id,
            "picture": state.screen_picture_id,
            "prompt": state.prompt_message_id,
            "last": state.last_message_id,
        },
    )


async def note_kept_message(direct: Source, bot_id: int, chat_id: int, message_id: int) -> None:
    """A message that stays was sent into the chat."""
    await fetch(direct, _KEPT, {"bot": bot_id, "chat": chat_id, "message": message_id})


async def note_title(unit: Unit, bot_id: int, chat_id: int, title: str) -> None:
    """Remember what a group is called."""
    params = {"bot": bot_id, "chat": chat_id, "title": title.replace("\x00", "")[:255]}
    await fetch(unit.session, _TITLE, params)


async def set_reachable(unit: Unit, bot_id: int, chat_id: int, *, reachable: bool) -> None:
    """Record whether the bot may write into the chat."""
    since = None if reachable else unit.now()
    await fetch(unit.session, _REACHABLE, {"bot": bot_id, "chat": chat_id, "since": since})


_ENSURE: Final = """
INSERT INTO bots (id, username, webhook_path, webhook_secret) VALUES (%(id)s, %(username)s, %(path)s, %(secret)s)
ON CONFLICT (id) DO UPDATE SET username = EXCLUDED.username
RETURNING id, username, webhook_path, webhook_secret, set_up_for
"""
_USERNAME: Final = "SELECT username FROM bots WHERE id = %(id)s"
_CHAT: Final = """
SELECT screen_message_id, screen_picture_id, prompt_message_id, last_message_id,
       unreachable_since IS NOT NULL
  FROM chats WHERE bot_id = %(bot)s AND chat_id = %(chat)s
"""
_SAVE_CHAT: Final = """
INSERT INTO chats (bot_id, chat_id, screen_message_id, screen_picture_id, prompt_message_id, last_message_id)
VALUES (%(bot)s, %(chat)s, %(screen)s, %(picture)s, %(prompt)s, %(last)s)
ON CONFLICT (bot_id, chat_id) DO UPDATE SET
    screen_message_id = EXCLUDED.screen_message_id, screen_picture_id = EXCLUDED.screen_picture_id,
    prompt_message_id = EXCLUDED.prompt_message_id,
    last_message_id = GREATEST(EXCLUDED.last_message_id, chats.last_message_id)
RETURNING 1
"""
_KEPT: Final = """
INSERT INTO chats (bot_id, chat_id, last_message_id) VALUES (%(bot)s, %(chat)s, %(message)s)
ON CONFLICT (bot_id, chat_id) DO UPDATE SET
    last_message_id = GREATEST(EXCLUDED.last_message_id, chats.last_message_id)
RETURNING 1
"""
_TITLE: Final = """
INSERT INTO chats (bot_id, chat_id, title) VALUES (%(bot)s, %(chat)s, %(title)s)
ON CONFLICT (bot_id, chat_id) DO UPDATE SET title = EXCLUDED.title
RETURNING 1
"""
_REACHABLE: Final = """
INSERT INTO chats (bot_id, chat_id, unreachable_since) VALUES (%(bot)s, %(chat)s, %(since)s)
ON CONFLICT (bot_id, chat_id) DO UPDATE SET
    unreachable_since = CASE WHEN %(since)s::timestamptz IS NULL THEN NULL
                             ELSE COALESCE(chats.unreachable_since, %(since)s) END
RETURNING 1
"""
