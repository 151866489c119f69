"""Orders in the staff chat: cards without personal data, moves by those who may, notices to buyers."""

import pytest
from sqlalchemy import text

from kiosk.bot.staff.callbacks import MoveOrder, NotePayment
from kiosk.checkout.service import place
from kiosk.orders.rules import Status
from kiosk.telegram_emulator import AIGERIM, MARINA, OLENA, STAFF_CHAT_ID
from tests.bot.chatting import buttons, labels, text_of
from tests.shop import command, open_shop, sql, value


@pytest.fixture
async def shop(database):
    return await open_shop(database)


@pytest.fixture
async def stage(shop, make_stage):
    stage = await make_stage(public_url="https://shop.example")
    for person in (MARINA, OLENA):
        await stage.post("language", person=person, language_code="en")
    return stage


async def order(stage, shop, run_jobs, **changes):
    async with stage.runtime.database.unit() as unit:
        placed = await place(unit, command(AIGERIM, {shop.red_m: 2}, **changes))
        await unit.commit()
    await run_jobs()
    return placed


@pytest.mark.sec("A25")
async def test_card_carries_what_the_staff_needs_and_nobodys_data(stage, shop, run_jobs):
    await order(stage, shop, run_jobs, comment="ring Ann twice")
    card = await stage.buyer(MARINA, STAFF_CHAT_ID).screen()
    assert "1001" in text_of(card) and "Classic T-Shirt (Red, M) × 2" in text_of(card)
    assert "39.98" in text_of(card)
    assert labels(card)[:3] == ["Confirm", "Pack", "Cancel the order"]
    urls = [each.get("url") for each in buttons(card)]
    assert "https://t.me/kiosk_demo_bot?start=o_1" in urls and "https://shop.example/admin/orders/1" in urls
    for private in ("Ann", "+1201", "123 Main", "twice", "Person"):
        assert private not in str(card)


async def test_staff_moves_the_order_and_the_buyer_hears(stage, shop, run_jobs):
    emma = stage.buyer(AIGERIM)
    await emma.start()
    await order(stage, shop, run_jobs)
    marina = stage.buyer(MARINA, STAFF_CHAT_ID)
    await marina.press("Confirm")
    await run_jobs()
    card = await marina.screen()
    assert "Confirmed" in text_of(card) and labels(card)[:2] == ["Pack", "Ship"]
    await marina.press("Ship")
    await run_jobs()
    await marina.press("Mark as delivered")
    await run_jobs()
    said = [text_of(each) for each in await emma.messages()]
    assert [word in " ".join(said) for word in ("confirmed", "on its way", "delivered")] == [True] * 3
    assert await value(stage.runtime.database, "SELECT status FROM orders") == "delivered"
    assert await value(stage.runtime.database, "SELECT count(*) FROM notices WHERE state = 'sent'") == 4


async def test_buyer_who_ordered_elsewhere_hears_of_it_in_the_own_language(stage, shop, run_jobs):
    await stage.buyer(AIGERIM).start()
    await sql_do(stage, "UPDATE accounts SET locale = 'ru' WHERE id = 501")
    await order(stage, shop, run_jobs, channel="api")
    said = [text_of(each) for each in await stage.buyer(AIGERIM).messages()]
    assert "Заказ № 1001 оформлен" in said[-1] and "39,98" in said[-1]


async def test_buyer_without_telegram_is_not_written_to(stage, shop, run_jobs):
    await order(stage, shop, run_jobs)
    await sql_do(stage, "UPDATE accounts SET telegram_id = NULL WHERE id = 501")
    marina = stage.buyer(MARINA)
    await marina.start("w_1")
    await marina.send("hello")
    assert "Please call" in str([text_of(each) for each in await marina.messages()])
    await marina.press("Confirm", await marina.start("o_1"))
    await run_jobs()
    assert await value(stage.runtime.database, "SELECT count(*) FROM notices WHERE kind <> 'staff-card'") == 0


