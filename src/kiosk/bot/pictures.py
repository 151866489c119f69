"""Pictures for Telegram: by the file_id that Telegram gave, else uploaded from our own files, once."""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiogram.types import FSInputFile, Message

from kiosk.kernel.rows import fetch
from kiosk.kernel.runtime import Runtime

_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """A picture ready to send."""

    picture_id: int
    media: str | FSInputFile

    @property
    def is_upload(self) -> bool:
        """Whether Telegram has not seen it yet."""
        return not isinstance(self.media, str)


class Pictures:
    """Finds pictures by id and remembers under which file_id Telegram has them."""

    def __init__(self, runtime: Runtime, bot_id: int) -> None:
        self._runtime = runtime
        self._bot_id = bot_id
        self._file_ids: OrderedDict[int, str] = OrderedDict()

    async def find(self, picture_id: int) -> Found | None:
        """The picture, or None if it or its file is missing: then the text goes without."""
        known = self._file_ids.get(picture_id)
        if known is not None:
            self._file_ids.move_to_end(picture_id)
            return Found(picture_id, known)
        rows = await fetch(self._runtime.database.reader, _FIND, {"picture": picture_id, "bot": self._bot_id})
        if not rows:
            return None
        row = rows[0]
        if row.file_id is not None:
            self._keep(picture_id, row.file_id)
            return Found(picture_id, row.file_id)
        path = self._runtime.files.path(f"{row.sha256}.jpg")
        return Found(picture_id, FSInputFile(path, filename="picture.jpg")) if _exists(path) else None

    async def file_ids(self, picture_ids: set[int]) -> dict[int, str]:
        """The file_ids that are known already."""
        missing = [each for each in picture_ids if each not in self._file_ids]
        if missing:
            known = await fetch(
                self._runtime.database.reader, _FILE_IDS, {"pictures": missing, "bot": self._bot_id}
            )
            for picture_id, file_id in known:
                self._keep(picture_id, file_id)
        return {each: self._file_ids[each] for each in picture_ids if each in self._file_ids}

    async def remember(self, found: Found, sent: object) -> None:
        """Keep the file_id of what has just been uploaded."""
        if not (found.is_upload and isinstance(sent, Message) and sent.photo):
            return
        file_id = sent.photo[-1].file_id
        self._keep(found.picture_id, file_id)
        place = {"picture": found.picture_id, "bot": self._bot_id, "file": file_id}
        await fetch(self._runtime.database.direct, _REMEMBER, place)

    async def forget(self, picture_id: int) -> None:
        """Telegram does not know the file_id any more."""
        self._file_ids.pop(picture_id, None)
        place = {"picture": picture_id, "bot": self._bot_id}
        await fetch(self._runtime.database.direct, _FORGET, place)

    def _keep(self, picture_id: int, file_id: str) -> None:
        self._file_ids[picture_id] = file_id
        if len(self._file_ids) > _KEPT:
            self._file_ids.popitem(last=False)


def _exists(path: Path) -> bool:
    return path.is_file()


_FIND: Final = """
SELECT p.sha256, t.file_id FROM pictures p
  LEFT JOIN telegram_files t ON t.picture_id = p.id AND t.bot_id = %(bot)s
 WHERE p.id = %(picture)s
"""
_FILE_IDS: Final = """
SELECT picture_id, file_id FROM telegram_files WHERE bot_id = %(bot)s AND picture_id = ANY(%(pictures)s)
"""
_REMEMBER: Final = """
INSERT INTO telegram_files (picture_id, bot_id, file_id) VALUES (%(picture)s, %(bot)s, %(file)s)
ON CONFLICT (picture_id, bot_id) DO UPDATE SET file_id = EXCLUDED.file_id RETURNING 1
"""
_FORGET: Final = "DELETE FROM telegram_files WHERE picture_id = %(picture)s AND bot_id = %(bot)s RETURNING 1"
