"""Each row of the table of errors and limits (reference/telegram.md §1.4)."""

import asyncio
from typing import Any

import orjson
import pytest

from kiosk.telegram_emulator import IVAN, MARINA, OLENA, STAFF_CHAT_ID, FloodLimits, ManualClock

from .conftest import BOT, Emulator, make, picture

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
BUTTON = "Bad Request: can't parse inline keyboard button: "


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **button}]]}


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/", 404, "Not Found"),
        ("/something/else", 404, "Not Found"),
        ("/bot{token}/noSuchMethod", 404, "Not Found: method not found"),
        ("/bot123/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot0123:abc/getMe", 401, "Unauthorized: invalid token specified"),
        (f"/bot1:{'a' * 80}/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot42:WRONG/getMe", 401, "Unauthorized"),
        (f"/bot{BOT}:WRONG/getMe", 401, "Unauthorized"),
        ("/bot{token}/sendPoll", 501, "Not Implemented: the emulator does not play sendPoll"),
        ("/bot{token}/SENDPOLL", 501, "Not Implemented: the emulator does not play sendPoll"),
    ],
)
async def test_address_and_token(emulator: Emulator, path: str, code: int, description: str) -> None:
    token = next(iter(emulator.world.bots.values())).token
    answer = await emulator.http.post(path.replace("{token}", token))
    assert answer.headers["content-type"] == "application/json"
    assert (answer.status_code, answer.json()) == (
        code, {"ok": False, "error_code": code, "description": description},
    )  # fmt: skip