async def test_cash_is_noted_on_the_card_once(stage, shop, run_jobs):
    await order(stage, shop, run_jobs)
    marina = stage.buyer(MARINA, STAFF_CHAT_ID)
    card = await marina.screen()
    assert "To be paid: 39.98" in text_of(card)
    data = next(each["callback_data"] for each in buttons(card) if each["text"] == "💰 Paid in cash")
    await marina.press_data(data, card["message_id"])
    assert "Noted: paid in cash" in (await marina.toast())["text"]
    await run_jobs()
    paid = await marina.screen()
    assert "💰 Paid" in text_of(paid) and "💰 Paid in cash" not in labels(paid)
    await marina.press_data(data, card["message_id"])
    assert "nothing left to pay" in (await marina.toast())["text"]
    row = (await sql(stage.runtime.database, "SELECT method, amount, actor_id FROM payments"))[0]
    assert (row.method, str(row.amount), row.actor_id) == ("cash", "39.98", MARINA)
    await marina.press("Cancel the order")
    await marina.press("Yes, cancel")
    await run_jobs()
    assert await marina.wait_for("To give back: 39.98")


async def test_cash_is_noted_in_private_by_who_may(stage, shop, run_jobs):
    await order(stage, shop, run_jobs)
    await stage.buyer(OLENA).start()
    await stage.buyer(OLENA).press_data(NotePayment(order=1).pack())
    assert await value(stage.runtime.database, "SELECT count(*) FROM payments") == 0
    marina = stage.buyer(MARINA)
    await marina.start()
    shown = await marina.press("Paid in cash", await marina.start("o_1"))
    assert "💰 Paid" in text_of(shown or await marina.screen())
    assert str(await value(stage.runtime.database, "SELECT paid_amount FROM orders")) == "39.98"


async def test_a_shop_that_notes_no_payments_sees_none_on_the_card(stage, shop, run_jobs):
    await sql_do(stage, "UPDATE business SET payments_since = NULL")
    await order(stage, shop, run_jobs)
    card = await stage.buyer(MARINA, STAFF_CHAT_ID).screen()
    assert "paid" not in text_of(card).lower() and "💰 Paid in cash" not in labels(card)


async def test_second_press_hears_who_was_first(stage, shop, run_jobs):
    await order(stage, shop, run_jobs)
    marina = stage.buyer(MARINA, STAFF_CHAT_ID)
    card = await marina.screen()
    data = next(each["callback_data"] for each in buttons(card) if each["text"] == "Confirm")
    await marina.press_data(data, card["message_id"])
    await sql_do(stage, "UPDATE accounts SET full_name = 'Марина' WHERE id = 510")
    await sql_do(stage, "INSERT INTO account_roles VALUES (502, 'manager', now())")
    await join(stage, OLENA)
    olena = stage.buyer(OLENA, STAFF_CHAT_ID)
    await olena.press_data(data, card["message_id"])
    answer = await olena.toast()
    assert answer["show_alert"] and "Марина" in answer["text"] and "11:00" in answer["text"]
    assert await value(stage.runtime.database, "SELECT count(*) FROM order_events") == 2


async def test_cancelling_asks_first_and_returns_the_stock(stage, shop, run_jobs):
    await order(stage, shop, run_jobs)
    marina = stage.buyer(MARINA, STAFF_CHAT_ID)
    await marina.press("Cancel the order")
    assert await value(stage.runtime.database, "SELECT status FROM orders") == "pending"
    await marina.press("No, go back")
    await marina.press("Cancel the order")
    await marina.press("Yes, cancel")
    await run_jobs()
    assert await value(stage.runtime.database, "SELECT status FROM orders") == "cancelled"
    assert await marina.wait_for("Cancelled")


