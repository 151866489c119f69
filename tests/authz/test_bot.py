"""Every button and command of the staff in the bot, as everybody and from everywhere (A13, A15)."""

import itertools

import pytest
from sqlalchemy import text

from kiosk.bot.callbacks import REGISTERED
from kiosk.bot.messenger import close_messenger, messenger_of
from kiosk.bot.notice_texts import STAFF_CARD
from kiosk.bot.runtime import BotFace
from kiosk.bot.staff import callbacks, group, private
from kiosk.bots.service import ensure_bot
from kiosk.identity.models import AccountPermission
from kiosk.identity.rules import GRAVE, RANKS, VERBS, Actor
from kiosk.kernel.inbox import Received
from kiosk.kernel.inbox_worker import UndoneWith
from kiosk.orders.rules import Status
from kiosk.telegram_emulator import STAFF_CHAT_ID
from tests.authz.table import FILE, read

LINES = read()["bot"]
BUTTONS = {kind.__name__: kind for kind in REGISTERED.values() if kind.__module__ == callbacks.__name__}
COMMANDS = [line for line in LINES if line.startswith("/")]
CARD = 4_242
STRANGER = 9_001
MARK = "№ 1001"  # whoever gets to see or do something sees the order's number
_updates = itertools.count(1)


@pytest.fixture(scope="module")
async def bot(house):
    """The bot, handed its updates by the tests; the order's card lies in the staff's group."""
    face = BotFace(house.runtime)
    bot_id = messenger_of(house.runtime).bot_id
    async with house.runtime.database.unit() as unit:
        await ensure_bot(unit, bot_id, "kiosk_demo_bot")
        await unit.session.execute(text("UPDATE accounts SET locale = 'en'"))
        await unit.session.execute(
            text(
                "INSERT INTO notices (bot_id, chat_id, key, kind, params, state, message_id, created_at)"
                " VALUES (:bot, :chat, 'card', :kind, jsonb_build_object('order', CAST(:order AS int)),"
                " 'sent', :card, now())"
            ),
            {
                "bot": bot_id,
                "chat": STAFF_CHAT_ID,
                "kind": STAFF_CARD,
                "order": house.held["order"],
                "card": CARD,
            },
        )
        await unit.commit()
    yield face.worker._handler
    await close_messenger(house.runtime)


def person(house, actor):
    account = house.accounts.get(actor, STRANGER)
    return {"id": account, "is_bot": False, "first_name": str(actor), "language_code": "en"}


def place(kind, who):
    if kind == "private":
        return {"id": who["id"], "type": "private", "first_name": "x"}
    return {"id": STAFF_CHAT_ID if kind == "staff chat" else -100_777, "type": "supergroup", "title": "x"}


def press(who, where, data, card=CARD):
    message = {"message_id": card, "date": 1, "chat": place(where, who), "text": "x"}
    return {
        "callback_query": {"id": "1", "from": who, "message": message, "chat_instance": "1", "data": data}
    }


def write(who, where, words, kind="message", **more):
    entities = [{"type": "bot_command", "offset": 0, "length": len(words.split()[0])}]
    message = {"message_id": 7, "date": 1, "chat": place(where, who), "text": words, "entities": entities}
    return {kind: {**message, **({"from": who} if who else {}), **more}}


async def tells(house, bot, update, given=None):
    """What the bot would answer; nothing is committed, so everybody comes upon the same order."""
    number = next(_updates)
    received = Received(number, number, 1, "new", {"update_id": number, **update}, 0, None, 0, None)
    async with house.runtime.database.unit() as unit:
        if given:
            unit.session.add(AccountPermission(**given, granted_at=unit.now()))
            await unit.session.flush()
        try:
            answers = await bot.handle(unit, received)
        except UndoneWith as undone:
            return "refused", str(undone.answers)
        status = await unit.session.scalar(
            text("SELECT status FROM orders WHERE id = :id"), {"id": house.held["order"]}
        )
        return status, str((answers or {}).get("intents", ""))


def data_of(house, name):
    order = house.held["order"]
    return (
        callbacks.MoveOrder(order=order, to=Status.CONFIRMED)
        if name == "MoveOrder"
        else BUTTONS[name](order=order)
    ).pack()


def acts(name, outcome):
    status, said = outcome
    if name == "MoveOrder":
        return status == "confirmed"
    return status != "refused" and (MARK in said if name != "/start g_x" else "expired" in said)


async def do(house, bot, name, actor):
    who = person(house, actor)
    if name in BUTTONS:
        return acts(name, await tells(house, bot, press(who, "private", data_of(house, name))))
    where = "staff chat" if name in {"/open", "/start g_x"} else "private"
    return acts(name, await tells(house, bot, write(who, where, name)))


