"""What a person sees: the world, the list of chats, a chat's history."""

from typing import Any

from kiosk.telegram_emulator.command_scopes import commands_for, menu_button
from kiosk.telegram_emulator.person.places import the_chat, the_person
from kiosk.telegram_emulator.records import Bot, Chat, Person
from kiosk.telegram_emulator.views import ACTIVE
from kiosk.telegram_emulator.world import World


def world_view(world: World) -> dict[str, Any]:
    """Return who is there."""
    return {
        "bots": [_bot_view(bot) for bot in world.bots.values()],
        "people": [_person_view(person) for person in world.people.values()],
        "groups": [
            {
                "id": group.id, "title": group.title, "type": group.type, "is_forum": group.is_forum,
                "member_ids": [user for user, member in group.members.items() if member.status in ACTIVE],
            }
            for group in world.groups.values()
        ],
        "own": world.own,
        "seq": world.events.last,
    }  # fmt: skip


def _bot_view(bot: Bot) -> dict[str, Any]:
    return {
        "id": bot.id,
        "username": bot.username,
        "first_name": bot.first_name,
        "description": bot.descriptions.get("", ""),
        "short_description": bot.short_descriptions.get("", ""),
        "commands": bot.commands.get("all_private_chats|") or bot.commands.get("default|", []),
        "menu_button": bot.menu_button,
        "can_be_inline": bot.can_be_inline,
    }


def _person_view(person: Person) -> dict[str, Any]:
    view: dict[str, Any] = {"id": person.id, "first_name": person.first_name}
    if person.last_name:
        view["last_name"] = person.last_name
    if person.username:
        view["username"] = person.username
    return view | {"language_code": person.language_code}


def chats_of(world: World, person_id: int) -> list[dict[str, Any]]:
    """Return a person's chats, the one with the newest message first."""
    the_person(world, person_id)
    chats = [world.private_chat(bot, person_id) for bot in world.bots]
    for group in world.groups.values():
        member = group.members.get(person_id)
        if member and member.status in ACTIVE:
            chats.append(group)
    chats.sort(key=lambda chat: chat.last_activity, reverse=True)
    return [chat_summary(world, chat, person_id) for chat in chats]


def chat_summary(world: World, chat: Chat, person_id: int) -> dict[str, Any]:
    """Return a chat's line in the list."""
    last = next(reversed(chat.messages.values()), None)
    view: dict[str, Any] = {"id": chat.id, "type": chat.type, "title": chat.title}
    if chat.owner_bot:
        bot = world.bots[chat.owner_bot]
        view |= {"title": bot.first_name, "bot": bot.id, "username": bot.username}
    if chat.photo:
        view["photo"] = chat.photo
    if chat.is_forum:
        view |= {"is_forum": True, "topics": [_topic(topic) for topic in chat.topics.values()]}
    return view | {
        "unread": chat.unread.get(person_id, 0),
        "last_message": last.payload if last else None,
        "blocked": chat.blocked,
        "started": chat.started or not chat.owner_bot,
    }


def _topic(topic: Any) -> dict[str, Any]:
    return {
        "message_thread_id": topic.thread_id, "name": topic.name, "icon_color": topic.icon_color,
        "closed": topic.closed, "hidden": topic.hidden,
    }  # fmt: skip


def history(
    world: World, person_id: int, chat_id: int, bot_id: int | None, before: int, limit: int
) -> dict[str, Any]:
    """Return up to ``limit`` messages before message ``before`` (0: the newest), oldest first."""
    chat = the_chat(world, person_id, chat_id, bot_id)
    person = world.people[person_id]
    ids = [number for number in chat.messages if not before or number < before]
    bot = world.bots.get(chat.owner_bot) or next(
        (world.bots[user] for user in chat.members if user in world.bots), None
    )
    return {
        "chat": chat_summary(world, chat, person_id),
        "messages": [chat.messages[number].payload for number in ids[-limit:]],
        "has_more": len(ids) > limit,
        "reply_keyboard": chat.keyboards.get(person_id),
        "commands": commands_for(bot, chat, person) if bot else [],
        "menu_button": menu_button(bot, chat) if bot and chat.owner_bot else None,
        "description": _description(bot, person) if bot and chat.owner_bot else "",
        "pinned": [chat.messages[number].payload for number in chat.pinned if number in chat.messages],
        "started": chat.started or not chat.owner_bot,
        "blocked": chat.blocked,
        "seq": world.events.last,
    }


def _description(bot: Bot, person: Person) -> str:
    return bot.descriptions.get(person.language_code) or bot.descriptions.get("", "")
