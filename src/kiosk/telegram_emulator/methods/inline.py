"""Inline mode: results that people may send from any chat."""

from typing import Any

from kiosk.telegram_emulator.arguments import Arguments, Flag, Int, Json, Text, decode
from kiosk.telegram_emulator.constants import MAX_CAPTION_CHARACTERS
from kiosk.telegram_emulator.errors import QUERY_TOO_OLD, bad_request
from kiosk.telegram_emulator.inline_results import send_result
from kiosk.telegram_emulator.keyboards import check_web_app, parse_markup, read_inline
from kiosk.telegram_emulator.records import Payload
from kiosk.telegram_emulator.registry import Call, plays
from kiosk.telegram_emulator.sending import format_for, message_text

RESULT_TYPES = frozenset({
    "article", "photo", "gif", "mpeg4_gif", "video", "audio", "voice", "document", "location", "venue",
    "contact", "game", "sticker",
})  # fmt: skip


class AnswerInlineQuery(Arguments):
    """Parameters of ``answerInlineQuery``."""

    inline_query_id: Text = ""
    results: Json = None
    cache_time: Int = 300
    is_personal: Flag = False
    next_offset: Text = ""
    button: Json = None
    switch_pm_text: Text = ""
    switch_pm_parameter: Text = ""


class AnswerWebAppQuery(Arguments):
    """Parameters of ``answerWebAppQuery``."""

    web_app_query_id: Text = ""
    result: Json = None


def read_result(call: Call, raw: Any) -> Payload:
    """Check one InlineQueryResult and parse its texts; raises the server's 400s."""
    if not isinstance(raw, dict):
        raise bad_request("Can't parse inline query result: Inline query result must be an object")
    if raw.get("type") not in RESULT_TYPES:
        raise bad_request("Can't parse inline query result: type must be one of the known types")
    if not 1 <= len(str(raw.get("id") or "").encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    result = dict(raw)
    markup = parse_markup(raw.get("reply_markup"))
    result["reply_markup"] = read_inline(markup, private=True) if markup else None
    result["content"] = _content(call, raw)
    return result


def _content(call: Call, raw: dict[str, Any]) -> Payload:
    """Return the text that a result sends, "input_message_content" or the caption."""
    given = raw.get("input_message_content")
    if given is None:
        if raw["type"] == "article":
            raise bad_request("Can't parse inline query result: Input message content is not specified")
        plain, found = format_for(
            call, str(raw.get("caption") or ""), str(raw.get("parse_mode") or ""), raw.get("caption_entities")
        )
        if len(plain) > MAX_CAPTION_CHARACTERS:
            raise bad_request("Message caption is too long")
        return ({"caption": plain} if plain else {}) | ({"caption_entities": found} if found else {})
    if not isinstance(given, dict):
        raise bad_request("Can't parse inline query result: Input message content must be an Object")
    if "message_text" in given:
        mode = str(given.get("parse_mode") or "")
        content = message_text(call, str(given["message_text"]), mode, given.get("entities"))
        if given.get("link_preview_options"):
            content["link_preview_options"] = given["link_preview_options"]
        return content
    if "phone_number" in given:
        names = ("phone_number", "first_name", "last_name", "vcard")
        return {"contact": {name: given[name] for name in names if given.get(name)}}
    if "latitude" in given:
        return {"location": {"latitude": given["latitude"], "longitude": given.get("longitude", 0)}}
    raise bad_request("Can't parse inline query result: Input message content is not specified")


def _button(args: AnswerInlineQuery) -> Payload | None:
    raw = decode(args.button, "Can't parse inline query results button JSON object")
    if raw is None:
        if not args.switch_pm_text:
            return None
        raw = {"text": args.switch_pm_text, "start_parameter": args.switch_pm_parameter}
    if not isinstance(raw, dict):
        raise bad_request(
            "Can't parse inline query results button: InlineQueryResultsButton must be an Object"
        )
    if bool(raw.get("web_app")) == bool(raw.get("start_parameter")):
        raise bad_request(
            "Can't parse inline query results button: "
            "InlineQueryResultsButton must have exactly one optional field"
        )
    button: Payload = {"text": str(raw.get("text") or "")}
    if raw.get("web_app"):
        return button | {"web_app": check_web_app(raw["web_app"], "Inline query results button")}
    start = str(raw["start_parameter"])
    if len(start) > 64 or not start.replace("_", "").replace("-", "").isalnum() or not start.isascii():
        raise bad_request("START_PARAM_INVALID")
    return button | {"start_parameter": start}


@plays("answerInlineQuery")
def answer_inline_query(call: Call, args: AnswerInlineQuery) -> bool:
    """Give up to 50 results to a person who typed the bot's name."""
    raw = decode(args.results, "Can't parse JSON encoded inline query results: Unexpected symbol")
    raw = [] if raw is None else raw
    if not isinstance(raw, list):
        raise bad_request("Expected an Array of inline query results")
    if len(raw) > 50:
        raise bad_request("Too many inline query results specified")
    if len(args.next_offset.encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    button = _button(args)
    results = [read_result(call, item) for item in raw]
    if len({str(result["id"]) for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    query = call.world.queries.take("inline", args.inline_query_id, call.bot.id)
    if query is None or query.answer is None or query.answer.done():
        raise bad_request(QUERY_TOO_OLD)
    query.answer.set_result({"results": results, "next_offset": args.next_offset, "button": button})
    return True


@plays("answerWebAppQuery")
async def answer_web_app_query(call: Call, args: AnswerWebAppQuery) -> Payload:
    """Send a message on behalf of a person who used a Mini App."""
    result = read_result(call, decode(args.result, "Can't parse JSON encoded web view query results"))
    query = call.world.queries.take("web_app", args.web_app_query_id, call.bot.id)
    if query is None:
        raise bad_request(QUERY_TOO_OLD)
    chat = call.world.chat(call.bot.id, query.chat)
    if chat is None:
        raise bad_request("chat not found")
    message = await send_result(call, chat, query.person, result)
    return {"inline_message_id": message.hidden.get("inline_message_id", "")}
