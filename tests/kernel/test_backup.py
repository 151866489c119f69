"""A backup that was taken can be put back: everything, or nothing at all."""

import asyncio
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.kernel.backup import (
    Backup,
    BackupFailed,
    back_up,
    is_empty,
    list_backups,
    restore,
    too_old,
)
from kiosk.kernel.database import driver_url
from tests.shop import open_shop

NIGHT = datetime(2026, 11, 21, 2, 23, tzinfo=UTC)


def contents(url):
    """Every row of every table, as text."""
    with psycopg.connect(driver_url(url), autocommit=True) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()
        return {
            name: sorted(str(row) for row in connection.execute(f'SELECT t::text FROM "{name}" t').fetchall())  # noqa: S608
            for (name,) in tables
        }


@pytest.fixture
async def shop(database):
    await open_shop(database)
    await database.close()
    return database


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def media(tmp_path):
    picture = tmp_path / "media" / "ab" / "abcdef.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a picture")
    return tmp_path / "media"


async def test_what_was_backed_up_comes_back(shop, database_url, folder, media):
    before = contents(database_url)
    made = await back_up(database_url, folder, media, NIGHT)
    assert made.path.name == "kiosk-20261121T022300Z.dump"
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert sum(map(len, before.values())) > 20

    with psycopg.connect(driver_url(database_url), autocommit=True) as connection:
        connection.execute("UPDATE products SET name = 'Spoilt', version = version + 1")
        connection.execute("CREATE TABLE later (id int)")
    (media / "ab" / "abcdef.jpg").unlink()

    await restore(database_url, made.path, media)
    assert contents(database_url) == before
    assert (media / "ab" / "abcdef.jpg").read_bytes() == b"a picture"
    assert {path.name for path in folder.iterdir()} == {"kiosk-20261121T022300Z.dump", "media"}


async def test_a_broken_backup_changes_nothing(shop, database_url, folder, media):
    made = await back_up(database_url, folder, media, NIGHT)
    before = contents(database_url)
    whole = made.path.read_bytes()
    for broken in (b"", b"not a backup", whole[: len(whole) // 2]):
        made.path.write_bytes(broken)
        with pytest.raises(BackupFailed):
            await restore(database_url, made.path, media)
        assert contents(database_url) == before
        assert not list(folder.glob("*.sql"))


async def test_a_shop_that_is_open_is_not_replaced(shop, database_url, folder, media):
    made = await back_up(database_url, folder, media, NIGHT)
    with (
        psycopg.connect(driver_url(database_url), application_name="kiosk"),
        pytest.raises(BackupFailed, match="stop them"),
    ):
        await restore(database_url, made.path, media)


async def test_a_failed_backup_leaves_nothing_that_looks_like_one(folder, media):
    with pytest.raises(BackupFailed):
        await back_up("postgresql://nobody@127.0.0.1:1/nothing", folder, media, NIGHT)
    assert list_backups(folder) == []
    assert not list(folder.glob("kiosk-*"))


async def test_an_interrupted_backup_leaves_nothing_that_looks_like_one(shop, database_url, folder, media):
    task = asyncio.create_task(back_up(database_url, folder, media, NIGHT))
    await asyncio.sleep(0.02)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert list_backups(folder) == []


async def test_the_password_is_not_on_the_command_line(monkeypatch, folder, media):
    seen = {}

    async def spy(*arguments, env, **_):
        seen["arguments"], seen["env"] = arguments, env
        raise OSError("enough was seen")

    monkeypatch.setattr(asyncio, "create_subprocess_exec", spy)
    with pytest.raises(OSError, match="enough"):
        await back_up("postgresql://kiosk:s3cret@db/kiosk", folder, media, NIGHT)
    assert "s3cret" not in " ".join(map(str, seen["arguments"]))
    assert seen["env"]["PGPASSWORD"] == "s3cret"


def test_a_database_without_tables_is_empty(postgres, database_url):
    assert not is_empty(database_url)
    assert is_empty(postgres.url("postgres"))


@given(st.lists(st.integers(0, 1_000), unique=True, max_size=120))
def test_rotation_keeps_days_weeks_and_months(days):
    backups = [Backup(NIGHT - timedelta(days=day), Path(f"{day}")) for day in days]
    gone = set(too_old(backups))
    kept = sorted((each for each in backups if each not in gone), reverse=True)
    newest = sorted(backups, reverse=True)
    assert kept[:7] == newest[:7]
    assert len(kept) <= 7 + 4 + 6
    for period, count in (("%G-%V", 4), ("%Y-%m", 6)):
        names = list(dict.fromkeys(each.taken_at.strftime(period) for each in newest))[:count]
        assert {each.taken_at.strftime(period) for each in kept} >= set(names)
    assert set(too_old(kept)) == set()


def test_two_backups_of_one_day_are_one_day(tmp_path):
    many = [Backup(NIGHT - timedelta(minutes=n), Path(f"{n}")) for n in range(10)]
    assert len(too_old(many)) == 9
