"""Pictures: taken in, re-encoded, cropped, kept once however often they are uploaded."""

import asyncio
import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from kiosk.kernel.database import Unit
from kiosk.kernel.files import FileStore
from kiosk.media.errors import PictureNotFound
from kiosk.media.models import Picture
from kiosk.media.processing import Encoded, cut, encode, measure
from kiosk.media.rules import FORMS, LARGE, SOURCE, Box

__all__ = [
    "Origin",
    "StoredPicture",
    "get_origin",
    "keep_files",
    "keep_part",
    "record_picture",
    "store_picture",
]


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture whose files are in the store. Width and height are those of its JPEG, in pixels."""

    sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Origin:
    """What a picture was cut out of, and which part of it; a picture that was not cropped is its own origin."""

    id: int
    sha256: str
    box: Box | None


async def keep_files(files: FileStore, content: bytes) -> StoredPicture:
    """Put a picture's files into the store, before any transaction. Raises NotAPicture, WrongDimensions."""
    sha256 = hashlib.sha256(content).hexdigest()
    names = {form: form.file(sha256) for form in FORMS}
    if all(files.path(name).is_file() for name in names.values()):
        width, height = measure(await files.get(names[LARGE]))
        return StoredPicture(sha256, width, height)
    return await _put(files, sha256, await asyncio.to_thread(encode, content))


async def keep_part(files: FileStore, origin: Origin, box: Box) -> StoredPicture:
    """Cut a part out of a picture and put its files into the store. The same part gets the same files.

    Raises WrongDimensions.
    """
    source = SOURCE.file(origin.sha256)
    if not files.path(source).is_file():
        source = LARGE.file(origin.sha256)
    encoded = await asyncio.to_thread(cut, await files.get(source), box)
    sha256 = hashlib.sha256(f"{origin.sha256} {asdict(box)}".encode()).hexdigest()
    return await _put(files, sha256, encoded)


async def _put(files: FileStore, sha256: str, encoded: Encoded) -> StoredPicture:
    for form, content in encoded.files.items():
        await files.put(form.file(sha256), content)
    return StoredPicture(sha256, encoded.width, encoded.height)


async def get_origin(session: AsyncSession, picture_id: int) -> Origin:
    """Where a picture comes from. Raises PictureNotFound."""
    original = aliased(Picture)
    found = await session.execute(
        select(Picture.id, Picture.sha256, Picture.crop, original.id, original.sha256)
        .outerjoin(original, original.id == Picture.original_id)
        .where(Picture.id == picture_id)
    )
    row = found.one_or_none()
    if row is None:
        raise PictureNotFound
    own_id, own_sha256, crop, original_id, original_sha256 = row
    if original_id is None or crop is None:
        return Origin(own_id, own_sha256, None)
    return Origin(original_id, original_sha256, Box(**crop))


async def record_picture(
    unit: Unit, stored: StoredPicture, origin: Origin | None = None, box: Box | None = None
) -> int:
    """Give the picture, or the part `box` of `origin`, an id, or find the one that it has."""
    fields: dict[str, Any] = {"sha256": stored.sha256, "width": stored.width, "height": stored.height}
    if origin and box:
        fields |= {"original_id": origin.id, "crop": asdict(box)}
    statement = insert(Picture).values(**fields, created_at=unit.now())
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