@pytest.mark.sec("A15")
async def test_only_staff_moves_orders_and_only_on_our_card(stage, shop, run_jobs):
    await order(stage, shop, run_jobs)
    marina = stage.buyer(MARINA, STAFF_CHAT_ID)
    card = (await marina.screen())["message_id"]
    data = MoveOrder(order=1, to=Status.CONFIRMED).pack()
    await join(stage, OLENA)
    olena_in_group = stage.buyer(OLENA, STAFF_CHAT_ID)
    await stage.post("press", person=OLENA, chat=STAFF_CHAT_ID, message=card, data=data)
    await stage.settle()
    assert "right" in (await olena_in_group.toast())["text"]
    await stage.buyer(OLENA).start()
    await stage.buyer(OLENA).press_data(data)
    await stage.buyer(OLENA).press_data("ss1:1")
    await stage.buyer(OLENA).press_data("sw1:1")
    await stage.buyer(OLENA).press_data("so1:1")
    await stage.buyer(OLENA).start("o_1")
    await stage.buyer(OLENA).start("w_1")
    for each in await stage.buyer(OLENA).messages():
        assert "Ann Lee" not in str(each) and "123 Main" not in str(each)
    # Marina may, but not by a press on some other message of the group.
    await stage.post("press", person=MARINA, chat=STAFF_CHAT_ID, message=card + 77, data=data)
    await stage.settle()
    # Another order's data on this order's card
    await marina.press_data(MoveOrder(order=2, to=Status.CONFIRMED).pack(), card)
    assert await value(stage.runtime.database, "SELECT status FROM orders") == "pending"
    await marina.press_data(data, card)
    assert await value(stage.runtime.database, "SELECT status FROM orders") == "confirmed"


async def test_details_in_private_ship_with_tracking_number(stage, shop, run_jobs):
    buyer = stage.buyer(AIGERIM)
    await buyer.start()
    await order(stage, shop, run_jobs)
    marina = stage.buyer(MARINA)
    screen = await marina.start("o_1")
    assert "Ann Lee" in text_of(screen) and "123 Main St" in text_of(screen)
    await marina.press("Confirm")
    asked = await marina.press("Ship")
    assert labels(asked)[0] == "Ship without a number"
    shown = await marina.send("RB 123 456 789")
    await run_jobs()
    assert "RB 123 456 789" in text_of(shown)
    assert await value(stage.runtime.database, "SELECT status FROM orders") == "shipped"
    news = await buyer.wait_for("on its way")
    assert "RB 123 456 789" in text_of(news)


async def test_tracking_number_added_later_is_told(stage, shop, run_jobs):
    buyer = stage.buyer(AIGERIM)
    await buyer.start()
    await order(stage, shop, run_jobs)
    group = stage.buyer(MARINA, STAFF_CHAT_ID)
    await group.press("Confirm")
    await run_jobs()
    await group.press("Ship")
    await run_jobs()
    assert any("Add the tracking" in each for each in labels(await group.screen()))
    marina = stage.buyer(MARINA)
    await marina.start("t_1")
    await marina.send("TRACK-1")
    await run_jobs()
    assert "TRACK-1" in text_of(await buyer.wait_for("follow your parcel"))


async def test_staff_writes_to_the_buyer_as_the_shop(stage, shop, run_jobs):
    buyer = stage.buyer(AIGERIM)
    await buyer.start()
    await order(stage, shop, run_jobs)
    marina = stage.buyer(MARINA)
    await marina.start("w_1")
    await marina.send("Is <b>tomorrow</b> & noon fine?")
    await run_jobs()
    news = await buyer.wait_for("tomorrow")
    assert "Is <b>tomorrow</b> & noon fine?" in text_of(news) and "Kiosk" in text_of(news)
    assert await value(stage.runtime.database, "SELECT count(*) FROM notices WHERE params ? 'text'") == 0


async def test_question_is_left_by_doing_something_else(stage, shop, run_jobs):
    await order(stage, shop, run_jobs)
    marina = stage.buyer(MARINA)
    await marina.start("w_1")
    await marina.start()
    await marina.send("red shirt")
    await run_jobs()
    assert (
        await value(stage.runtime.database, "SELECT count(*) FROM notices WHERE kind = 'shop-message'") == 0
    )


