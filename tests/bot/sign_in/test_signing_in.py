"""Signing in through the bot, with the real dispatcher and the emulator."""

import base64
from datetime import timedelta

import pytest

from kiosk.telegram_emulator import AIGERIM, MARINA
from tests.bot.chatting import labels, text_of
from tests.bot.sign_in.conftest import answers, sql_do
from tests.shop import sql, value


async def test_a_member_of_the_staff_signs_in_and_the_page_gets_the_tokens(stage, browser):
    begun = await browser.begin()
    assert begun["bot_username"] == "kiosk_demo_bot" and begun["expires_in"] == 180
    assert begun["deep_link"] == f"https://t.me/kiosk_demo_bot?start=s_{begun['auth_code']}"
    assert base64.b64decode(begun["qr_code"].removeprefix("data:image/png;base64,")).startswith(b"\x89PNG")
    assert 10 <= begun["number"] <= 99
    assert await browser.status() == "pending"
    marina = stage.buyer(MARINA)
    asked = await marina.start(browser.payload)
    assert begun["number"] in answers(asked) and len(answers(asked)) == 3
    assert await browser.status() == "pending"
    done = await marina.press(str(begun["number"]))
    assert "Confirmed" in text_of(done)
    answer = await browser.ask()
    body = answer.json()
    assert body["status"] == "completed" and body["user"]["telegram_id"] == MARINA
    assert body["user"]["roles"] == ["manager"] and body["access_token"] and body["refresh_token"]
    assert answer.headers["cache-control"] == "private, no-store"
    assert "__Host-kiosk_refresh=" in str(answer.headers.get_list("set-cookie"))
    headers = {"Authorization": f"Bearer {body['access_token']}"}
    assert (await browser.http.get("/api/v1/auth/me", headers=headers)).status_code == 200
    session = (await sql(stage.runtime.database, "SELECT * FROM sessions"))[0]
    assert (session.method, session.verified_at, session.address) == ("telegram", None, "203.0.113.7")


@pytest.mark.sec("B14e")
async def test_b14e_the_bot_says_where_from_with_what_and_when(stage, browser):
    await browser.begin()
    asked = text_of(await stage.buyer(MARINA).start(browser.payload))
    for part in ("shop.example", "203.0.113.7", "Firefox · Linux", "13:00", "It isn’t me"):
        assert part in asked


@pytest.mark.sec("B14e")
async def test_b14e_a_wrong_number_cancels_and_needs_a_new_code(stage, browser):
    begun = await browser.begin()
    marina = stage.buyer(MARINA)
    asked = await marina.start(browser.payload)
    wrong = next(number for number in answers(asked) if number != begun["number"])
    assert "cancelled" in text_of(await marina.press(str(wrong)))
    assert await browser.status() == "expired"
    right = answers(asked)[begun["number"]]
    assert "expired or was answered" in text_of(await marina.press_data(right))
    await marina.start(browser.payload)
    assert "doesn’t work any more" in text_of(await marina.wait_for("doesn’t work"))
    assert await browser.status() == "expired"
    assert await value(stage.runtime.database, "SELECT count(*) FROM sessions") == 0
    begun = await browser.begin()
    await marina.start(browser.payload)
    await marina.press(str(begun["number"]))
    assert await browser.status() == "completed"


async def test_it_was_not_me(stage, browser):
    await browser.begin()
    marina = stage.buyer(MARINA)
    await marina.start(browser.payload)
    assert "nobody was let in" in text_of(await marina.press("It isn’t me"))
    assert await browser.status() == "expired"


async def test_opening_the_link_twice_asks_again(stage, browser):
    begun = await browser.begin()
    marina = stage.buyer(MARINA)
    first = await marina.start(browser.payload)
    again = await marina.start(browser.payload)
    assert labels(first) == labels(again)
    await marina.press(str(begun["number"]))
    assert await browser.status() == "completed"


async def test_a_customer_of_the_shop_signs_in_as_a_customer(stage, browser):
    begun = await browser.begin()
    aigerim = stage.buyer(AIGERIM)
    await aigerim.start(browser.payload)
    await aigerim.press(str(begun["number"]))
    body = (await browser.ask()).json()
    assert body["user"]["roles"] == ["customer"] and "orders.view" not in body["user"]["permissions"]


@pytest.mark.sec("B06")
async def test_an_owner_still_owes_the_second_factor(stage, browser):
    await sql_do(stage, "INSERT INTO account_roles VALUES (510, 'owner', now())")
    begun = await browser.begin()
    marina = stage.buyer(MARINA)
    await marina.start(browser.payload)
    await marina.press(str(begun["number"]))
    body = (await browser.ask()).json()
    assert body["user"]["second_factor"] == {
        "required": True,
        "enrolled": False,
        "satisfied": False,
        "factors": [],
    }
    headers = {"Authorization": f"Bearer {body['access_token']}"}
    refused = await browser.http.get("/api/v1/cart", headers=headers)
    assert refused.json()["code"] == "identity.second-factor-required"


async def test_an_account_that_is_switched_off_gets_the_neutral_answer(stage, browser):
    await sql_do(stage, "UPDATE accounts SET is_active = false WHERE id = 510")
    begun = await browser.begin()
    marina = stage.buyer(MARINA)
    await marina.start(browser.payload)
    await marina.wait_for("isn’t meant for you")
    await sql_do(stage, "UPDATE accounts SET is_active = true WHERE id = 510")
    await marina.start(browser.payload)
    await marina.press(str(begun["number"]))
    await sql_do(stage, "UPDATE accounts SET is_active = false WHERE id = 510")
    answer = (await browser.ask()).json()
    assert answer["status"] == "confirmed" and answer["access_token"] is None
    assert await value(stage.runtime.database, "SELECT count(*) FROM sessions") == 0


async def test_two_tabs_of_one_browser_do_not_disturb_each_other(stage, browser):
    first = await browser.begin()
    second = await browser.begin()
    marina = stage.buyer(MARINA)
    await marina.start(f"s_{first['auth_code']}")
    await marina.press(str(first["number"]))
    assert (await browser.ask(second["auth_code"])).json()["status"] == "pending"
    assert (await browser.ask(first["auth_code"])).json()["status"] == "completed"


async def test_a_new_device_is_announced_in_the_chat(stage, browser, clock, run_jobs):
    clock.advance(timedelta(hours=2))
    begun = await browser.begin()
    marina = stage.buyer(MARINA)
    await marina.start(browser.payload)
    await marina.press(str(begun["number"]))
    await browser.ask()
    await run_jobs()
    assert "through this bot" in text_of(await marina.wait_for("New sign-in"))
