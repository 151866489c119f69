"""Whole scenes: payments, inline mode, forums, groups, Mini Apps, passing messages on, snapshots."""

import asyncio
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest

from kiosk.telegram_emulator import (
    IVAN,
    MARINA,
    OLENA,
    STAFF_CHAT_ID,
    ManualClock,
    beginners_world,
    demo_world,
)

from .conftest import BOT, Emulator, make, picture, served

STARS = {
    "title": "T", "description": "D", "payload": "order-1", "currency": "XTR",
    "prices": [{"label": "a", "amount": 5}],
}  # fmt: skip
MONEY = {
    **STARS,
    "currency": "KZT",
    "provider_token": "1:TEST:2",
    "prices": [{"label": "a", "amount": 500000}],
}


async def next_update(emulator: Emulator) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while not (found := await emulator.updates()):
            await asyncio.sleep(0.005)
    (update,) = found
    return update


async def test_stars_are_paid_and_refunded(emulator: Emulator) -> None:
    sent = await emulator.call("sendInvoice", chat_id=IVAN, **STARS)
    assert sent["reply_markup"]["inline_keyboard"][0][0]["pay"]
    here = {"person": IVAN, "chat": IVAN, "message": sent["message_id"]}
    paying = asyncio.ensure_future(emulator.sim("pay", **here))
    query = (await next_update(emulator))["pre_checkout_query"]
    assert (query["currency"], query["total_amount"], query["invoice_payload"]) == ("XTR", 5, "order-1")
    await emulator.call("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    assert await paying == {"status": "paid"}
    payment = (await next_update(emulator))["message"]["successful_payment"]
    assert (payment["total_amount"], payment["invoice_payload"]) == (5, "order-1")
    assert (await emulator.call("getMyStarBalance"))["amount"] == 5
    assert (await emulator.http.post("/sim/pay", json=here)).status_code == 409
    charge = {"user_id": IVAN, "telegram_payment_charge_id": payment["telegram_payment_charge_id"]}
    assert await emulator.refused("refundStarPayment", user_id=OLENA, telegram_payment_charge_id="x") == (
        400, "Bad Request: CHARGE_NOT_FOUND",
    )  # fmt: skip
    await emulator.call("refundStarPayment", **charge)
    refund = (await next_update(emulator))["message"]["refunded_payment"]
    assert refund["telegram_payment_charge_id"] == payment["telegram_payment_charge_id"]
    assert await emulator.refused("refundStarPayment", **charge) == (
        400, "Bad Request: CHARGE_ALREADY_REFUNDED",
    )  # fmt: skip
    assert (await emulator.call("getMyStarBalance"))["amount"] == 0
    assert len((await emulator.call("getStarTransactions"))["transactions"]) == 2


async def test_a_checkout_can_be_refused_or_forgotten() -> None:
    clock = ManualClock()
    emulator = make(clock)
    await emulator.sim("start", person=IVAN)
    await emulator.updates()
    sent = await emulator.call("sendInvoice", chat_id=IVAN, **STARS)
    here = {"person": IVAN, "chat": IVAN, "message": sent["message_id"]}
    paying = asyncio.ensure_future(emulator.sim("pay", **here))
    query = (await next_update(emulator))["pre_checkout_query"]
    refusal = {"pre_checkout_query_id": query["id"], "ok": False, "error_message": "sold out"}
    await emulator.call("answerPreCheckoutQuery", **refusal)
    assert await paying == {"status": "failed", "error": "sold out"}
    paying = asyncio.ensure_future(emulator.sim("pay", **here))
    late = (await next_update(emulator))["pre_checkout_query"]
    await clock.advance(10.5)
    assert (await paying)["status"] == "failed"
    code, _ = await emulator.refused("answerPreCheckoutQuery", pre_checkout_query_id=late["id"], ok=True)
    assert code == 400


async def test_shipping_and_order_info(emulator: Emulator) -> None:
    flexible = {**MONEY, "is_flexible": True, "need_phone_number": True, "need_shipping_address": True}
    link = await emulator.call("createInvoiceLink", **flexible)
    assert link.startswith("https://t.me/$")
    paying = asyncio.ensure_future(emulator.sim("pay", person=IVAN, chat=IVAN, invoice_link=link))
    shipping = (await next_update(emulator))["shipping_query"]
    assert shipping["shipping_address"]["country_code"] == "KZ"
    options = [{"id": "fast", "title": "Fast", "prices": [{"label": "d", "amount": 100}]}]
    await emulator.call(
        "answerShippingQuery", shipping_query_id=shipping["id"], ok=True, shipping_options=options
    )
    checkout = (await next_update(emulator))["pre_checkout_query"]
    assert (checkout["total_amount"], checkout["shipping_option_id"]) == (500100, "fast")
    assert checkout["order_info"]["phone_number"] == "79161234503"
    await emulator.call("answerPreCheckoutQuery", pre_checkout_query_id=checkout["id"], ok=True)
    assert await paying == {"status": "paid"}


async def test_inline_mode(emulator: Emulator) -> None:
    typing = asyncio.ensure_future(emulator.sim("inline", person=MARINA, chat=STAFF_CHAT_ID, query="shirt"))
    query = (await next_update(emulator))["inline_query"]
    assert (query["query"], query["chat_type"], query["from"]["id"]) == ("shirt", "supergroup", MARINA)
    text = {"message_text": "<b>Shirt</b>", "parse_mode": "HTML"}
    button = {"inline_keyboard": [[{"text": "x", "callback_data": "1"}]]}
    results = [
        {"type": "article", "id": "1", "title": "S", "input_message_content": text, "reply_markup": button},
        {"type": "contact", "id": "2", "phone_number": "+7", "first_name": "A"},
    ]
    more = {"button": {"text": "More", "start_parameter": "all"}, "next_offset": "2"}
    await emulator.call("answerInlineQuery", inline_query_id=query["id"], results=results, **more)
    shown = await typing
    assert [result["title"] for result in shown["results"][:1]] == ["S"]
    assert (shown["next_offset"], shown["button"]["start_parameter"]) == ("2", "all")
    choice = {"person": MARINA, "chat": STAFF_CHAT_ID, "query_id": shown["query_id"]}
    message = (await emulator.sim("inline/choose", **choice, result_id="1"))["message"]
    assert (message["text"], message["via_bot"]["id"], message["from"]["id"]) == ("Shirt", BOT, MARINA)
    arrived, chosen = await emulator.updates()
    assert arrived["message"]["via_bot"]["id"] == BOT
    inline_id = chosen["chosen_inline_result"]["inline_message_id"]
    assert await emulator.call("editMessageText", inline_message_id=inline_id, text="Sold") is True
    await emulator.sim("press", person=MARINA, chat=STAFF_CHAT_ID, message=message["message_id"], data="1")
    (press,) = await emulator.updates()
    assert press["callback_query"]["inline_message_id"] == inline_id
    assert "message" not in press["callback_query"]


async def test_inline_results_are_checked(emulator: Emulator) -> None:
    article = {"type": "article", "id": "1", "title": "S", "input_message_content": {"message_text": "x"}}
    for results, text in (
        ([article] * 51, "too many inline query results specified"),
        ([article] * 2, "RESULT_ID_DUPLICATE"),
        ([{**article, "id": ""}], "RESULT_ID_INVALID"),
        ([{**article, "input_message_content": None}],
         "can't parse inline query result: Input message content is not specified"),
        ("nonsense", "can't parse JSON encoded inline query results: Unexpected symbol"),
    ):  # fmt: skip
        assert await emulator.refused("answerInlineQuery", inline_query_id="1", results=results) == (
            400, f"Bad Request: {text}",
        )  # fmt: skip


async def test_an_inline_query_nobody_answers_gives_nothing() -> None:
    clock = ManualClock()
    emulator = make(clock)
    typing = asyncio.ensure_future(emulator.sim("inline", person=IVAN, chat=IVAN, query="x"))
    await clock.advance(10.5)
    assert (await typing)["results"] == []


async def test_forum_topics(emulator: Emulator) -> None:
    made = await emulator.sim("groups", person=MARINA, title="F", is_forum=True)
    chat = made["chat"]["id"]
    await emulator.sim("groups/member", person=MARINA, chat=chat, user_id=BOT, status="administrator")
    topic = await emulator.call("createForumTopic", chat_id=chat, name="Orders", icon_color=0xFFD67E)
    thread = topic["message_thread_id"]
    here = {"chat_id": chat, "message_thread_id": thread}
    sent = await emulator.call("sendMessage", **here, text="x")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    await emulator.call("editForumTopic", **here, name="All orders")
    await emulator.call("closeForumTopic", **here)
    assert await emulator.refused("sendMessage", **here, text="x") == (400, "Bad Request: TOPIC_CLOSED")
    assert await emulator.refused("closeForumTopic", **here) == (400, "Bad Request: TOPIC_NOT_MODIFIED")
    await emulator.call("reopenForumTopic", **here)
    topics = (await emulator.look(f"people/{MARINA}/chats/{chat}"))["chat"]["topics"]
    assert [(one["name"], one["closed"]) for one in topics] == [("All orders", False)]
    await emulator.call("deleteForumTopic", **here)
    history = await emulator.look(f"people/{MARINA}/chats/{chat}")
    assert all(one.get("message_thread_id") != thread for one in history["messages"])
    assert await emulator.refused("createForumTopic", chat_id=STAFF_CHAT_ID, name="x") == (
        400, "Bad Request: the chat is not a forum",
    )  # fmt: skip
    await emulator.call("hideGeneralForumTopic", chat_id=chat)


async def test_members_come_and_go(emulator: Emulator) -> None:
    staff = {"chat_id": STAFF_CHAT_ID}
    await emulator.sim("groups/member", person=MARINA, chat=STAFF_CHAT_ID, user_id=OLENA, status="member")
    joined = await next_update(emulator)
    assert joined["message"]["new_chat_members"][0]["id"] == OLENA
    assert await emulator.call("getChatMemberCount", **staff) == 3
    muted = {"can_send_messages": False}
    await emulator.call("restrictChatMember", **staff, user_id=OLENA, permissions=muted)
    await emulator.call("promoteChatMember", **staff, user_id=OLENA, can_delete_messages=True)
    admins = await emulator.call("getChatAdministrators", **staff)
    assert [admin["status"] for admin in admins] == ["creator", "administrator", "administrator"]
    await emulator.call("banChatMember", **staff, user_id=OLENA)
    assert (await emulator.call("getChatMember", **staff, user_id=OLENA))["status"] == "kicked"
    assert await emulator.refused("banChatMember", **staff, user_id=MARINA) == (
        400, "Bad Request: can't remove chat owner",
    )  # fmt: skip
    assert await emulator.refused("getChatMember", **staff, user_id=77) == (
        400,
        "Bad Request: user not found",
    )
    assert await emulator.refused("getChatAdministrators", chat_id=IVAN) == (
        400, "Bad Request: there are no administrators in the private chat",
    )  # fmt: skip
    await emulator.updates()
    await emulator.call("leaveChat", **staff)
    (update,) = await emulator.updates()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "left"
    assert await emulator.refused("getChat", **staff) == (
        403, "Forbidden: bot is not a member of the supergroup chat",
    )  # fmt: skip


async def test_invite_links_and_requests_to_join() -> None:
    clock = ManualClock()
    emulator = make(clock)
    staff = {"chat_id": STAFF_CHAT_ID}
    open_link = (await emulator.call("createChatInviteLink", **staff, member_limit=1))["invite_link"]
    assert await emulator.sim("groups/join", person=IVAN, invite_link=open_link) == {
        "status": "member", "chat": STAFF_CHAT_ID,
    }  # fmt: skip
    for person, link, code in (
        (IVAN, open_link, 409),
        (OLENA, open_link, 404),
        (OLENA, "https://t.me/+no", 404),
    ):
        body = {"person": person, "invite_link": link}
        assert (await emulator.http.post("/sim/groups/join", json=body)).status_code == code
    asking = (await emulator.call("createChatInviteLink", **staff, creates_join_request=True))["invite_link"]
    await emulator.updates()
    assert (await emulator.sim("groups/join", person=OLENA, invite_link=asking))["status"] == "requested"
    (update,) = await emulator.updates()
    request = update["chat_join_request"]
    assert (request["from"]["id"], request["user_chat_id"], request["invite_link"]["invite_link"]) == (
        OLENA, OLENA, asking,
    )  # fmt: skip
    await emulator.call("getUpdates", allowed_updates=["chat_member"], offset=1)
    await emulator.call("approveChatJoinRequest", **staff, user_id=OLENA)
    change = (await next_update(emulator))["chat_member"]
    assert (change["new_chat_member"]["status"], change["via_join_request"]) == ("member", True)
    assert await emulator.refused("approveChatJoinRequest", **staff, user_id=OLENA) == (
        400, "Bad Request: USER_ALREADY_PARTICIPANT",
    )  # fmt: skip
    short = await emulator.call("createChatInviteLink", **staff, expire_date=int(clock.time()) + 60)
    await clock.advance(61, settle=0)
    body = {"person": 504, "invite_link": short["invite_link"]}
    assert (await emulator.http.post("/sim/groups/join", json=body)).status_code == 404
    assert await emulator.refused("declineChatJoinRequest", **staff, user_id=504) == (
        400, "Bad Request: HIDE_REQUESTER_MISSING",
    )  # fmt: skip


async def test_pins(emulator: Emulator) -> None:
    sent = await emulator.call("sendMessage", chat_id=IVAN, text="x")
    here = {"chat_id": IVAN, "message_id": sent["message_id"]}
    await emulator.call("pinChatMessage", **here)
    assert (await emulator.call("getChat", chat_id=IVAN))["pinned_message"]["text"] == "x"
    history = await emulator.look(f"people/{IVAN}/chats/{IVAN}")
    assert history["messages"][-1]["pinned_message"]["text"] == "x"
    assert history["pinned"][0]["text"] == "x"
    await emulator.call("unpinChatMessage", **here)
    assert await emulator.refused("unpinChatMessage", **here) == (
        400, "Bad Request: message to unpin not found",
    )  # fmt: skip


async def test_forward_and_copy(emulator: Emulator) -> None:
    mine = (await emulator.sim("text", person=IVAN, chat=IVAN, text="my words"))["message"]
    there = {"chat_id": STAFF_CHAT_ID, "from_chat_id": IVAN, "message_id": mine["message_id"]}
    forwarded = await emulator.call("forwardMessage", **there)
    assert forwarded["forward_origin"]["sender_user"]["id"] == IVAN
    copied = await emulator.call("copyMessage", **there)
    assert set(copied) == {"message_id"}
    assert await emulator.refused("forwardMessage", **{**there, "message_id": 1}) == (
        400, "Bad Request: message to forward not found",
    )  # fmt: skip
    locked = await emulator.call("sendMessage", chat_id=IVAN, text="x", protect_content=True)
    assert await emulator.refused("forwardMessage", **{**there, "message_id": locked["message_id"]}) == (
        400, "Bad Request: the message can't be forwarded",
    )  # fmt: skip
    assert await emulator.refused("editMessageText", chat_id=STAFF_CHAT_ID, message_id=forwarded["message_id"],
                                  text="x") == (400, "Bad Request: message can't be edited")  # fmt: skip


async def test_media_groups(emulator: Emulator) -> None:
    photo = await emulator.call("sendPhoto", files={"photo": ("a.png", picture())}, chat_id=IVAN)
    file_id = photo["photo"][-1]["file_id"]
    document = await emulator.call("sendDocument", files={"document": ("a.txt", b"x")}, chat_id=IVAN)
    paper = {"type": "document", "media": document["document"]["file_id"]}
    picture_ = {"type": "photo", "media": file_id, "caption": "<b>c</b>", "parse_mode": "HTML"}
    album = await emulator.call("sendMediaGroup", chat_id=IVAN, media=[picture_, picture_])
    assert len({message["media_group_id"] for message in album}) == 1
    assert album[0]["caption_entities"][0]["type"] == "bold"
    assert await emulator.refused("sendMediaGroup", chat_id=IVAN, media=[picture_, paper]) == (
        400, "Bad Request: can't use the media of the specified type in the album",
    )  # fmt: skip
    assert await emulator.refused("sendPhoto", chat_id=IVAN, photo=paper["media"]) == (
        400, "Bad Request: can't use file of type Document as Photo",
    )  # fmt: skip
    assert await emulator.refused("sendPhoto", chat_id=IVAN, photo="nonsense") == (
        400, "Bad Request: wrong remote file identifier specified: Wrong string length",
    )  # fmt: skip
    here = {"chat_id": IVAN, "message_id": album[0]["message_id"]}
    assert await emulator.refused("editMessageMedia", **here, media=paper) == (
        400, "Bad Request: can't use the media of the specified type in the album",
    )  # fmt: skip


async def test_editing_media_in_and_out(emulator: Emulator) -> None:
    photo = await emulator.call("sendPhoto", files={"photo": ("a.png", picture())}, chat_id=IVAN)
    text = await emulator.call("sendMessage", chat_id=IVAN, text="only words")
    here = {"chat_id": IVAN, "message_id": text["message_id"]}
    medium = {"type": "photo", "media": photo["photo"][-1]["file_id"], "caption": "c"}
    shown = await emulator.call("editMessageMedia", **here, media=medium)
    assert (shown["caption"], "text" in shown) == ("c", False)
    assert shown["photo"] == photo["photo"]
    assert shown["edit_date"] >= shown["date"]
    code, words = await emulator.refused("editMessageMedia", **here, media=medium)
    assert (code, "message is not modified" in words) == (400, True)
    document = {"type": "document", "media": "attach://f"}
    files = {"f": ("price.pdf", b"%PDF")}
    shown = await emulator.call("editMessageMedia", files=files, **here, media=json.dumps(document))
    assert (shown["document"]["mime_type"], "photo" in shown) == ("application/pdf", False)


async def test_mini_apps(emulator: Emulator) -> None:
    app = {"text": "Shop", "web_app": {"url": "http://127.0.0.1:8000/app/#/cart"}}
    await emulator.call("sendMessage", chat_id=IVAN, text="x", reply_markup={"inline_keyboard": [[app]]})
    opened = await emulator.sim("webapp/launch", person=IVAN, chat=IVAN, url=app["web_app"]["url"])
    assert opened["url"].startswith("http://127.0.0.1:8000/app/#/cart&tgWebAppData=")
    fields = dict(parse_qsl(opened["init_data"]))
    given = fields.pop("hash")
    check = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.new(b"WebAppData", emulator.world.bots[BOT].token.encode(), hashlib.sha256).digest()
    assert given == hmac.new(secret, check.encode(), hashlib.sha256).hexdigest()
    assert unquote(opened["url"]).count(given) == 1
    result = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "bought"}}
    await emulator.call("answerWebAppQuery", web_app_query_id=opened["query_id"], result=result)
    history = await emulator.look(f"people/{IVAN}/chats/{IVAN}")
    assert history["messages"][-1]["text"] == "bought"
    await emulator.sim("webapp/data", person=IVAN, chat=IVAN, data="42", button_text="Shop")
    update = (await emulator.updates())[-1]
    assert update["message"]["web_app_data"] == {"data": "42", "button_text": "Shop"}


