"""A real PostgreSQL for every test: one server per test process, one fresh migrated database per test."""

import itertools
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from kiosk.kernel.clock import FixedClock
from kiosk.kernel.database import Database
from kiosk.kernel.migrations import migrate
from kiosk.kernel.postgres import EmbeddedPostgres
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.settings import Settings
from kiosk.kernel.telemetry import configure_logging

TEMPLATE = "kiosk_template"
SECRET = "a-secret-for-tests-only-0123456789abcdef"
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

_numbers = itertools.count(1)

# As in production; the pretty tracebacks of development take seconds each.
configure_logging("json")


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """A running server with the migrated template database."""
    # Nothing here is meant to outlive a power cut, and without fsync a database is made and dropped 20 times as fast.
    careless = {"fsync": "off", "full_page_writes": "off"}
    # A folder of its own: pytest deletes the shared ones of earlier runs, even of those that still run.
    with tempfile.TemporaryDirectory(prefix="kiosk-tests-") as folder:
        server = EmbeddedPostgres(Path(folder) / "data", careless)
        server.start()
        migrate(server.ensure_database(TEMPLATE))
        yield server
        server.stop()


@pytest.fixture
def database_url(postgres: EmbeddedPostgres) -> Iterator[str]:
    """The address of a fresh, migrated, empty database."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(TEMPLATE)
            )
        )
        yield postgres.url(name)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at `NOW`."""
    return FixedClock(NOW)


@pytest.fixture
async def database(database_url: str, clock: FixedClock) -> AsyncIterator[Database]:
    """The fresh database, opened."""
    opened = Database(database_url, clock=clock)
    yield opened
    await opened.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that no environment variable reaches."""
    return Settings.model_construct(
        data_dir=tmp_path / "kiosk", secret_key=_secret(), database_pool=10, **_defaults()
    )


@pytest.fixture
async def runtime(settings: Settings, database_url: str, clock: FixedClock) -> AsyncIterator[Runtime]:
    """An opened runtime on the fresh database."""
    from kiosk.app import build_runtime, opened

    async with opened(build_runtime(settings, database_url, clock)) as ready:
        yield ready


def _secret():
    from pydantic import SecretStr

    return SecretStr(SECRET)


def _defaults():
    given = {"data_dir", "secret_key", "database_pool"}
    return {
        name: field.get_default(call_default_factory=True)
        for name, field in Settings.model_fields.items()
        if name not in given
    }
