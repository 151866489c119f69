"""Accounts: from Telegram, from the command line, and what they hold."""

import asyncio

import pytest
from sqlalchemy import text

from kiosk.identity import service
from kiosk.identity.errors import LoginTaken, UnknownAccount, WeakPassword

PASSWORD = "correct horse battery staple"


async def meet(database, telegram_id=501, full_name="Aigerim", username="aigerim"):
    async with database.unit() as unit:
        account = await service.ensure_telegram_account(
            unit, telegram_id, full_name=full_name, username=username
        )
        await unit.commit()
    return account


async def test_a_telegram_user_becomes_a_customer_with_the_same_id(database):
    account = await meet(database)
    async with database.read() as session:
        roles = await service.get_roles(session, account.id)
    assert (account.id, account.telegram_id, roles) == (501, 501, {"customer"})


async def test_meeting_again_renames_and_does_not_write_when_nothing_changed(database):
    await meet(database)
    async with database.read() as session:
        before = await session.scalar(text("SELECT xmin::text FROM accounts"))
    await meet(database)
    async with database.read() as session:
        assert await session.scalar(text("SELECT xmin::text FROM accounts")) == before
    renamed = await meet(database, full_name="Айгерим", username=None)
    assert (renamed.full_name, renamed.username) == ("Айгерим", None)


async def test_twenty_first_meetings_at_once_make_one_account(database):
    accounts = await asyncio.gather(*(meet(database) for _ in range(20)))
    assert {account.id for account in accounts} == {501}
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM account_roles")) == 1


@pytest.mark.parametrize(
    "name", ["", "   ", "\x00", "x" * 4000, "<b", "[x](tg://user?id=1)", "👩🏽‍🚀", "‮abc"]
)
async def test_any_name_is_stored(database, name):
    account = await meet(database, full_name=name, username="u" * 500)
    assert 1 <= len(account.full_name) <= 200


async def test_an_owner_has_an_id_above_telegrams_and_a_hash_of_argon2id(database):
    async with database.unit() as unit:
        owner = await service.create_owner(unit, " Marina ", PASSWORD, "Marina")
        await unit.commit()
    assert owner.id >= 2**52
    assert owner.login == "marina"
    assert owner.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    async with database.read() as session:
        assert await service.get_roles(session, owner.id) == {"owner"}


async def test_a_customer_who_is_the_owner_stays_one_account(database):
    await meet(database, 510)
    async with database.unit() as unit:
        owner = await service.create_owner(unit, "marina", PASSWORD, "Marina", telegram_id=510)
        await unit.commit()
    assert owner.id == 510
    async with database.read() as session:
        assert await service.get_roles(session, 510) == {"customer", "owner"}


async def test_a_login_belongs_to_one_account(database):
    async with database.unit() as unit:
        await service.create_owner(unit, "marina", PASSWORD, "Marina")
        await unit.commit()
    async with database.unit() as unit:
        with pytest.raises(LoginTaken):
            await service.create_owner(unit, "MARINA", PASSWORD, "Another")
        with pytest.raises(LoginTaken):
            await service.create_owner(unit, "marina", PASSWORD, "Another", telegram_id=7)


async def test_a_weak_password_is_refused(database):
    async with database.unit() as unit:
        with pytest.raises(WeakPassword) as refusal:
            await service.create_owner(unit, "marina", "marina12", "Marina")
    assert refusal.value.params == {"reason": "too-short"}


async def test_an_account_that_is_switched_off_has_no_roles(database):
    await meet(database)
    async with database.unit() as unit:
        await unit.session.execute(text("UPDATE accounts SET is_active = false"))
        await unit.commit()
    async with database.read() as session:
        assert await service.get_roles(session, 501) == frozenset()


async def test_nobody_can_be_given_a_role(database):
    async with database.unit() as unit:
        with pytest.raises(UnknownAccount):
            await service.grant_role(unit, 404, "owner")


async def test_a_language_is_chosen_and_unchosen(database):
    await meet(database)
    async with database.unit() as unit:
        await service.set_locale(unit, 501, "kk")
        with pytest.raises(ValueError, match="xx"):
            await service.set_locale(unit, 501, "xx")
        await unit.commit()
    assert (await meet(database)).locale == "kk"
