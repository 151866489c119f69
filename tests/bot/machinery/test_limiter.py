"""Sending keeps to Telegram's rates, and whoever is urgent goes first."""

import asyncio
import time

import pytest

from kiosk.bot.limiter import EDIT, GROUP_BURST, GROUP_RATE, Lane, Limiter, _Bucket


async def test_one_chat_gets_a_burst_then_one_a_second():
    bucket = _Bucket(1.0, 4.0, now=0.0)
    waits = [bucket.reserve(1.0, 0.0) for _ in range(7)]
    assert waits == [0, 0, 0, 0, 1, 2, 3]
    assert bucket.reserve(1.0, 100.0) == 0


def test_a_group_never_gets_more_than_twenty_in_any_minute():
    bucket, sent, now = _Bucket(GROUP_RATE, GROUP_BURST, 0.0), [], 0.0
    for _ in range(200):
        now += bucket.reserve(1.0, now)
        sent.append(now)
    for at in sent:
        assert sum(at <= each < at + 60 for each in sent) <= 20


async def test_all_chats_together_keep_the_bots_rate():
    limiter = Limiter(per_second=50)
    begun, passed = time.monotonic(), []

    async def send(chat):
        await limiter.admit(chat, Lane.INTERACTIVE, EDIT)
        passed.append(time.monotonic() - begun)

    await asyncio.gather(*(send(chat) for chat in range(1, 81)))
    assert 0.5 < max(passed) < 2.5
    assert sum(at < 0.4 for at in passed) <= 72


async def test_people_pass_orders_and_orders_pass_broadcasts():
    limiter, passed = Limiter(per_second=100), []
    limiter._all.level = 0

    async def send(chat, lane):
        await limiter.admit(chat, lane)
        passed.append(lane)

    lanes = [Lane.BULK] * 5 + [Lane.NOTICE] * 5 + [Lane.INTERACTIVE] * 5
    await asyncio.gather(*(send(chat + 1, lane) for chat, lane in enumerate(lanes)))
    assert passed == sorted(lanes)


async def test_cancelled_sender_keeps_nobody_waiting():
    limiter = Limiter(per_second=20)
    limiter._all.level = 0
    first = asyncio.create_task(limiter.admit(1, Lane.INTERACTIVE))
    second = asyncio.create_task(limiter.admit(2, Lane.INTERACTIVE))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait_for(second, 1)


@pytest.mark.sec("A20")
async def test_429_holds_its_chat_and_two_hold_the_bot():
    limiter = Limiter(per_second=1000)
    limiter.hold(1, 0.2)
    begun = time.monotonic()
    await limiter.admit(2, Lane.INTERACTIVE)
    assert time.monotonic() - begun < 0.1
    await limiter.admit(1, Lane.INTERACTIVE)
    assert time.monotonic() - begun >= 0.19
    limiter.hold(1, 0.2)
    limiter.hold(2, 0.2)
    begun = time.monotonic()
    await limiter.admit(3, Lane.INTERACTIVE)
    assert time.monotonic() - begun >= 0.19
