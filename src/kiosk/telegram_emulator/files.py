"""Files that were sent: their bytes, their ids, and the sizes of a photo."""

import asyncio
import hashlib
import io
import mimetypes
from base64 import urlsafe_b64encode
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, UnidentifiedImageError

from .constants import MAX_PHOTO_BYTES
from .errors import bad_request

MEMORY_LIMIT = 256 * 1024 * 1024
_SIZES = (("s", 90), ("m", 320), ("x", 800), ("y", 1280), ("w", 2560))
_FOLDERS = {
    "photo": "photos", "document": "documents", "video": "videos", "animation": "animations",
    "audio": "music", "voice": "voice", "video_note": "video_notes", "sticker": "stickers",
    "thumbnail": "thumbnails",
}  # fmt: skip
_PREFIXES = {
    "photo": "AgACAgIAAxkDAAI", "document": "BQACAgIAAxkDAAI", "video": "BAACAgIAAxkDAAI",
    "animation": "CgACAgIAAxkDAAI", "audio": "CQACAgIAAxkDAAI", "voice": "AwACAgIAAxkDAAI",
    "video_note": "DQACAgIAAxkDAAI", "sticker": "CAACAgIAAxkDAAI", "thumbnail": "AAMCAgADGQMAAi",
}  # fmt: skip


@dataclass(slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    data: bytes
    content_type: str = ""


@dataclass(slots=True)
class StoredFile:
    """A file on the emulator. ``content`` is what a message carries: the list of a photo's sizes, or an object."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    mime: str
    data: bytes
    content: Any = field(default=None)


class FileStore:
    """Files by id, the least recently used going first when 256 MB are full."""

    def __init__(self) -> None:
        self.files: OrderedDict[str, StoredFile] = OrderedDict()
        self.paths: dict[str, str] = {}
        self.fresh: list[str] = []
        self._bytes = 0
        self._photos: dict[bytes, list[dict[str, Any]]] = {}

    def keep(self, kind: str, data: bytes, name: str, mime: str) -> StoredFile:
        """Store bytes and return the file with a new id and a path for downloading."""
        number = len(self.paths) + 1
        digest = hashlib.sha256(data + kind.encode()).digest()
        salt = hashlib.sha256(digest + number.to_bytes(8, "big")).digest()
        suffix = "." + name.rpartition(".")[2] if "." in name else (mimetypes.guess_extension(mime) or "")
        stored = StoredFile(
            file_id=_PREFIXES[kind] + urlsafe_b64encode(salt[:30]).decode(),
            unique_id="AQAD" + urlsafe_b64encode(digest[:9]).decode(),
            kind=kind,
            path=f"{_FOLDERS[kind]}/file_{number}{suffix}",
            mime=mime,
            data=data,
        )
        self.add(stored)
        self.fresh.append(stored.file_id)
        return stored

    def add(self, stored: StoredFile) -> None:
        """Put a file in, making room for it."""
        self.files[stored.file_id] = stored
        self.paths[stored.path] = stored.file_id
        self._bytes += len(stored.data)
        while self._bytes > MEMORY_LIMIT and len(self.files) > 1:
            _, gone = self.files.popitem(last=False)
            self._bytes -= len(gone.data)

    def find(self, file_id: str) -> StoredFile | None:
        """Return the file with this id, or None."""
        stored = self.files.get(file_id)
        if stored:
            self.files.move_to_end(file_id)
        return stored

    def at_path(self, path: str) -> StoredFile | None:
        """Return the file behind a ``file_path``, or None."""
        return self.files.get(self.paths.get(path, ""))

    def size(self, file_id: str) -> int:
        """Return the bytes of a file; 0 when it is gone."""
        stored = self.files.get(file_id)
        return len(stored.data) if stored else 0

    async def photo(self, data: bytes) -> list[dict[str, Any]]:
        """Store a photo in the sizes that Telegram makes of it and return its PhotoSize objects."""
        if len(data) > MAX_PHOTO_BYTES:
            raise bad_request(
                f"File of size {len(data)} bytes is too big for a photo; "
                f"the maximum size is {MAX_PHOTO_BYTES} bytes"
            )
        digest = hashlib.sha256(data).digest()
        known = self._photos.get(digest)
        if known and all(size["file_id"] in self.files for size in known):
            return known
        sizes = []
        for width, height, rendered in await asyncio.to_thread(render_sizes, data):
            stored = self.keep("photo", rendered, "photo.jpg", "image/jpeg")
            sizes.append(describe(stored) | {"width": width, "height": height})
        for size in sizes:
            self.files[size["file_id"]].content = sizes
        self._photos[digest] = sizes
        return sizes


def describe(stored: StoredFile) -> dict[str, Any]:
    """Return the fields that every file object of the Bot API has."""
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": len(stored.data)}


def render_sizes(data: bytes) -> list[tuple[int, int, bytes]]:
    """Return (width, height, JPEG) of each size, smallest first; raises the server's 400 for what is no picture."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width + opened.height > 10_000 or max(opened.size) > 20 * min(opened.size):
                raise bad_request("PHOTO_INVALID_DIMENSIONS")
            picture = _flatten(opened)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    longest = max(picture.size)
    wanted = [side for _, side in _SIZES if side < longest] + [min(longest, _SIZES[-1][1])]
    if len(wanted) > 1 and wanted[-2] == wanted[-1]:
        wanted.pop()
    rendered = []
    for side in reversed(wanted):
        picture.thumbnail((side, side), Image.Resampling.BILINEAR)
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=85)
        rendered.append((picture.width, picture.height, buffer.getvalue()))
    return rendered[::-1]


def _flatten(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, transparency turned into white."""
    if image.mode in {"RGBA", "LA", "P", "PA"}:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        ground.alpha_composite(layer)
        return ground.convert("RGB")
    return image.convert("RGB")
