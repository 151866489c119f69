"""Updates come in by webhook and polling: stored before they are acknowledged, handled once, whoever dies."""

import asyncio
import time

import httpx2
import pytest
from aiogram import Dispatcher, F, Router
from pydantic import SecretStr
from sqlalchemy import text
from starlette.applications import Starlette

from kiosk.bot.runtime import BotFace
from kiosk.bot.screen import Screen
from kiosk.bot.updates import source_of
from kiosk.kernel import inbox
from kiosk.kernel.inbox import Incoming
from kiosk.kernel.presence import Presence
from kiosk.kernel.rows import fetch
from kiosk.kernel.settings import TelegramSettings
from kiosk.telegram_emulator import DEMO_TOKEN
from tests.bot.chatting import text_of

BOT = 1000000001
SOURCE = source_of(BOT)


def make_dispatcher(handled: list | None = None) -> Dispatcher:
    dispatcher, router = Dispatcher(disable_fsm=True), Router()
    tries = {"poison": 0}

    @router.message(F.text == "poison")
    async def poison(message, unit):
        tries["poison"] += 1
        await unit.session.execute(text("INSERT INTO effects VALUES (-1)"))
        raise RuntimeError("always")

    @router.message(F.text == "sql")
    async def wrong_statement(message, unit):
        await fetch(unit.session, "SELECT 1/0")

    @router.message(F.text == "away")
    async def database_away(message, unit, screen: Screen):
        tries["away"] = tries.get("away", 0) + 1
        if tries["away"] < 3:
            await fetch(unit.session, "SELECT pg_terminate_backend(pg_backend_pid())")
        screen.say("it came back")

    @router.message(F.text == "flaky")
    async def flaky(message, screen: Screen):
        tries["flaky"] = tries.get("flaky", 0) + 1
        if tries["flaky"] < 3:
            raise RuntimeError("twice")
        screen.say("at last")

    @router.message(F.text == "slow")
    async def slow(message, screen: Screen):
        await asyncio.sleep(0.3)
        screen.say("slow done")

    @router.callback_query(F.data == "slow")
    async def slow_press(press, screen: Screen):
        await asyncio.sleep(0.4)
        screen.alert("read <this>")

    @router.message()
    async def effect(message, unit, screen: Screen):
        await unit.session.execute(text("INSERT INTO effects VALUES (:n)"), {"n": int(message.text)})
        screen.say(f"done {message.text}")

    dispatcher.include_router(router)
    dispatcher["tries"] = tries
    return dispatcher


@pytest.fixture
async def effects(runtime):
    async with runtime.database.unit() as unit:
        await unit.session.execute(text("CREATE TABLE effects (n int)"))
        await unit.commit()

    async def read():
        async with runtime.database.read() as session:
            return list(await session.scalars(text("SELECT n FROM effects")))

    return read


@pytest.fixture
async def hooked(effects, make_stage):
    """A bot in webhook mode and a client that posts to it."""
    stage = await make_stage(make_dispatcher(), start=False)
    stage.runtime.settings = stage.runtime.settings.model_copy(
        update={
            "public_url": "https://shop.example",
            "telegram": TelegramSettings(
                token=SecretStr(DEMO_TOKEN), api_url=stage.url, mode="webhook", messages_per_second=1000
            ),
        }
    )
    stage.face = BotFace(stage.runtime, make_dispatcher())
    await stage.face.start()
    await asyncio.wait_for(stage.face.ready.wait(), 5)
    app = Starlette(routes=stage.face.routes())
    known = stage.face._known
    for person in (503, 504):
        stage.world.private_chat(BOT, person).started = True
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://bot") as client:

        async def post(update, *, secret=known.webhook_secret, path=known.webhook_path, content=None):
            headers = [] if secret is None else [("X-Telegram-Bot-Api-Secret-Token", secret)]
            given = {"content": content} if content is not None else {"json": update}
            return await client.post(f"/telegram/webhook/{path}", headers=headers, **given)

        stage.hook = post
        stage.known = known
        yield stage
    await stage.face.stop()


def message(update_id, words, user=504):
    who = {"id": user, "is_bot": False, "first_name": "Emma", "language_code": "en"}
    return {
        "update_id": update_id,
        "message": {"message_id": update_id, "date": 1, "chat": {"id": user, "type": "private", "first_name": "E"}, "from": who, "text": words},
    }  # fmt: skip


