"""Bringing the database's tables up to this release."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from kiosk.kernel.database import sqlalchemy_url


def migrations_folder() -> Path:
    """Where the migrations lie: inside the wheel, or at the root of a checkout."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "migrations"
    return packaged if packaged.is_dir() else package.parents[1] / "migrations"


def alembic_config(url: str) -> Config:
    """Alembic's configuration for the database at `url`."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.set_main_option("sqlalchemy.url", sqlalchemy_url(url).replace("%", "%%"))
    return config


def migrate(url: str) -> None:
    """Apply every migration that the database lacks."""
    command.upgrade(alembic_config(url), "head")


@cache
def heads() -> frozenset[str]:
    """The newest migrations of this release."""
    return frozenset(ScriptDirectory.from_config(alembic_config("postgresql://")).get_heads())


def pending(url: str) -> bool:
    """Whether the database lacks a migration of this release."""
    engine = create_engine(sqlalchemy_url(url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_heads()
    finally:
        engine.dispose()
    return frozenset(current) != heads()
