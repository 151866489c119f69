"""The staff hears what it chose to hear, in its group and in private, and nothing else."""

from datetime import timedelta

import pytest

from kiosk.bot.staff.reactions import sum_up
from kiosk.checkout.service import place
from kiosk.identity.service import set_locale
from kiosk.notifications.service import choose_for_shop, choose_own
from kiosk.orders.rules import Status
from kiosk.orders.service import cancel_own, move
from kiosk.telegram_emulator import AIGERIM, MARINA, STAFF_CHAT_ID
from tests.bot.chatting import labels, plain, text_of
from tests.shop import command, open_shop, value


@pytest.fixture
async def shop(database):
    return await open_shop(database, stock=5)


@pytest.fixture
async def stage(shop, make_stage):
    stage = await make_stage(public_url="https://shop.example")
    await stage.post("language", person=MARINA, language_code="en")
    await stage.buyer(MARINA).start()
    return stage


async def group_hears(stage, *events, hour=20):
    async with stage.runtime.database.unit() as unit:
        await choose_for_shop(unit, events, hour)
        await unit.commit()


async def marina_hears(stage, *events):
    async with stage.runtime.database.unit() as unit:
        await choose_own(unit, MARINA, events)
        await unit.commit()


async def order(stage, run_jobs, lines, **changes):
    async with stage.runtime.database.unit() as unit:
        placed = await place(unit, command(AIGERIM, lines, **changes))
        await unit.commit()
    await run_jobs()
    return placed


async def cancel(stage, run_jobs, order_id):
    async with stage.runtime.database.unit() as unit:
        await cancel_own(unit, AIGERIM, order_id)
        await unit.commit()
    await run_jobs()


async def said(stage, chat, person=MARINA):
    messages = await stage.buyer(person, chat).messages()
    return [plain(text_of(each)) for each in messages if each["from"]["id"] != person]


async def everything(stage, shop, run_jobs):
    """One of each: an order, stock that runs low, a buyer who can't be reached, an order cancelled, a day's end."""
    await stage.buyer(AIGERIM).start()
    await stage.post("block", person=AIGERIM, blocked=True)
    await stage.settle()
    placed = await order(stage, run_jobs, {shop.mug: 3}, channel="api")
    await cancel(stage, run_jobs, placed.id)
    await stage.buyer(AIGERIM).start()
    stage.runtime.clock.advance(timedelta(hours=12))
    await sum_up(stage.runtime)
    await run_jobs()


WORDS = {
    "new-order": "order № 1001\n",
    "order-cancelled": "The buyer cancelled",
    "low-stock": "Only 2 left",
    "failed-delivery": "can’t be reached",
    "daily-summary": "📊",
}


@pytest.mark.parametrize("event", WORDS)
async def test_each_switch_of_the_group_switches_what_it_says(stage, shop, run_jobs, event):
    await group_hears(stage, event)
    await everything(stage, shop, run_jobs)
    heard = await said(stage, STAFF_CHAT_ID)
    expected = "Order № 1001" if event == "new-order" else WORDS[event]
    assert len(heard) == 1 and expected in heard[0]
    assert len(await said(stage, MARINA)) == 1, "the home screen and nothing else"


@pytest.mark.parametrize("event", WORDS)
async def test_each_switch_of_a_member_switches_what_they_hear_in_private(stage, shop, run_jobs, event):
    await group_hears(stage)
    await marina_hears(stage, event)
    await everything(stage, shop, run_jobs)
    news = (await said(stage, MARINA))[1:]
    assert len(news) == 1 and WORDS[event] in news[0]
    assert await said(stage, STAFF_CHAT_ID) == []


@pytest.mark.sec("A25")
async def test_no_news_carries_a_buyers_data(stage, shop, run_jobs):
    await group_hears(stage, *WORDS)
    await marina_hears(stage, *WORDS)
    await everything(stage, shop, run_jobs)
    heard = str([await said(stage, chat) for chat in (STAFF_CHAT_ID, MARINA)])
    for event, words in WORDS.items():
        assert words.strip() in heard, event
    for private in ("Ann", "+1201", "123 Main", "Person 501"):
        assert private not in heard


async def test_private_news_lead_to_the_order_in_the_readers_language(stage, shop, run_jobs):
    await marina_hears(stage, "new-order")
    async with stage.runtime.database.unit() as unit:
        await set_locale(unit, MARINA, "ru")
        await unit.commit()
    await order(stage, run_jobs, {shop.mug: 1})
    marina = stage.buyer(MARINA)
    news = await marina.wait_for("Новый заказ № 1001")
    assert labels(news) == ["👤 Подробности"]
    assert "Ann Lee" in text_of(await marina.press("Подробности", news))


async def test_only_the_buyers_own_cancelling_is_news(stage, shop, run_jobs):
    await group_hears(stage, "order-cancelled")
    placed = await order(stage, run_jobs, {shop.mug: 1})
    async with stage.runtime.database.unit() as unit:
        await move(unit, placed.id, Status.CANCELLED, actor_id=MARINA)
        await unit.commit()
    await run_jobs()
    assert await said(stage, STAFF_CHAT_ID) == []


async def test_the_day_is_summed_up_once_at_the_shops_hour(stage, shop, run_jobs, clock):
    await group_hears(stage, "daily-summary", hour=21)  # in Kyiv, where it is 11 now
    await order(stage, run_jobs, {shop.red_m: 2})
    clock.advance(timedelta(hours=9, minutes=59))
    await sum_up(stage.runtime)
    await run_jobs()
    assert await said(stage, STAFF_CHAT_ID) == []
    clock.advance(timedelta(minutes=1))
    for _ in range(3):
        await sum_up(stage.runtime)
        await run_jobs()
    (told,) = await said(stage, STAFF_CHAT_ID)
    for words in (
        "21 November 2026",
        "1 order · 39.98 $",
        "Classic T-Shirt × 2",
        "new orders: 1",
        "unpaid orders: 1",
    ):
        assert words in told
    clock.advance(timedelta(days=1))
    await sum_up(stage.runtime)
    await run_jobs()
    assert "No orders this day" in (await said(stage, STAFF_CHAT_ID))[1]


async def test_a_group_that_shuts_the_bot_out_is_remembered_and_hears_again(stage, shop, run_jobs):
    kicked = "Forbidden: bot was kicked from the group chat"
    await stage.fault("sendMessage", 403, description=kicked, chat=STAFF_CHAT_ID)
    await order(stage, run_jobs, {shop.mug: 1})
    assert await value(stage.runtime.database, UNREACHABLE) is True
    await stage.http.delete(f"{stage.url}/sim/faults")
    await order(stage, run_jobs, {shop.mug: 1})
    assert await value(stage.runtime.database, UNREACHABLE) is False
    assert len(await said(stage, STAFF_CHAT_ID)) == 1


UNREACHABLE = f"SELECT unreachable_since IS NOT NULL FROM chats WHERE chat_id = {STAFF_CHAT_ID}"


async def test_a_colleague_who_blocked_the_bot_is_no_failed_delivery(stage, shop, run_jobs):
    await group_hears(stage, "failed-delivery")
    await marina_hears(stage, "new-order")
    await stage.post("block", person=MARINA, blocked=True)
    await stage.settle()
    await order(stage, run_jobs, {shop.mug: 1})
    assert await said(stage, STAFF_CHAT_ID) == []
