from datetime import timedelta

import orjson
import pytest
from sqlalchemy import text

from kiosk.carts.service import add
from kiosk.models import metadata
from kiosk.privacy.register import IMPERSONAL, SECTIONS
from kiosk.privacy.service import export, forget_former_customers, withdraw
from tests.shop import BUYER, OTHER, consent, move_to, open_shop, order, sql, value

CANARY = "Canary-7f3a"


@pytest.fixture
async def shop(database):
    return await open_shop(database)


_SIGN_IN = (
    "INSERT INTO account_permissions VALUES (501, 'orders.view', now())",
    "INSERT INTO role_requests (account_id, role, created_at) VALUES (501, 'seller', now())",
    "INSERT INTO invitations (token_hash, role, invited_by, created_at, expires_at)"
    " VALUES ('i', 'manager', 501, now(), now())",
    "INSERT INTO devices (account_id, token_hash, first_seen_at, last_seen_at) VALUES (501, 'd', now(), now())",
    "INSERT INTO passkeys (account_id, credential_id, public_key, name, created_at)"
    " VALUES (501, 'c', 'k', 'Phone', now())",
    "INSERT INTO email_tokens (token_hash, purpose, account_id, email, created_at, expires_at)"
    " VALUES ('e', 'reset', 501, 'a@example.com', now(), now())",
    "INSERT INTO telegram_sign_ins (id, code_hash, purpose, account_id, number, created_at, expires_at)"
    " VALUES (1, 't', 'sign-in', 501, 42, now(), now())",
    "INSERT INTO audit_log (id, at, actor_id, action, subject, previous_hash, hash)"
    " VALUES (1000, now(), 501, 'order.moved', 'order:1', '', '')",
)


@pytest.fixture
async def person(database, settings, shop):
    """Somebody who has left a trace in every table that knows people."""
    await consent(database)
    placed = await order(
        database, {shop.red_m: 2}, contact_name=CANARY, address=f"{CANARY} street 1", comment=CANARY
    )
    await move_to(database, placed.id, "confirmed")
    async with database.unit() as unit:
        await add(unit, BUYER, shop.mug, 2)
        for statement in (
            "INSERT INTO chats (bot_id, chat_id) VALUES (1, 501)",
            "INSERT INTO conversations (bot_id, chat_id, user_id, state, data, updated_at)"
            f" VALUES (1, 501, 501, 's', '{{\"name\": \"{CANARY}\"}}', now())",
            "INSERT INTO notices (bot_id, chat_id, key, kind, params, created_at)"
            " VALUES (1, 501, 'k', 'buyer', '{}', now())",
            "INSERT INTO inbox (source, external_id, subject, body, state, received_at) VALUES"
            f" ('telegram:1', 1, 501, '{{\"text\": \"{CANARY}\"}}', 'done', now()),"
            f" ('telegram:1', 2, 501, '{{\"text\": \"new\"}}', 'new', now()),"
            f" ('telegram:1', 3, 502, '{{\"text\": \"other\"}}', 'done', now())",
            "INSERT INTO staff_notifications (account_id, events) VALUES (501, '{new-order}')",
            "INSERT INTO personal_data_looks (account_id, viewer_id, looked_at) VALUES (501, 510, now())",
            "INSERT INTO erasures (account_id, channel, asked_at, finished_at) VALUES (501, 'bot', now(), now())",
            "INSERT INTO order_views (account_id, name, query, created_at) VALUES (501, 'mine', '{}', now())",
            f"INSERT INTO customer_notes (account_id, author_id, text, created_at) VALUES (501, 510, '{CANARY}', now())",
            "INSERT INTO sessions (account_id, user_agent, created_at, last_used_at, expires_at)"
            " VALUES (501, 'Firefox', now(), now(), now())",
            *_SIGN_IN,
        ):
            await unit.session.execute(text(statement.replace('": "', '"\\: "')))
        await unit.commit()
    return placed


def test_every_table_is_in_the_register_once():
    exported = [table for section in SECTIONS for table in section.tables]
    assert sorted([*exported, *IMPERSONAL]) == sorted(metadata.tables)


async def copy_of(database, account_id):
    async with database.read() as session:
        return await export(session, account_id)


@pytest.mark.sec("H05")
async def test_the_copy_holds_everything(database, shop, person):
    copy = await copy_of(database, BUYER)
    empty = [name for name, rows in copy.items() if not rows]
    assert empty == []
    assert copy["contact"] == [{"contact_name": CANARY, "phone_number": "+12015550123"}]
    assert copy["consents"][0]["body"].startswith("By pressing")
    (bought,) = copy["orders"]
    assert (bought["total_amount"], bought["items"][0]["price"]) == ("39.98", "19.99")
    assert [event["by_me"] for event in bought["history"]] == [True, False]
    assert copy["shops_notes"][0]["notes"][0]["text"] == CANARY
    assert [each["body"] for each in copy["received_messages"]] == [{"text": CANARY}, {"text": "new"}]
    assert orjson.loads(orjson.dumps(copy)) == copy


async def test_the_copy_holds_nothing_of_others(database, shop, person):
    copy = await copy_of(database, OTHER)
    assert CANARY not in str(copy)
    assert copy["orders"] == []
    assert not any((await copy_of(database, 999)).values())


@pytest.mark.sec("H03")
async def test_a_withdrawal_forgets_what_is_not_needed(database, shop, person):
    async with database.unit() as unit:
        assert await withdraw(unit, BUYER, "bot") is True
        await unit.commit()
    copy = await copy_of(database, BUYER)
    assert (copy["contact"], copy["addresses"]) == ([], [])
    assert [each["action"] for each in copy["consents"]] == ["given", "withdrawn"]
    assert [each["body"] for each in copy["received_messages"]] == [{}, {"text": "new"}]
    assert copy["orders"][0]["customer_name"] == CANARY
    assert await value(database, "SELECT body ->> 'text' FROM inbox WHERE subject = 502") == "other"
    async with database.unit() as unit:
        assert await withdraw(unit, BUYER, "bot") is False


async def test_former_customers_are_forgotten_after_three_years(database, shop, person, clock):
    async def forget():
        async with database.unit() as unit:
            count = await forget_former_customers(unit)
            await unit.commit()
        return count

    clock.advance(timedelta(days=3 * 365))
    assert await forget() == 0
    clock.advance(timedelta(seconds=1))
    assert await forget() == 1
    assert await sql(database, "SELECT 1 FROM customers UNION ALL SELECT 1 FROM addresses") == []
    assert await value(database, "SELECT count(*) FROM orders") == 1


async def test_the_night_forgets_answers_after_a_week(runtime, database, clock):
    from kiosk.kernel.idempotency import Remembered, once
    from kiosk.privacy.reactions import forget_nightly

    async def act():
        return Remembered(201, b"{}", None)

    for key in ("old", "young"):
        async with database.unit() as unit:
            await once(unit, scope="s", key=key, request="r", act=act)
            await unit.commit()
        clock.advance(timedelta(days=4))
    await forget_nightly(runtime)
    assert [row.key for row in await sql(database, "SELECT key FROM idempotency_keys")] == ["young"]
