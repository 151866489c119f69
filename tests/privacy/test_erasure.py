"""H06-H08: being forgotten, what the law keeps for a while, and backups that know no better."""

from datetime import datetime, timedelta, UTC

import pytest
from sqlalchemy import text

from kiosk.models import metadata
from kiosk.orders.service import note_payment
from kiosk.payments.rules import Method
from kiosk.privacy.errors import NobodyToErase, StaffStays
from kiosk.privacy.forgetting import PARTS
from kiosk.privacy.reactions import erase_hourly, erase_person, forget_orders_nightly
from kiosk.privacy.register import SECTIONS
from kiosk.privacy.rules import kept_from
from kiosk.privacy.service import ask_erasure
from tests.buying import client
from tests.privacy.test_service import CANARY, copy_of, person, shop
from tests.shop import BUYER, CLERK, OTHER, move_to, order, sql, token, value

__all__ = ["client", "person", "shop"]


@pytest.fixture
async def former(database, person):
    """Somebody whose orders have all come to their end, with a trace in every table."""
    await move_to(database, person.id, "shipped", "delivered")
    async with database.unit() as unit:
        await note_payment(unit, person.id, Method.CASH, actor_id=CLERK)
        for statement in (
            f"INSERT INTO order_notes (order_id, author_id, text, created_at) SELECT id, 510, '{CANARY}', now() FROM orders",
            "INSERT INTO order_messages (order_id, author_id, text, created_at)"
            f" SELECT id, 510, '{CANARY}', now() FROM orders",
            f"UPDATE accounts SET full_name = '{CANARY}', username = '{CANARY}', login = 'canary', password_hash = 'x',"
            f" email = '{CANARY}@example.com', phone_number = '+12015550123' WHERE id = 501",
            f"UPDATE customer_cards SET tags = ARRAY['{CANARY}'] WHERE account_id = 501",
            f"UPDATE sessions SET user_agent = '{CANARY}' WHERE account_id = 501",
        ):
            await unit.session.execute(text(statement))
        await unit.commit()
    return person


async def ask(database, account_id=BUYER):
    async with database.unit() as unit:
        at_once = await ask_erasure(unit, account_id, "bot")
        await unit.commit()
    return at_once


async def where_it_is(database, canary=CANARY):
    """Tables of which a row names the canary."""
    return [
        table.name
        for table in metadata.sorted_tables
        if await value(
            database, f"SELECT count(*) FROM {table.name} t WHERE t::text ILIKE :like", like=f"%{canary}%"
        )
    ]


@pytest.mark.sec("H06")
async def test_h06_all_that_the_law_lets_go_is_gone(database, runtime, former):
    sold = await sql(database, "SELECT number, total_amount, paid_amount, status FROM orders")
    books = await sql(database, "SELECT * FROM payments")
    assert len(await where_it_is(database)) > 8
    assert await ask(database) is True
    await erase_person(runtime, account_id=BUYER)
    assert await where_it_is(database) == ["orders"]
    (kept,) = await sql(database, "SELECT customer_name, comment FROM orders")
    assert (kept.customer_name, kept.comment) == (CANARY, "")
    assert await sql(database, "SELECT number, total_amount, paid_amount, status FROM orders") == sold
    assert await sql(database, "SELECT * FROM payments") == books and len(books) == 1
    (account,) = await sql(database, "SELECT * FROM accounts WHERE id = 501")
    assert (account.full_name, account.login, account.email, account.password_hash) == ("—", None, None, None)
    copy = await copy_of(database, BUYER)
    left = {name for name, rows in copy.items() if rows}
    assert left == {
        "account", "roles", "invitations", "deeds", "consents", "orders", "shops_notes", "erasures", "looks",
        "received_messages",
    }  # fmt: skip
    (paid,) = copy["orders"][0]["payments"]
    assert (paid["amount"], paid["method"]) == (str(books[0].amount), "cash")
    assert [each["body"] for each in copy["received_messages"]] == [{}, {"text": "new"}]  # not handled yet


@pytest.mark.sec("H06")
async def test_h06_there_is_a_record_that_names_parts_and_nobody(database, runtime, former):
    await ask(database)
    await erase_person(runtime, account_id=BUYER)
    (record,) = await sql(database, "SELECT * FROM erasures WHERE forgotten <> '{}'")
    assert (record.account_id, record.channel, record.asked_by) == (BUYER, "bot", None)
    assert record.finished_at is not None
    assert record.forgotten["addresses"] == 1
    assert {part for part, _ in PARTS} >= set(record.forgotten)
    actions = [row.action for row in await sql(database, "SELECT action FROM audit_log ORDER BY id")]
    assert actions[-2:] == ["customer.erasure-asked", "customer.erased"]


@pytest.mark.sec("H06")
async def test_h06_nobody_elses_data_goes(database, runtime, former, shop):
    await order(database, {shop.mug: 1}, OTHER, contact_name="Somebody Else")
    before = await copy_of(database, OTHER)
    await ask(database)
    await erase_person(runtime, account_id=BUYER)
    assert await copy_of(database, OTHER) == before


