"""From an upload or a link to rows in the database: read by a process of its own, stored all at once or not at all."""

import asyncio
import hashlib
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, Final, Protocol

import orjson
from sqlalchemy import insert, text

from kiosk.exchange.errors import NotASheetLink, Refused
from kiosk.exchange.models import Import
from kiosk.exchange.rules import MAX_UPLOAD, sheet_of
from kiosk.exchange.service.placing import placed
from kiosk.kernel.database import Unit
from kiosk.kernel.files import FileStore
from kiosk.kernel.jobs import DeferredJob
from kiosk.kernel.rows import copy_in, fetch
from kiosk.kernel.settings import Settings

LOCK = "exchange"
"""Imports run one after another: jobs with the same lock wait for each other."""
_PART = 262_144
_SECONDS = 180
_REFUSED = 3
_ZIP = b"PK\x03\x04"


class Upload(Protocol):
    """What a face hands over: a stream of bytes with a name."""

    async def read(self, size: int = -1) -> bytes:
        """The next bytes, none at the end."""


def import_files(settings: Settings) -> FileStore:
    """Where brought tables lie until they are forgotten."""
    return FileStore(settings.data_dir / "imports")


async def keep_upload(files: FileStore, upload: Upload) -> str:
    """Store an upload part by part; gives its name in the store. Raises Refused if it is too large or empty."""
    await asyncio.to_thread(files.root.mkdir, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=files.root)
    digest, size, start = hashlib.sha256(), 0, b""
    try:
        with os.fdopen(handle, "wb") as file:
            while part := await upload.read(_PART):
                start = start or part[:4]
                size += len(part)
                if size > MAX_UPLOAD:
                    raise Refused("exchange.too-large", limit=MAX_UPLOAD // 1_000_000)
                digest.update(part)
                await asyncio.to_thread(file.write, part)
            await asyncio.to_thread(_sync, file)
        if not size:
            raise Refused("exchange.empty")
        name = f"{digest.hexdigest()}.{'xlsx' if start == _ZIP else 'csv'}"
        await asyncio.to_thread(_move, Path(temporary), files.path(name))
        return name
    finally:
        await asyncio.to_thread(Path(temporary).unlink, missing_ok=True)


def _sync(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


async def start_import(unit: Unit, *, name: str, stored: str, actor_id: int | None) -> int:
    """Have a stored table read; gives the import's id."""
    return await _start(unit, "exchange.read", name=name[:200], stored=stored, actor_id=actor_id)


async def start_sheet_import(unit: Unit, *, link: str, actor_id: int | None) -> int:
    """Have a Google Sheet fetched and read; gives the import's id. Raises NotASheetLink."""
    sheet = sheet_of(link)
    if sheet is None:
        raise NotASheetLink
    return await _start(
        unit, "exchange.fetch", name="Google Sheets", sheet_id=sheet[0], tab_id=sheet[1], actor_id=actor_id
    )


async def _start(unit: Unit, job: str, **values: Any) -> int:
    inserted = await unit.session.execute(
        insert(Import).returning(Import.id), {**values, "created_at": unit.now()}
    )
    import_id: int = inserted.scalar_one()
    unit.defer(DeferredJob(job, {"import_id": import_id}, lock=LOCK))
    return import_id


async def stage(unit: Unit, import_id: int, path: Path, digits: int) -> dict[str, Any]:
    """Read the table at `path` into the rows of an import, in this transaction; gives the reader's summary.

    Raises Refused for a table that can't be read.
    """
    session = unit.session
    remembered = {row.header: row.meaning for row in await fetch(session, _REMEMBERED)}
    await session.execute(text("DELETE FROM import_rows WHERE import_id = :id"), {"id": import_id})
    await session.execute(_INCOMING)
    question = {"path": str(path), "remembered": remembered, "digits": digits}

    async def copy(chunks: AsyncIterator[bytes]) -> None:
        await copy_in(session, "COPY incoming FROM STDIN", chunks)

    summary = await _ask_reader(question, copy)
    await session.execute(text("ANALYZE incoming"))
    await session.execute(_STAGE, {"id": import_id})
    await session.execute(text("ANALYZE import_rows"))
    return summary


async def _ask_reader(
    question: dict[str, Any], take: Callable[[AsyncIterator[bytes]], Awaitable[None]]
) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "kiosk.exchange.reading",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={"PATH": os.defpath, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert process.stdin is not None  # it was asked for
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        async with asyncio.timeout(_SECONDS):
            process.stdin.write(orjson.dumps(question))
            process.stdin.close()
            await take(_parts(process.stdout))
            said = await process.stderr.read()
            code = await process.wait()
    except TimeoutError as error:
        raise Refused("exchange.not-a-table") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code not in {0, _REFUSED}:
        # It ran out of memory or of time in the hands of somebody else's library.
        raise Refused("exchange.too-large-inside", limit=100)
    summary: dict[str, Any] = orjson.loads(said.rpartition(b"\n")[2])
    if code == _REFUSED:
        raise Refused(summary["refused"], **summary["params"])
    return summary


async def _parts(stream: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while part := await stream.read(_PART):
        yield part


_REMEMBERED: Final = "SELECT header, meaning FROM import_columns"
_INCOMING: Final = text(
    "CREATE TEMP TABLE incoming (line int, cells jsonb, data jsonb, problems jsonb, notices jsonb, grouping text, sku text)"
    " ON COMMIT DROP"
)
# What becomes of most rows of most tables is known already; who looks through them notes where it is otherwise.
_STAGE: Final = text(
    f"""
    WITH {placed("incoming")}
    INSERT INTO import_rows
        (import_id, line, cells, data, problems, notices, sku, grouping, product_id, first_line, repeats, outcome)
    SELECT :id, line, cells, data, problems, notices, sku, grouping, product_id, first_line, repeats,
        CASE WHEN product_id IS NULL THEN 'new' ELSE 'same' END
    FROM incoming JOIN placed USING (line)
    """  # noqa: S608 - a constant
)
