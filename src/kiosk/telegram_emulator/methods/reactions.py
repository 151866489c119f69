"""Reactions to messages."""

from typing import Any

from kiosk.telegram_emulator.access import find_chat, find_message, require_presence
from kiosk.telegram_emulator.arguments import Arguments, ChatRef, Flag, Int, Json, decode
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.reactions import FREE_EMOJI, react
from kiosk.telegram_emulator.registry import Call, plays


class SetMessageReaction(Arguments):
    """Parameters of ``setMessageReaction``."""

    chat_id: ChatRef = ""
    message_id: Int = 0
    reaction: Json = None
    is_big: Flag = False


def _read(raw: Any) -> list[dict[str, Any]]:
    given = decode(raw, "Can't parse reaction types JSON object")
    given = [] if given is None else given
    if not isinstance(given, list):
        raise bad_request("Expected an Array of ReactionType")
    for item in given:
        if not isinstance(item, dict):
            raise bad_request("Can't parse ReactionType: expected an Object")
        if item.get("type") not in {"emoji", "custom_emoji", "paid"}:
            raise bad_request("Can't parse ReactionType: invalid reaction type specified")
        if item["type"] == "emoji" and item.get("emoji") not in FREE_EMOJI:
            raise bad_request("REACTION_INVALID")
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    return given


@plays("setMessageReaction")
def set_message_reaction(call: Call, args: SetMessageReaction) -> bool:
    """Put the bot's one reaction on a message, or take it away."""
    reactions = _read(args.reaction)
    chat = find_chat(call.world, call.bot, args.chat_id)
    require_presence(call.world, call.bot, chat)
    react(call.world, chat, find_message(chat, args.message_id, "react"), call.bot.id, reactions)
    return True
