"""The person's side, as the chat page uses it."""

import asyncio
import json
from typing import Any

import httpx2

from kiosk.telegram_emulator import AIGERIM, EMMA, IVAN, MARINA, OLENA, STAFF_CHAT_ID

from .conftest import BOT, Emulator, make, picture, served


async def test_the_demo_world(emulator: Emulator) -> None:
    world = await emulator.look("world")
    assert [bot["username"] for bot in world["bots"]] == ["kiosk_demo_bot"]
    languages = {person["id"]: person["language_code"] for person in world["people"]}
    assert languages == {AIGERIM: "kk", OLENA: "uk", IVAN: "ru", EMMA: "en", MARINA: "ru"}
    (group,) = world["groups"]
    assert (group["id"], group["title"], group["type"]) == (STAFF_CHAT_ID, "Заказы", "supergroup")
    assert group["member_ids"] == [MARINA, BOT]


async def test_chats_newest_first_with_unread(emulator: Emulator) -> None:
    await emulator.sim("start", person=MARINA)
    await emulator.call("sendMessage", chat_id=STAFF_CHAT_ID, text="order")
    chats = (await emulator.look(f"people/{MARINA}/chats"))["chats"]
    assert [(chat["id"], chat["title"], chat["unread"]) for chat in chats] == [
        (STAFF_CHAT_ID, "Заказы", 1), (MARINA, "Kiosk", 0),
    ]  # fmt: skip
    assert chats[0]["last_message"]["text"] == "order"
    assert chats[1]["started"]
    await emulator.sim("read", person=MARINA, chat=STAFF_CHAT_ID)
    chats = (await emulator.look(f"people/{MARINA}/chats"))["chats"]
    assert chats[0]["unread"] == 0
    (fresh,) = (await emulator.look(f"people/{EMMA}/chats"))["chats"]
    assert (fresh["started"], fresh["last_message"]) == (False, None)
    refused = await emulator.http.get(f"/sim/people/{EMMA}/chats/{STAFF_CHAT_ID}")
    assert (refused.status_code, refused.json()) == (404, {"error": "no such chat for this person"})


async def test_history_in_pages(emulator: Emulator) -> None:
    for number in range(30):
        await emulator.sim("text", person=IVAN, chat=IVAN, text=f"m{number}")
    newest = await emulator.look(f"people/{IVAN}/chats/{IVAN}", limit=10)
    assert [message["text"] for message in newest["messages"]] == [f"m{number}" for number in range(20, 30)]
    before = newest["messages"][0]["message_id"]
    older = await emulator.look(f"people/{IVAN}/chats/{IVAN}", limit=10, before=before)
    assert [message["text"] for message in older["messages"]] == [f"m{number}" for number in range(10, 20)]
    assert older["has_more"]


async def test_commands_by_scope_and_language(emulator: Emulator) -> None:
    async def commands(person: int, chat: int) -> list[str]:
        return [one["command"] for one in (await emulator.look(f"people/{person}/chats/{chat}"))["commands"]]

    def named(name: str) -> list[dict[str, str]]:
        return [{"command": name, "description": name}]

    await emulator.call("setMyCommands", commands=named("default"))
    assert await commands(IVAN, IVAN) == ["default"]
    await emulator.call("setMyCommands", commands=named("ru"), language_code="ru")
    assert (await commands(IVAN, IVAN), await commands(EMMA, EMMA)) == (["ru"], ["default"])
    await emulator.call("setMyCommands", commands=named("private"), scope={"type": "all_private_chats"})
    assert await commands(IVAN, IVAN) == ["private"]
    await emulator.call("setMyCommands", commands=named("owner"), scope={"type": "chat", "chat_id": IVAN})
    assert (await commands(IVAN, IVAN), await commands(EMMA, EMMA)) == (["owner"], ["private"])
    await emulator.call(
        "setMyCommands",
        commands=named("staff"),
        scope={"type": "chat_administrators", "chat_id": STAFF_CHAT_ID},
    )
    assert await commands(MARINA, STAFF_CHAT_ID) == ["staff"]
    await emulator.call("deleteMyCommands", scope={"type": "chat", "chat_id": IVAN})
    await emulator.call("deleteMyCommands", scope={"type": "all_private_chats"})
    assert await commands(IVAN, IVAN) == ["ru"]
    await emulator.sim("language", person=IVAN, language_code="en")
    assert await commands(IVAN, IVAN) == ["default"]


