"""Messages are passed on: forwarded with their origin, or copied without it."""

from typing import Any

from kiosk.telegram_emulator.access import find_chat, find_message
from kiosk.telegram_emulator.arguments import ChatRef, Flag, Int, Json
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.methods.deletes import identifiers
from kiosk.telegram_emulator.records import Message, Payload
from kiosk.telegram_emulator.registry import Call, plays
from kiosk.telegram_emulator.sending import Captioned, Sending, caption_fields, put, resolve, spend

CONTENT_FIELDS = (
    "text", "entities", "link_preview_options", "photo", "document", "video", "animation", "audio", "voice",
    "video_note", "sticker", "caption", "caption_entities", "show_caption_above_media", "has_media_spoiler",
    "contact", "location", "venue", "dice",
)  # fmt: skip
_CAPTIONED = ("photo", "document", "video", "animation", "audio", "voice")


class ForwardMessage(Sending):
    """Parameters of ``forwardMessage``."""

    from_chat_id: ChatRef = ""
    message_id: Int = 0
    video_start_timestamp: Int = 0


class ForwardMessages(Sending):
    """Parameters of ``forwardMessages``."""

    from_chat_id: ChatRef = ""
    message_ids: Json = None


class CopyMessage(Captioned):
    """Parameters of ``copyMessage``."""

    from_chat_id: ChatRef = ""
    message_id: Int = 0
    video_start_timestamp: Int = 0


class CopyMessages(Sending):
    """Parameters of ``copyMessages``."""

    from_chat_id: ChatRef = ""
    message_ids: Json = None
    remove_caption: Flag = False


def _content(message: Message) -> Payload:
    return {name: message.payload[name] for name in CONTENT_FIELDS if name in message.payload}


def _require_passable(message: Message, verb: str) -> None:
    if message.payload.get("has_protected_content") or not _content(message):
        raise bad_request(f"the message can't be {verb}")


def _origin(call: Call, message: Message) -> Payload:
    """Return where a message comes from; a forwarded one keeps its first origin."""
    if "forward_origin" in message.payload:
        return dict(message.payload["forward_origin"])
    if "sender_chat" in message.payload:
        chat = message.payload["sender_chat"]
        return {"type": "channel", "chat": chat, "message_id": message.id, "date": message.date}
    return {"type": "user", "sender_user": call.world.user_object(message.sender_id), "date": message.date}


def _many(call: Call, args: Any) -> list[Message]:
    """Find the messages to pass on in the order of their ids; missing ones are skipped."""
    numbers = identifiers(args.message_ids)
    if numbers != sorted(set(numbers)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    source = find_chat(call.world, call.bot, args.from_chat_id)
    found = [source.messages[number] for number in numbers if number in source.messages]
    passable = [message for message in found if _content(message)]
    if not passable:
        raise bad_request("there are no messages to forward")
    return passable


@plays("forwardMessage")
def forward_message(call: Call, args: ForwardMessage) -> Payload:
    """Forward a message; it keeps its origin and loses its buttons."""
    source = find_chat(call.world, call.bot, args.from_chat_id)
    message = find_message(source, args.message_id, "forward")
    _require_passable(message, "forwarded")
    target = resolve(call, args)
    spend(call, target.chat)
    return put(call, target, {"forward_origin": _origin(call, message)} | _content(message)).payload


@plays("forwardMessages")
def forward_messages(call: Call, args: ForwardMessages) -> list[Payload]:
    """Forward up to 100 messages and return their new ids."""
    messages = _many(call, args)
    target = resolve(call, args)
    spend(call, target.chat, len(messages))
    sent = [put(call, target, {"forward_origin": _origin(call, one)} | _content(one)) for one in messages]
    return [{"message_id": message.id} for message in sent]


@plays("copyMessage")
def copy_message(call: Call, args: CopyMessage) -> Payload:
    """Send a message's content anew, with another caption when one is given."""
    source = find_chat(call.world, call.bot, args.from_chat_id)
    message = find_message(source, args.message_id, "copy")
    _require_passable(message, "copied")
    content = _content(message)
    if "caption" in args.model_fields_set and any(kind in content for kind in _CAPTIONED):
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= caption_fields(call, args)
    target = resolve(call, args)
    spend(call, target.chat)
    return {"message_id": put(call, target, content).id}


@plays("copyMessages")
def copy_messages(call: Call, args: CopyMessages) -> list[Payload]:
    """Copy up to 100 messages and return their new ids."""
    messages = _many(call, args)
    target = resolve(call, args)
    spend(call, target.chat, len(messages))
    sent = []
    for message in messages:
        content = _content(message)
        if args.remove_caption:
            content = {name: value for name, value in content.items() if not name.startswith("caption")}
        sent.append({"message_id": put(call, target, content).id})
    return sent
