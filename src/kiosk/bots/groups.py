"""The staff's group: which it is, and whether the bot can still be heard there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.bots.connection import find_connection
from kiosk.kernel.rows import Source, fetch
from kiosk.kernel.settings import Settings

TEST_MESSAGE: Final = "staff-test"
"""The kind of notice with which somebody looks whether the group hears."""


@dataclass(frozen=True, slots=True)
class TestMessage:
    """The newest test message. `state` is waiting, sent or undeliverable."""

    state: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class StaffGroup:
    """The staff's group as the bot knows it."""

    chat_id: int
    title: str | None
    is_fixed: bool
    """Set where the shop was installed; the panel can't change it."""
    unreachable_since: datetime | None
    """Since when nothing has arrived there; None: the last message did."""
    reason: str | None
    """What Telegram said to the last message that didn't arrive, in its own words."""
    test: TestMessage | None


async def find_group(source: Source, settings: Settings) -> StaffGroup | None:
    """The staff's group; None without one, or without a bot."""
    known = await find_connection(source, settings)
    chat_id = settings.staff_chat_id or known.staff_chat_id
    if chat_id is None or settings.telegram.token is None:
        return None
    bot_id = int(settings.telegram.token.get_secret_value().partition(":")[0])
    row = (await fetch(source, _FIND, {"bot": bot_id, "chat": chat_id, "test": TEST_MESSAGE}))[0]
    own = known.staff_chat_id == chat_id
    return StaffGroup(
        chat_id=chat_id,
        title=(known.staff_chat_title if own else None) or row.title,
        is_fixed=not own,
        unreachable_since=row.unreachable_since,
        reason=row.reason if row.unreachable_since else None,
        test=TestMessage(row.test_state, row.test_at) if row.test_state else None,
    )


_FIND: Final = """
SELECT chat.title, chat.unreachable_since, failed.error AS reason, test.state AS test_state,
    test.created_at AS test_at
FROM (VALUES (%(chat)s::bigint)) AS asked(chat_id)
LEFT JOIN chats chat ON chat.bot_id = %(bot)s AND chat.chat_id = asked.chat_id
LEFT JOIN LATERAL (
    SELECT error FROM notices WHERE bot_id = %(bot)s AND chat_id = asked.chat_id AND error IS NOT NULL
    ORDER BY id DESC LIMIT 1
) AS failed ON true
LEFT JOIN LATERAL (
    SELECT state, created_at FROM notices WHERE bot_id = %(bot)s AND chat_id = asked.chat_id AND kind = %(test)s
    ORDER BY id DESC LIMIT 1
) AS test ON true
"""