async def states(runtime):
    async with runtime.database.read() as session:
        return dict((await session.execute(text("SELECT external_id, state FROM inbox"))).all())


@pytest.mark.sec("A09")
async def test_forged_webhooks_store_nothing(hooked):
    for secret in (None, "", "wrong", hooked.known.webhook_secret[:-1], "ключ".encode(), b"\xff\xfe"):
        assert (await hooked.hook(message(1, "1"), secret=secret)).status_code == 401
    assert (await hooked.hook(message(1, "1"), path="guess")).status_code == 404
    assert (await hooked.hook(message(1, "1"), path="%D0%B6")).status_code == 404
    for content in (
        b"",
        b"[",
        b"[]",
        b'{"update_id":"x"}',
        b"\xff",
        b'{"update_id":9223372036854775808}',
        b'{"update_id":true}',
        b'{"a":"\\ud800"}',
        b"x" * 1_100_000,
    ):
        assert (await hooked.hook(None, content=content)).status_code == 400
    assert await states(hooked.runtime) == {}
    assert len(hooked.known.webhook_secret) >= 32


@pytest.mark.sec("A10")
async def test_duplicates_in_parallel_and_later_have_one_effect(hooked, effects):
    answers = await asyncio.gather(*(hooked.hook(message(7, "7")) for _ in range(50)))
    assert {each.status_code for each in answers} == {200}
    await hooked.face.worker.idle()
    assert (await hooked.hook(message(7, "7"))).status_code == 200
    await hooked.face.worker.idle()
    assert await effects() == [7]
    assert len(await hooked.calls("sendMessage")) == 1


async def test_null_characters_and_unknown_fields_are_taken(hooked, effects):
    body = message(3, "3") | {"future_thing": {"a": "\u0000\\u0000", "b": [None]}}
    assert (await hooked.hook(body)).status_code == 200
    await hooked.face.worker.idle()
    assert await effects() == [3]


@pytest.mark.sec("A12")
@pytest.mark.sec("F02")
async def test_poison_hurts_nobody_else_and_little_its_own_user(hooked, effects):
    started = time.monotonic()
    assert (await hooked.hook(message(1, "poison"))).status_code == 200
    assert (await hooked.hook(message(2, "2"))).status_code == 200
    assert (await hooked.hook(message(3, "3", user=503))).status_code == 200
    while 3 not in await effects():
        await asyncio.sleep(0.005)
    assert time.monotonic() - started < 1.0
    await hooked.face.worker.idle()
    assert time.monotonic() - started < 4.0
    assert sorted(await effects()) == [2, 3], "nothing of the poison's attempts is left"
    assert await states(hooked.runtime) == {1: "quarantined", 2: "done", 3: "done"}
    sorry = [
        each["params"]["text"]
        for each in await hooked.calls("sendMessage")
        if "wrong" in each["params"]["text"]
    ]
    async with hooked.runtime.database.read() as session:
        error, body = (
            await session.execute(
                text("SELECT error, body->'message'->>'text' FROM inbox WHERE external_id = 1")
            )
        ).one()
    assert error.split()[0] in sorry[0] and body == "poison"
    async with hooked.runtime.database.unit() as unit:
        row = await unit.session.scalar(text("SELECT id FROM inbox WHERE external_id = 1"))
        assert await inbox.replay(unit.session, row)
        await unit.commit()
    assert (await states(hooked.runtime))[1] == "new"


async def test_statement_that_cannot_work_is_no_outage(hooked):
    await hooked.hook(message(1, "sql"))
    await hooked.face.worker.idle()
    assert await states(hooked.runtime) == {1: "quarantined"}


async def test_database_that_goes_away_is_not_the_updates_fault(hooked):
    for number in range(8):  # more often than a poisonous update is tried
        hooked.face.worker._handler._dispatcher["tries"]["away"] = 0 if number == 0 else 1
        await hooked.hook(message(number + 1, "away"))
    async with asyncio.timeout(20):
        while set((await states(hooked.runtime)).values()) != {"done"}:
            await asyncio.sleep(0.05)


async def test_handler_that_fails_twice_succeeds(hooked):
    await hooked.hook(message(1, "flaky"))
    await hooked.face.worker.idle()
    assert [each["params"]["text"] for each in await hooked.calls("sendMessage")] == ["at last"]