MESSAGE_ROWS: list[tuple[dict[str, Any], int, str]] = [
    ({"text": "x"}, 400, "Bad Request: chat_id is empty"),
    ({"chat_id": 999, "text": "x"}, 400, "Bad Request: chat not found"),
    ({"chat_id": "@nobody", "text": "x"}, 400, "Bad Request: chat not found"),
    ({"chat_id": "gibberish", "text": "x"}, 400, "Bad Request: chat not found"),
    ({"chat_id": OLENA, "text": "x"}, 403, "Forbidden: bot can't initiate conversation with a user"),
    ({"chat_id": IVAN}, 400, "Bad Request: message text is empty"),
    ({"chat_id": IVAN, "text": ""}, 400, "Bad Request: message text is empty"),
    ({"chat_id": IVAN, "text": " \n "}, 400, "Bad Request: text must be non-empty"),
    ({"chat_id": IVAN, "text": "я" * 4097}, 400, "Bad Request: message is too long"),
    ({"chat_id": IVAN, "text": "x" * 32769}, 400, "Bad Request: text is too long"),
    ({"chat_id": IVAN, "text": "x", "parse_mode": "XML"}, 400, "Bad Request: unsupported parse_mode"),
    (
        {"chat_id": IVAN, "text": "<b>x</i>", "parse_mode": "HTML"}, 400,
        'Bad Request: can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    ),
    (
        {"chat_id": IVAN, "text": "a.b", "parse_mode": "MarkdownV2"}, 400,
        "Bad Request: can't parse entities: "
        "Character '.' is reserved and must be escaped with the preceding '\\'",
    ),
    (
        {"chat_id": IVAN, "text": "x", "reply_parameters": {"message_id": 1}}, 400,
        "Bad Request: message to be replied not found",
    ),
    ({"chat_id": IVAN, "text": "x", "message_thread_id": 5}, 400, "Bad Request: message thread not found"),
    (
        {"chat_id": IVAN, "text": "x", "reply_markup": "{"}, 400,
        "Bad Request: can't parse reply keyboard markup JSON object",
    ),
    ({"chat_id": IVAN, "text": "x", "reply_markup": [1]}, 400, "Bad Request: object expected as reply markup"),
    (
        {"chat_id": IVAN, "text": "x", "reply_markup": {"inline_keyboard": [{"text": "x"}]}}, 400,
        'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    (
        {"chat_id": IVAN, "text": "x", "reply_markup": {"keyboard": ["x"]}}, 400,
        'Bad Request: field "keyboard" must be an Array of Arrays',
    ),
    (
        {"chat_id": IVAN, "text": "x", "reply_markup": keyboard(callback_data="ы" * 33)}, 400,
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        {"chat_id": IVAN, "text": "x", "reply_markup": keyboard(callback_data="")}, 400,
        f"{BUTTON}Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"chat_id": IVAN, "text": "x", "reply_markup": keyboard()}, 400,
        f"{BUTTON}Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"chat_id": IVAN, "text": "x", "reply_markup": keyboard(web_app={"url": "http://shop.example/app"})}, 400,
        "Bad Request: inline keyboard button Web App URL 'http://shop.example/app' is invalid: "
        "Only HTTPS links are allowed",
    ),
    (
        {"chat_id": STAFF_CHAT_ID, "text": "x", "reply_markup": keyboard(web_app={"url": "https://shop.example"})},
        400, "Bad Request: BUTTON_TYPE_INVALID",
    ),
    (
        {"chat_id": IVAN, "text": "x", "reply_markup": keyboard(url="no link")}, 400,
        "Bad Request: inline keyboard button URL 'no link' is invalid: Wrong HTTP URL",
    ),
    (
        {
            "chat_id": IVAN, "text": "x",
            "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101},
        },
        400, "Bad Request: reply markup is too long",
    ),
    (
        {
            "chat_id": STAFF_CHAT_ID, "text": "x",
            "reply_markup": {"keyboard": [[{"text": "x", "request_contact": True}]]},
        },
        400, "Bad Request: phone number can be requested in private chats only",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("params", "code", "description"), MESSAGE_ROWS)
async def test_send_message(emulator: Emulator, params: dict[str, Any], code: int, description: str) -> None:
    assert await emulator.refused("sendMessage", **params) == (code, description)


async def test_limits_are_counted_after_parsing(emulator: Emulator) -> None:
    text = "<b>" + "я" * 4096 + "</b>"
    sent = await emulator.call("sendMessage", chat_id=IVAN, text=text, parse_mode="HTML")
    assert len(sent["text"]) == 4096
    files = {"photo": ("a.png", picture())}
    caption = "<i>" + "ы" * 1024 + "</i>"
    await emulator.call("sendPhoto", files=files, chat_id=IVAN, caption=caption, parse_mode="HTML")
    assert await emulator.refused("sendPhoto", files=files, chat_id=IVAN, caption="ы" * 1025) == (
        400, "Bad Request: message caption is too long",
    )  # fmt: skip


async def test_sixty_four_bytes_and_a_hundred_buttons_are_fine(emulator: Emulator) -> None:
    rows = [[{"text": "x", "callback_data": "ы" * 32}] * 8] * 12 + [[{"text": "x", "callback_data": "y"}] * 4]
    sent = await emulator.call("sendMessage", chat_id=IVAN, text="x", reply_markup={"inline_keyboard": rows})
    assert sum(map(len, sent["reply_markup"]["inline_keyboard"])) == 100


async def test_blocked_deactivated_and_gone(emulator: Emulator) -> None:
    await emulator.sim("block", person=IVAN, blocked=True)
    assert await emulator.refused("sendMessage", chat_id=IVAN, text="x") == (
        403, "Forbidden: bot was blocked by the user",
    )  # fmt: skip
    await emulator.sim("block", person=IVAN, blocked=False)
    emulator.world.people[IVAN].deactivated = True
    assert await emulator.refused("sendMessage", chat_id=IVAN, text="x") == (
        403, "Forbidden: user is deactivated",
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_kicked_and_not_a_member(emulator: Emulator, kind: str) -> None:
    made = await emulator.sim("groups", person=MARINA, title="G", type=kind, member_ids=[BOT])
    chat = made["chat"]["id"]
    await emulator.sim("groups/member", person=MARINA, chat=chat, user_id=BOT, status="kicked")
    assert await emulator.refused("sendMessage", chat_id=chat, text="x") == (
        403, f"Forbidden: bot was kicked from the {kind} chat",
    )  # fmt: skip
    await emulator.sim("groups/member", person=MARINA, chat=chat, user_id=BOT, status="left")
    assert await emulator.refused("sendMessage", chat_id=chat, text="x") == (
        403, f"Forbidden: bot is not a member of the {kind} chat",
    )  # fmt: skip


async def test_migrated_group(emulator: Emulator) -> None:
    made = await emulator.sim("groups", person=MARINA, title="G", type="group", member_ids=[BOT])
    grown = await emulator.sim("groups/migrate", person=MARINA, chat=made["chat"]["id"])
    body = (await emulator.raw("sendMessage", chat_id=made["chat"]["id"], text="x")).json()
    assert body == {
        "ok": False, "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": grown["chat"]["id"]},
    }  # fmt: skip
    await emulator.call("sendMessage", chat_id=grown["chat"]["id"], text="x")


async def test_edit_refusals(emulator: Emulator) -> None:
    sent = await emulator.call("sendMessage", chat_id=IVAN, text="<b>x</b>", parse_mode="HTML",
                               reply_markup=keyboard(callback_data="a"))  # fmt: skip
    here = {"chat_id": IVAN, "message_id": sent["message_id"]}
    same = {**here, "text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": keyboard(callback_data="a")}
    assert await emulator.refused("editMessageText", **same) == (400, NOT_MODIFIED)
    assert await emulator.refused("editMessageReplyMarkup", **here, reply_markup=keyboard(callback_data="a")) == (
        400, NOT_MODIFIED,
    )  # fmt: skip
    assert await emulator.refused("editMessageCaption", **here, caption="x") == (
        400, "Bad Request: there is no caption in the message to edit",
    )  # fmt: skip
    photo = await emulator.call("sendPhoto", files={"photo": ("a.png", picture())}, chat_id=IVAN)
    on_photo = {"chat_id": IVAN, "message_id": photo["message_id"]}
    assert await emulator.refused("editMessageText", **on_photo, text="x") == (
        400, "Bad Request: there is no text in the message to edit",
    )  # fmt: skip
    theirs = (await emulator.sim("text", person=IVAN, chat=IVAN, text="hello"))["message"]
    assert await emulator.refused("editMessageText", chat_id=IVAN, message_id=theirs["message_id"], text="x") == (
        400, "Bad Request: message can't be edited",
    )  # fmt: skip
    for markup in ({"keyboard": [["a"]]}, {"remove_keyboard": True}, {"force_reply": True}):
        fixed = await emulator.call("sendMessage", chat_id=IVAN, text="x", reply_markup=markup)
        assert await emulator.refused("editMessageText", chat_id=IVAN, message_id=fixed["message_id"], text="y") == (
            400, "Bad Request: message can't be edited",
        )  # fmt: skip
    for method, more in (("editMessageText", {"text": "x"}), ("editMessageReplyMarkup", {})):
        assert await emulator.refused(method, chat_id=IVAN, message_id=7, **more) == (
            400, "Bad Request: message to edit not found",
        )  # fmt: skip


async def test_delete_refusals() -> None:
    clock = ManualClock()
    emulator = make(clock)
    await emulator.sim("start", person=IVAN)
    assert await emulator.refused("deleteMessage", chat_id=IVAN, message_id=7) == (
        400, "Bad Request: message to delete not found",
    )  # fmt: skip
    sent = await emulator.call("sendMessage", chat_id=IVAN, text="x")
    await clock.advance(48 * 3600 - 5, settle=0)
    young = await emulator.call("sendMessage", chat_id=IVAN, text="y")
    await clock.advance(10, settle=0)
    assert await emulator.refused("deleteMessage", chat_id=IVAN, message_id=sent["message_id"]) == (
        400, "Bad Request: message can't be deleted for everyone",
    )  # fmt: skip
    assert await emulator.call("deleteMessage", chat_id=IVAN, message_id=young["message_id"])
    assert await emulator.refused("deleteMessages", chat_id=IVAN, message_ids=list(range(1, 102))) == (
        400, "Bad Request: too many message identifiers specified",
    )  # fmt: skip
    member = emulator.world.groups[STAFF_CHAT_ID].members[BOT]
    theirs = (await emulator.sim("text", person=MARINA, chat=STAFF_CHAT_ID, text="x"))["message"][
        "message_id"
    ]
    member.rights = {}
    assert await emulator.refused("deleteMessage", chat_id=STAFF_CHAT_ID, message_id=theirs) == (
        400, "Bad Request: message can't be deleted",
    )  # fmt: skip


async def test_late_and_second_callback_answers() -> None:
    clock = ManualClock()
    emulator = make(clock)
    await emulator.sim("start", person=IVAN)
    sent = await emulator.call(
        "sendMessage", chat_id=IVAN, text="x", reply_markup=keyboard(callback_data="a")
    )
    press = {"person": IVAN, "chat": IVAN, "message": sent["message_id"], "data": "a"}
    first = (await emulator.sim("press", **press))["callback_query_id"]
    assert await emulator.call("answerCallbackQuery", callback_query_id=first)
    assert await emulator.refused("answerCallbackQuery", callback_query_id=first) == (400, TOO_OLD)
    assert await emulator.refused("answerCallbackQuery", callback_query_id="1") == (400, TOO_OLD)
    late = (await emulator.sim("press", **press))["callback_query_id"]
    await clock.advance(151, settle=0)
    assert await emulator.refused("answerCallbackQuery", callback_query_id=late) == (400, TOO_OLD)


INVOICE = {"chat_id": IVAN, "title": "T", "description": "D", "payload": "p", "currency": "XTR"}


@pytest.mark.parametrize(
    ("changes", "description"),
    [
        ({"prices": []}, "there must be at least one price"),
        (
            {"prices": [{"label": "", "amount": 1}]},
            "can't parse labeled price: LabeledPrice label must be non-empty",
        ),
        ({"prices": "nonsense"}, "can't parse prices JSON object"),
        ({"prices": [{"label": "a", "amount": 1}] * 2}, "STARS_INVOICE_INVALID"),
        ({"payload": "я" * 65}, "INVOICE_PAYLOAD_INVALID"),
        ({"currency": "USD"}, "PAYMENT_PROVIDER_INVALID"),
        (
            {"max_tip_amount": 9, "suggested_tip_amounts": [1, 2, 3, 4, 5]},
            "there can be at most 4 suggested tip amounts",
        ),
        (
            {"max_tip_amount": 3, "suggested_tip_amounts": [4]},
            "suggested tip amount can't be bigger than max_tip_amount",
        ),
    ],
)
async def test_invoices(emulator: Emulator, changes: dict[str, Any], description: str) -> None:
    params = {**INVOICE, "prices": [{"label": "a", "amount": 1}], **changes}
    assert await emulator.refused("sendInvoice", **params) == (400, f"Bad Request: {description}")


async def test_pre_checkout_refusals(emulator: Emulator) -> None:
    assert await emulator.refused("answerPreCheckoutQuery", pre_checkout_query_id="1", ok=False) == (
        400, 'Bad Request: parameter "error_message" is required',
    )  # fmt: skip
    assert await emulator.refused("answerPreCheckoutQuery", pre_checkout_query_id="1", ok=True) == (
        400,
        TOO_OLD,
    )


async def test_media_group_size(emulator: Emulator) -> None:
    photo = {"type": "photo", "media": "attach://a"}
    files = {"a": ("a.png", picture())}
    for count, text in ((0, "there are no messages to send"), (11, "too many messages to send as an album")):
        media = orjson.dumps([photo] * count).decode()
        assert await emulator.refused("sendMediaGroup", files=files, chat_id=IVAN, media=media) == (
            400, f"Bad Request: {text}",
        )  # fmt: skip


async def test_files(emulator: Emulator) -> None:
    assert await emulator.refused("getFile", file_id="nonsense") == (
        400, "Bad Request: wrong file_id or the file is temporarily unavailable",
    )  # fmt: skip
    assert await emulator.refused("getFile") == (400, "Bad Request: file_id not specified")
    assert await emulator.refused("sendPhoto", chat_id=IVAN) == (
        400, "Bad Request: there is no photo in the request",
    )  # fmt: skip
    huge = await emulator.call("sendDocument", files={"document": ("a.bin", b"x" * (20 * 1024 * 1024 + 1))},
                               chat_id=IVAN)  # fmt: skip
    assert await emulator.refused("getFile", file_id=huge["document"]["file_id"]) == (
        400, "Bad Request: file is too big",
    )  # fmt: skip


async def test_body_limits(emulator: Emulator) -> None:
    code, text = await emulator.refused("sendMessage", chat_id=IVAN, text="x" * (1024 * 1024))
    assert (code, text) == (413, "Request Entity Too Large: too many parameters")
    files = {f"f{number}": ("a", b"x") for number in range(51)}
    code, text = await emulator.refused("sendMessage", files=files, chat_id=IVAN, text="x")
    assert (code, text.partition(":")[0]) == (413, "Request Entity Too Large")
    token = emulator.world.bots[BOT].token
    answer = await emulator.http.get(f"/bot{token}/getMe", headers={"x-a": "x" * 262_200})
    assert (answer.status_code, answer.json()["error_code"]) == (431, 431)


async def test_flood() -> None:
    clock = ManualClock()
    emulator = make(clock, flood=FloodLimits())
    await emulator.sim("start", person=IVAN)
    for _ in range(5):
        await emulator.call("sendMessage", chat_id=IVAN, text="x")
    answer = await emulator.raw("sendMessage", chat_id=IVAN, text="x")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "1"
    assert answer.json() == {
        "ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }  # fmt: skip
    await clock.advance(1, settle=0)
    await emulator.call("sendMessage", chat_id=IVAN, text="x")
    for _ in range(20):
        await emulator.call("sendMessage", chat_id=STAFF_CHAT_ID, text="x")
    code, text = await emulator.refused("sendMessage", chat_id=STAFF_CHAT_ID, text="x")
    assert (code, text) == (429, "Too Many Requests: retry after 3")


async def test_flood_of_the_whole_bot() -> None:
    clock = ManualClock()
    emulator = make(clock, flood=FloodLimits())
    answers = []
    for person in range(600, 607):
        await emulator.sim("people", id=person, first_name="P")
        await emulator.sim("start", person=person)
        for _ in range(5):
            answers.append((await emulator.raw("sendMessage", chat_id=person, text="x")).status_code)
    assert answers == [200] * 30 + [429] * 5
    await clock.advance(1, settle=0)
    await emulator.call("sendMessage", chat_id=606, text="x")


async def test_a_thousand_calls_at_once_are_too_many() -> None:
    clock = ManualClock()
    emulator = make(clock)
    emulator.world.busy_calls = 1000
    answer = asyncio.ensure_future(emulator.raw("getMe"))
    await clock.advance(2.9)
    assert not answer.done()
    await clock.advance(0.2)
    assert (await answer).json()["parameters"] == {"retry_after": 60}
    emulator.world.busy_calls = 0
    await emulator.call("getMe")
    assert emulator.world.busy_calls == 0


async def test_dice_live_a_day_in_private() -> None:
    clock = ManualClock()
    emulator = make(clock)
    await emulator.sim("start", person=IVAN)
    here = {"chat_id": IVAN, "message_id": (await emulator.call("sendDice", chat_id=IVAN))["message_id"]}
    assert await emulator.refused("deleteMessage", **here) == (
        400, "Bad Request: message can't be deleted for everyone",
    )  # fmt: skip
    await clock.advance(24 * 3600, settle=0)
    assert await emulator.call("deleteMessage", **here)


async def test_chat_action_and_commands(emulator: Emulator) -> None:
    assert await emulator.refused("sendChatAction", chat_id=IVAN, action="dancing") == (
        400, "Bad Request: wrong parameter action in request",
    )  # fmt: skip
    one = {"command": "start", "description": "x"}
    for commands, text in (
        ([one] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ([{**one, "command": "Кириллица"}], "BOT_COMMAND_INVALID"),
        ([{**one, "command": "a" * 33}], "command length must not exceed 32"),
        ([{**one, "command": ""}], "command must be non-empty"),
        ([{**one, "description": ""}], "command description must be non-empty"),
        ([{**one, "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("nonsense", "can't parse commands JSON object"),
        ({"a": 1}, "expected an Array of BotCommand"),
    ):
        assert await emulator.refused("setMyCommands", commands=commands) == (400, f"Bad Request: {text}")
