"""Messages change: text, caption, media, buttons."""

from typing import Any

import orjson

from kiosk.telegram_emulator.access import find_chat, find_message, require_presence
from kiosk.telegram_emulator.arguments import Arguments, ChatRef, Flag, Int, Json, Text, decode
from kiosk.telegram_emulator.errors import NOT_MODIFIED, bad_request
from kiosk.telegram_emulator.keyboards import parse_markup, read_inline
from kiosk.telegram_emulator.methods.media import media_content, read_media_item
from kiosk.telegram_emulator.methods.messages import link_preview
from kiosk.telegram_emulator.posting import change
from kiosk.telegram_emulator.records import Chat, Message, Payload
from kiosk.telegram_emulator.registry import Call, plays
from kiosk.telegram_emulator.sending import caption_fields, message_text

_TEXT_FIELDS = ("text", "entities", "link_preview_options")
_CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")
_MEDIA_KINDS = ("photo", "document", "video", "animation", "audio", "voice", "video_note", "sticker")
_EDITABLE_MEDIA = ("photo", "document", "video", "animation", "audio")
_CAPTIONED = (*_EDITABLE_MEDIA, "voice")


class Editing(Arguments):
    """Parameters that say which message changes."""

    business_connection_id: Text = ""
    chat_id: ChatRef = ""
    message_id: Int = 0
    inline_message_id: Text = ""
    reply_markup: Json = None


class EditMessageText(Editing):
    """Parameters of ``editMessageText``."""

    text: Text = ""
    rich_message: Json = None
    parse_mode: Text = ""
    entities: Json = None
    link_preview_options: Json = None
    disable_web_page_preview: Flag = False


class EditMessageCaption(Editing):
    """Parameters of ``editMessageCaption``."""

    caption: Text = ""
    parse_mode: Text = ""
    caption_entities: Json = None
    show_caption_above_media: Flag = False


class EditMessageMedia(Editing):
    """Parameters of ``editMessageMedia``."""

    media: Json = None


class EditMessageReplyMarkup(Editing):
    """Parameters of ``editMessageReplyMarkup``."""


def find_edited(call: Call, args: Editing) -> tuple[Chat, Message]:
    """Find the message to edit by chat and id or by its inline id; raises the server's 400s and 403s."""
    if args.inline_message_id:
        chat, message = _find_inline(call, args.inline_message_id)
    else:
        chat = find_chat(call.world, call.bot, args.chat_id)
        require_presence(call.world, call.bot, chat)
        message = find_message(chat, args.message_id, "edit")
        own = message.sender_id == call.bot.id or message.payload.get("via_bot", {}).get("id") == call.bot.id
        # Only messages without a keyboard or with an inline one can change (core.telegram.org/bots/api).
        if not own or "forward_origin" in message.payload or message.hidden.get("reply_keyboard"):
            raise bad_request("Message can't be edited")
    return chat, message


def _find_inline(call: Call, inline_id: str) -> tuple[Chat, Message]:
    owner, chat_id, number = call.world.inline_messages.get(inline_id, (0, 0, 0))
    chat = call.world.chat(call.bot.id, chat_id) if owner == call.bot.id else None
    message = chat.messages.get(number) if chat else None
    if chat is None or message is None:
        raise bad_request("MESSAGE_ID_INVALID")
    return chat, message


def new_markup(args: Editing, chat: Chat, *, invoice: bool = False) -> Payload | None:
    """Read the keyboard of an edit; other keyboards than inline ones cannot be edited in."""
    raw = parse_markup(args.reply_markup)
    if raw is None:
        return None
    if "inline_keyboard" not in raw:
        if raw:
            raise bad_request("Inline keyboard expected")
        return None
    return read_inline(raw, private=bool(chat.owner_bot), invoice=invoice)


def apply(
    call: Call, args: Editing, found: tuple[Chat, Message], content: Payload, replaced: tuple[str, ...]
) -> Payload | bool:
    """Replace the fields ``replaced`` by ``content`` and the keyboard by the given one.

    Raises the 400 of an edit that changes nothing. Returns the message, or True for an inline message.
    """
    chat, message = found
    markup = new_markup(args, chat, invoice="invoice" in message.payload)
    gone = {*replaced, "reply_markup"}
    payload = {name: value for name, value in message.payload.items() if name not in gone} | content
    if markup:
        payload["reply_markup"] = markup
    if _same(payload, message.payload):
        raise bad_request(NOT_MODIFIED)
    change(call.world, chat, message, payload)
    return True if args.inline_message_id else message.payload


def _same(new: Payload, old: Payload) -> bool:
    ignored = {"edit_date", "link_preview_options"}
    sides = [{name: value for name, value in side.items() if name not in ignored} for side in (new, old)]
    if sides[0] == sides[1]:
        return new.get("link_preview_options") == old.get("link_preview_options")
    return orjson.dumps(sides[0], option=orjson.OPT_SORT_KEYS) == orjson.dumps(
        sides[1], option=orjson.OPT_SORT_KEYS
    )


@plays("editMessageText")
def edit_message_text(call: Call, args: EditMessageText) -> Payload | bool:
    """Replace a message's text and buttons."""
    content = message_text(call, args.text, args.parse_mode, args.entities) | link_preview(args)
    found = find_edited(call, args)
    if "text" not in found[1].payload:
        raise bad_request("There is no text in the message to edit")
    return apply(call, args, found, content, _TEXT_FIELDS)


@plays("editMessageCaption")
def edit_message_caption(call: Call, args: EditMessageCaption) -> Payload | bool:
    """Replace a medium's caption and buttons."""
    content = caption_fields(call, args)
    found = find_edited(call, args)
    if not any(kind in found[1].payload for kind in _CAPTIONED):
        raise bad_request("There is no caption in the message to edit")
    return apply(call, args, found, content, _CAPTION_FIELDS)


@plays("editMessageMedia")
async def edit_message_media(call: Call, args: EditMessageMedia) -> Payload | bool:
    """Replace a message's medium, or give a text message one; the caption goes with it."""
    raw = decode(args.media, "Can't parse input media JSON object")
    if raw is None:
        raise bad_request("Can't parse InputMedia: media not found")
    content = await media_content(call, read_media_item(raw))
    found = find_edited(call, args)
    current = found[1].payload
    if not any(kind in current for kind in (*_EDITABLE_MEDIA, "text")):
        raise bad_request("Message media can't be edited")
    _check_album(current, raw["type"])
    return apply(
        call, args, found, content, (*_MEDIA_KINDS, *_TEXT_FIELDS, *_CAPTION_FIELDS, "has_media_spoiler")
    )


def _check_album(current: Payload, kind: str) -> None:
    if "media_group_id" not in current:
        return
    visual = {"photo", "video"}
    fits = kind in visual if visual & current.keys() else kind in current
    if not fits:
        raise bad_request("Can't use the media of the specified type in the album")


@plays("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call, args: EditMessageReplyMarkup) -> Any:
    """Replace a message's buttons."""
    return apply(call, args, find_edited(call, args), {}, ())