async def test_menu_button_and_texts(emulator: Emulator) -> None:
    button = {"type": "web_app", "text": "Shop", "web_app": {"url": "https://shop.example/"}}
    await emulator.call("setChatMenuButton", menu_button=button)
    assert (await emulator.look(f"people/{IVAN}/chats/{IVAN}"))["menu_button"] == button
    await emulator.call("setChatMenuButton", chat_id=IVAN, menu_button={"type": "commands"})
    assert (await emulator.call("getChatMenuButton", chat_id=IVAN)) == {"type": "commands"}
    await emulator.call("setMyDescription", description="Покупайте здесь", language_code="ru")
    await emulator.call("setMyDescription", description="Buy here")
    assert (await emulator.look(f"people/{IVAN}/chats/{IVAN}"))["description"] == "Покупайте здесь"
    assert (await emulator.call("getMyDescription", language_code="kk"))["description"] == "Buy here"
    await emulator.call("setMyName", name="Shop")
    assert (await emulator.call("getMe"))["first_name"] == "Shop"


async def test_a_snapshot_survives_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "world.sqlite"
    emulator = make()
    emulator.world.keep_in(file)
    await emulator.world.open()
    await emulator.sim("start", person=IVAN)
    photo = await emulator.call("sendPhoto", files={"photo": ("a.png", picture())}, chat_id=IVAN, caption="c")
    keyboard = {"keyboard": [["a"]]}
    await emulator.call("sendMessage", chat_id=STAFF_CHAT_ID, text="order")
    await emulator.call("sendMessage", chat_id=IVAN, text="k", reply_markup=keyboard)
    await emulator.call("setMyCommands", commands=[{"command": "a", "description": "b"}])
    before = await emulator.look(f"people/{IVAN}/chats/{IVAN}")
    await emulator.world.close()

    again = Emulator(demo_world())
    again.world.keep_in(file)
    assert await again.look(f"people/{IVAN}/chats/{IVAN}") == before
    assert (await again.call("getMyCommands"))[0]["command"] == "a"
    bytes_ = await again.http.get(f"/sim/files/{photo['photo'][0]['file_id']}")
    assert len(bytes_.content) == photo["photo"][0]["file_size"]
    (waiting,) = await again.updates()
    assert waiting["message"]["text"] == "/start"
    await again.sim("text", person=IVAN, chat=IVAN, text="more")
    (fresh,) = await again.updates()
    assert fresh["update_id"] > waiting["update_id"]
    assert fresh["message"]["message_id"] > before["messages"][-1]["message_id"]
    await again.call("editMessageCaption", chat_id=IVAN, message_id=photo["message_id"], caption="d")

    other = demo_world("2000000002:OTHER-token")
    other.keep_in(file)
    assert not other.private, "a snapshot of another bot is left alone"


