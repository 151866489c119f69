"""Rows read by plain SQL straight from the driver: for the few reads that a shop does thousands of times.

SQLAlchemy's Core costs about a quarter of a millisecond for each statement, which is more than PostgreSQL needs
for one. Statements are written in psycopg's own style (`%(name)s`) and are prepared on the server.
"""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString

from psycopg import AsyncConnection, OperationalError
from psycopg.rows import BaseRowFactory, namedtuple_row
from sqlalchemy.ext.asyncio import AsyncSession

Row = Any
_by_name: BaseRowFactory[Row] = namedtuple_row


async def fetch(
    session: AsyncSession, statement: LiteralString, params: Mapping[str, Any] | Sequence[Any] | None = None
) -> list[Row]:
    """Run `statement` on the session's connection, in its transaction; gives its rows with named fields."""
    connection = await session.connection()
    raw = await connection.get_raw_connection()
    driver: AsyncConnection[Any] = raw.driver_connection  # type: ignore[assignment]
    try:
        cursor = driver.cursor(row_factory=_by_name)
        await cursor.execute(statement, params, prepare=True)
        return await cursor.fetchall()
    except OperationalError:
        # The pool can't see that the connection broke, since the statement went past it.
        if driver.broken:
            await connection.invalidate()
        raise
