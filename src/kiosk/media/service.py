"""Pictures: taken in, re-encoded, kept once however often they are uploaded."""

import asyncio
import hashlib
from dataclasses import dataclass

from sqlalchemy.dialects.postgresql import insert

from kiosk.kernel.database import Unit
from kiosk.kernel.files import FileStore
from kiosk.media.models import Picture
from kiosk.media.processing import encode, measure
from kiosk.media.rules import FORMS, LARGE

__all__ = ["StoredPicture", "keep_files", "record_picture", "store_picture"]


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture whose files are in the store. Width and height are those of its JPEG, in pixels."""

    sha256: str
    width: int
    height: int


async def keep_files(files: FileStore, content: bytes) -> StoredPicture:
    """Put a picture's files into the store, before any transaction. Raises NotAPicture, WrongDimensions."""
    sha256 = hashlib.sha256(content).hexdigest()
    names = {form: form.file(sha256) for form in FORMS}
    if all(files.path(name).is_file() for name in names.values()):
        width, height = measure(await files.get(names[LARGE]))
        return StoredPicture(sha256, width, height)
    encoded = await asyncio.to_thread(encode, content)
    for form, name in names.items():
        await files.put(name, encoded.files[form])
    return StoredPicture(sha256, encoded.width, encoded.height)


async def record_picture(unit: Unit, stored: StoredPicture) -> int:
    """Give the picture an id, or find the one that it has."""
    statement = insert(Picture).values(
        sha256=stored.sha256, width=stored.width, height=stored.height, created_at=unit.now()
    )
    # The update changes nothing; it makes the row of an earlier upload come back.
    again = statement.on_conflict_do_update(
        index_elements=[Picture.sha256], set_={"width": statement.excluded.width}
    )
    found = await unit.session.execute(again.returning(Picture.id))
    picture_id: int = found.scalar_one()
    return picture_id


async def store_picture(unit: Unit, files: FileStore, content: bytes) -> tuple[int, StoredPicture]:
    """Store a picture: its id, and what is known of it. The same content gets the same id.

    Call it before the unit's first statement, since encoding takes its time. Raises NotAPicture, WrongDimensions.
    """
    stored = await keep_files(files, content)
    return await record_picture(unit, stored), stored
