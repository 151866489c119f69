"""Webhooks: secret, order, patience, and what getWebhookInfo says of it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kiosk.telegram_emulator import IVAN, OLENA, ManualClock

from .conftest import BOT, Emulator, make, served


class Receiver:
    """A bot that listens on a webhook and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answer: Callable[[dict[str, Any]], Response] = lambda _update: Response()
        self.busy = self.most_busy = 0
        self.hold: asyncio.Event | None = None
        self.app = Starlette(routes=[Route("/hook", self.hook, methods=["POST"])])

    async def hook(self, request: Request) -> Response:
        update = await request.json()
        self.got.append(update)
        self.secrets.append(request.headers.get("x-telegram-bot-api-secret-token"))
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        if self.hold:
            await self.hold.wait()
        self.busy -= 1
        return self.answer(update)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.got) < count:
                await asyncio.sleep(0.005)


@contextlib.asynccontextmanager
async def hooked(clock: ManualClock | None = None, **params: Any) -> AsyncIterator[tuple[Emulator, Receiver]]:
    receiver = Receiver()
    emulator = make(clock)
    async with served(receiver.app) as address:
        for person in (IVAN, OLENA):
            await emulator.sim("start", person=person)
        await emulator.updates()
        await emulator.call("setWebhook", url=f"{address}/hook", **params)
        try:
            yield emulator, receiver
        finally:
            if receiver.hold:
                receiver.hold.set()
            await emulator.world.close()


async def say(emulator: Emulator, text: str, person: int = IVAN) -> None:
    await emulator.sim("text", person=person, chat=person, text=text)


async def test_delivery_with_the_secret() -> None:
    async with hooked(secret_token="s3cret_-") as (emulator, receiver):
        await say(emulator, "a")
        await receiver.until(1)
        assert receiver.texts() == ["a"]
        assert receiver.secrets == ["s3cret_-"]
        await asyncio.sleep(0.05)
        assert (await emulator.call("getWebhookInfo"))["pending_update_count"] == 0


async def test_updates_from_before_the_webhook_are_delivered() -> None:
    receiver, emulator = Receiver(), make()
    async with served(receiver.app) as address:
        await emulator.sim("start", person=IVAN)
        await emulator.call("setWebhook", url=f"{address}/hook")
        await receiver.until(1)
        await emulator.call("deleteWebhook")
        await say(emulator, "dropped")
        await emulator.call("setWebhook", url=f"{address}/hook", drop_pending_updates=True)
        await say(emulator, "kept")
        await receiver.until(2)
        assert receiver.texts() == ["/start", "kept"]
        await emulator.world.close()


async def test_one_at_a_time_in_a_queue_and_queues_in_parallel() -> None:
    async with hooked() as (emulator, receiver):
        receiver.hold = asyncio.Event()
        for text in ("i1", "i2", "i3"):
            await say(emulator, text)
            await say(emulator, text.replace("i", "o"), OLENA)
        await receiver.until(2)
        await asyncio.sleep(0.1)
        assert sorted(receiver.texts()) == ["i1", "o1"], "the next of a queue waits for the one before"
        receiver.hold.set()
        await receiver.until(6)
        assert [text for text in receiver.texts() if text[0] == "i"] == ["i1", "i2", "i3"]
        assert receiver.most_busy == 2


async def test_max_connections() -> None:
    async with hooked(max_connections=1) as (emulator, receiver):
        receiver.hold = asyncio.Event()
        await say(emulator, "a")
        await say(emulator, "b", OLENA)
        await receiver.until(1)
        await asyncio.sleep(0.1)
        assert len(receiver.got) == 1
        receiver.hold.set()
        await receiver.until(2)


async def test_retries_hold_their_queue_and_grow() -> None:
    clock = ManualClock()
    async with hooked(clock) as (emulator, receiver):
        receiver.answer = lambda update: Response(
            status_code=500 if update["message"]["text"] == "bad" else 200
        )
        await say(emulator, "bad")
        await say(emulator, "behind")
        await say(emulator, "other", OLENA)
        await receiver.until(3)
        await asyncio.sleep(0.1)
        assert sorted(receiver.texts()) == ["bad", "bad", "other"], "the first retry comes at once"
        for wait, tries in ((1.9, 2), (0.2, 3), (3.7, 3), (0.4, 4), (7.7, 4), (0.5, 5)):
            await clock.advance(wait, settle=0.05)
            assert receiver.texts().count("bad") == tries
        info = await emulator.call("getWebhookInfo")
        assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
        assert info["last_error_date"] == pytest.approx(clock.time(), abs=2)
        assert info["pending_update_count"] == 2
        receiver.answer = lambda _update: Response()
        await clock.advance(16, settle=0.1)
        assert receiver.texts()[-2:] == ["bad", "behind"]
        assert (await emulator.call("getWebhookInfo"))["pending_update_count"] == 0


async def test_retry_pause_ends_growing_between_one_and_two_minutes() -> None:
    clock = ManualClock()
    async with hooked(clock) as (emulator, receiver):
        receiver.answer = lambda _update: Response(status_code=502)
        await say(emulator, "bad")
        await receiver.until(2)
        for _ in range(8):
            await clock.advance(130, settle=0.03)
        before = len(receiver.got)
        await clock.advance(59, settle=0.05)
        quiet = len(receiver.got) - before
        await clock.advance(62, settle=0.05)
        assert quiet <= 1
        assert len(receiver.got) > before