async def test_who_waits_for_an_order_is_forgotten_afterwards(database, runtime, person):
    assert await ask(database) is False
    await erase_person(runtime, account_id=BUYER)
    assert "addresses" in await where_it_is(database)
    await move_to(database, person.id, "shipped", "delivered")
    await erase_hourly(runtime)
    assert await where_it_is(database) == ["orders"]


async def test_nothing_is_erased_that_nobody_asked_for(database, runtime, former):
    await erase_person(runtime, account_id=BUYER)
    assert "addresses" in await where_it_is(database)


async def test_staff_and_nobody_are_not_erased(database, shop):
    with pytest.raises(StaffStays):
        await ask(database, CLERK)
    with pytest.raises(NobodyToErase):
        await ask(database, 999)


@pytest.mark.parametrize(("market", "first_kept"), [("RU", 2021), ("UA", 2022), ("KZ", 2021), ("", 2016)])
def test_the_term_is_counted_in_whole_years(market, first_kept):
    assert kept_from(market, datetime(2026, 11, 21, tzinfo=UTC).date()).isoformat() == f"{first_kept}-01-01"


@pytest.mark.sec("H07")
async def test_h07_orders_forget_their_people_when_the_term_is_over(database, runtime, former, shop, clock):
    await move_to(database, (await order(database, {shop.mug: 1}, OTHER)).id, "cancelled")
    young = await order(database, {shop.mug: 1}, OTHER)
    async with database.unit() as unit:
        await unit.session.execute(text("UPDATE business SET market = 'RU'"))
        await unit.commit()
    clock.advance(datetime(2031, 12, 31, 12, tzinfo=UTC) - clock.now())
    await forget_orders_nightly(runtime)
    assert await value(database, "SELECT count(*) FROM orders WHERE customer_name = ''") == 0
    clock.advance(timedelta(days=1))
    await forget_orders_nightly(runtime)
    rows = await sql(
        database, "SELECT id, customer_name, customer_phone, shipping_address FROM orders ORDER BY id"
    )
    assert [tuple(row)[1:] for row in rows[:2]] == [("", "", "")] * 2
    assert (rows[2].id, rows[2].customer_name) == (young.id, "Ann Lee")
    assert await value(database, "SELECT count(*) FROM order_notes") == 0
    assert await value(database, "SELECT sum(total_amount)::text FROM orders") == "50.98"


@pytest.mark.sec("H07")
async def test_h07_staff_still_see_an_order_without_its_person(
    database, runtime, former, client, settings, clock
):
    async with database.unit() as unit:
        await unit.session.execute(
            text("UPDATE orders SET customer_name = '', customer_phone = '', shipping_address = ''")
        )
        await unit.commit()
    clerk = await token(database, settings, CLERK)
    for path in ("orders/", f"orders/{former.id}", "customers/", f"customers/{BUYER}"):
        assert (await client.get(f"/api/v1/admin/{path}", headers=clerk)).status_code == 200, path


@pytest.mark.sec("H08")
async def test_h08_whom_a_backup_brings_back_is_forgotten_again(database, runtime, former):
    await ask(database)
    await erase_person(runtime, account_id=BUYER)
    async with database.unit() as unit:  # as an older backup has it
        await unit.session.execute(text("DELETE FROM erasures WHERE forgotten <> '{}'"))
        await unit.session.execute(text("DELETE FROM erasures"))
        await unit.session.execute(text("UPDATE accounts SET full_name = 'Ann Lee' WHERE id = 501"))
        await unit.session.execute(
            text("INSERT INTO addresses (account_id, text, last_used_at) VALUES (501, 'again', now())")
        )
        await unit.commit()
    await erase_hourly(runtime)
    assert await where_it_is(database, "again") == []
    assert await value(database, "SELECT full_name FROM accounts WHERE id = 501") == "—"
    assert await value(database, "SELECT channel FROM erasures") == "backup"


@pytest.mark.sec("H08")
async def test_h08_who_came_back_by_themselves_stays(database, runtime, former):
    await ask(database)
    await erase_person(runtime, account_id=BUYER)
    async with database.unit() as unit:
        await unit.session.execute(text("UPDATE accounts SET full_name = 'Ann Lee' WHERE id = 501"))
        await unit.commit()
    await erase_hourly(runtime)
    assert await value(database, "SELECT full_name FROM accounts WHERE id = 501") == "Ann Lee"


@pytest.mark.sec("H06")
async def test_h06_the_office_enters_what_somebody_asked_for(database, runtime, former, client, settings):
    clerk = await token(database, settings, CLERK)
    answer = await client.post(f"/api/v1/admin/customers/{BUYER}/erasure", headers=clerk)
    assert (answer.status_code, answer.json()) == (202, {"at_once": True})
    asked = await sql(database, "SELECT channel, asked_by FROM erasures WHERE finished_at IS NULL")
    assert [tuple(row) for row in asked] == [("panel", CLERK)]


def test_every_part_of_the_register_is_forgotten_or_kept_for_a_reason():
    kept = {
        "roles": "that they are a customer",
        "deeds": "the chain",
        "consents": "proofs",
        "orders": "the law, for a term",
        "erasures": "proofs",
        "looks": "who saw what",
    }
    parts = {part for part, _ in PARTS} | {"messages", "wishes"}
    assert {section.name for section in SECTIONS} - parts == set(kept)
