"""Messages go."""

from kiosk.telegram_emulator.access import find_chat, find_message, require_presence
from kiosk.telegram_emulator.arguments import Arguments, ChatRef, Int, Json, decode
from kiosk.telegram_emulator.constants import DELETE_WINDOW_SECONDS
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.posting import remove
from kiosk.telegram_emulator.records import Chat, Message
from kiosk.telegram_emulator.registry import Call, plays


class DeleteMessage(Arguments):
    """Parameters of ``deleteMessage``."""

    chat_id: ChatRef = ""
    message_id: Int = 0


class DeleteMessages(Arguments):
    """Parameters of ``deleteMessages``."""

    chat_id: ChatRef = ""
    message_ids: Json = None


def identifiers(raw: object) -> list[int]:
    """Read a list of 1-100 message ids; raises the server's 400s."""
    given = decode(raw, "Can't parse message identifiers JSON object")
    if given is None:
        raise bad_request("Message identifiers are not specified")
    if not isinstance(given, list):
        raise bad_request("Expected an Array of message identifiers")
    if len(given) > 100:
        raise bad_request("Too many message identifiers specified")
    numbers = []
    for item in given:
        if not isinstance(item, int | str):
            raise bad_request("Message identifier must be a Number")
        try:
            numbers.append(int(item))
        except ValueError:
            raise bad_request("Can't parse message identifier as a Number") from None
    if any(number <= 0 for number in numbers):
        raise bad_request("Invalid message identifier specified")
    return numbers


def may_delete(call: Call, chat: Chat, message: Message) -> str:
    """Return why the bot may not delete a message, "" when it may."""
    age = call.world.clock.time() - message.date
    own = message.sender_id == call.bot.id
    if chat.owner_bot and "dice" in message.payload and age < DELETE_WINDOW_SECONDS / 2:
        return "Message can't be deleted for everyone"
    if chat.owner_bot:
        return "" if age < DELETE_WINDOW_SECONDS else "Message can't be deleted for everyone"
    member = chat.members.get(call.bot.id)
    if member and member.status == "administrator" and member.rights.get("can_delete_messages"):
        return ""
    if own and age < DELETE_WINDOW_SECONDS:
        return ""
    return "Message can't be deleted for everyone" if own else "Message can't be deleted"


@plays("deleteMessage")
def delete_message(call: Call, args: DeleteMessage) -> bool:
    """Delete one message."""
    chat = find_chat(call.world, call.bot, args.chat_id)
    require_presence(call.world, call.bot, chat)
    message = find_message(chat, args.message_id, "delete")
    refusal = may_delete(call, chat, message)
    if refusal:
        raise bad_request(refusal)
    remove(call.world, chat, [message.id])
    return True


@plays("deleteMessages")
def delete_messages(call: Call, args: DeleteMessages) -> bool:
    """Delete up to 100 messages; those that are missing or may not go are skipped."""
    numbers = identifiers(args.message_ids)
    chat = find_chat(call.world, call.bot, args.chat_id)
    require_presence(call.world, call.bot, chat)
    found = [chat.messages[number] for number in numbers if number in chat.messages]
    remove(call.world, chat, [message.id for message in found if not may_delete(call, chat, message)])
    return True