async def test_low_stock_reaches_the_staff_once(stage, shop, run_jobs):
    from kiosk.inventory.reactions import report_low_stock

    async with stage.runtime.database.unit() as unit:
        await unit.session.execute(
            text("UPDATE stock_levels SET on_hand = 2 WHERE variant_id = :id"), {"id": shop.mug}
        )
        await report_low_stock(unit)
        await report_low_stock(unit)
        await unit.commit()
    await run_jobs()
    said = [text_of(each) for each in await stage.buyer(MARINA, STAFF_CHAT_ID).messages()]
    assert [each for each in said if "Only 2 left: Mug" in each] == said


async def test_orders_that_wait_are_listed_in_the_staff_chat(stage, shop, run_jobs):
    await order(stage, shop, run_jobs)
    await stage.post("text", person=MARINA, chat=STAFF_CHAT_ID, text="/open@kiosk_demo_bot")
    await stage.settle()
    said = [text_of(each) for each in await stage.buyer(MARINA, STAFF_CHAT_ID).messages()]
    assert "Order № 1001" in said[-1] and "Ann" not in said[-1]


async def test_buyer_who_blocked_the_bot_gets_one_attempt_and_hears_again_after_start(stage, shop, run_jobs):
    buyer = stage.buyer(AIGERIM)
    await buyer.start()
    await order(stage, shop, run_jobs)
    await stage.post("block", person=AIGERIM, blocked=True)
    await stage.settle()
    before = len(await stage.calls("sendMessage"))
    marina = stage.buyer(MARINA, STAFF_CHAT_ID)
    await marina.press("Confirm")
    await run_jobs()
    tried = [
        c for c in (await stage.calls("sendMessage"))[before:] if str(c["params"]["chat_id"]) == str(AIGERIM)
    ]
    assert len(tried) <= 1
    await buyer.start()
    await marina.press("Ship")
    await run_jobs()
    await buyer.wait_for("on its way")


async def join(stage, person):
    await stage.post("groups/member", person=MARINA, chat=STAFF_CHAT_ID, user_id=person, status="member")


async def sql_do(stage, statement):
    async with stage.runtime.database.unit() as unit:
        await unit.session.execute(text(statement))
        await unit.commit()


async def test_card_follows_the_staff_chat_that_became_a_supergroup(stage, shop, run_jobs):
    await stage.fault(
        "sendMessage",
        400,
        description="Bad Request: group chat was upgraded to a supergroup chat",
        chat=STAFF_CHAT_ID,
    )
    made = await stage.post("groups", person=MARINA, title="Orders", type="group", member_ids=[MARINA])
    old = made["chat"]["id"]
    await stage.post("groups/member", person=MARINA, chat=old, user_id=1000000001, status="member")
    grown = (await stage.post("groups/migrate", person=MARINA, chat=old))["chat"]["id"]
    await stage.http.delete(f"{stage.url}/sim/faults")
    stage.runtime.settings = stage.runtime.settings.model_copy(update={"staff_chat_id": old})
    await order(stage, shop, run_jobs)
    assert "1001" in text_of(await stage.buyer(MARINA, grown).screen())


async def test_notice_whose_job_gave_up_is_sent_later(stage, shop, run_jobs, clock):
    from datetime import timedelta

    from kiosk.bot.notices import resume_notices

    await order(stage, shop, run_jobs)
    await sql_do(stage, "UPDATE notices SET state = 'waiting', message_id = NULL, attempts = 0")
    await resume_notices(stage.runtime)
    await run_jobs()
    assert len(await stage.calls("sendMessage")) == 1, "too early"
    clock.advance(timedelta(minutes=6))
    await resume_notices(stage.runtime)
    await run_jobs()
    assert len(await stage.calls("sendMessage")) == 2
