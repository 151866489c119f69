"""An inline result becomes a message."""

import secrets

from .attachments import attach
from .posting import post
from .records import Chat, Message, Payload
from .registry import Call
from .views import bot_view

_MEDIA = {
    "photo": ("photo", "photo_file_id", "photo_url"),
    "gif": ("animation", "gif_file_id", "gif_url"),
    "mpeg4_gif": ("animation", "mpeg4_file_id", "mpeg4_url"),
    "video": ("video", "video_file_id", "video_url"),
    "audio": ("audio", "audio_file_id", "audio_url"),
    "voice": ("voice", "voice_file_id", "voice_url"),
    "document": ("document", "document_file_id", "document_url"),
    "sticker": ("sticker", "sticker_file_id", ""),
}
_TEXT_LIKE = frozenset({"text", "contact", "location"})


async def send_result(call: Call, chat: Chat, person: int, result: Payload) -> Message:
    """Post a checked result on the person's behalf, through the bot.

    A result with buttons gets an inline message id, by which the bot can edit it later.
    """
    content: Payload = dict(result["content"])
    if _TEXT_LIKE.isdisjoint(content):
        content = await _medium(call, result) | content
    content["via_bot"] = bot_view(call.bot)
    hidden: Payload = {}
    if result.get("reply_markup"):
        content["reply_markup"] = result["reply_markup"]
        hidden["inline_message_id"] = "AgAAA" + secrets.token_urlsafe(20)
    if chat.owner_bot:
        chat.started = True
    message = post(call.world, chat, person, content, hidden=hidden)
    if hidden:
        call.world.inline_messages[hidden["inline_message_id"]] = (call.bot.id, chat.id, message.id)
    return message


async def _medium(call: Call, result: Payload) -> Payload:
    if result["type"] in _MEDIA:
        kind, by_id, by_url = _MEDIA[result["type"]]
        return await attach(call, kind, str(result.get(by_id) or result.get(by_url) or ""))
    if result["type"] == "contact":
        names = ("phone_number", "first_name", "last_name", "vcard")
        return {"contact": {name: result[name] for name in names if result.get(name)}}
    place = {"latitude": result.get("latitude", 0), "longitude": result.get("longitude", 0)}
    if result["type"] == "venue":
        venue = {"location": place, "title": result.get("title", ""), "address": result.get("address", "")}
        return {"venue": venue, "location": place}
    return {"location": place}