@pytest.mark.sec("C02")
def test_c02_every_button_and_command_of_the_staff_has_its_line():
    missing = set(BUTTONS) - set(LINES)
    assert not missing, f"add to [bot] of docs/{FILE.name}: {sorted(missing)}"
    assert set(LINES) - set(BUTTONS) == set(COMMANDS)


def test_every_handler_of_the_staff_is_behind_a_line():
    known = {
        "open_link", "look", "press_deed", "press_payment", "ask_tracking", "take_tracking", "ask_words", "take_words",
        "look_again", "take_group", "list_open",
    }  # fmt: skip
    found = {
        handler.callback.__name__
        for router in (group.router(), private.router())
        for observer in (router.message, router.callback_query)
        for handler in observer.handlers
    }
    assert found <= known, f"ask it as everybody here, and give it a line in [bot] of docs/{FILE.name}"


@pytest.mark.sec("A15")
@pytest.mark.parametrize("name", sorted(LINES))
async def test_a15_the_bot_obeys_whom_the_table_names(house, bot, name):
    found = {actor: await do(house, bot, name, actor) for actor in ("stranger", *RANKS)}
    assert found == {actor: actor in LINES[name].may for actor in found}


@pytest.mark.sec("A15")
@pytest.mark.parametrize("actor", ["stranger", "customer", "manager", "owner"])
async def test_a15_the_card_obeys_the_staff_and_only_where_we_put_it(house, bot, actor):
    who, data = person(house, actor), data_of(house, "MoveOrder")
    found = {
        (where, card): acts("MoveOrder", await tells(house, bot, press(who, where, data, card)))
        for where in ("staff chat", "another group")
        for card in (CARD, CARD + 1)
    }
    allowed = ("staff chat", CARD) if actor in {"manager", "owner"} else None
    assert {place for place, acted in found.items() if acted} == ({allowed} if allowed else set())


async def test_an_extra_right_counts_in_the_chat(house, bot):
    who = person(house, "seller")
    update = press(who, "private", data_of(house, "LookAtOrder"))
    given = {"account_id": who["id"], "verb": "orders.view"}
    assert acts("LookAtOrder", await tells(house, bot, update, given))
    assert not acts("LookAtOrder", await tells(house, bot, update))


ANONYMOUS = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group"}
CHANNEL_BOT = {"id": 136_817_688, "is_bot": True, "first_name": "Channel"}


def origins(house, words):
    """The same words from a manager in private, and from everywhere and everybody that could be taken for one."""
    manager, stranger = person(house, "manager"), person(house, "stranger")
    staff_chat = place("staff chat", manager)
    channel = {"id": -100_888, "type": "channel", "title": "x"}
    quoted = {"type": "user", "date": 1, "sender_user": manager}
    return {
        "private": write(manager, "private", words),
        "staff chat": write(manager, "staff chat", words),
        "another group": write(manager, "another group", words),
        "a stranger in the staff chat": write(stranger, "staff chat", words),
        "anonymous administrator": write(ANONYMOUS, "staff chat", words, sender_chat=staff_chat),
        "on behalf of a channel": write(CHANNEL_BOT, "staff chat", words, sender_chat=channel),
        "channel post": write(
            None, "staff chat", words, kind="channel_post", chat=channel, sender_chat=channel
        ),
        "forwarded by a stranger": write(stranger, "private", words, forward_origin=quoted),
        "signed as the manager": write(stranger, "private", words, author_signature="manager"),
        "edited": write(manager, "private", words, kind="edited_message"),
        "business account": write(
            manager, "private", words, kind="business_message", business_connection_id="1"
        ),
    }


@pytest.mark.sec("A15")
@pytest.mark.parametrize("words", COMMANDS)
async def test_a15_the_staffs_commands_count_from_the_staff_in_their_place_only(house, bot, words):
    acted = {
        origin
        for origin, update in origins(house, words).items()
        if acts(words, await tells(house, bot, update))
    }
    if words == "/start g_x":
        assert acted == set()  # a manager doesn't keep the house
    else:
        assert acted == ({"staff chat"} if words == "/open" else {"private"})


@pytest.mark.sec("B18")
def test_b18_a_chat_and_a_key_never_do_what_is_grave():
    everything = frozenset().union(*VERBS.values()) | GRAVE
    in_chat = Actor(1, frozenset({"owner"}), everything)
    assert {verb for verb in everything if not in_chat.may(verb)} == GRAVE
    assert all(in_chat.may(verb) for verb in VERBS["receptionist"])
