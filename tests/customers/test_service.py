import hashlib
from datetime import timedelta

import psycopg
import pytest

from kiosk.customers.errors import ConsentTextNotFound
from kiosk.customers.models import ConsentText
from kiosk.customers.publication import default_texts
from kiosk.customers.service import (
    ORDER_DATA,
    find_current_text,
    get_contact,
    give_consent,
    has_consent,
    list_addresses,
    publish_default_texts,
    remember_address,
    remember_contact,
    remember_delivery,
    withdraw_consent,
)
from kiosk.kernel.i18n import LOCALES
from tests.shop import BUYER, OTHER, consent, open_shop, sql, value


@pytest.fixture
async def shop(database):
    return await open_shop(database)


async def kept(database, account_id=BUYER):
    async with database.read() as session:
        contact = await get_contact(session, account_id)
        return contact.name, contact.phone, [each.text for each in await list_addresses(session, account_id)]


async def remember(database, account_id=BUYER, address="Abay 10, Almaty"):
    async with database.unit() as unit:
        done = await remember_delivery(unit, account_id, name="Ann", phone="+77011234567", address=address)
        await unit.commit()
    return done


async def is_given(database):
    async with database.read() as session:
        return await has_consent(session, BUYER, ORDER_DATA)


def test_the_text_is_there_in_every_language_and_names_the_business():
    drafts = [each for each in default_texts() if each.purpose == ORDER_DATA]
    assert {each.locale for each in drafts} == set(LOCALES)
    for draft in drafts:
        assert draft.title
        assert "{business}" in draft.body
        assert "/privacy" in draft.body
        assert len(draft.title) + len(draft.body) < 4000, "fits one Telegram message"


async def test_publication_is_idempotent_and_proves_what_was_shown(database, shop):
    async with database.unit() as unit:
        assert await publish_default_texts(unit) == 0
        russian = await find_current_text(unit.session, ORDER_DATA, "ru")
        german = await find_current_text(unit.session, ORDER_DATA, "de")
    assert "Киоск" in russian.body
    assert "{business}" not in russian.body
    assert russian.sha256 == hashlib.sha256(f"{russian.title}\n\n{russian.body}".encode()).hexdigest()
    assert german.locale == "en"


async def test_legal_details_are_named_where_the_business_gave_them(database, clock):
    from kiosk.business.service import found_business

    async with database.unit() as unit:
        await found_business(
            unit,
            name="Kiosk",
            currency="RUB",
            country="RU",
            default_locale="ru",
            time_zone="Europe/Moscow",
            texts={"ru": {"legal": "ИП Иванова М. А., Казань"}},
        )
        await publish_default_texts(unit)
        assert "ИП Иванова М. А., Казань" in (await find_current_text(unit.session, ORDER_DATA, "ru")).body


async def test_an_unpublished_purpose_has_no_text(database, shop):
    async with database.unit() as unit:
        with pytest.raises(ConsentTextNotFound):
            await find_current_text(unit.session, "marketing", "ru")
        with pytest.raises(ConsentTextNotFound):
            await give_consent(unit, BUYER, 999, "bot")


async def test_nothing_is_kept_without_consent(database, shop):
    assert await remember(database) is False
    async with database.unit() as unit:
        assert await remember_contact(unit, BUYER, "Ann", "+77011234567") is False
        assert await remember_address(unit, BUYER, "Abay 10") is False
        await unit.commit()
    assert await kept(database) == (None, None, [])


@pytest.mark.sec("H01")
async def test_a_consent_is_recorded_with_what_proves_it(database, shop):
    await consent(database)
    await consent(database)
    rows = await sql(
        database,
        "SELECT e.account_id, t.purpose, t.version, t.locale, e.action, e.channel, e.message_id, e.happened_at"
        " FROM consent_events e JOIN consent_texts t ON t.id = e.text_id",
    )
    assert [tuple(row)[:-1] for row in rows] == [(BUYER, ORDER_DATA, 1, "en", "given", "bot", 7)]
    assert await is_given(database)


async def test_what_is_kept_under_consent(database, shop, clock):
    await consent(database)
    assert await remember(database) is True
    assert await kept(database) == ("Ann", "+77011234567", ["Abay 10, Almaty"])
    clock.advance(timedelta(minutes=1))
    await remember(database, address="Dostyk 1")
    clock.advance(timedelta(minutes=1))
    await remember(database)
    assert (await kept(database))[2] == ["Abay 10, Almaty", "Dostyk 1"]


async def test_ten_addresses_are_kept(database, shop, clock):
    await consent(database)
    for number in range(13):
        clock.advance(timedelta(minutes=1))
        await remember(database, address=f"Street {number}")
    assert (await kept(database))[2] == [f"Street {number}" for number in range(12, 2, -1)]


@pytest.mark.sec("H03")
async def test_a_withdrawal_erases_at_once_and_is_told(database, shop):
    await consent(database)
    await consent(database, OTHER)
    await remember(database)
    await remember(database, OTHER)
    async with database.unit() as unit:
        assert await withdraw_consent(unit, BUYER, ORDER_DATA, "bot") is True
        await unit.commit()
    assert await kept(database) == (None, None, [])
    assert (await kept(database, OTHER))[0] == "Ann"
    assert not await is_given(database)
    assert await remember(database) is False
    facts = await sql(database, "SELECT payload FROM outbox WHERE kind = 'consent-withdrawn'")
    assert [row.payload for row in facts] == [{"account_id": BUYER, "purpose": ORDER_DATA}]
    async with database.unit() as unit:
        assert await withdraw_consent(unit, BUYER, ORDER_DATA, "bot") is False
    await consent(database)
    assert await is_given(database)


async def test_a_new_version_must_be_agreed_to_anew(database, shop):
    await consent(database)
    async with database.unit() as unit:
        unit.session.add(
            ConsentText(
                purpose=ORDER_DATA,
                version=2,
                locale="en",
                title="New",
                body="New",
                sha256="0" * 64,
                valid_from=unit.now().date(),
            )
        )
        await unit.commit()
    assert not await is_given(database)
    await consent(database)
    assert await is_given(database)


@pytest.mark.sec("H02")
async def test_texts_and_events_are_never_changed(database_url, database, shop):
    await consent(database)
    with psycopg.connect(database_url) as connection:
        for table, column in (("consent_texts", "body"), ("consent_events", "action")):
            for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
                with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
                    connection.execute(statement)
                connection.rollback()
    assert await value(database, "SELECT count(*) FROM consent_events") == 1