async def test_updates_of_one_user_keep_their_order(hooked, effects):
    await hooked.hook(message(1, "slow"))
    for number in range(2, 12):
        await hooked.hook(message(number, str(number)))
    await hooked.hook(message(99, "99", user=503))
    await asyncio.sleep(0.2)
    assert await effects() == [99], "another user did not wait"
    await hooked.face.worker.idle()
    assert await effects() == [99, *range(2, 12)]
    said = [
        each["params"]["text"]
        for each in await hooked.calls("sendMessage")
        if str(each["params"]["chat_id"]) == "504"
    ]
    assert said == ["slow done", *(f"done {number}" for number in range(2, 12))]


async def test_slow_press_stops_its_spinner_and_still_says_what_must_be_read(hooked, monkeypatch):
    monkeypatch.setattr("kiosk.bot.updates.PRESS_BUDGET", 0.1)
    emma = hooked.buyer()
    await hooked.hook(message(1, "1"))
    await hooked.face.worker.idle()
    press = message(2, "")
    press = {
        "update_id": 2,
        "callback_query": {"id": "5", "from": press["message"]["from"], "message": press["message"], "chat_instance": "1", "data": "slow"},
    }  # fmt: skip
    await hooked.hook(press)
    await asyncio.sleep(0.25)
    assert len(await hooked.calls("answerCallbackQuery")) == 1
    await hooked.face.worker.idle()
    assert len(await hooked.calls("answerCallbackQuery")) == 1
    assert text_of((await emma.messages())[-1]) == "read <this>"


async def test_bots_and_channels_are_nobody(hooked, effects):
    stranger = message(1, "1")
    stranger["message"]["from"] = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    await hooked.hook(stranger)
    await hooked.hook(
        {
            "update_id": 2,
            "channel_post": {
                "message_id": 1,
                "date": 1,
                "chat": {"id": -100, "type": "channel"},
                "text": "5",
            },
        }
    )
    await hooked.hook({"update_id": 3, "poll": {"id": "1"}})
    await hooked.face.worker.idle()
    assert await effects() == []
    assert (await states(hooked.runtime))[1] == "done"


async def test_webhook_is_set_up_with_its_secret_and_only_what_we_read(hooked):
    call = (await hooked.calls("setWebhook"))[-1]["params"]
    assert call["secret_token"] == hooked.known.webhook_secret
    assert call["url"] == f"https://shop.example/telegram/webhook/{hooked.known.webhook_path}"
    assert hooked.known.webhook_path not in DEMO_TOKEN and DEMO_TOKEN not in call["url"]


async def test_second_start_repeats_nothing(make_stage, effects):
    stage = await make_stage(make_dispatcher())
    first = len(await stage.calls("setMyCommands"))
    assert first == 6, "the default, four languages, the staff chat"
    await stage.face.stop()
    stage.face = BotFace(stage.runtime, make_dispatcher())
    await stage.face.start()
    await asyncio.wait_for(stage.face.ready.wait(), 5)
    await stage.face.stop()
    assert len(await stage.calls("setMyCommands")) == first


async def test_two_processes_poll_once_and_share_the_work(make_stage, effects):
    stage = await make_stage(make_dispatcher())
    other = BotFace(stage.runtime, make_dispatcher())
    await other.start()
    await asyncio.wait_for(other.ready.wait(), 5)
    try:
        emma = stage.buyer()
        for number in range(5):
            await emma.send(str(number))
        assert await effects() == [0, 1, 2, 3, 4]
        conflicts = [c for c in (await stage.get("calls", method="getUpdates"))["calls"] if not c["ok"]]
        assert conflicts == []
        await stage.face.stop()  # the other one takes over
        await stage.post("text", person=504, chat=504, text="5")
        async with asyncio.timeout(5):
            while 5 not in await effects():
                await asyncio.sleep(0.02)
    finally:
        await other.stop()


async def leave_behind(runtime, update_id, state, owner, answers=None):
    async with runtime.database.unit() as unit:
        await inbox.store(
            unit.session, SOURCE, [Incoming(update_id, 504, message(update_id, str(update_id)))], unit.now()
        )
        await unit.session.execute(
            text(
                "UPDATE inbox SET state = :state, owner = :owner, answers = CAST(:answers AS jsonb) WHERE external_id = :id"
            ),
            {"id": update_id, "state": state, "owner": owner, "answers": answers},
        )
        await unit.commit()


