"""Finds the person behind an update, with the conversation and the chat, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from aiogram.types import User
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.bot.person import Person
from kiosk.bots.service import ChatState
from kiosk.identity.service import ensure_telegram_account, get_roles
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import FALLBACK, LOCALES, best_locale, translator
from kiosk.kernel.rows import fetch

MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Met:
    """A person in a chat: who, where in the conversation, and what lies in the chat."""

    person: Person
    fsm_state: str | None
    fsm_data: dict[str, Any]
    chat: ChatState


async def meet(unit: Unit, bot_id: int, chat_id: int, user: User) -> Met:
    """The person who sent an update. A new one gets an account; a changed name is remembered.

    The key is Telegram's numeric id alone: usernames change hands.
    """
    row = (await fetch(unit.session, _MEET, {"bot": bot_id, "chat": chat_id, "user": user.id}))[0]
    name = user.full_name[:MAX_NAME].replace("\x00", "") or str(user.id)
    account_id, roles, chosen = row.account_id, row.roles or [], row.locale
    renamed = row.first_name is None and row.full_name != name
    if account_id is None or renamed or row.username != user.username:
        account = await ensure_telegram_account(unit, user.id, full_name=name, username=user.username)
        if account_id is None:
            account_id, chosen = account.id, account.locale
            roles = await get_roles(unit.session, account_id)
    default, offered = row.default_locale or FALLBACK, row.locales or LOCALES
    telegram_locale = _spoken(best_locale(user.language_code, default), offered, default)
    locale = chosen if chosen in offered else telegram_locale
    person = Person(
        account_id=account_id,
        telegram_id=user.id,
        locale=locale,
        say=translator(locale),
        roles=frozenset(roles) if row.is_active is not False else frozenset(),
        extra=frozenset(row.extra or ()) if row.is_active is not False else frozenset(),
        first_name=user.first_name,
        full_name=name,
        username=user.username,
        telegram_locale=telegram_locale,
    )
    chat = ChatState(row.screen, row.picture, row.prompt, row.last, row.unreachable is True)
    return Met(person, row.state, row.data or {}, chat)


def _spoken(locale: str, offered: Sequence[str], default: str) -> str:
    return locale if locale in offered else default


async def find_telegram_id(session: AsyncSession, account_id: int) -> int | None:
    """Which chat is with the account's person; None for somebody who came another way."""
    rows = await fetch(session, _TELEGRAM_ID, {"id": account_id})
    return rows[0].telegram_id if rows else None


_TELEGRAM_ID: Final = "SELECT telegram_id FROM accounts WHERE id = %(id)s"
_MEET: Final = """
SELECT a.id AS account_id, a.full_name, a.first_name, a.username, a.locale, a.is_active,
       (SELECT array_agg(role) FROM account_roles WHERE account_id = a.id) AS roles,
       (SELECT array_agg(verb) FROM account_permissions WHERE account_id = a.id) AS extra,
       c.state, c.data, b.default_locale, b.locales,
       h.screen_message_id AS screen, h.screen_picture_id AS picture, h.prompt_message_id AS prompt,
       h.last_message_id AS last, h.unreachable_since IS NOT NULL AS unreachable
  FROM (VALUES (%(user)s::bigint)) AS sender(id)
  LEFT JOIN accounts a ON a.telegram_id = sender.id
  LEFT JOIN conversations c ON c.bot_id = %(bot)s AND c.chat_id = %(chat)s AND c.user_id = sender.id
  LEFT JOIN chats h ON h.bot_id = %(bot)s AND h.chat_id = %(chat)s
  LEFT JOIN business b ON b.id = 1
"""
