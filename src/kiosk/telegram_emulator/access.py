"""Finding a chat, and whether the bot may do something there."""

from typing import Any

from .errors import ApiError, bad_request, forbidden
from .records import Bot, Chat, Member, Message, Payload
from .views import ACTIVE
from .world import World

_KINDS = {"group": "group", "supergroup": "supergroup", "channel": "channel"}


def find_chat(world: World, bot: Bot, chat_id: int | str) -> Chat:
    """Return the chat that ``chat_id`` (a number or ``@username``) means; raises the server's 400s."""
    if chat_id == "":
        raise bad_request("chat_id is empty")
    chat = _by_username(world, chat_id) if isinstance(chat_id, str) else world.chat(bot.id, chat_id)
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to}
        )
    return chat


def _by_username(world: World, name: str) -> Chat | None:
    if not name.startswith("@"):
        return None
    wanted = name[1:].lower()
    return next((chat for chat in world.groups.values() if chat.username.lower() == wanted), None)


def require_presence(world: World, bot: Bot, chat: Chat) -> Member:
    """Return what the bot is in the chat; raises 403 when it may not even look in."""
    if chat.owner_bot:
        person = world.people[chat.id]
        if person.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return Member()
    member = chat.members.get(bot.id)
    kind = _KINDS[chat.type]
    if member is None or member.status == "left":
        raise forbidden(f"bot is not a member of the {kind} chat")
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    return member


def require_writable(world: World, bot: Bot, chat: Chat, what: str = "text messages") -> None:
    """Raise 403 or 400 unless the bot may send ``what`` to the chat."""
    member = require_presence(world, bot, chat)
    if chat.owner_bot:
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return
    if chat.type == "channel" and member.status != "administrator":
        raise bad_request("need administrator rights in the channel chat")
    rights = member.rights if member.status == "restricted" else chat.permissions
    if member.status in {"member", "restricted"} and not rights.get(_permission(what), True):
        raise bad_request(f"not enough rights to send {what} to the chat")


def _permission(what: str) -> str:
    name = what.replace(" ", "_")
    known = {"text_messages": "can_send_messages", "music": "can_send_audios"}
    special = {
        "animations",
        "stickers",
        "dice",
        "games",
        "locations",
        "venues",
        "contacts",
        "invoice_messages",
    }
    return "can_send_other_messages" if name in special else known.get(name, f"can_send_{name}")


def require_right(world: World, bot: Bot, chat: Chat, right: str, doing: str) -> None:
    """Raise 400 unless the bot is an administrator of the chat with ``right``."""
    member = require_presence(world, bot, chat)
    if chat.owner_bot:
        return
    if member.status != "administrator" or not member.rights.get(right):
        raise bad_request(f"not enough rights to {doing}")


def find_message(chat: Chat, number: int, action: str) -> Message:
    """Return a message of the chat; ``action`` completes ``message to … not found``."""
    if number <= 0:
        raise bad_request("Message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request(f"message to {action} not found")
    return message


def find_member_user(world: World, user_id: int) -> Payload:
    """Return the User object of somebody the world knows; raises the server's 400s."""
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    user = world.user_object(user_id)
    if user is None:
        raise bad_request("user not found")
    return user


def is_active(chat: Chat, user_id: int) -> bool:
    """Tell whether somebody is in the group now."""
    member = chat.members.get(user_id)
    return member is not None and member.status in ACTIVE


def supergroup_only(chat: Chat) -> None:
    """Raise the server's 400 for a method of supergroups."""
    if chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")


def refusal_of(error: ApiError) -> dict[str, Any]:
    """Return how a refusal is remembered in the log of calls."""
    return {"error_code": error.code, "description": error.description}
