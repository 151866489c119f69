"""Answers to pressed buttons."""

from kiosk.telegram_emulator.arguments import Arguments, Flag, Int, Text
from kiosk.telegram_emulator.errors import QUERY_TOO_OLD, bad_request
from kiosk.telegram_emulator.registry import Call, plays


class AnswerCallbackQuery(Arguments):
    """Parameters of ``answerCallbackQuery``."""

    callback_query_id: Text = ""
    text: Text = ""
    show_alert: Flag = False
    url: Text = ""
    cache_time: Int = 0


@plays("answerCallbackQuery")
def answer_callback_query(call: Call, args: AnswerCallbackQuery) -> bool:
    """Stop the button's spinner, with a toast, an alert or a link."""
    if len(args.text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    query = call.world.queries.take("callback", args.callback_query_id, call.bot.id)
    if query is None:
        raise bad_request(QUERY_TOO_OLD)
    event: dict[str, object] = {"type": "callback_answer", "callback_query_id": query.id, "chat": query.chat}
    if args.text:
        event |= {"text": args.text, "show_alert": args.show_alert}
    if args.url:
        event["url"] = args.url
    call.world.events.emit([query.person], event)
    return True
