"""From a parameter (an upload, a file_id, a link) to what a message carries."""

import mimetypes
from collections.abc import Mapping
from typing import Any

import httpx2

from kiosk.telegram_emulator.constants import MAX_DOWNLOAD_BYTES, MAX_UPLOAD_BYTES
from kiosk.telegram_emulator.errors import ApiError, bad_request
from kiosk.telegram_emulator.files import StoredFile, Upload, describe
from kiosk.telegram_emulator.records import Payload
from kiosk.telegram_emulator.registry import Call

_DEFAULT_MIME = {
    "video": "video/mp4", "animation": "video/mp4", "audio": "audio/mpeg", "voice": "audio/ogg",
    "video_note": "video/mp4", "sticker": "image/webp", "photo": "image/jpeg",
}  # fmt: skip
_TYPE_NAMES = {"video_note": "VideoNote", "voice": "VoiceNote"}
_SPOKEN = {"video_note": "video note"}


def upload_of(call: Call, value: Upload | str, kind: str) -> Upload | str:
    """Resolve ``attach://name`` to the uploaded part; raises the 400 of a missing file."""
    if isinstance(value, str) and value.startswith("attach://"):
        value = call.files.get(value.removeprefix("attach://"), "")
    if not value:
        raise bad_request(f"There is no {_SPOKEN.get(kind, kind)} in the request")
    if isinstance(value, Upload) and not value.data:
        raise bad_request("file must be non-empty")
    return value


async def attach(
    call: Call, kind: str, value: Upload | str, more: Mapping[str, Any] | None = None
) -> Payload:
    """Return the message fields of a medium of ``kind``: ``{"photo": [sizes]}``, ``{"video": {…}}`` and so on.

    ``more`` gives duration, width, height, title, performer, length and thumbnail where the kind has them.
    Raises the server's 400s for missing, wrong, too big and unreachable files.
    """
    found = upload_of(call, value, kind)
    if isinstance(found, str) and not found.startswith(("http://", "https://")):
        return _content(kind, _reused(call, kind, found).content)
    upload = found if isinstance(found, Upload) else await _fetch(found, kind)
    if len(upload.data) > MAX_UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo":
        return {"photo": await call.world.files.photo(upload.data)}
    name = upload.name or kind
    mime = mimetypes.guess_type(name)[0] or _DEFAULT_MIME.get(kind) or upload.content_type
    stored = call.world.files.keep(kind, upload.data, name, mime or "application/octet-stream")
    stored.content = await _object(call, kind, stored, name, more or {})
    return _content(kind, stored.content)


def _content(kind: str, content: Any) -> Payload:
    """Return the fields of a message; an animation comes as a document too."""
    return (
        {"animation": content, "document": _as_document(content)} if kind == "animation" else {kind: content}
    )


def _as_document(content: Payload) -> Payload:
    wanted = ("file_name", "mime_type", "thumbnail", "file_id", "file_unique_id", "file_size")
    return {name: content[name] for name in wanted if name in content}


def _reused(call: Call, kind: str, file_id: str) -> StoredFile:
    stored = call.world.files.find(file_id)
    if stored is None:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if stored.kind != kind or stored.content is None:
        names = [_TYPE_NAMES.get(name, name.capitalize()) for name in (stored.kind, kind)]
        raise bad_request(f"Can't use file of type {names[0]} as {names[1]}")
    return stored


async def _fetch(url: str, kind: str) -> Upload:
    """Download a file that the bot gave by its address, 20 MB at most."""
    try:
        async with httpx2.AsyncClient(timeout=10, follow_redirects=True) as client:
            answer = await client.get(url)
    except httpx2.InvalidURL:
        raise bad_request("Wrong HTTP URL specified") from None
    except httpx2.HTTPError:
        raise bad_request("Failed to get HTTP URL content") from None
    if answer.status_code != 200 or len(answer.content) > MAX_DOWNLOAD_BYTES:
        raise bad_request("Failed to get HTTP URL content")
    mime = answer.headers.get("content-type", "").partition(";")[0]
    if kind == "photo" and not mime.startswith("image/"):
        raise bad_request("Wrong type of the web page content")
    return Upload(url.partition("?")[0].rpartition("/")[2], answer.content, mime)


async def _object(call: Call, kind: str, stored: StoredFile, name: str, more: Mapping[str, Any]) -> Payload:
    content: Payload = {}
    for field in _FIELDS[kind]:
        value = more.get(field)
        content[field] = value or _FIELDS[kind][field]
    content = {field: value for field, value in content.items() if value is not None}
    if kind in {"document", "video", "animation", "audio"}:
        content["file_name"] = name
    if kind not in {"video_note", "sticker"}:
        content["mime_type"] = stored.mime
    thumbnail = more.get("thumbnail")
    if thumbnail:
        part = upload_of(call, thumbnail, "thumbnail")
        if isinstance(part, Upload):
            content["thumbnail"] = (await call.world.files.photo(part.data))[0]
    return content | describe(stored)


# The fields of each kind and their values when the bot says nothing; None leaves the field out.
_FIELDS: dict[str, dict[str, Any]] = {
    "document": {},
    "video": {"duration": 0, "width": 0, "height": 0, "start_timestamp": None},
    "animation": {"duration": 0, "width": 0, "height": 0},
    "audio": {"duration": 0, "title": None, "performer": None},
    "voice": {"duration": 0},
    "video_note": {"length": 240, "duration": 0},
    "sticker": {
        "width": 512, "height": 512, "emoji": None, "is_animated": False, "is_video": False, "type": "regular",
    },
}  # fmt: skip
