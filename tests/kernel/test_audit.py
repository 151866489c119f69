"""The audit log is a chain without gaps; whoever edits it in the database itself is found out."""

import asyncio

import psycopg
import pytest

from kiosk.kernel.audit import Act, Seal, find_breaks, find_seal
from kiosk.kernel.database import Database, driver_url
from tests.shop import sql


async def note(database, *actions, act=None):
    async with database.unit(act) as unit:
        for action in actions:
            unit.audit(action, "order:42", to="shipped", lines=[1, 2])
        await unit.commit()


def tamper(database, *statements):
    """As somebody who owns the database server and has switched off what guards the table."""
    with psycopg.connect(driver_url(database.url), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in statements:
            connection.execute(statement)


async def test_an_entry_says_who_did_what_from_where(database):
    act = Act(actor_id=7, address="203.0.113.5", request_id="abcdefgh", operation="change_order")
    await note(database, "order.moved", act=act)
    (row,) = await sql(database, "SELECT * FROM audit_log")
    assert (row.id, row.actor_id, row.key_id, row.action, row.subject) == (
        1,
        7,
        None,
        "order.moved",
        "order:42",
    )
    assert row.details == {"operation": "change_order", "to": "shipped", "lines": [1, 2]}
    assert (row.address, row.request_id, row.at) == ("203.0.113.5", "abcdefgh", database.clock.now())


async def test_a_write_of_the_staff_leaves_an_entry_even_if_nobody_says_anything(database):
    act = Act(actor_id=7, action="catalog.edit", subject="product:5", operation="update_product")
    async with database.unit(act) as unit:
        await unit.commit()
        await unit.commit()
    rows = await sql(database, "SELECT action, subject, details FROM audit_log")
    assert rows == [("catalog.edit", "product:5", {"operation": "update_product"})]


async def test_what_is_rolled_back_leaves_no_entry(database):
    with pytest.raises(ZeroDivisionError):
        async with database.unit() as unit:
            unit.audit("order.moved", "order:42")
            await unit.session.flush()
            raise ZeroDivisionError
    assert await sql(database, "SELECT * FROM audit_log") == []


async def test_forty_writers_make_one_chain_without_gaps(database_url, clock):
    database = Database(database_url, pool=20, clock=clock)
    await asyncio.gather(*(note(database, f"act.{n}", f"act.{n}.again") for n in range(40)))
    assert [row.id for row in await sql(database, "SELECT id FROM audit_log ORDER BY id")] == [*range(1, 81)]
    assert await find_breaks(database.reader) == []
    await database.close()


async def test_nobody_edits_the_log_by_ordinary_means(database):
    await note(database, "order.moved")
    with psycopg.connect(driver_url(database.url), autocommit=True) as connection:
        for statement in (
            "UPDATE audit_log SET actor_id = 8",
            "DELETE FROM audit_log",
            "TRUNCATE audit_log",
        ):
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
                connection.execute(statement)


COPY = (
    "INSERT INTO audit_log SELECT {id}, at, 666, key_id, action, subject, details, address, request_id,"
    " {previous}, {hash} FROM audit_log WHERE id = 3"
)


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["UPDATE audit_log SET actor_id = 8 WHERE id = 3"], ["entry 3 was changed"]),
        (['UPDATE audit_log SET details = \'{"to": "pending"}\' WHERE id = 2'], ["entry 2 was changed"]),
        (["UPDATE audit_log SET at = at - interval '1 day' WHERE id = 5"], ["entry 5 was changed"]),
        (["UPDATE audit_log SET address = '::1' WHERE id = 1"], ["entry 1 was changed"]),
        (["UPDATE audit_log SET key_id = 1 WHERE id = 1"], ["entry 1 was changed"]),
        (["DELETE FROM audit_log WHERE id = 3"], ["entry 3 is missing"]),
        (["DELETE FROM audit_log WHERE id IN (1, 2)"], ["entries 1-2 are missing"]),
        (
            [COPY.format(id=6, previous="previous_hash", hash="hash")],
            ["entry 6 was changed"],
        ),
        (
            [
                "INSERT INTO audit_log SELECT 6, at, actor_id, key_id, action, subject, details, address,"
                " request_id, previous_hash, hash FROM audit_log WHERE id = 5"
            ],
            ["entry 6 was changed"],
        ),
    ],
)
async def test_what_was_changed_taken_out_or_put_in_is_named(database, statements, found):
    for n in range(5):
        await note(database, f"act.{n}", act=Act(actor_id=n + 1))
    assert await find_breaks(database.reader) == []
    tamper(database, *statements)
    assert await find_breaks(database.reader) == found


async def test_an_entry_that_is_whole_in_itself_must_still_follow_its_neighbour(database):
    await note(database, "act.0", "act.1", "act.2")
    tamper(
        database,
        "CREATE TABLE kept AS SELECT * FROM audit_log WHERE id = 2",
        "DELETE FROM audit_log WHERE id > 1",
    )
    await note(database, "act.1.instead", "act.2.instead")
    assert await find_breaks(database.reader) == []
    tamper(database, "DELETE FROM audit_log WHERE id = 2", "INSERT INTO audit_log SELECT * FROM kept")
    (found,) = await find_breaks(database.reader)
    assert found == "entry 3 doesn't follow entry 2: one of them was put in"


async def test_rows_cut_off_at_the_end_show_against_a_kept_hash(database):
    await note(database, "act.0", "act.1", "act.2")
    kept = Seal.parse(str(await find_seal(database.reader)))
    assert await find_breaks(database.reader, kept) == []
    tamper(database, "DELETE FROM audit_log WHERE id > 1")
    assert await find_breaks(database.reader) == []
    assert await find_breaks(database.reader, kept) == ["entries up to 3 were cut off"]
    await note(database, "act.1", "act.2.instead")
    assert await find_breaks(database.reader, kept) == ["entry 3 is not the one whose hash was kept"]


async def test_later_entries_keep_an_old_anchor_valid(database):
    empty = await find_seal(database.reader)
    await note(database, "act.0")
    kept = await find_seal(database.reader)
    await note(database, "act.1")
    assert await find_breaks(database.reader, kept) == []
    assert await find_breaks(database.reader, empty) == []


@pytest.mark.parametrize("text", ["", "5", "x:00", "5:00", "-1:" + "0" * 64])
def test_a_seal_is_read_strictly(text):
    with pytest.raises(ValueError):
        Seal.parse(text)


async def test_an_entry_must_come_back_as_it_was_written(database):
    for details in ({"text": 'ё "quoted" \\ \u2028'}, {"z": 1, "a": 2**52 + 5, "m": [True, None]}, {}):
        async with database.unit() as unit:
            unit.audit("act", "thing:1", **details)
            await unit.commit()
    assert await find_breaks(database.reader) == []
    async with database.unit() as unit:
        unit.audit("act", "thing:1", price=1.1)
        with pytest.raises(TypeError):
            await unit.commit()
