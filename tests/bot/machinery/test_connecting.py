"""A shop that runs without a bot gets one in the panel, and its staff's group, without being started anew by hand."""

import asyncio
import socket
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import httpx2
import pytest
from pydantic import SecretStr

from kiosk import processes
from kiosk.bots.connection import begin_group, find_connection, follow_group, take_group
from kiosk.identity.service import Entry, create_owner, open_session
from kiosk.kernel.database import Database
from kiosk.kernel.settings import TelegramSettings
from kiosk.telegram_emulator import (
    DEMO_TOKEN,
    IVAN,
    MARINA,
    OLENA,
    STAFF_CHAT_ID,
    create_emulator,
    demo_world,
)
from tests.bot.chatting import Stage
from tests.shop import open_shop, value
from tests.staff import PASSWORD

BOT = "/api/v1/admin/bot"


@pytest.fixture
async def telegram(emulator_server):
    """A Telegram in which nobody has connected anything."""
    url, app = emulator_server
    world = demo_world()
    app.inside = create_emulator(world)
    await world.open()
    async with aiohttp.ClientSession() as http:
        yield Stage(url, http, world)
    await world.close()


@pytest.fixture
async def clocked(database_url):
    """The database as the served process sees it: at this very moment."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def owner(clocked, settings):
    await open_shop(clocked)
    async with clocked.unit() as unit:
        account = await create_owner(unit, "marina", PASSWORD, "Marina", telegram_id=MARINA)
        session = await open_session(unit, settings.secret, account.id, Entry(is_strong=True))
        await unit.commit()
    return {"Authorization": f"Bearer {session.access_token}"}


@asynccontextmanager
async def serving(settings, database_url, telegram, **more):
    """`kiosk serve` in this process, and a client of it."""
    bound = socket.create_server(("127.0.0.1", 0))
    bound.setblocking(False)
    port = bound.getsockname()[1]
    set_up = settings.model_copy(
        update={
            "database_url": database_url,
            "port": port,
            "telegram": TelegramSettings(api_url=telegram.url, **more),
        }
    )
    stop = asyncio.Event()
    served = asyncio.create_task(processes.serve(set_up, {"api", "bot"}, bound, stop))
    try:
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as http:
            yield http
    finally:
        stop.set()
        await asyncio.wait_for(served, 20)
        bound.close()


async def until(condition):
    async with asyncio.timeout(15):
        while not await condition():
            await asyncio.sleep(0.05)


async def test_a_bot_is_connected_while_the_shop_is_open(settings, database_url, telegram, owner):
    async with serving(settings, database_url, telegram) as http:
        http.headers |= owner
        nothing = (await http.get(f"{BOT}/")).json()
        assert nothing == {
            "username": None,
            "link": None,
            "is_fixed": False,
            "staff_chat_id": None,
            "staff_chat_title": None,
        }
        assert (await http.post(f"{BOT}/staff-group")).json()["code"] == "bots.none"

        connected = await http.post(f"{BOT}/connect", json={"token": DEMO_TOKEN})
        assert connected.status_code == 200
        assert connected.json()["link"] == "https://t.me/kiosk_demo_bot"
        await until(lambda: asked(telegram, "setMyCommands"))
        await telegram.post("start", person=IVAN)
        await until(lambda: said(telegram, IVAN, "Киоск"))

        link = (await http.post(f"{BOT}/staff-group")).json()["link"]
        payload = link.removeprefix("https://t.me/kiosk_demo_bot?startgroup=")
        await telegram.post(
            "groups/member", person=MARINA, chat=STAFF_CHAT_ID, user_id=OLENA, status="member"
        )
        await write(telegram, OLENA, payload)
        await write(telegram, MARINA, "g_" + "x" * 43)
        await until(lambda: said(telegram, STAFF_CHAT_ID, "истекла"))
        assert (await http.get(f"{BOT}/")).json()["staff_chat_id"] is None

        await write(telegram, MARINA, payload)
        await until(lambda: captured(http))
        assert (await http.get(f"{BOT}/")).json()["staff_chat_title"]
        assert (await http.delete(f"{BOT}/staff-group")).status_code == 204
        await until(lambda: forgotten(http))


async def write(telegram, person, payload):
    text = f"/start@kiosk_demo_bot {payload}"
    await telegram.post("text", person=person, chat=STAFF_CHAT_ID, text=text)


async def said(telegram, chat, words):
    calls = [call["params"] for call in await telegram.calls()]
    return any(str(call.get("chat_id")) == str(chat) and words in str(call) for call in calls)


async def asked(telegram, method):
    return bool(await telegram.calls(method))


async def captured(http):
    return (await http.get(f"{BOT}/")).json()["staff_chat_id"] == STAFF_CHAT_ID


async def forgotten(http):
    return (await http.get(f"{BOT}/")).json()["staff_chat_id"] is None


async def test_nobody_waits_while_the_bot_changes(settings, database_url, telegram, owner):
    async with serving(settings, database_url, telegram) as http:
        answers = []
        ended = asyncio.Event()

        async def ask():
            while not ended.is_set():
                try:
                    answers.append((await http.get("/health/ready")).status_code)
                except httpx2.RemoteProtocolError:
                    continue  # a kept connection that closed between two requests

        asking = asyncio.create_task(ask())
        await http.post(f"{BOT}/connect", json={"token": DEMO_TOKEN}, headers=owner)
        await until(lambda: asked(telegram, "setMyCommands"))
        ended.set()
        await asking
        assert set(answers) == {200}


@pytest.mark.parametrize("token", ["1000000001:" + "x" * 35, "12345678901", "1:../../getMe?x=" + "y" * 30])
async def test_a_token_that_telegram_refuses_is_refused(
    settings, database_url, telegram, owner, database, token
):
    async with serving(settings, database_url, telegram) as http:
        answer = await http.post(f"{BOT}/connect", json={"token": token}, headers=owner)
    assert (answer.status_code, answer.json()["code"]) == (422, "bots.token-refused")
    assert token not in answer.text
    assert await value(database, "SELECT count(*) FROM bot_connection") == 0


async def test_a_telegram_that_is_away_is_told(settings, database_url, telegram, owner):
    telegram.url = "http://127.0.0.1:9"
    async with serving(settings, database_url, telegram) as http:
        answer = await http.post(f"{BOT}/connect", json={"token": DEMO_TOKEN}, headers=owner)
    assert (answer.status_code, answer.json()["code"]) == (503, "bots.telegram-not-reached")


async def test_the_environment_s_bot_stays(settings, database_url, telegram, owner, database):
    async with serving(settings, database_url, telegram, token=SecretStr(DEMO_TOKEN)) as http:
        http.headers |= owner
        await until(lambda: asked(telegram, "setMyCommands"))
        assert (await http.get(f"{BOT}/")).json()["is_fixed"] is True
        answer = await http.post(f"{BOT}/connect", json={"token": DEMO_TOKEN})
    assert (answer.status_code, answer.json()["code"]) == (409, "bots.fixed")
    assert await value(database, "SELECT count(*) FROM bot_connection") == 0


async def test_the_token_is_stored_sealed(settings, database_url, telegram, owner, database):
    async with serving(settings, database_url, telegram) as http:
        await http.post(f"{BOT}/connect", json={"token": DEMO_TOKEN}, headers=owner)
    stored = bytes(await value(database, "SELECT token FROM bot_connection"))
    assert DEMO_TOKEN.encode() not in stored
    assert (await find_connection(database.reader, settings)).token == DEMO_TOKEN
    other = settings.model_copy(update={"secret_key": SecretStr("another-key-of-this-house-0123456789abc")})
    assert (await find_connection(database.reader, other)).token is None


async def test_a_weak_session_connects_nothing(settings, database_url, telegram, owner, clocked):
    async with clocked.unit() as unit:
        weak = await open_session(unit, settings.secret, MARINA, Entry())
        await unit.commit()
    async with serving(settings, database_url, telegram) as http:
        headers = {"Authorization": f"Bearer {weak.access_token}"}
        answer = await http.post(f"{BOT}/connect", json={"token": DEMO_TOKEN}, headers=headers)
    assert answer.status_code == 403


async def test_a_group_link_works_once_and_not_late(settings, clock, database):
    connected = settings.model_copy(update={"telegram": TelegramSettings(token=SecretStr(DEMO_TOKEN))})
    async with database.unit() as unit:
        first = await begin_group(unit, connected)
        assert not await take_group(unit, "g_guess", -1, "A")
        assert await take_group(unit, first, -100, "Orders")
        assert not await take_group(unit, first, -200, "Theirs")
        late = await begin_group(unit, connected)
        clock.advance(timedelta(minutes=16))
        assert not await take_group(unit, late, -300, "Late")
        await follow_group(unit, -100, -100500)
        await unit.commit()
    assert (await find_connection(database.reader, settings)).staff_chat_id == -100500
