"""How accounts and chats look in the Bot API's objects."""

import hashlib
from typing import Any

from .records import Bot, Chat, Member, Person

ACTIVE = frozenset({"creator", "administrator", "member", "restricted"})
_ALL_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages",
    "can_manage_topics", "can_react_to_messages", "can_edit_tag",
)  # fmt: skip


def person_view(person: Person) -> dict[str, Any]:
    """Return a person's User object."""
    view: dict[str, Any] = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    if person.last_name:
        view["last_name"] = person.last_name
    if person.username:
        view["username"] = person.username
    if person.language_code:
        view["language_code"] = person.language_code
    if person.is_premium:
        view["is_premium"] = True
    return view


def bot_view(bot: Bot) -> dict[str, Any]:
    """Return a bot's User object as messages carry it."""
    return {"id": bot.id, "is_bot": True, "first_name": bot.first_name, "username": bot.username}


def me_view(bot: Bot) -> dict[str, Any]:
    """Return what getMe answers: the User object with the bot's abilities."""
    return bot_view(bot) | {
        "can_join_groups": bot.can_join_groups,
        "can_read_all_group_messages": bot.can_read_all_group_messages,
        "supports_guest_queries": False,
        "supports_inline_queries": bot.can_be_inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


def chat_view(chat: Chat, person: Person | None) -> dict[str, Any]:
    """Return a Chat object as a bot sees it; ``person`` is the other side of a private chat."""
    if person is not None:
        view: dict[str, Any] = {"id": chat.id, "first_name": person.first_name}
        if person.last_name:
            view["last_name"] = person.last_name
        if person.username:
            view["username"] = person.username
        return view | {"type": "private"}
    view = {"id": chat.id, "title": chat.title}
    if chat.username:
        view["username"] = chat.username
    if chat.is_forum:
        view["is_forum"] = True
    return view | {"type": chat.type}


def member_view(user: dict[str, Any], member: Member) -> dict[str, Any]:
    """Return a ChatMember object."""
    view: dict[str, Any] = {"user": user, "status": member.status}
    if member.status == "creator":
        view["is_anonymous"] = False
    elif member.status == "administrator":
        view |= {"can_be_edited": False, "is_anonymous": False}
        view |= {right: bool(member.rights.get(right, False)) for right in _ALL_RIGHTS}
    elif member.status == "restricted":
        view |= {"is_member": True, "until_date": member.until_date}
        view |= {name: bool(member.rights.get(name, False)) for name in PERMISSIONS}
    elif member.status == "kicked":
        view["until_date"] = member.until_date
    if member.custom_title and member.status in {"creator", "administrator"}:
        view["custom_title"] = member.custom_title
    return view


def all_rights() -> dict[str, bool]:
    """Return the rights of an administrator who may do everything."""
    return dict.fromkeys(_ALL_RIGHTS, True)


def chat_instance(bot: int, chat: int) -> str:
    """Return the opaque number of a chat that callback queries carry."""
    digest = hashlib.sha256(f"{bot}:{chat}".encode()).digest()
    return str(int.from_bytes(digest[:8], "big", signed=True))
