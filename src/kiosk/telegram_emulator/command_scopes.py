"""Which commands and which menu button a person sees."""

from collections.abc import Iterable
from typing import Any

from .records import Bot, Chat, Person
from .world import World


def commands_for(bot: Bot, chat: Chat, person: Person) -> list[dict[str, str]]:
    """Return the commands that the person sees: the narrowest scope wins, the person's language before none."""
    if chat.owner_bot:
        scopes = [f"chat:{chat.id}", "all_private_chats"]
    else:
        member = chat.members.get(person.id)
        admin = member is not None and member.status in {"creator", "administrator"}
        scopes = [f"chat_member:{chat.id}:{person.id}"]
        scopes += [f"chat_administrators:{chat.id}"] if admin else []
        scopes += [f"chat:{chat.id}"]
        scopes += ["all_chat_administrators"] if admin else []
        scopes += ["all_group_chats"]
    for scope in [*scopes, "default"]:
        for language in (person.language_code, ""):
            found = bot.commands.get(f"{scope}|{language}")
            if found:
                return found
    return []


def menu_button(bot: Bot, chat: Chat) -> dict[str, Any]:
    """Return the button beside the input line of this chat."""
    return bot.chat_menu_buttons.get(chat.id, bot.menu_button)


def tell_commands(world: World, bot: Bot, people: Iterable[int]) -> None:
    """Show people the commands of their private chat with the bot, after they may have changed."""
    for person in people:
        chat = world.private_chat(bot.id, person)
        commands = commands_for(bot, chat, world.people[person])
        world.emit(chat, {"type": "commands", "commands": commands})
