"""The reader of plain rows: survives a restart of the database, never reuses what broke, only reads."""

import asyncio

import psycopg
import pytest
from psycopg.errors import ReadOnlySqlTransaction

from kiosk.kernel.database import driver_url
from kiosk.kernel.rows import Reader, fetch


@pytest.fixture
async def reader(database_url):
    opened = Reader(driver_url(database_url), size=2, timeout=0.3)
    yield opened
    await opened.close()


async def backends(reader):
    rows = await reader.fetch(
        "SELECT count(*) AS n FROM pg_stat_activity"
        " WHERE datname = current_database() AND application_name = 'kiosk-reader'"
    )
    return rows[0].n


async def test_rows_have_named_fields_and_json_is_read(reader):
    rows = await reader.fetch("""SELECT %(n)s::int AS n, '{"a": [1]}'::jsonb AS data""", {"n": 7})

    assert (rows[0].n, rows[0].data) == (7, {"a": [1]})


async def test_connections_are_shared_not_multiplied(reader):
    results = await asyncio.gather(*(reader.fetch("SELECT %(n)s::int AS n", {"n": n}) for n in range(50)))

    assert [rows[0].n for rows in results] == list(range(50))
    assert await backends(reader) <= 2


async def test_a_restarted_database_is_found_again(reader, database_url):
    await asyncio.gather(*(reader.fetch("SELECT pg_sleep(0.05)") for _ in range(2)))
    with psycopg.connect(driver_url(database_url), autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = 'kiosk-reader'"
        )
    for _ in range(3):
        assert (await reader.fetch("SELECT 1 AS one"))[0].one == 1


async def test_a_cancelled_statement_s_connection_is_not_used_again(reader):
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await reader.fetch("SELECT pg_sleep(5)")

    results = await asyncio.gather(*(reader.fetch("SELECT %(n)s::int AS n", {"n": n}) for n in range(8)))
    assert [rows[0].n for rows in results] == list(range(8))


async def test_who_waits_too_long_is_told(reader):
    busy = [asyncio.create_task(reader.fetch("SELECT pg_sleep(1)")) for _ in range(2)]
    await asyncio.sleep(0.2)
    with pytest.raises(psycopg.OperationalError):
        await reader.fetch("SELECT 1")
    await asyncio.gather(*busy)


async def test_a_reader_does_not_write(reader):
    with pytest.raises(ReadOnlySqlTransaction):
        await reader.fetch("CREATE TABLE x ()")
    assert (await reader.fetch("SELECT 1 AS one"))[0].one == 1


async def test_a_session_reads_in_its_own_transaction(database):
    async with database.unit() as unit:
        await fetch(
            unit.session,
            "INSERT INTO option_types (name) VALUES (%(name)s) RETURNING id",
            {"name": "Size"},
        )
        assert len(await fetch(unit.session, "SELECT name FROM option_types")) == 1
        assert await database.reader.fetch("SELECT name FROM option_types") == []


BACKEND = "SELECT pg_backend_pid() AS pid, txid_current() AS transaction"


async def test_a_transaction_keeps_its_connection_and_the_next_one_finds_its_own(database):
    async with database.unit() as unit:
        first = (await fetch(unit.session, BACKEND))[0]
        assert (await fetch(unit.session, BACKEND))[0] == first
        async with unit.session.begin_nested():
            assert (await fetch(unit.session, "SELECT pg_backend_pid() AS pid"))[0].pid == first.pid
        await unit.commit()
        # Somebody else takes the connection that was given back.
        async with database.unit() as other:
            taken = (await fetch(other.session, BACKEND))[0]
            second = (await fetch(unit.session, BACKEND))[0]
            assert second.pid != taken.pid
            assert second.transaction not in {first.transaction, taken.transaction}
            await other.commit()
        await unit.commit()


async def test_rows_written_past_the_session_are_rolled_back_with_it(database):
    insert = "INSERT INTO idempotency_keys VALUES ('s', 'k', 'r', 201, 'b', NULL, now()) RETURNING key"
    async with database.unit() as unit:
        await fetch(unit.session, insert)
        await unit.session.rollback()
        assert await fetch(unit.session, "SELECT key FROM idempotency_keys") == []
    async with database.unit() as unit:
        await fetch(unit.session, insert)
    async with database.unit() as unit:
        assert await fetch(unit.session, "SELECT key FROM idempotency_keys") == []
