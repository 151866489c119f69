"""The demo's front door, while the shop behind it begins anew."""

import asyncio

import httpx2
import pytest

from kiosk.demo.front import Front


class Shop:
    """Answers with its name, as soon as it may."""

    def __init__(self, name):
        self.name, self.entered, self.may = name, asyncio.Event(), asyncio.Event()
        self.may.set()

    async def __call__(self, scope, receive, send):
        self.entered.set()
        await self.may.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": self.name.encode()})


@pytest.fixture
async def front():
    return Front()


@pytest.fixture
async def visitor(front):
    transport = httpx2.ASGITransport(front)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        yield http


async def test_nobody_is_turned_away_while_the_shop_begins_anew(front, visitor):
    old, new, telegram = Shop("old"), Shop("new"), Shop("telegram")
    early = asyncio.create_task(visitor.get("/api/early"))
    front.open_telegram(telegram)
    front.open(old)
    assert (await early).text == "old"

    old.may.clear()
    inside = asyncio.create_task(visitor.get("/api/inside"))
    await old.entered.wait()
    closing = asyncio.create_task(front.close())
    await asyncio.sleep(0)
    between = asyncio.create_task(visitor.get("/api/between"))
    assert (await visitor.get("/telegram/bot1:x/getMe")).text == "telegram"  # which goes on meanwhile
    assert not closing.done() and not between.done()
    old.may.set()
    await closing
    assert (await inside).text == "old"
    front.open(new)
    assert (await between).text == "new"


async def test_who_never_leaves_is_not_waited_for(front, visitor, monkeypatch):
    monkeypatch.setattr("kiosk.demo.front.GRACE_SECONDS", 0.05)
    shop = Shop("old")
    shop.may.clear()
    front.open(shop)
    inside = asyncio.create_task(visitor.get("/api/inside"))
    await shop.entered.wait()
    await front.close()
    assert not inside.done()
    inside.cancel()
