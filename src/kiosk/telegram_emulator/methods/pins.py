"""Pinned messages."""

from kiosk.telegram_emulator.access import find_chat, find_message, require_right
from kiosk.telegram_emulator.arguments import Flag, Int, Text
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.methods.moderation import InChat
from kiosk.telegram_emulator.posting import post, quoted
from kiosk.telegram_emulator.records import Chat
from kiosk.telegram_emulator.registry import Call, plays


class PinChatMessage(InChat):
    """Parameters of ``pinChatMessage``."""

    business_connection_id: Text = ""
    message_id: Int = 0
    disable_notification: Flag = False


class UnpinChatMessage(InChat):
    """Parameters of ``unpinChatMessage``."""

    business_connection_id: Text = ""
    message_id: Int = 0


def pin_place(call: Call, args: InChat) -> Chat:
    """Find a chat in which the bot may pin."""
    chat = find_chat(call.world, call.bot, args.chat_id)
    require_right(call.world, call.bot, chat, "can_pin_messages", "manage pinned messages in the chat")
    return chat


@plays("pinChatMessage")
def pin_chat_message(call: Call, args: PinChatMessage) -> bool:
    """Pin a message; the chat is told by a service message."""
    chat = pin_place(call, args)
    message = find_message(chat, args.message_id, "pin")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        post(call.world, chat, call.bot.id, {"pinned_message": quoted(message)}, bot=call.bot.id)
        call.world.emit(chat, {"type": "pinned", "message_ids": list(chat.pinned)})
    return True


@plays("unpinChatMessage")
def unpin_chat_message(call: Call, args: UnpinChatMessage) -> bool:
    """Unpin a message, the newest by default."""
    chat = pin_place(call, args)
    number = args.message_id or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("Message to unpin not found")
    chat.pinned.remove(number)
    call.world.emit(chat, {"type": "pinned", "message_ids": list(chat.pinned)})
    return True


@plays("unpinAllChatMessages")
def unpin_all(call: Call, args: InChat) -> bool:
    """Unpin everything."""
    chat = pin_place(call, args)
    chat.pinned.clear()
    call.world.emit(chat, {"type": "pinned", "message_ids": []})
    return True
