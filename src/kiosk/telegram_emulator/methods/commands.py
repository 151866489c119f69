"""The bot's commands and its menu button."""

import re
from typing import Any

from kiosk.telegram_emulator.access import find_chat
from kiosk.telegram_emulator.arguments import Arguments, ChatRef, Int, Json, decode
from kiosk.telegram_emulator.command_scopes import tell_commands
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.keyboards import check_web_app
from kiosk.telegram_emulator.methods.profile import Localized, language_of
from kiosk.telegram_emulator.records import Payload
from kiosk.telegram_emulator.registry import Call, plays

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


class Scoped(Localized):
    """For whom commands are, and in which language."""

    scope: Json = None


class SetMyCommands(Scoped):
    """Parameters of ``setMyCommands``."""

    commands: Json = None


class ChatMenuButton(Arguments):
    """Whose menu button; nobody's is the default one."""

    chat_id: ChatRef = ""


class SetChatMenuButton(ChatMenuButton):
    """Parameters of ``setChatMenuButton``."""

    menu_button: Json = None


def scope_key(call: Call, raw: Any) -> str:
    """Return the name under which the commands of a BotCommandScope are kept; raises the server's 400s."""
    scope = decode(raw, "Can't parse BotCommandScope JSON object")
    if scope is None:
        return "default"
    prefix = "Can't parse BotCommandScope: "
    if not isinstance(scope, dict):
        raise bad_request(f"{prefix}BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}:
        return str(kind)
    if kind not in {"chat", "chat_administrators", "chat_member"}:
        raise bad_request(f"{prefix}Unsupported type specified")
    if not scope.get("chat_id"):
        raise bad_request(f"{prefix}Empty chat_id specified")
    chat = find_chat(call.world, call.bot, Scope.model_validate(scope).chat_id)
    if kind != "chat_member":
        return f"{kind}:{chat.id}"
    user = Scope.model_validate(scope).user_id
    if user <= 0:
        raise bad_request(f"{prefix}Invalid user_id specified")
    return f"{kind}:{chat.id}:{user}"


class Scope(Arguments):
    """The chat and the user of a BotCommandScope."""

    chat_id: ChatRef = ""
    user_id: Int = 0


def _read_commands(raw: Any) -> list[dict[str, str]]:
    given = decode(raw, "Can't parse commands JSON object")
    given = [] if given is None else given
    if not isinstance(given, list):
        raise bad_request("Expected an Array of BotCommand")
    if len(given) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for item in given:
        if not isinstance(item, dict):
            raise bad_request("Can't parse BotCommand: expected an Object")
        command = str(item.get("command") or "").strip().removeprefix("/")
        description = str(item.get("description") or "").strip()
        if not command:
            raise bad_request("Command must be non-empty")
        if len(command) > 32:
            raise bad_request("Command length must not exceed 32")
        if not description:
            raise bad_request("Command description must be non-empty")
        if len(description) > 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        if not _COMMAND.fullmatch(command.lower()):
            raise bad_request("BOT_COMMAND_INVALID")
        commands.append({"command": command.lower(), "description": description})
    return commands


@plays("setMyCommands")
def set_my_commands(call: Call, args: SetMyCommands) -> bool:
    """Set the commands of a scope and a language."""
    commands = _read_commands(args.commands)
    key = f"{scope_key(call, args.scope)}|{language_of(args.language_code)}"
    if commands:
        call.bot.commands[key] = commands
    else:
        call.bot.commands.pop(key, None)
    tell_commands(call.world, call.bot, call.world.people)
    return True


@plays("deleteMyCommands")
def delete_my_commands(call: Call, args: Scoped) -> bool:
    """Forget the commands of a scope and a language."""
    call.bot.commands.pop(f"{scope_key(call, args.scope)}|{language_of(args.language_code)}", None)
    tell_commands(call.world, call.bot, call.world.people)
    return True


@plays("getMyCommands")
def get_my_commands(call: Call, args: Scoped) -> list[dict[str, str]]:
    """Return the commands of exactly this scope and language."""
    return call.bot.commands.get(f"{scope_key(call, args.scope)}|{language_of(args.language_code)}", [])


def _menu_button(raw: Any) -> Payload:
    button = decode(raw, "Can't parse menu button JSON object")
    if button is None:
        return {"type": "default"}
    prefix = "Can't parse menu button: "
    if not isinstance(button, dict):
        raise bad_request(f"{prefix}MenuButton must be an Object")
    kind = button.get("type")
    if kind in {"default", "commands"}:
        return {"type": kind}
    if kind != "web_app":
        raise bad_request(f"{prefix}MenuButton has unsupported type")
    text = str(button.get("text") or "")
    if not text:
        raise bad_request("Menu button text must be non-empty")
    return {"type": "web_app", "text": text, "web_app": check_web_app(button.get("web_app"), "Menu button")}


@plays("setChatMenuButton")
def set_chat_menu_button(call: Call, args: SetChatMenuButton) -> bool:
    """Change the button beside the input line, for one person or for all."""
    button = _menu_button(args.menu_button)
    world = call.world
    if args.chat_id == "":
        call.bot.menu_button = {"type": "commands"} if button["type"] == "default" else button
        world.events.emit(
            None, {"type": "menu_button", "bot": call.bot.id, "menu_button": call.bot.menu_button}
        )
        return True
    chat = find_chat(world, call.bot, args.chat_id)
    if not chat.owner_bot:
        raise bad_request("private chat not found")
    if button["type"] == "default":
        call.bot.chat_menu_buttons.pop(chat.id, None)
    else:
        call.bot.chat_menu_buttons[chat.id] = button
    world.emit(
        chat,
        {
            "type": "menu_button",
            "menu_button": call.bot.chat_menu_buttons.get(chat.id) or call.bot.menu_button,
        },
    )
    return True


@plays("getChatMenuButton")
def get_chat_menu_button(call: Call, args: ChatMenuButton) -> Payload:
    """Return the menu button of one person, or the default one."""
    if args.chat_id == "":
        return call.bot.menu_button
    chat = find_chat(call.world, call.bot, args.chat_id)
    return call.bot.chat_menu_buttons.get(chat.id, {"type": "default"})
