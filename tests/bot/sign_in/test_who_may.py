"""Whose word counts: rights hang on the numeric id of who writes in private, and codes can't be guessed."""

import itertools
import os
import secrets

import pytest

from kiosk.bot.staff.callbacks import LookAtOrder, MoveOrder, ShipOrder, WriteToBuyer
from kiosk.kernel.inbox import Received
from kiosk.kernel.inbox_worker import UndoneWith
from kiosk.orders.rules import Status
from kiosk.sign_in.errors import LinkGone
from kiosk.sign_in.service import telegram
from kiosk.telegram_emulator import AIGERIM, EMMA, MARINA
from tests.bot.chatting import text_of
from tests.shop import command, consent, sql, value

GUESSES = 100_000 if os.environ.get("KIOSK_FAULTS") == "whole" else 2_000
GROUP, CHANNEL = -1001234, -1009876
COMMANDS = ("/start o_1", "/start w_1", "/start t_1", "/open", "/start g_" + "x" * 30)
PRESSES = (
    LookAtOrder(order=1),
    MoveOrder(order=1, to=Status.CONFIRMED, sure=True),
    ShipOrder(order=1),
    WriteToBuyer(order=1),
)
_ids = itertools.count(1)


def user(number, **more):
    return {"id": number, "is_bot": False, "first_name": "Somebody", "language_code": "en"} | more


def private(number):
    return {"id": number, "type": "private", "first_name": "Somebody"}


GROUP_CHAT = {"id": GROUP, "type": "supergroup", "title": "Others"}
CHANNEL_CHAT = {"id": CHANNEL, "type": "channel", "title": "News"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
FORWARDED = {"forward_origin": {"type": "user", "date": 1, "sender_user": user(MARINA)}}
ORIGINS = {
    "staff in private": ("message", {"from": user(MARINA), "chat": private(MARINA)}),
    "stranger in private": ("message", {"from": user(EMMA), "chat": private(EMMA)}),
    "stranger forwards what the staff wrote": (
        "message",
        {"from": user(EMMA), "chat": private(EMMA)} | FORWARDED,
    ),
    "stranger in a group": ("message", {"from": user(EMMA), "chat": GROUP_CHAT}),
    "staff in a group": ("message", {"from": user(MARINA), "chat": GROUP_CHAT}),
    "anonymous administrator": (
        "message",
        {"from": ANONYMOUS, "chat": GROUP_CHAT, "sender_chat": GROUP_CHAT},
    ),
    "channel forwarded into its group": (
        "message",
        {"from": user(777000), "chat": GROUP_CHAT, "sender_chat": CHANNEL_CHAT, "is_automatic_forward": True},
    ),
    "channel post": ("channel_post", {"chat": CHANNEL_CHAT, "sender_chat": CHANNEL_CHAT}),
}


async def tell(stage, update) -> str:
    """Have the bot handle an update; gives all that it would say."""
    number = next(_ids)
    received = Received(number, number, 0, "new", {"update_id": number} | update, 0, None, 0, None)
    async with stage.runtime.database.unit() as unit:
        try:
            said = await stage.face.worker._handler.handle(unit, received)
        except UndoneWith as undone:
            said = undone.answers
        else:
            await unit.commit()
    return str(said)


@pytest.fixture
async def order(stage):
    from kiosk.checkout.service import place

    await consent(stage.runtime.database)
    variant = await value(stage.runtime.database, "SELECT min(id) FROM product_variants")
    async with stage.runtime.database.unit() as unit:
        await place(unit, command(AIGERIM, {variant: 1}))
        await unit.commit()


@pytest.mark.sec("A15")
@pytest.mark.parametrize("origin", ORIGINS)
async def test_a15_only_the_staff_in_private_sees_and_acts(stage, order, origin):
    kind, where = ORIGINS[origin]
    said = []
    for text in COMMANDS:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        message = {"message_id": next(_ids), "date": 1, "text": text, "entities": entities}
        said.append(await tell(stage, {kind: message | where}))
    if kind == "message":
        for press in PRESSES:
            message = {"message_id": next(_ids), "date": 1, "text": "x", "chat": where["chat"]}
            query = {"id": "1", "from": where["from"], "message": message, "chat_instance": "1"}
            said.append(await tell(stage, {"callback_query": query | {"data": press.pack()}}))
    status = await value(stage.runtime.database, "SELECT status FROM orders")
    told = [each for each in said if any(part in each for part in ("Ann Lee", "123 Main", "+1201"))]
    if origin == "staff in private":
        assert told and status == "confirmed"
        return
    assert (told, status) == ([], "pending")
    asked = "SELECT count(*) FROM conversations WHERE state LIKE 'StaffStates%'"
    assert await value(stage.runtime.database, asked) == 0


@pytest.mark.sec("A17")
async def test_a17_rights_stay_with_the_id_when_a_username_changes_hands(stage, order):
    await stage.post("people", id=MARINA, first_name="Marina", username="marina", language_code="en")
    marina = stage.buyer(MARINA)
    assert "Ann Lee" in text_of(await marina.start("o_1"))
    await stage.post("people", id=MARINA, first_name="Marina", username="", language_code="en")
    await stage.post("people", id=EMMA, first_name="Marina", username="marina", language_code="en")
    emma = stage.buyer(EMMA)
    await emma.start("o_1")
    assert "Ann Lee" not in str(await emma.messages())
    assert "Ann Lee" in text_of(await marina.start("o_1"))
    rows = await sql(stage.runtime.database, "SELECT account_id FROM account_roles WHERE role = 'manager'")
    assert [each.account_id for each in rows] == [MARINA]


@pytest.mark.sec("A18")
async def test_a18_whoever_tries_codes_is_stopped(stage, browser):
    begun = await browser.begin()
    marina = stage.buyer(MARINA)
    for _ in range(20):
        await marina.start(f"s_{secrets.token_urlsafe(32)}")
    await marina.start(browser.payload)  # even the right one
    await marina.wait_for("Too many attempts")
    assert await browser.status() == "pending"
    emma = stage.buyer(AIGERIM)  # others are not held up
    assert str(begun["number"]) in str(await emma.start(browser.payload))


@pytest.mark.sec("A18")
async def test_a18_no_code_is_hit_by_chance(stage, browser):
    for _ in range(5):
        await browser.begin()
    hits = 0
    async with stage.runtime.database.unit() as unit:
        for _ in range(GUESSES):
            try:
                await telegram.see(unit, secrets.token_urlsafe(32), MARINA)
                hits += 1
            except LinkGone:
                pass
    assert hits == 0
    assert len(browser.begun["auth_code"]) == 43  # 256 bits


async def test_a_code_that_was_seen_in_the_chat_is_not_in_the_log(stage, browser, capfd):
    begun = await browser.begin()
    marina = stage.buyer(MARINA)
    await marina.start(browser.payload)
    await marina.press(str(begun["number"]))
    answer = (await browser.ask()).json()
    logged = "".join(capfd.readouterr())
    assert "telegram-sign-in-answered" in logged
    for secret in (begun["auth_code"], answer["access_token"], answer["refresh_token"]):
        assert secret not in logged
