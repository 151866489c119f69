"""Rows read by plain SQL straight from the driver: for the few reads that a shop does thousands of times.

SQLAlchemy's session and Core cost about half a millisecond for each statement, which is more than PostgreSQL needs
for one. Statements are written in psycopg's own style (`%(name)s`) and are prepared on the server.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, LiteralString

import orjson
from psycopg import AsyncConnection, AsyncCursor, OperationalError
from psycopg.rows import BaseRowFactory, namedtuple_row
from psycopg.types.json import set_json_loads
from sqlalchemy.ext.asyncio import AsyncSession

Row = Any
Params = Mapping[str, Any] | Sequence[Any]
_by_name: BaseRowFactory[Row] = namedtuple_row


class Reader:
    """A few connections of one event loop that only read, each statement by itself; opened when first needed.

    Their plans are made once and serve every parameter: the statements that come here look up few rows by index.
    With `writes` each statement is a transaction of its own; it must bear being repeated after a broken connection.
    """

    def __init__(self, url: str, size: int = 6, timeout: float = 5.0, *, writes: bool = False) -> None:
        self._url = url
        self._writes = writes
        self._timeout = timeout
        self._free = asyncio.Semaphore(size)
        # Each connection with its one cursor, which remembers how these statements' values are read and written:
        # a cursor for each statement costs half as much again as the statement.
        self._idle: list[AsyncCursor[Row]] = []

    async def fetch(self, statement: LiteralString, params: Params | None = None) -> list[Row]:
        """Run one statement; gives its rows with named fields. Raises OperationalError if the database is away."""
        cursor: AsyncCursor[Row] | None = None
        try:
            async with self._cursor() as cursor:
                return await _run(cursor, statement, params)
        except OperationalError:
            if cursor is None or not cursor.connection.closed:
                raise
            # It broke while it lay idle: the database was restarted. The others did too.
            await self.close()
        async with self._cursor() as cursor:
            return await _run(cursor, statement, params)

    async def close(self) -> None:
        """Close the idle connections."""
        while self._idle:
            await self._idle.pop().connection.close()

    @asynccontextmanager
    async def _cursor(self) -> AsyncIterator[AsyncCursor[Row]]:
        await self._wait()
        cursor = None
        try:
            cursor = self._idle.pop() if self._idle else (await self._open()).cursor(row_factory=_by_name)
            yield cursor
            self._idle.append(cursor)
            cursor = None
        finally:
            # Whatever went wrong or was cancelled in the middle of a statement, this one isn't used again.
            if cursor is not None:
                await cursor.connection.close()
            self._free.release()

    async def _wait(self) -> None:
        if not self._free.locked():
            await self._free.acquire()
            return
        try:
            await asyncio.wait_for(self._free.acquire(), self._timeout)
        except TimeoutError as error:
            raise OperationalError("no connection came free in time") from error

    async def _open(self) -> AsyncConnection[Any]:
        connection = await AsyncConnection.connect(
            self._url,
            autocommit=True,
            connect_timeout=5,
            application_name="kiosk-direct" if self._writes else "kiosk-reader",
            options="-c timezone=UTC -c statement_timeout=10000 -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"
            f" -c default_transaction_read_only={'off' if self._writes else 'on'}",
        )
        set_json_loads(orjson.loads, connection)
        return connection


Source = AsyncSession | Reader
"""Where rows can be read: a session, or a reader outside any transaction."""


async def fetch(source: Source, statement: LiteralString, params: Params | None = None) -> list[Row]:
    """Run `statement` on a session's connection, in its transaction, or on a reader's; gives rows with named fields."""
    if isinstance(source, Reader):
        return await source.fetch(statement, params)
    driver = await _driver(source)
    try:
        return await _run(driver.cursor(row_factory=_by_name), statement, params)
    except OperationalError:
        # The pool can't see that the connection broke, since the statement went past it.
        if driver.broken:
            await (await source.connection()).invalidate()
        raise


async def copy_in(session: AsyncSession, statement: LiteralString, chunks: AsyncIterator[bytes]) -> None:
    """Run `COPY ... FROM STDIN` in the session's transaction with what `chunks` give, in COPY's text format."""
    driver = await _driver(session)
    async with driver.cursor().copy(statement) as copy:
        async for chunk in chunks:
            await copy.write(chunk)


async def copy_rows(session: AsyncSession, statement: LiteralString, rows: Iterable[Sequence[Any]]) -> None:
    """Run `COPY ... FROM STDIN` in the session's transaction with these rows: the fastest way for many of them."""
    driver = await _driver(session)
    async with driver.cursor().copy(statement) as copy:
        for row in rows:
            await copy.write_row(row)


async def _driver(session: AsyncSession) -> AsyncConnection[Any]:
    """The driver's connection of the session's transaction, found once for each transaction."""
    transaction = session.sync_session.get_transaction()
    known = session.info.get(_DRIVER)
    if known is not None and known[0] is transaction:
        driver: AsyncConnection[Any] = known[1]
        return driver
    connection = await session.connection()
    driver = (await connection.get_raw_connection()).driver_connection  # type: ignore[assignment]
    session.info[_DRIVER] = (session.sync_session.get_transaction(), driver)
    return driver


_DRIVER = "kiosk.driver"


async def _run(cursor: AsyncCursor[Row], statement: LiteralString, params: Params | None) -> list[Row]:
    await cursor.execute(statement, params, prepare=True)
    return await cursor.fetchall()
