"""Alembic's environment: one database, one metadata, locks that give up instead of stopping the shop."""

from alembic import context
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from kiosk.models import metadata


def _ours(name: str | None, kind: str, parents: object) -> bool:
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


engine = create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=NullPool)
with engine.connect() as connection:
    connection.execute(text("SET lock_timeout = '2s'"))
    connection.commit()
    context.configure(
        connection=connection, target_metadata=metadata, include_name=_ours, compare_server_default=False
    )
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(7203115)"))
        context.run_migrations()