async def test_a_webhook_goes_on_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "world.sqlite"
    got: list[Any] = []

    async def bot(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            got.append((await receive())["body"])
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body"})

    async with served(bot) as address:
        emulator = make()
        emulator.world.keep_in(file)
        await emulator.world.open()
        await emulator.sim("start", person=IVAN)
        await emulator.call("setWebhook", url=f"{address}/hook")
        await emulator.world.close()
        again = Emulator(demo_world())
        again.world.keep_in(file)
        await again.world.open()
        got.clear()
        await again.sim("text", person=IVAN, chat=IVAN, text="still there")
        async with asyncio.timeout(5):
            while not any(b"still there" in body for body in got):
                await asyncio.sleep(0.01)
        await again.world.close()


async def test_old_messages_are_forgotten_first() -> None:
    emulator = make(messages_per_chat=10)
    await emulator.sim("start", person=IVAN)
    first = (await emulator.call("sendMessage", chat_id=IVAN, text="first"))["message_id"]
    for _ in range(10):
        await emulator.call("sendMessage", chat_id=IVAN, text="x")
    assert len((await emulator.look(f"people/{IVAN}/chats/{IVAN}"))["messages"]) == 10
    assert await emulator.refused("editMessageText", chat_id=IVAN, message_id=first, text="y") == (
        400, "Bad Request: message to edit not found",
    )  # fmt: skip


async def test_the_same_picture_is_kept_once(emulator: Emulator) -> None:
    photo = {"photo": ("a.png", picture())}
    first = await emulator.call("sendPhoto", files=photo, chat_id=IVAN)
    kept = len(emulator.world.files.files)
    again = await emulator.call("sendPhoto", files=photo, chat_id=IVAN)
    assert again["photo"] == first["photo"]
    assert len(emulator.world.files.files) == kept


async def test_a_bad_photo_is_refused(emulator: Emulator) -> None:
    for data, words in ((b"x", "IMAGE_PROCESS_FAILED"), (picture(2100, 100), "PHOTO_INVALID_DIMENSIONS")):
        assert await emulator.refused("sendPhoto", files={"photo": ("a.png", data)}, chat_id=IVAN) == (
            400, f"Bad Request: {words}",
        )  # fmt: skip
    code, words = await emulator.refused(
        "sendPhoto", files={"photo": ("a.png", b"x" * 10_485_761)}, chat_id=IVAN
    )
    assert (code, "too big for a photo" in words) == (400, True)


@pytest.mark.parametrize("where", ["http://localhost:1/app", "http://127.0.0.1/app", "http://[::1]:80/app"])
async def test_web_app_over_plain_http_on_this_machine_only(emulator: Emulator, where: str) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "web_app": {"url": where}}]]}
    await emulator.call("sendMessage", chat_id=IVAN, text="x", reply_markup=markup)


async def test_a_link_adds_the_bot_to_a_group_and_says_its_payload_there() -> None:
    emulator = Emulator(beginners_world())
    world = await emulator.look("world")
    assert world["own"] == MARINA
    assert BOT not in world["groups"][0]["member_ids"]
    payload = "g_" + "x" * 43
    await emulator.sim("start-group", person=MARINA, chat=STAFF_CHAT_ID, payload=payload)
    welcome, joined, said = await emulator.updates()
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert welcome["message"]["new_chat_members"][0]["id"] == BOT
    assert said["message"]["text"] == f"/start@kiosk_demo_bot {payload}"
    assert said["message"]["from"]["id"] == MARINA
    await emulator.sim("start-group", person=MARINA, chat=STAFF_CHAT_ID, payload="again")
    (again,) = await emulator.updates()
    assert again["message"]["text"].endswith(" again")
    for wrong in ({"person": IVAN}, {"payload": "no spaces"}, {"chat": MARINA}):
        body = {"person": MARINA, "chat": STAFF_CHAT_ID, "payload": "", **wrong}
        assert (await emulator.http.post("/sim/start-group", json=body)).status_code in {400, 404}