async def test_reply_keyboards_come_and_go(emulator: Emulator) -> None:
    keyboard = {
        "keyboard": [["Каталог"], [{"text": "Телефон", "request_contact": True}]],
        "resize_keyboard": True,
    }
    await emulator.call("sendMessage", chat_id=IVAN, text="x", reply_markup=keyboard)
    shown = (await emulator.look(f"people/{IVAN}/chats/{IVAN}"))["reply_keyboard"]
    assert shown["keyboard"][0] == [{"text": "Каталог"}]
    await emulator.sim("contact", person=IVAN, chat=IVAN)
    (update,) = await emulator.updates()
    assert update["message"]["reply_to_message"]["text"] == "x", "the contact replies to who asked for it"
    assert update["message"]["contact"] == {
        "phone_number": "+79161234503", "first_name": "Иван", "last_name": "Петров", "user_id": IVAN,
    }  # fmt: skip
    await emulator.call("sendMessage", chat_id=IVAN, text="y", reply_markup={"remove_keyboard": True})
    assert (await emulator.look(f"people/{IVAN}/chats/{IVAN}"))["reply_keyboard"] is None


async def test_somebody_elses_contact(emulator: Emulator) -> None:
    await emulator.sim("contact", person=IVAN, chat=IVAN, user_id=OLENA)
    await emulator.sim("contact", person=IVAN, chat=IVAN, phone_number="+700", user_id=12345)
    contacts = [update["message"]["contact"] for update in await emulator.updates()]
    assert [contact["user_id"] for contact in contacts] == [OLENA, 12345]


async def test_presses(emulator: Emulator) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "real"}]]}
    sent = await emulator.call("sendMessage", chat_id=IVAN, text="x", reply_markup=markup)
    number = sent["message_id"]
    await emulator.sim("press", person=IVAN, chat=IVAN, message=number, data="forged " * 20)
    await emulator.sim("press", person=IVAN, chat=IVAN, message=3, data="unknown")
    await emulator.call("deleteMessage", chat_id=IVAN, message_id=number)
    await emulator.sim("press", person=IVAN, chat=IVAN, message=number, data="deleted")
    forged, unknown, deleted = [update["callback_query"] for update in await emulator.updates()]
    assert forged["message"]["reply_markup"] == markup
    assert forged["data"] == "forged " * 20
    assert unknown["message"] == {"chat": forged["message"]["chat"], "message_id": 3, "date": 0}
    assert deleted["message"]["date"] == 0
    assert {type(query["chat_instance"]) for query in (forged, unknown, deleted)} == {str}
    assert forged["chat_instance"] == deleted["chat_instance"]


