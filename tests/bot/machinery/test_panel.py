"""What the panel does to orders, as buyers hear of it in the bot."""

from datetime import timedelta

import pytest

from kiosk.kernel.outbox import deliver_fact
from kiosk.telegram_emulator import AIGERIM, MARINA
from tests.bot.chatting import text_of
from tests.shop import CLERK, OTHER, consent, open_shop, order, sql, token, value
from tests.staff import client_of

STAFF = "/api/v1/admin/orders/"


@pytest.fixture
async def shop(database):
    return await open_shop(database)


@pytest.fixture
async def aigerim(shop, make_stage):
    """A buyer in the chat with the bot; the shop's bot is up."""
    stage = await make_stage()
    buyer = stage.buyer(AIGERIM)
    await buyer.start()
    return buyer


@pytest.fixture
async def panel(runtime, database, settings, aigerim):
    """What a clerk asks over HTTP: `await panel("POST", "1/undo", {...})`."""
    headers = await token(database, settings, CLERK)
    async with client_of(runtime) as http:

        async def ask(method, path, body=None, **more):
            return await http.request(method, STAFF + path, headers=headers | more, json=body)

        yield ask


async def said(buyer):
    return " ".join(text_of(each) for each in await buyer.messages())


async def test_the_buyer_hears_when_it_can_not_be_undone_any_more(
    database, clock, shop, aigerim, panel, run_jobs
):
    placed = await order(database, {shop.mug: 1})
    await run_jobs()
    assert (await panel("PATCH", f"{placed.id}", {"status": "confirmed"})).status_code == 200
    fact = await value(database, "SELECT max(id) FROM outbox")
    await deliver_fact(aigerim.stage.runtime, fact, "bot.buyer-status")
    waiting = await sql(
        database,
        "SELECT scheduled_at FROM procrastinate_jobs WHERE task_name = 'bot.send-notice' AND status = 'todo'",
    )
    assert [row.scheduled_at for row in waiting] == [clock.now() + timedelta(seconds=12)]
    await run_jobs()
    assert (await said(aigerim)).count("is confirmed") == 1


async def test_of_a_move_that_was_taken_back_nobody_hears(database, shop, aigerim, panel, run_jobs):
    placed = await order(database, {shop.mug: 1})
    await run_jobs()
    moved = (await panel("PATCH", f"{placed.id}", {"status": "cancelled"})).json()
    undone = await panel("POST", f"{placed.id}/undo", {"version": moved["version"]})
    assert undone.json()["status"] == "pending"
    await run_jobs()
    assert "cancelled" not in await said(aigerim)
    assert await value(database, "SELECT count(*) FROM notices WHERE state = 'sent' AND chat_id > 0") == 0
    # and when it is done in earnest, the buyer does hear
    assert (await panel("PATCH", f"{placed.id}", {"status": "cancelled"})).status_code == 200
    await run_jobs()
    assert (await said(aigerim)).count("is cancelled") == 1


async def test_a_fact_heard_twice_is_told_once(database, shop, aigerim, panel, run_jobs):
    placed = await order(database, {shop.mug: 1})
    await panel("PATCH", f"{placed.id}", {"status": "confirmed"})
    await panel("POST", f"{placed.id}/messages", {"text": "We have packed it."})
    await run_jobs()
    await sql(
        database, "DELETE FROM outbox_receipts"
    )  # as if the process had died before it could write them
    for row in await sql(database, "SELECT id, unnest(reactions) AS reaction FROM outbox"):
        await deliver_fact(aigerim.stage.runtime, row.id, row.reaction)
    await run_jobs()
    heard = await said(aigerim)
    assert (heard.count("is confirmed"), heard.count("We have packed it.")) == (1, 1)


