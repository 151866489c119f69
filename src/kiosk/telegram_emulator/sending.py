"""What every sending method shares: where to, in reply to what, with which keyboard."""

from dataclasses import dataclass, field
from typing import Any

from .access import find_chat, require_writable
from .arguments import Arguments, ChatRef, Flag, Int, Json, Text, decode
from .constants import MAX_CAPTION_CHARACTERS, MAX_TEXT_CHARACTERS
from .entities import Formatted, format_text
from .errors import bad_request
from .keyboards import parse_markup, read_inline, read_reply
from .posting import post, quoted
from .records import Chat, Message, Payload
from .registry import Call


class Sending(Arguments):
    """Parameters that all sending methods have."""

    business_connection_id: Text = ""
    chat_id: ChatRef = ""
    message_thread_id: Int = 0
    direct_messages_topic_id: Int = 0
    disable_notification: Flag = False
    protect_content: Flag = False
    allow_paid_broadcast: Flag = False
    message_effect_id: Text = ""
    suggested_post_parameters: Json = None
    reply_parameters: Json = None
    reply_to_message_id: Int = 0
    allow_sending_without_reply: Flag = False
    reply_markup: Json = None


class Captioned(Sending):
    """Parameters of media with a caption."""

    caption: Text = ""
    parse_mode: Text = ""
    caption_entities: Json = None
    show_caption_above_media: Flag = False
    has_spoiler: Flag = False


@dataclass(slots=True)
class Target:
    """Where a message goes and what hangs on it."""

    chat: Chat
    extra: Payload = field(default_factory=dict)
    inline: Payload | None = None
    reply_keyboard: Payload | None = None


def format_for(call: Call, text: str, parse_mode: str, entities: Any) -> Formatted:
    """Parse a bot's text in this world, whose people may be mentioned by id."""
    given = decode(entities, "Can't parse entities JSON object")
    return format_text(text, parse_mode, given if isinstance(given, list) else None, call.world.user_object)


def message_text(call: Call, text: str, parse_mode: str, entities: Any) -> Payload:
    """Return ``text`` and ``entities`` of a text message; raises the 400s of empty and long texts."""
    if not text:
        raise bad_request("Message text is empty")
    plain, found = format_for(call, text, parse_mode, entities)
    if not plain:
        raise bad_request("Text must be non-empty")
    if len(plain) > MAX_TEXT_CHARACTERS:
        raise bad_request("Message is too long")
    return {"text": plain, "entities": found} if found else {"text": plain}


def caption_fields(call: Call, args: Any) -> Payload:
    """Return ``caption`` and ``caption_entities``; raises the 400 of long captions."""
    plain, found = format_for(call, args.caption, args.parse_mode, args.caption_entities)
    if len(plain) > MAX_CAPTION_CHARACTERS:
        raise bad_request("Message caption is too long")
    fields: Payload = {"caption": plain} if plain else {}
    if found:
        fields["caption_entities"] = found
    if plain and getattr(args, "show_caption_above_media", False):
        fields["show_caption_above_media"] = True
    return fields


def resolve(call: Call, args: Sending, what: str = "text messages", *, invoice: bool = False) -> Target:
    """Find the chat and check that this bot may send there what it wants to send."""
    raw_markup = parse_markup(args.reply_markup)
    chat = find_chat(call.world, call.bot, args.chat_id)
    target = Target(chat)
    if raw_markup and "inline_keyboard" in raw_markup:
        target.inline = read_inline(raw_markup, private=bool(chat.owner_bot), invoice=invoice)
    elif raw_markup:
        target.reply_keyboard = read_reply(raw_markup, private=bool(chat.owner_bot))
    require_writable(call.world, call.bot, chat, what)
    target.extra |= _thread(args.message_thread_id, chat)
    target.extra |= _reply(call, args, chat)
    if args.protect_content:
        target.extra["has_protected_content"] = True
    if args.message_effect_id and chat.owner_bot:
        target.extra["effect_id"] = args.message_effect_id
    return target


def _thread(thread_id: int, chat: Chat) -> Payload:
    if not thread_id:
        return {}
    topic = chat.topics.get(thread_id) if chat.is_forum else None
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed:
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": thread_id, "is_topic_message": True}


def _reply(call: Call, args: Sending, chat: Chat) -> Payload:
    given = decode(args.reply_parameters, "Can't parse reply parameters JSON object")
    if given is not None and not isinstance(given, dict):
        raise bad_request("Object expected as reply parameters")
    given = given or {}
    number = int(given.get("message_id") or args.reply_to_message_id or 0)
    if not number:
        return {}
    other = given.get("chat_id")
    source = chat if other in {None, "", chat.id} else find_chat(call.world, call.bot, other)
    message = source.messages.get(number)
    if message is None:
        if given.get("allow_sending_without_reply") or args.allow_sending_without_reply:
            return {}
        raise bad_request("message to be replied not found")
    if source is not chat:
        origin = {"type": "user", "sender_user": message.payload.get("from", {}), "date": message.date}
        chat_object = call.world.chat_object(source)
        return {"external_reply": {"origin": origin, "chat": chat_object, "message_id": number}}
    extra: Payload = {"reply_to_message": quoted(message)}
    if given.get("quote"):
        extra["quote"] = _quote(call, given, message)
    return extra


def _quote(call: Call, given: dict[str, Any], message: Message) -> Payload:
    text, found = format_for(
        call, str(given["quote"]), str(given.get("quote_parse_mode") or ""), given.get("quote_entities")
    )
    whole = message.payload.get("text") or message.payload.get("caption") or ""
    position = whole.find(text)
    if position < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"text": text, "position": position, "is_manual": True} | ({"entities": found} if found else {})


def spend(call: Call, chat: Chat, count: int = 1) -> None:
    """Count ``count`` messages against the sending limits; raises 429."""
    call.world.flood.spend(call.bot.id, chat.id, chat.id < 0, count, call.world.clock.time())


def deliver(call: Call, target: Target, content: Payload, hidden: Payload | None = None) -> Message:
    """Send one message and show its keyboard."""
    spend(call, target.chat)
    return put(call, target, content, hidden)


def put(call: Call, target: Target, content: Payload, hidden: Payload | None = None) -> Message:
    """Send one message whose cost was counted already."""
    extra = target.extra | content
    if target.inline:
        extra = extra | {"reply_markup": target.inline}
    message = post(call.world, target.chat, call.bot.id, extra, bot=call.bot.id, hidden=hidden)
    if target.reply_keyboard:
        message.hidden["reply_keyboard"] = True
        show_keyboard(call, target.chat, target.reply_keyboard, message)
    return message


def show_keyboard(call: Call, chat: Chat, keyboard: Payload, message: Message) -> None:
    """Set or remove the reply keyboard of the chat's people; ``selective`` means the person replied to."""
    people = call.world.audience(chat)
    if keyboard.get("selective") and not chat.owner_bot:
        replied = message.payload.get("reply_to_message", {}).get("from", {}).get("id")
        people = [person for person in people if person == replied]
    for person in people:
        if keyboard.get("remove_keyboard"):
            chat.keyboards.pop(person, None)
        else:
            chat.keyboards[person] = keyboard
            chat.keyboards_from[person] = message.id
        shown = chat.keyboards.get(person)
        call.world.emit(chat, {"type": "keyboard", "reply_keyboard": shown}, only=person)