async def test_retry_after_of_the_bot_is_obeyed() -> None:
    clock = ManualClock()
    async with hooked(clock) as (emulator, receiver):
        receiver.answer = lambda _update: Response(status_code=429, headers={"Retry-After": "100"})
        await say(emulator, "x")
        await receiver.until(1)
        await clock.advance(99, settle=0.05)
        assert len(receiver.got) == 1
        await clock.advance(2, settle=0.05)
        assert len(receiver.got) == 2


async def test_updates_are_dropped_after_a_day() -> None:
    clock = ManualClock()
    async with hooked(clock) as (emulator, receiver):
        receiver.answer = lambda _update: Response(status_code=429, headers={"Retry-After": "3600"})
        await say(emulator, "x")
        await receiver.until(1)
        for _ in range(23):
            await clock.advance(3601, settle=0.02)
        assert (await emulator.call("getWebhookInfo"))["pending_update_count"] == 1
        await clock.advance(3700, settle=0.05)
        assert (await emulator.call("getWebhookInfo"))["pending_update_count"] == 0
        assert emulator.world.queues[BOT].pending == {}


async def test_gone_for_a_day_removes_the_webhook() -> None:
    clock = ManualClock()
    async with hooked(clock) as (emulator, receiver):
        receiver.answer = lambda _update: Response(status_code=410, headers={"Retry-After": "3600"})
        await say(emulator, "x")
        await receiver.until(1)
        for _ in range(22):
            await clock.advance(3600, settle=0.01)
        assert (await emulator.call("getWebhookInfo"))["url"]
        await say(emulator, "the next one, as the first is dropped after a day")
        for _ in range(3):
            await clock.advance(3600, settle=0.05)
        assert (await emulator.call("getWebhookInfo"))["url"] == ""


async def test_a_method_in_the_answer_is_run() -> None:
    async with hooked() as (emulator, receiver):
        receiver.answer = lambda _update: JSONResponse(
            {"method": "sendMessage", "chat_id": IVAN, "text": "reply"}
        )
        await say(emulator, "x")
        await receiver.until(1)
        await asyncio.sleep(0.1)
        history = await emulator.look(f"people/{IVAN}/chats/{IVAN}")
        assert history["messages"][-1]["text"] == "reply"
        receiver.answer = lambda _update: JSONResponse({"method": "deleteWebhook"})
        await say(emulator, "y")
        await receiver.until(2)
        await asyncio.sleep(0.1)
        assert (await emulator.call("getWebhookInfo"))["url"], "methods that manage the webhook are not run"


async def test_nobody_listens() -> None:
    emulator = make()
    await emulator.call("setWebhook", url="http://127.0.0.1:18199/hook")
    await emulator.sim("start", person=IVAN)
    await asyncio.sleep(0.2)
    assert (await emulator.call("getWebhookInfo"))["last_error_message"] == "Connection refused"
    await emulator.world.close()


async def test_success_texts() -> None:
    clock = ManualClock()
    emulator = make(clock)
    hook = {"url": "http://127.0.0.1:18199/hook"}
    for method, params, text in (
        ("deleteWebhook", {}, "Webhook is already deleted"),
        ("setWebhook", hook, "Webhook was set"),
        ("setWebhook", hook, "Webhook is already set"),
        ("deleteWebhook", {}, "Webhook was deleted"),
    ):
        body = (await emulator.raw(method, **params)).json()
        assert body == {"ok": True, "result": True, "description": text}
    await emulator.call("setWebhook", **hook)
    assert await emulator.refused("setWebhook", url="http://127.0.0.1:18199/other") == (
        429, "Too Many Requests: retry after 1",
    )  # fmt: skip
    await clock.advance(1.1)
    await emulator.call("setWebhook", url="http://127.0.0.1:18199/other", max_connections=4000)
    info = await emulator.call("getWebhookInfo")
    assert (info["url"], info["max_connections"]) == ("http://127.0.0.1:18199/other", 100)
    await emulator.world.close()


@pytest.mark.parametrize(
    ("params", "text"),
    [
        ({"url": "http://"}, "invalid webhook URL specified"),
        ({"url": "ftp://a.bc"}, "invalid webhook URL specified"),
        ({"url": "http://shop.example/h"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://shop.example:8000/h"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "https://127.0.0.1/h"}, "bad webhook: IP address 127.0.0.1 is reserved"),
        ({"url": "https://10.0.0.1:8443/h"}, "bad webhook: IP address 10.0.0.1 is reserved"),
        ({"url": "https://a.bc", "secret_token": "x" * 257}, "secret token is too long"),
        ({"url": "https://a.bc", "secret_token": "пароль"}, "secret token contains unallowed characters"),
    ],
)
async def test_strict_addresses(params: dict[str, Any], text: str) -> None:
    emulator = make(local=False)
    assert await emulator.refused("setWebhook", **params) == (400, f"Bad Request: {text}")
