"""The staff's group in the panel: which it is, whether it hears, and what Telegram shows after an edit."""

from datetime import timedelta

import pytest

from kiosk.telegram_emulator import MARINA, STAFF_CHAT_ID
from tests.bot.chatting import text_of
from tests.shop import open_shop
from tests.staff import client_of, enter

GROUP = "/api/v1/admin/bot/staff-group"


@pytest.fixture
async def stage(database, make_stage):
    await open_shop(database)
    return await make_stage()


@pytest.fixture
async def http(stage):
    async with client_of(stage.runtime) as client:
        client.headers |= await enter(stage.runtime, "admin")
        yield client


async def group(http):
    return (await http.get(GROUP)).json()["group"]


async def test_a_test_message_arrives_or_the_panel_knows_why_not(stage, http, run_jobs, clock):
    found = await group(http)
    assert (found["chat_id"], found["is_fixed"], found["test"]) == (STAFF_CHAT_ID, True, None)
    assert found["title"], "as Telegram told when the bot was set up"
    assert (await http.post(f"{GROUP}/test")).status_code == 202
    assert (await group(http))["test"]["state"] == "waiting"
    await run_jobs()
    assert (await group(http))["test"]["state"] == "sent"
    said = [text_of(each) for each in await stage.buyer(MARINA, STAFF_CHAT_ID).messages()]
    assert said == ["🔔 A test message from the back office. The staff’s group hears the shop."]

    kicked = "Forbidden: bot was kicked from the group chat"
    await stage.fault("sendMessage", 403, description=kicked, chat=STAFF_CHAT_ID)
    clock.advance(timedelta(seconds=1))
    await http.post(f"{GROUP}/test")
    await run_jobs()
    lost = await group(http)
    assert (lost["test"]["state"], lost["reason"]) == ("undeliverable", kicked.lower())
    assert lost["unreachable_since"] is not None

    await stage.http.delete(f"{stage.url}/sim/faults")
    clock.advance(timedelta(seconds=1))
    await http.post(f"{GROUP}/test")
    await run_jobs()
    mended = await group(http)
    assert (mended["test"]["state"], mended["unreachable_since"], mended["reason"]) == ("sent", None, None)


async def test_without_a_group_there_is_nothing_to_try(stage, http):
    stage.runtime.settings = stage.runtime.settings.model_copy(update={"staff_chat_id": None})
    assert await group(http) is None
    assert (await http.post(f"{GROUP}/test")).json()["code"] == "bots.no-group"


async def test_telegram_shows_the_shops_new_words_in_the_languages_it_speaks(stage, http, run_jobs):
    before = len(await stage.calls("setMyDescription"))
    wanted = {
        "name": "Kiosk",
        "texts": {"en": {"about": "We sell vinyl."}},
        "default_locale": "en",
        "locales": ["en", "ru"],
        "time_zone": "Europe/Kyiv",
    }
    assert (await http.put("/api/v1/admin/business/", json=wanted)).status_code == 200
    await run_jobs()
    told = [call["params"] for call in (await stage.calls("setMyDescription"))[before:]]
    assert {each.get("language_code") for each in told} == {None, "ru", "uk", "kk", "en"}
    assert {each["description"] for each in told} == {"We sell vinyl."}
    commands = {
        each["params"].get("language_code"): str(each["params"]["commands"])
        for each in await stage.calls("setMyCommands")
    }
    assert "Open the shop" in commands["kk"] and "Открыть магазин" in commands["ru"]
