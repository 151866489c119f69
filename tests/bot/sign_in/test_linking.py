"""Tying a Telegram account to one's own: flaw 9 of specs/001, with its attacks (B15)."""

from datetime import timedelta

import pytest

from kiosk.identity.models import Account
from kiosk.identity.service import Entry, grant_role, open_session
from kiosk.telegram_emulator import AIGERIM, EMMA, MARINA, OLENA
from tests.bot.chatting import labels, text_of
from tests.bot.sign_in.conftest import WAY, sql_do
from tests.shop import sql, value


async def on_the_web(stage, name="Vera Web", login="vera", *, strong=True) -> tuple[int, dict[str, str]]:
    """Somebody whose account was born on the web, and the headers of their session."""
    async with stage.runtime.database.unit() as unit:
        account = Account(full_name=name, login=login, created_at=unit.now() - timedelta(days=1))
        unit.session.add(account)
        await unit.session.flush()
        await grant_role(unit, account.id, "manager")
        entry = Entry(is_strong=strong)
        session = await open_session(unit, stage.runtime.settings.secret, account.id, entry)
        await unit.commit()
    return account.id, {"Authorization": f"Bearer {session.access_token}"}


async def link(browser, headers) -> str:
    """Begin to link; gives what the link says to the bot."""
    answer = await browser.http.post(f"{WAY}/link", headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.json().keys() == {"link_code", "bot_username", "deep_link", "qr_code", "expires_in"}
    return answer.json()["deep_link"].partition("?start=")[2]


async def telegram_of(stage, account_id) -> int | None:
    return await value(
        stage.runtime.database, "SELECT telegram_id FROM accounts WHERE id = :id", id=account_id
    )


async def test_a_person_links_and_then_signs_in_through_the_bot(stage, browser, clock, run_jobs):
    vera, headers = await on_the_web(stage)
    emma = stage.buyer(EMMA)
    asked = await emma.start(await link(browser, headers))
    for part in ("Vera Web", "vera", "shop.example", "only if the account is yours"):
        assert part in text_of(asked)
    assert await telegram_of(stage, vera) is None
    done = await emma.press("Yes, link it")
    assert "Vera Web" in text_of(done) and await telegram_of(stage, vera) == EMMA
    await run_jobs()
    await emma.wait_for("now linked to the account Vera Web")
    rows = await sql(stage.runtime.database, "SELECT action, subject FROM audit_log")
    assert ("telegram.linked", f"account:{vera}") in rows
    clock.advance(timedelta(minutes=5))
    begun = await browser.begin()
    await emma.start(browser.payload)
    await emma.press(str(begun["number"]))
    assert (await browser.ask()).json()["user"]["id"] == vera
    assert "Catalogue" in str(labels(await emma.start()))  # she is this account in the shop, too
    called = await value(stage.runtime.database, "SELECT full_name FROM accounts WHERE id = :id", id=vera)
    assert called == "Vera Web"


@pytest.mark.sec("B15")
async def test_b15_a_stolen_access_token_alone_links_nothing(stage, browser):
    _, headers = await on_the_web(stage, strong=False)
    refused = await browser.http.post(f"{WAY}/link", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (403, "identity.second-factor-required")
    assert (await browser.http.post(f"{WAY}/link")).status_code == 401
    assert await value(stage.runtime.database, "SELECT count(*) FROM telegram_sign_ins") == 0


@pytest.mark.sec("B15")
async def test_b15_a_second_factor_of_six_minutes_ago_is_asked_for_again(stage, browser, clock):
    _, headers = await on_the_web(stage)
    clock.advance(timedelta(minutes=6))
    assert (await browser.http.post(f"{WAY}/link", headers=headers)).status_code == 403


@pytest.mark.sec("B15")
async def test_flaw_09_b15_start_on_anothers_link_ties_nothing(stage, browser):
    """Link-CSRF: the attacker sends a link to his own account, the victim presses Start."""
    attacker, headers = await on_the_web(stage, "Mallory", "mallory")
    victim = stage.buyer(OLENA)
    asked = await victim.start(await link(browser, headers))
    assert "Mallory" in text_of(asked)
    assert await telegram_of(stage, attacker) is None and await telegram_of(stage, OLENA) == OLENA
    assert "Nothing was linked" in text_of(await victim.press("No"))
    await victim.press_data(asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    assert await telegram_of(stage, attacker) is None


@pytest.mark.sec("B15")
async def test_b15_only_who_opened_the_link_confirms_it(stage, browser, run_jobs):
    vera, headers = await on_the_web(stage)
    payload = await link(browser, headers)
    asked = await stage.buyer(EMMA).start(payload)
    other = stage.buyer(OLENA)
    await other.start()
    await other.press_data(asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    assert "isn’t meant for you" in (await other.toast())["text"]
    await stage.buyer(EMMA).press("Yes, link it")  # it is cancelled
    assert await telegram_of(stage, vera) is None
    again = await link(browser, headers)
    await stage.buyer(EMMA).start(again)
    await other.start(again)  # a link that two accounts open is cancelled, too
    await stage.buyer(EMMA).press("Yes, link it")
    assert await telegram_of(stage, vera) is None


@pytest.mark.sec("B15")
@pytest.mark.parametrize("what", ["role", "order", "login", "switched-off"])
async def test_b15_a_telegram_account_with_a_life_of_its_own_is_refused(stage, browser, what):
    from tests.shop import consent, order

    vera, headers = await on_the_web(stage)
    person = MARINA if what == "role" else AIGERIM
    payload = await link(browser, headers)
    late = what == "order"  # only the foreign key knows of orders, so it shows at the press
    if what == "order":
        await consent(stage.runtime.database)
        variant = await value(stage.runtime.database, "SELECT min(id) FROM product_variants")
        await order(stage.runtime.database, {variant: 1})
    elif what == "login":
        await sql_do(stage, "UPDATE accounts SET login = 'aigerim' WHERE id = 501")
    elif what == "switched-off":
        await sql_do(stage, "UPDATE accounts SET is_active = false WHERE id = 501")
    buyer = stage.buyer(person)
    await buyer.start(payload)
    if late:
        await buyer.press("Yes, link it")
        assert "orders or rights of its own" in (await buyer.toast())["text"]
    else:
        await buyer.wait_for("orders or rights of its own")
    assert await telegram_of(stage, vera) is None
    assert await telegram_of(stage, person) == person


@pytest.mark.sec("B15")
async def test_b15_another_telegram_takes_over_only_by_name_and_the_old_one_hears(stage, browser, run_jobs):
    vera, headers = await on_the_web(stage)
    emma, olena = stage.buyer(EMMA), stage.buyer(OLENA)
    await emma.start(await link(browser, headers))
    await emma.press("Yes, link it")
    asked = await olena.start(await link(browser, headers))
    assert "takes the place" in text_of(asked)
    assert await telegram_of(stage, vera) == EMMA
    await olena.press("Yes, link it")
    assert await telegram_of(stage, vera) == OLENA
    await run_jobs()
    await emma.wait_for("now linked to another Telegram")
    await olena.wait_for("now linked to the account Vera Web")
    assert "Catalogue" in str(labels(await emma.start()))  # and is a customer of her own again
    assert await telegram_of(stage, EMMA) == EMMA


async def test_the_same_telegram_again_says_so(stage, browser):
    _, headers = await on_the_web(stage)
    emma = stage.buyer(EMMA)
    await emma.start(await link(browser, headers))
    await emma.press("Yes, link it")
    await emma.start(await link(browser, headers))
    await emma.wait_for("linked to your account already")


async def test_who_came_from_telegram_stays_with_that_telegram(stage, browser):
    async with stage.runtime.database.unit() as unit:
        entry = Entry(is_strong=True)
        session = await open_session(unit, stage.runtime.settings.secret, MARINA, entry)
        await unit.commit()
    headers = {"Authorization": f"Bearer {session.access_token}"}
    refused = await browser.http.post(f"{WAY}/link", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "sign-in.born-in-telegram")


async def test_a_link_dies_after_three_minutes_and_is_no_sign_in(stage, browser, clock):
    vera, headers = await on_the_web(stage)
    payload = await link(browser, headers)
    emma = stage.buyer(EMMA)
    assert "Catalogue" in str(labels(await emma.start()))
    await emma.start("s_" + payload.removeprefix("l_"))
    await emma.wait_for("isn’t meant for you")
    assert (await browser.ask(payload.removeprefix("l_"))).status_code == 404
    await emma.start(payload)
    clock.advance(timedelta(seconds=181))
    await emma.press("Yes, link it")
    assert await telegram_of(stage, vera) is None
