"""Photos, documents, videos and the like, alone and in groups."""

import secrets
from typing import Any

from kiosk.telegram_emulator.arguments import FileArg, Flag, Int, Json, Text, decode
from kiosk.telegram_emulator.attachments import attach
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.records import Payload
from kiosk.telegram_emulator.registry import Call, plays
from kiosk.telegram_emulator.sending import Captioned, Sending, caption_fields, deliver, put, resolve, spend

GROUPABLE = frozenset({"photo", "video", "audio", "document"})


class SendPhoto(Captioned):
    """Parameters of ``sendPhoto``."""

    photo: FileArg = ""


class SendDocument(Captioned):
    """Parameters of ``sendDocument``."""

    document: FileArg = ""
    thumbnail: FileArg = ""
    disable_content_type_detection: Flag = False


class SendVideo(Captioned):
    """Parameters of ``sendVideo``."""

    video: FileArg = ""
    duration: Int = 0
    width: Int = 0
    height: Int = 0
    thumbnail: FileArg = ""
    cover: FileArg = ""
    start_timestamp: Int = 0
    supports_streaming: Flag = False


class SendAnimation(Captioned):
    """Parameters of ``sendAnimation``."""

    animation: FileArg = ""
    duration: Int = 0
    width: Int = 0
    height: Int = 0
    thumbnail: FileArg = ""


class SendAudio(Captioned):
    """Parameters of ``sendAudio``."""

    audio: FileArg = ""
    duration: Int = 0
    performer: Text = ""
    title: Text = ""
    thumbnail: FileArg = ""


class SendVoice(Captioned):
    """Parameters of ``sendVoice``."""

    voice: FileArg = ""
    duration: Int = 0


class SendVideoNote(Sending):
    """Parameters of ``sendVideoNote``."""

    video_note: FileArg = ""
    duration: Int = 0
    length: Int = 0
    thumbnail: FileArg = ""


class SendSticker(Sending):
    """Parameters of ``sendSticker``."""

    sticker: FileArg = ""
    emoji: Text = ""


class SendMediaGroup(Sending):
    """Parameters of ``sendMediaGroup``."""

    media: Json = None


async def _send(call: Call, args: Any, kind: str, what: str) -> Payload:
    """Send one medium of ``kind``; ``what`` names it where the chat does not allow it."""
    caption = caption_fields(call, args) if isinstance(args, Captioned) else {}
    more = {name: getattr(args, name) for name in type(args).model_fields}
    content = await attach(call, kind, getattr(args, kind), more)
    target = resolve(call, args, what)
    if getattr(args, "has_spoiler", False):
        content["has_media_spoiler"] = True
    return deliver(call, target, content | caption).payload


@plays("sendPhoto")
async def send_photo(call: Call, args: SendPhoto) -> Payload:
    """Send a photo in the sizes that Telegram makes."""
    return await _send(call, args, "photo", "photos")


@plays("sendDocument")
async def send_document(call: Call, args: SendDocument) -> Payload:
    """Send a file as it is."""
    return await _send(call, args, "document", "documents")


@plays("sendVideo")
async def send_video(call: Call, args: SendVideo) -> Payload:
    """Send a video; its size and length are what the bot says."""
    return await _send(call, args, "video", "videos")


@plays("sendAnimation")
async def send_animation(call: Call, args: SendAnimation) -> Payload:
    """Send a soundless video or a GIF."""
    return await _send(call, args, "animation", "animations")


@plays("sendAudio")
async def send_audio(call: Call, args: SendAudio) -> Payload:
    """Send music."""
    return await _send(call, args, "audio", "music")


@plays("sendVoice")
async def send_voice(call: Call, args: SendVoice) -> Payload:
    """Send a voice message."""
    return await _send(call, args, "voice", "voice notes")


@plays("sendVideoNote")
async def send_video_note(call: Call, args: SendVideoNote) -> Payload:
    """Send a round video."""
    return await _send(call, args, "video_note", "video notes")


@plays("sendSticker")
async def send_sticker(call: Call, args: SendSticker) -> Payload:
    """Send a sticker."""
    return await _send(call, args, "sticker", "stickers")


def read_media_item(raw: Any) -> dict[str, Any]:
    """Check the shape of an InputMedia; raises the server's 400s."""
    if not isinstance(raw, dict):
        raise bad_request("Can't parse InputMedia: expected an Object")
    if not raw.get("media"):
        raise bad_request("Can't parse InputMedia: media not found")
    if raw.get("type") not in {*GROUPABLE, "animation"}:
        raise bad_request(f'Can\'t parse InputMedia: type "{raw.get("type", "")}" is unallowed')
    return raw


class _MediaCaption(Captioned):
    """The caption of one item of an album, read like the caption of a message."""


async def media_content(call: Call, item: dict[str, Any]) -> Payload:
    """Return the message fields of an InputMedia, caption included."""
    caption = caption_fields(call, _MediaCaption.model_validate(item))
    content = await attach(call, item["type"], str(item["media"]), item)
    if item.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return content | caption


@plays("sendMediaGroup")
async def send_media_group(call: Call, args: SendMediaGroup) -> list[Payload]:
    """Send 2-10 media as one album; documents and music only among themselves."""
    items = decode(args.media, "Can't parse media JSON object")
    if not isinstance(items, list):
        raise bad_request("Expected an Array of InputMedia")
    checked = [read_media_item(item) for item in items]
    if not checked:
        raise bad_request("There are no messages to send")
    if len(checked) > 10:
        raise bad_request("Too many messages to send as an album")
    kinds = {item["type"] for item in checked}
    alone = kinds & {"document", "audio"}
    if "animation" in kinds or (alone and len(kinds) > 1):
        raise bad_request("Can't use the media of the specified type in the album")
    contents = [await media_content(call, item) for item in checked]
    args.reply_markup = None
    target = resolve(call, args, "photos")
    spend(call, target.chat, len(contents))
    group = {"media_group_id": str(secrets.randbits(53))} if len(contents) > 1 else {}
    return [put(call, target, content | group).payload for content in contents]