async def test_a_message_to_the_buyer(database, shop, aigerim, panel, run_jobs):
    placed = await order(database, {shop.mug: 1})
    key = {"Idempotency-Key": "one"}
    answers = [
        await panel("POST", f"{placed.id}/messages", {"text": "Is <b>noon</b> fine?"}, **key)
        for _ in range(3)
    ]
    assert {answer.status_code for answer in answers} == {201}
    message = answers[0].json()
    assert (message["state"], message["author_name"], message["sent_at"]) == ("waiting", "Person 510", None)
    await run_jobs()
    heard = await said(aigerim)
    assert heard.count("Is <b>noon</b> fine?") == 1 and "about order № 1001" in heard
    shown = (await panel("GET", f"{placed.id}")).json()
    assert shown["can_message"] is True
    assert [(each["text"], each["state"], each["error"]) for each in shown["messages"]] == [
        ("Is <b>noon</b> fine?", "sent", None)
    ]
    assert shown["messages"][0]["sent_at"] == "2026-11-21T09:00:00Z"


async def test_a_message_that_can_not_be_delivered(database, shop, aigerim, panel, run_jobs):
    placed = await order(database, {shop.mug: 1})
    await aigerim.stage.fault(
        "sendMessage", 403, description="Forbidden: bot was blocked by the user", times=5
    )
    await panel("POST", f"{placed.id}/messages", {"text": "Hello?"})
    await run_jobs()
    message = (await panel("GET", f"{placed.id}")).json()["messages"][0]
    assert message["state"] == "undeliverable" and "blocked" in message["error"]
    listed = (await panel("GET", "?undelivered=true")).json()
    assert [each["id"] for each in listed["items"]] == [placed.id]


async def test_no_chat_no_message(database, shop, aigerim, panel):
    placed = await order(database, {shop.mug: 1}, OTHER)
    await sql(database, "UPDATE accounts SET telegram_id = NULL WHERE id = :id", id=OTHER)
    answer = await panel("POST", f"{placed.id}/messages", {"text": "Hello?"})
    assert (answer.status_code, answer.json()["code"]) == (409, "orders.no-chat")
    assert (await panel("GET", f"{placed.id}")).json()["can_message"] is False
    for wrong in ({}, {"text": ""}, {"text": "   "}, {"text": "x" * 3001}, {"text": "x", "to": 1}):
        assert (await panel("POST", f"{placed.id}/messages", wrong)).status_code == 422
    assert (await panel("POST", "999/messages", {"text": "Hello?"})).status_code == 404


async def test_what_was_written_in_the_bot_is_seen_in_the_panel(database, shop, aigerim, panel, run_jobs):
    placed = await order(database, {shop.mug: 1})
    await run_jobs()
    marina = aigerim.stage.buyer(MARINA)
    await marina.start(f"w_{placed.id}")
    await marina.send("Ready at noon")
    await run_jobs()
    shown = (await panel("GET", f"{placed.id}")).json()["messages"]
    assert [(each["text"], each["state"]) for each in shown] == [("Ready at noon", "sent")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "не можем принять у вас заказ"),
        ("uk", "не можемо прийняти у вас замовлення"),
        ("kk", "тапсырыс қабылдай алмаймыз"),
        ("en", "can't take an order from you"),
    ],
)
async def test_the_blocked_are_told_politely(database, runtime, settings, shop, aigerim, language, words):
    from kiosk.customers.service import block

    await consent(database, AIGERIM)
    async with database.unit() as unit:
        await block(unit, AIGERIM, by=CLERK, reason="never paid")
        await unit.commit()
    async with client_of(runtime) as http:
        answer = await http.post(
            "/api/v1/orders/",
            headers=await token(database, settings, AIGERIM) | {"Accept-Language": language},
            json={
                "user_details": {"full_name": "Ann Lee", "phone_number": "+12015550123"},
                "shipping_address": "123 Main St, Anytown",
                "items": [{"variant_id": shop.mug, "quantity": 1}],
            },
        )
    assert (answer.status_code, answer.json()["code"]) == (403, "customers.blocked")
    assert words in answer.json()["detail"] and "never paid" not in answer.text
    assert await value(database, "SELECT count(*) FROM orders") == 0
