"""Lets processes see that another one lives: session locks of PostgreSQL on a connection of its own.

PostgreSQL frees the locks at once when the process is killed, so its work can be taken over without waiting for a
lease to run out, and it is the same for "only one process may do this" (poll Telegram, for example).
"""

import asyncio
import contextlib
import secrets

import psycopg
import structlog

from kiosk.kernel.database import driver_url

log = structlog.get_logger(__name__)

_LOCK = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
_UNLOCK = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"
CHECK_EVERY = 5.0
RECONNECT_AFTER = 0.5


def lock_name(owner: int) -> str:
    """The name of the lock that the process `owner` holds as long as it lives."""
    return f"process:{owner}"


class Presence:
    """This process's number and the locks that it holds."""

    def __init__(self, database_url: str) -> None:
        self.owner = secrets.randbits(62) + 1
        self._url = driver_url(database_url)
        self._connection: psycopg.AsyncConnection | None = None
        self._guard = asyncio.Lock()
        self._held: set[str] = set()
        self._keeper: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Make this process seen. Raises psycopg.OperationalError if the database can't be reached."""
        await self._connect()
        self._keeper = asyncio.create_task(self._keep(), name="presence")

    async def close(self) -> None:
        """Give up all locks."""
        if self._keeper:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
        await self._drop()

    def holds(self, name: str) -> bool:
        """Whether this process is known to hold the lock `name` now."""
        return name in self._held

    async def hold(self, name: str) -> bool:
        """Try to take the lock `name`; it is held until `release`, or until the connection is lost."""
        async with self._guard:
            return await self._hold(name)

    async def release(self, name: str) -> None:
        """Give the lock `name` up."""
        async with self._guard:
            if name in self._held and self._connection is not None:
                self._held.discard(name)
                with contextlib.suppress(psycopg.Error):
                    await self._connection.execute(_UNLOCK, (name,))

    async def _hold(self, name: str) -> bool:
        if name in self._held:
            return True
        if self._connection is None:
            return False
        try:
            row = await (await self._connection.execute(_LOCK, (name,))).fetchone()
        except psycopg.Error:
            await self._drop()
            return False
        if row and row[0]:
            self._held.add(name)
            return True
        return False

    async def _connect(self) -> None:
        self._connection = await psycopg.AsyncConnection.connect(
            self._url,
            autocommit=True,
            connect_timeout=5,
            application_name="kiosk-presence",
            keepalives_idle=15,
            keepalives_interval=5,
            keepalives_count=3,
        )
        await self._hold(lock_name(self.owner))

    async def _drop(self) -> None:
        self._held.clear()
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(psycopg.Error, OSError):
                await connection.close()

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(CHECK_EVERY if self._connection else RECONNECT_AFTER)
            async with self._guard:
                try:
                    if self._connection is None:
                        await self._connect()
                        log.info("presence-regained")
                    else:
                        await self._connection.execute("SELECT 1")
                except (psycopg.Error, OSError) as error:
                    log.warning("presence-lost", error=type(error).__name__)
                    await self._drop()
