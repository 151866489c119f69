"""The emulator against the machine-readable Bot API: names of parameters, shapes of results.

The description lies beside the checkout (``../shared/data``) and is not part of it.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kiosk.telegram_emulator import AIGERIM, IVAN, MARINA, STAFF_CHAT_ID
from kiosk.telegram_emulator.method_names import METHOD_NAMES
from kiosk.telegram_emulator.registry import METHODS

from .conftest import BOT, Emulator, picture

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "telegram"
# Parameters that the server still takes although its documentation has dropped them.
OLD_PARAMETERS = {
    "reply_to_message_id", "allow_sending_without_reply", "disable_web_page_preview", "switch_pm_text",
    "switch_pm_parameter", "message_thread_id", "direct_messages_topic_id", "allow_paid_broadcast",
    "message_effect_id", "suggested_post_parameters", "business_connection_id", "reply_markup",
    "disable_notification", "protect_content", "reply_parameters", "parse_mode", "has_spoiler",
    "show_caption_above_media",
}  # fmt: skip


def read(name: str) -> Any:
    path = DATA / name
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{path} is missing, and CI must have it")
        pytest.skip(f"{path} is missing: the Bot API's description lies beside the checkout")
    return json.loads(path.read_text())


@pytest.fixture(scope="module")
def api() -> Any:
    return read("paulsonoflars-api.json")


def test_every_method_is_known(api: Any) -> None:
    assert set(METHOD_NAMES) == set(api["methods"])
    assert {played.name for played in METHODS.values()} <= set(METHOD_NAMES)


def test_parameters_have_their_names(api: Any) -> None:
    for played in METHODS.values():
        documented = {field["name"] for field in api["methods"][played.name].get("fields", [])}
        ours = set(played.model.model_fields)
        assert documented <= ours, f"{played.name} does not read {documented - ours}"
        assert ours - documented <= OLD_PARAMETERS, f"{played.name} invents {ours - documented}"


class Checker:
    """Checks a JSON value against a documented type."""

    def __init__(self, types: Any) -> None:
        self.types = types

    def fits(self, value: Any, wanted: str) -> list[str]:
        """Return what is wrong with ``value`` as a ``wanted``."""
        if wanted.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{value!r} is no {wanted}"]
            return [
                problem for item in value for problem in self.fits(item, wanted.removeprefix("Array of "))
            ]
        simple = {"Integer": int, "String": str, "Boolean": bool, "Float": (int, float)}
        if wanted in simple:
            right = isinstance(value, simple[wanted]) and (wanted == "Boolean" or not isinstance(value, bool))
            return [] if right else [f"{value!r} is no {wanted}"]
        described = self.types[wanted]
        if described.get("subtypes"):
            found = [self.fits(value, name) for name in described["subtypes"]]
            return [] if [] in found else [f"{value!r} is none of {wanted}: {min(found, key=len)}"]
        return self.object(value, wanted, described.get("fields", []))

    def object(self, value: Any, name: str, fields: list[Any]) -> list[str]:
        if not isinstance(value, dict):
            return [f"{value!r} is no {name}"]
        known = {field["name"]: field for field in fields}
        problems = [f"{name} has no field {key}" for key in value.keys() - known.keys()]
        for key, field in known.items():
            if key not in value:
                problems += [f"{name} lacks {key}"] if field["required"] else []
                continue
            if value[key] is None:
                problems.append(f"{name}.{key} is null")
                continue
            tried = [self.fits(value[key], kind) for kind in field["types"]]
            if [] not in tried:
                problems += [f"{name}.{key}: {problem}" for problem in min(tried, key=len)]
        return problems


async def scenario(emulator: Emulator) -> dict[str, Any]:
    """Call all played methods with a result worth looking at; return the results by method."""
    here = {"chat_id": IVAN}
    staff = {"chat_id": STAFF_CHAT_ID}
    button = {"inline_keyboard": [[{"text": "x", "callback_data": "a"}]]}
    png = ("a.png", picture())
    results: dict[str, Any] = {}

    async def do(method: str, files: Any = None, **params: Any) -> Any:
        results[method] = await emulator.call(method, files=files, **params)
        return results[method]

    await do("getMe")
    text = await do("sendMessage", **here, text="<b>x</b> @you", parse_mode="HTML", reply_markup=button)
    await do("editMessageText", **here, message_id=text["message_id"], text="y", reply_markup=button)
    await do("editMessageReplyMarkup", **here, message_id=text["message_id"])
    await do(
        "sendMessage", **here, text="re", reply_parameters={"message_id": text["message_id"], "quote": "y"}
    )
    photo = await do("sendPhoto", {"photo": png}, **here, caption="c", has_spoiler="true")
    await do("editMessageCaption", **here, message_id=photo["message_id"], caption="d")
    file_id = photo["photo"][-1]["file_id"]
    await do(
        "editMessageMedia", **here, message_id=text["message_id"], media={"type": "photo", "media": file_id}
    )
    await do("getFile", file_id=file_id)
    media = json.dumps([{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": file_id}])
    await do("sendMediaGroup", {"a": png}, **here, media=media)
    for kind, method in (
        ("document", "sendDocument"), ("video", "sendVideo"), ("animation", "sendAnimation"),
        ("audio", "sendAudio"), ("voice", "sendVoice"), ("video_note", "sendVideoNote"),
        ("sticker", "sendSticker"),
    ):  # fmt: skip
        await do(method, {kind: ("file.bin", b"bytes"), "thumbnail": png}, **here)
    await do("sendContact", **here, phone_number="+7", first_name="A")
    await do("sendLocation", **here, latitude=43.2, longitude=76.9)
    await do("sendVenue", **here, latitude=43.2, longitude=76.9, title="T", address="A")
    await do("sendDice", **here)
    await do("forwardMessage", **staff, from_chat_id=IVAN, message_id=photo["message_id"])
    await do("copyMessage", **staff, from_chat_id=IVAN, message_id=photo["message_id"], caption="n")
    await do("forwardMessages", **staff, from_chat_id=IVAN, message_ids=[photo["message_id"]])
    await do("copyMessages", **staff, from_chat_id=IVAN, message_ids=[photo["message_id"]])
    await do("pinChatMessage", **here, message_id=photo["message_id"])
    for chat in (here, staff):
        await do("getChat", **chat)
        await do("getChatMemberCount", **chat)
        await do("getChatMember", **chat, user_id=BOT)
    await do("getChatAdministrators", **staff)
    for user, status in ((AIGERIM, "member"), (IVAN, "restricted"), (IVAN, "kicked")):
        await emulator.sim("groups/member", person=MARINA, chat=STAFF_CHAT_ID, user_id=user, status=status)
        await do("getChatMember", **staff, user_id=user)
    await do("createChatInviteLink", **staff, name="n")
    await do("exportChatInviteLink", **staff)
    await do("setMyCommands", commands=[{"command": "start", "description": "s"}])
    await do("getMyCommands")
    for what in ("Name", "Description", "ShortDescription"):
        await do(f"getMy{what}")
    await do("getChatMenuButton")
    await do("getMyDefaultAdministratorRights")
    await do("getUserProfilePhotos", user_id=IVAN)
    prices = [{"label": "a", "amount": 5}]
    stars = {"title": "T", "description": "D", "payload": "p", "currency": "XTR", "prices": prices}
    await do("sendInvoice", **here, **stars)
    await do("createInvoiceLink", **stars)
    await do("getMyStarBalance")
    await do("getStarTransactions")
    await do("getWebhookInfo")
    forum = await emulator.sim("groups", person=MARINA, title="F", is_forum=True, member_ids=[])
    await emulator.sim(
        "groups/member", person=MARINA, chat=forum["chat"]["id"], user_id=BOT, status="administrator"
    )
    topic = await do("createForumTopic", chat_id=forum["chat"]["id"], name="T")
    await do(
        "sendMessage", chat_id=forum["chat"]["id"], message_thread_id=topic["message_thread_id"], text="x"
    )
    await do("getForumTopicIconStickers")
    return results


async def test_results_have_their_shapes(api: Any, emulator: Emulator) -> None:
    checker = Checker(api["types"])
    for method, result in (await scenario(emulator)).items():
        returns = api["methods"][method]["returns"]
        tried = [checker.fits(result, kind) for kind in returns]
        assert [] in tried, f"{method}: {min(tried, key=len)}"


async def test_updates_have_their_shapes(api: Any, emulator: Emulator) -> None:
    emulator.world.bots[BOT].allowed_updates = [
        "message", "edited_message", "callback_query", "inline_query", "chosen_inline_result",
        "pre_checkout_query", "my_chat_member", "chat_member", "message_reaction",
    ]  # fmt: skip
    await scenario(emulator)
    sent = await emulator.call("sendMessage", chat_id=STAFF_CHAT_ID, text="x")
    await emulator.sim("text", person=MARINA, chat=STAFF_CHAT_ID, text="hi", reply_to=sent["message_id"])
    await emulator.sim("press", person=MARINA, chat=STAFF_CHAT_ID, message=sent["message_id"], data="x")
    await emulator.sim("press", person=MARINA, chat=STAFF_CHAT_ID, message=1, data="x")
    await emulator.sim("react", person=MARINA, chat=STAFF_CHAT_ID, message=sent["message_id"], emoji="👍")
    await emulator.sim("contact", person=IVAN, chat=IVAN)
    await emulator.sim("location", person=IVAN, chat=IVAN, latitude=1, longitude=2)
    await emulator.sim("webapp/data", person=IVAN, chat=IVAN, data="d", button_text="b")
    await emulator.http.post("/sim/photo", data={"person": IVAN, "chat": IVAN}, files={"file": picture()})
    await emulator.sim("block", person=IVAN, blocked=True)
    checker = Checker(api["types"])
    kinds = set()
    for update in await emulator.updates():
        kinds |= update.keys()
        assert checker.fits(update, "Update") == []
    assert kinds >= {"message", "callback_query", "my_chat_member", "chat_member", "message_reaction"}


async def test_requests_of_foreign_clients(emulator: Emulator) -> None:
    """Replay what five client libraries really send; file bytes are replaced by a real picture."""
    shapes = read("client-request-shapes.json")
    token = emulator.world.bots[BOT].token
    emulator.world.options = type(emulator.world.options)(flood=None)
    emulator.world.add_person(type(emulator.world.people[IVAN])(1, "One"))
    emulator.world.private_chat(BOT, 1).started = True
    sent = await emulator.call("sendPhoto", files={"photo": ("a.png", picture())}, chat_id=1)
    file_id = sent["photo"][-1]["file_id"]
    seen = set()
    for shape in shapes:
        method = shape["path"].rpartition("/")[2]
        await emulator.call("deleteWebhook")
        note = await emulator.call("sendMessage", chat_id=1, text="old")
        body, query = shape["body"], shape["query"]
        query = query.replace("message_id=1", f"message_id={note['message_id']}").replace("FILEID", file_id)
        body = body.replace("message_id=1", f"message_id={note['message_id']}").replace("FILEID", file_id)
        body = body.replace('"message_id":1', f'"message_id":{note["message_id"]}').replace(
            "timeout=1", "timeout=0"
        )
        press = await emulator.sim("press", person=1, chat=1, message=note["message_id"], data="x")
        for field in ("callback_query_id=9", '"callback_query_id":"9"'):
            fresh = field.replace("9", press["callback_query_id"])
            body, query = body.replace(field, fresh), query.replace(field, fresh)
        headers = {"content-type": shape["content_type"]} if shape["content_type"] else {}
        data: Any = body.encode()
        if shape["encoding"] == "multipart":
            boundary = body.partition("\r\n")[0].removeprefix("--")
            headers["content-type"] = f"multipart/form-data; boundary={boundary}"
            data = _with_picture(body)
            if shape["chunked"]:
                data = _chunks(data)
        answer = await emulator.http.request(
            shape["http"], f"/bot{token}/{method}?{query}", content=data, headers=headers
        )
        assert answer.json()["ok"], (shape["client"], method, answer.json())
        seen.add((shape["client"], method))
    assert len(seen) == len({(shape["client"], shape["path"]) for shape in shapes}) == 50


def _with_picture(body: str) -> bytes:
    """Put a real picture where the recording has an abridged one."""
    end = body.index("fake\r\n--") + len("fake")
    begin = body.rindex("\r\n\r\n", 0, end) + 4
    return body[:begin].encode() + picture(40, 30) + body[end:].encode()


async def _chunks(data: bytes) -> Any:
    for start in range(0, len(data), 100):
        yield data[start : start + 100]