async def test_blocking(emulator: Emulator) -> None:
    await emulator.sim("block", person=IVAN, blocked=True)
    (update,) = await emulator.updates()
    change = update["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    assert (await emulator.look(f"people/{IVAN}/chats"))["chats"][0]["blocked"]
    refused = await emulator.http.post("/sim/text", json={"person": IVAN, "chat": IVAN, "text": "x"})
    assert refused.status_code == 409
    await emulator.sim("start", person=IVAN)
    back, start = await emulator.updates()
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start"


async def test_privacy_mode(emulator: Emulator) -> None:
    """A bot that is a plain member of a group hears only what is meant for it."""
    chat = (await emulator.sim("groups", person=MARINA, title="G", member_ids=[BOT]))["chat"]["id"]
    sent = await emulator.call("sendMessage", chat_id=chat, text="hello")
    await emulator.updates()
    for text, reply in (
        ("chatter", 0),
        ("/help", 0),
        ("hey @kiosk_demo_bot", 0),
        ("yes", sent["message_id"]),
    ):
        await emulator.sim("text", person=MARINA, chat=chat, text=text, reply_to=reply)
    assert [one["message"]["text"] for one in await emulator.updates()] == [
        "/help",
        "hey @kiosk_demo_bot",
        "yes",
    ]


async def test_start_payload_charset(emulator: Emulator) -> None:
    for payload in ("x" * 65, "p 1", "товар"):
        answer = await emulator.http.post("/sim/start", json={"person": IVAN, "payload": payload})
        assert answer.status_code == 400
    message = (await emulator.sim("start", person=IVAN, payload="A-z_9"))["message"]
    assert message["text"] == "/start A-z_9"


async def test_photos_and_their_bytes(emulator: Emulator) -> None:
    form = {"person": IVAN, "chat": IVAN, "caption": "look #shirt"}
    answer = await emulator.http.post("/sim/photo", data=form, files={"file": ("a.png", picture(900, 600))})
    message = answer.json()["message"]
    assert [(size["width"], size["height"]) for size in message["photo"]] == [
        (90, 60),
        (320, 213),
        (800, 533),
        (900, 600),
    ]
    assert message["caption_entities"][0]["type"] == "hashtag"
    bytes_ = await emulator.http.get(f"/sim/files/{message['photo'][1]['file_id']}")
    assert bytes_.headers["content-type"] == "image/jpeg"
    assert "immutable" in bytes_.headers["cache-control"]
    assert len(bytes_.content) == message["photo"][1]["file_size"]
    broken = await emulator.http.post("/sim/photo", data=form, files={"file": ("a.png", b"no picture")})
    assert (broken.status_code, broken.json()["error"]) == (400, "Bad Request: IMAGE_PROCESS_FAILED")


async def test_calls_are_remembered_typed(emulator: Emulator) -> None:
    token = emulator.world.bots[BOT].token
    markup = json.dumps({"inline_keyboard": [[{"text": "x", "callback_data": "1"}]]})
    form = {"chat_id": str(IVAN), "text": "123", "reply_markup": markup}
    await emulator.http.post(f"/bot{token}/sendMessage", data=form)
    await emulator.refused("sendMessage", chat_id=1, text="x")
    ok, bad = (await emulator.look("calls", method="sendmessage"))["calls"]
    assert ok["params"] == {"chat_id": IVAN, "text": "123", "reply_markup": json.loads(markup)}
    assert (bad["ok"], bad["error_code"], bad["description"]) == (False, 400, "Bad Request: chat not found")
    assert (await emulator.look("calls", after=bad["seq"]))["calls"] == []


async def test_faults(emulator: Emulator) -> None:
    await emulator.sim("faults", method="sendMessage", error_code=429, retry_after=7, times=2, chat=IVAN)
    assert (await emulator.call("sendMessage", chat_id=STAFF_CHAT_ID, text="x"))["text"] == "x"
    for _ in range(2):
        answer = await emulator.raw("sendMessage", chat_id=IVAN, text="x")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    await emulator.call("sendMessage", chat_id=IVAN, text="x")
    await emulator.sim("faults", method="*", error_code=502, description="Bad Gateway", times=9)
    assert await emulator.refused("getMe") == (502, "Bad Gateway")
    assert (await emulator.http.delete("/sim/faults")).json() == {"faults": 0}
    await emulator.call("getMe")


async def test_reset_keeps_the_bots_settings(emulator: Emulator) -> None:
    await emulator.call("setMyCommands", commands=[{"command": "a", "description": "b"}])
    await emulator.sim("people", id=700, first_name="Guest")
    await emulator.sim("language", person=IVAN, language_code="en")
    await emulator.sim("reset")
    world = await emulator.look("world")
    assert 700 not in {person["id"] for person in world["people"]}
    assert next(one for one in world["people"] if one["id"] == IVAN)["language_code"] == "ru"
    assert world["bots"][0]["commands"]
    assert not (await emulator.look(f"people/{IVAN}/chats/{IVAN}"))["messages"]


async def test_bad_bodies_are_refused(emulator: Emulator) -> None:
    for path, body in (
        ("text", {}), ("text", {"person": "x", "chat": 1, "text": "y"}), ("press", {"person": IVAN, "nonsense": 1}),
        ("language", {"person": IVAN, "language_code": "русский"}), ("faults", {"times": 0}),
    ):  # fmt: skip
        assert (await emulator.http.post(f"/sim/{path}", json=body)).status_code == 422
    assert (await emulator.http.post("/sim/text", content=b"{")).status_code == 422
    assert (await emulator.http.get("/sim/people/abc/chats")).status_code == 400
    assert (await emulator.http.get("/sim/people/1/chats")).status_code == 404


class Listener:
    """Reads a person's events."""

    def __init__(self, client: httpx2.AsyncClient, person: int, after: int | str = "") -> None:
        self.address = f"/sim/events?person={person}&after={after}"
        self.client = client
        self.events: list[dict[str, Any]] = []
        self.ids: list[int] = []
        self.task = asyncio.ensure_future(self.read())

    async def read(self) -> None:
        async with self.client.stream("GET", self.address) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            async for line in answer.aiter_lines():
                if line.startswith("id: "):
                    self.ids.append(int(line[4:]))
                if line.startswith("data: "):
                    self.events.append(json.loads(line[6:]))

    async def until(self, count: int) -> list[dict[str, Any]]:
        async with asyncio.timeout(5):
            while len(self.events) < count:
                await asyncio.sleep(0.005)
        return self.events

    def stop(self) -> None:
        self.task.cancel()


async def test_events() -> None:
    emulator = make()
    async with served(emulator.app) as address, httpx2.AsyncClient(base_url=address, timeout=20) as client:
        ivan, olena = Listener(client, IVAN, 0), Listener(client, OLENA, 0)
        await asyncio.sleep(0.1)
        await emulator.sim("start", person=IVAN)
        await emulator.call("sendChatAction", chat_id=IVAN, action="typing")
        markup = {"inline_keyboard": [[{"text": "x", "callback_data": "a"}]]}
        sent = await emulator.call("sendMessage", chat_id=IVAN, text="x", reply_markup=markup)
        number = sent["message_id"]
        press = await emulator.sim("press", person=IVAN, chat=IVAN, message=number, data="a")
        await emulator.call(
            "answerCallbackQuery", callback_query_id=press["callback_query_id"], text="ok", show_alert=True
        )
        await emulator.call("editMessageText", chat_id=IVAN, message_id=number, text="y")
        await emulator.call("sendMessage", chat_id=IVAN, text="k", reply_markup={"keyboard": [["a"]]})
        await emulator.call("deleteMessage", chat_id=IVAN, message_id=number)
        await emulator.call("setChatMenuButton", chat_id=IVAN, menu_button={"type": "commands"})
        await emulator.call("setMyCommands", commands=[{"command": "cart", "description": "Cart"}])
        await emulator.sim("read", person=IVAN, chat=IVAN)
        events = await ivan.until(13)
        assert [event["type"] for event in events] == [
            "message", "chat_action", "message", "unread", "callback_answer", "edited", "message", "unread",
            "keyboard", "deleted", "menu_button", "commands", "unread",
        ]  # fmt: skip
        answer = events[4]
        assert (answer["callback_query_id"], answer["text"], answer["show_alert"]) == (
            press["callback_query_id"], "ok", True,
        )  # fmt: skip
        assert events[5]["message"]["text"] == "y"
        assert "reply_markup" not in events[5]["message"]
        assert events[8]["reply_keyboard"]["keyboard"] == [[{"text": "a"}]]
        assert events[9]["message_ids"] == [number]
        assert events[11]["commands"] == [{"command": "cart", "description": "Cart"}]
        assert [event["type"] for event in olena.events] == ["commands"], "others see nothing of this chat"
        assert ivan.ids == sorted(set(ivan.ids))
        again = Listener(client, IVAN, ivan.ids[5])
        assert (await again.until(7)) == events[6:13]
        await emulator.sim("reset")
        assert (await olena.until(2))[1] == {"type": "reset"}
        stranger = Listener(client, IVAN, 10**9)
        assert (await stranger.until(1))[0] == {"type": "reset"}, "a reader from another run begins anew"
        for listener in (ivan, olena, again, stranger):
            listener.stop()


async def test_two_hundred_events_arrive_once_and_in_order() -> None:
    emulator = make()
    async with served(emulator.app) as address, httpx2.AsyncClient(base_url=address, timeout=20) as client:
        await emulator.sim("start", person=IVAN)
        listener = Listener(client, IVAN)
        await asyncio.sleep(0.1)
        await asyncio.gather(
            *(emulator.call("sendMessage", chat_id=IVAN, text=str(number)) for number in range(100))
        )
        events = [event for event in await listener.until(200) if event["type"] == "message"]
        numbers = [event["message"]["message_id"] for event in events]
        assert numbers == sorted(set(numbers))
        assert len(numbers) == 100
        listener.stop()
