"""Long polling: order, confirmation, waiting, and the 409s of the real server."""

import asyncio
import time

from kiosk.telegram_emulator import IVAN, STAFF_CHAT_ID, ManualClock, SystemClock

from .conftest import BOT, Emulator, make

OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


async def say(emulator: Emulator, text: str) -> None:
    await emulator.sim("text", person=IVAN, chat=IVAN, text=text)


async def test_updates_stay_until_confirmed(emulator: Emulator) -> None:
    for text in "abc":
        await say(emulator, text)
    first = await emulator.call("getUpdates", timeout=1)
    assert [update["message"]["text"] for update in first] == ["a", "b", "c"]
    ids = [update["update_id"] for update in first]
    assert ids == list(range(ids[0], ids[0] + 3))
    again = await emulator.call("getUpdates", offset=ids[0], limit=2, timeout=1)
    assert [update["update_id"] for update in again] == ids[:2]
    rest = await emulator.call("getUpdates", offset=ids[2])
    assert [update["message"]["text"] for update in rest] == ["c"]


async def test_negative_offset_keeps_the_newest(emulator: Emulator) -> None:
    for text in "abcd":
        await say(emulator, text)
    last = await emulator.call("getUpdates", offset=-2)
    assert [update["message"]["text"] for update in last] == ["c", "d"]
    assert len(emulator.world.queues[BOT].pending) == 2


async def test_a_waiting_poll_wakes_at_once(emulator: Emulator) -> None:
    poll = asyncio.ensure_future(emulator.call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    began = time.monotonic()
    await say(emulator, "hello")
    updates = await poll
    assert time.monotonic() - began < 0.1
    assert updates[0]["message"]["text"] == "hello"


async def test_limits_are_clamped(emulator: Emulator) -> None:
    for number in range(105):
        await say(emulator, str(number))
    assert len(await emulator.call("getUpdates", limit=9999)) == 100
    assert len(await emulator.call("getUpdates", offset=-1, limit=-5)) == 1


async def test_the_older_poller_is_refused() -> None:
    clock = ManualClock()
    emulator = make(clock)
    first = asyncio.ensure_future(emulator.refused("getUpdates", timeout=20))
    await asyncio.sleep(0.02)
    second = asyncio.ensure_future(emulator.refused("getUpdates", timeout=20))
    assert await asyncio.wait_for(first, 1) == (409, OTHER)
    third = asyncio.ensure_future(emulator.call("getUpdates", timeout=20))
    await asyncio.sleep(0.02)
    assert not second.done(), "a second conflict within three seconds is held"
    await clock.advance(3)
    assert await asyncio.wait_for(second, 1) == (409, OTHER)
    await emulator.sim("start", person=IVAN)
    assert len(await asyncio.wait_for(third, 1)) == 1


async def test_an_empty_poll_ends_in_time() -> None:
    clock = ManualClock()
    emulator = make(clock)
    poll = asyncio.ensure_future(emulator.call("getUpdates", timeout=50))
    await clock.advance(49)
    assert not poll.done()
    await clock.advance(2)
    assert await asyncio.wait_for(poll, 1) == []


async def test_the_same_offset_again_is_held_three_seconds() -> None:
    clock = ManualClock()
    emulator = make(clock)
    assert await emulator.call("getUpdates", offset=5) == []
    again = asyncio.ensure_future(emulator.call("getUpdates", offset=5))
    await clock.advance(2.5)
    assert not again.done()
    await clock.advance(1)
    assert await asyncio.wait_for(again, 1) == []


async def test_the_same_offset_at_once_gives_one_update(emulator: Emulator) -> None:
    for text in "abc":
        await say(emulator, text)
    assert len(await emulator.call("getUpdates", offset=1)) == 3
    assert len(await emulator.call("getUpdates", offset=1)) == 1


async def test_webhook_and_polling_exclude_each_other(emulator: Emulator) -> None:
    poll = asyncio.ensure_future(emulator.refused("getUpdates", timeout=20))
    await asyncio.sleep(0.02)
    await emulator.call("setWebhook", url="http://127.0.0.1:9/hook")
    assert await asyncio.wait_for(poll, 1) == (409, "Conflict: terminated by setWebhook request")
    emulator.world.polling._pollers[BOT].next_conflict = 0
    assert await emulator.refused("getUpdates") == (409, WEBHOOK)
    await emulator.call("deleteWebhook")
    assert await emulator.call("getUpdates", timeout=1, offset=-1) == []


async def test_allowed_updates_count_when_an_update_is_created(emulator: Emulator) -> None:
    await emulator.call("getUpdates", allowed_updates=["callback_query", "no_such_type"], offset=1)
    await say(emulator, "unheard")
    assert not emulator.world.queues[BOT].pending
    await emulator.call("getUpdates", allowed_updates=[], offset=2)
    await say(emulator, "heard")
    assert len(emulator.world.queues[BOT].pending) == 1


async def test_reactions_and_members_are_sent_on_demand_only(emulator: Emulator) -> None:
    sent = await emulator.call("sendMessage", chat_id=STAFF_CHAT_ID, text="x")
    here = {"person": 510, "chat": STAFF_CHAT_ID, "message": sent["message_id"]}
    await emulator.sim("react", **here, emoji="👍")
    assert await emulator.updates() == []
    await emulator.call("getUpdates", allowed_updates=["message_reaction"], offset=1)
    await emulator.sim("react", **here, emoji="🔥")
    (update,) = await emulator.updates()
    assert update["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "🔥"}]


async def test_old_updates_expire() -> None:
    clock = ManualClock()
    emulator = make(clock)
    await emulator.sim("start", person=IVAN)
    await emulator.sim("press", person=IVAN, chat=IVAN, message=1, data="x")
    await clock.advance(151, settle=0)
    (left,) = await emulator.call("getUpdates", timeout=1)
    assert "message" in left
    await clock.advance(86_400, settle=0)
    info = await emulator.call("getWebhookInfo")
    assert info["pending_update_count"] == 0


async def test_ids_never_come_twice(emulator: Emulator) -> None:
    await say(emulator, "a")
    (before,) = await emulator.updates()
    in_group = await emulator.call("sendMessage", chat_id=STAFF_CHAT_ID, text="x")
    await emulator.sim("reset")
    in_new_group = await emulator.call("sendMessage", chat_id=STAFF_CHAT_ID, text="x")
    assert in_new_group["message_id"] > in_group["message_id"]
    await emulator.sim("start", person=IVAN)
    (after,) = await emulator.updates()
    assert after["update_id"] > before["update_id"]
    assert after["message"]["message_id"] > before["message"]["message_id"]
    clock = ManualClock(time.time() + 3600)
    later = make(clock)
    await later.sim("start", person=IVAN)
    (restarted,) = await later.updates()
    assert restarted["update_id"] > after["update_id"]
    assert restarted["message"]["message_id"] > after["message"]["message_id"]


async def test_a_scaled_clock_runs_faster() -> None:
    emulator = make(SystemClock(scale=50))
    began = time.monotonic()
    assert await emulator.call("getUpdates", timeout=10) == []
    assert 0.1 < time.monotonic() - began < 2


async def test_an_answer_of_updates_ends_at_four_mebibytes(emulator: Emulator) -> None:
    for _ in range(100):
        emulator.world.queues[BOT].push("message", {"text": "x" * 100_000}, ("message", IVAN))
    assert len(await emulator.call("getUpdates", timeout=1)) == 41
