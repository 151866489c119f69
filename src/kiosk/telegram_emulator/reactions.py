"""Who put which reaction on a message, and who hears of it."""

from typing import Any, Final

from .records import Chat, Message
from .world import World

FREE_EMOJI: Final = frozenset(
    [
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)


def react(world: World, chat: Chat, message: Message, user_id: int, reactions: list[dict[str, Any]]) -> None:
    """Replace somebody's reactions on a message; pages and, for a person's reaction, bots are told."""
    given: dict[str, list[dict[str, Any]]] = dict(message.hidden.get("reactions", {}))
    old = given.pop(str(user_id), [])
    if reactions:
        given[str(user_id)] = reactions
    message.hidden["reactions"] = given
    shown = [{"user_id": int(user), "reactions": chosen} for user, chosen in given.items()]
    world.emit(chat, {"type": "reactions", "message_id": message.id, "reactions": shown})
    if user_id in world.people and old != reactions:
        _tell_bots(world, chat, message, user_id, (old, reactions))


def _tell_bots(
    world: World, chat: Chat, message: Message, user_id: int, change: tuple[list[Any], list[Any]]
) -> None:
    update = {
        "chat": world.chat_object(chat), "message_id": message.id, "user": world.user_object(user_id),
        "date": world.now(), "old_reaction": change[0], "new_reaction": change[1],
    }  # fmt: skip
    bots = [chat.owner_bot] if chat.owner_bot else [
        user for user, member in chat.members.items() if user in world.bots and member.status == "administrator"
    ]  # fmt: skip
    for bot in bots:
        world.notify(bot, "message_reaction", update, ("message_reaction", chat.id))