SAY = (
    '{"origin":{"chat_id":504,"callback_id":null,"message_id":null,"inline_id":null},'
    '"chat":{},"intents":[{"kind":"say","text":"promised"}]}'
)


@pytest.mark.sec("A11")
async def test_what_a_dead_process_left_is_taken_up_at_once(make_stage, effects, runtime):
    await leave_behind(runtime, 1, "handled", 12345, SAY)
    await leave_behind(runtime, 2, "new", None)
    stage = await make_stage(make_dispatcher(), start=False)
    await stage.post("start", person=504)
    stage.world.queues[BOT].pending.clear()
    await stage.face.start()
    async with asyncio.timeout(3):
        while set((await states(runtime)).values()) != {"done"}:
            await asyncio.sleep(0.02)
    await stage.face.stop()
    assert await effects() == [2], "what was handled is not handled again"
    said = [text_of(each) for each in await stage.buyer().messages()]
    assert said == ["/start", "promised", "done 2"]


async def test_late_older_update_is_not_answered_before_what_was_handled(make_stage, effects, runtime):
    await leave_behind(runtime, 5, "handled", 12345, SAY)
    await leave_behind(runtime, 3, "new", None)
    stage = await make_stage(make_dispatcher(), start=False)
    await stage.post("start", person=504)
    stage.world.queues[BOT].pending.clear()
    await stage.face.start()
    async with asyncio.timeout(3):
        while set((await states(runtime)).values()) != {"done"}:
            await asyncio.sleep(0.02)
    await stage.face.stop()
    assert [text_of(each) for each in await stage.buyer().messages()] == ["/start", "promised", "done 3"]


async def test_what_a_living_process_does_is_left_to_it(make_stage, effects, runtime):
    alive = Presence(runtime.database.url)
    await alive.open()
    await leave_behind(runtime, 1, "handled", alive.owner, SAY)
    await leave_behind(runtime, 2, "new", None)
    stage = await make_stage(make_dispatcher(), start=False)
    await stage.post("start", person=504)
    stage.world.queues[BOT].pending.clear()
    await stage.face.start()
    await asyncio.sleep(1.3)
    assert await states(runtime) == {1: "handled", 2: "new"}
    await alive.close()
    async with asyncio.timeout(3):
        while set((await states(runtime)).values()) != {"done"}:
            await asyncio.sleep(0.02)
    await stage.face.stop()


async def test_message_that_may_have_been_sent_is_sent_once_more_at_most(make_stage, effects, runtime):
    stage = await make_stage(make_dispatcher(), start=False)
    await stage.post("start", person=504)
    stage.world.queues[BOT].pending.clear()
    for attempt in range(4):
        await leave_behind(runtime, attempt + 10, "handled", 999, SAY)
        async with runtime.database.unit() as unit:
            await unit.session.execute(text("UPDATE inbox SET attempts = :n"), {"n": attempt})
            await unit.commit()
        await stage.face.start()
        async with asyncio.timeout(3):
            while set((await states(runtime)).values()) != {"done"}:
                await asyncio.sleep(0.02)
        await stage.face.stop()
        stage.face = BotFace(runtime, make_dispatcher())
    said = [text_of(each) for each in await stage.buyer().messages()]
    assert said.count("promised") == 1


async def test_update_over_which_processes_die_is_put_aside(make_stage, effects, runtime):
    await leave_behind(runtime, 1, "new", None)
    async with runtime.database.unit() as unit:
        await unit.session.execute(text("UPDATE inbox SET attempts = 10"))
        await unit.commit()
    stage = await make_stage(make_dispatcher(), start=False)
    await stage.face.start()
    async with asyncio.timeout(3):
        while (await states(runtime))[1] != "quarantined":
            await asyncio.sleep(0.02)
    await stage.face.stop()
    assert await effects() == []


async def test_old_updates_are_forgotten(runtime, clock):
    from datetime import timedelta

    await leave_behind(runtime, 1, "done", None)
    await leave_behind(runtime, 2, "new", None)
    async with runtime.database.unit() as unit:
        await unit.session.execute(text("UPDATE inbox SET done_at = received_at WHERE state = 'done'"))
        assert await inbox.forget_old(unit.session, clock.now() + timedelta(days=2)) == 0
        assert await inbox.forget_old(unit.session, clock.now() + timedelta(days=4)) == 1
        await unit.commit()
    assert await states(runtime) == {2: "new"}
