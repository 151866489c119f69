"""Text messages, and the signs that something is coming."""

from kiosk.telegram_emulator.access import find_chat, require_writable
from kiosk.telegram_emulator.arguments import Arguments, ChatRef, Flag, Int, Json, Text, decode
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.records import Payload
from kiosk.telegram_emulator.registry import Call, plays
from kiosk.telegram_emulator.sending import Sending, deliver, message_text, resolve

_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "record_audio", "upload_audio", "upload_document", "choose_sticker", "find_location",
    "record_video_note", "upload_video_note", "cancel",
})  # fmt: skip


class SendMessage(Sending):
    """Parameters of ``sendMessage``."""

    text: Text = ""
    parse_mode: Text = ""
    entities: Json = None
    link_preview_options: Json = None
    disable_web_page_preview: Flag = False


class SendChatAction(Arguments):
    """Parameters of ``sendChatAction``."""

    business_connection_id: Text = ""
    chat_id: ChatRef = ""
    message_thread_id: Int = 0
    action: Text = ""


def link_preview(args: object) -> Payload:
    """Return ``link_preview_options`` of a message, from its own parameter or the older one."""
    given = decode(
        getattr(args, "link_preview_options", None), "Can't parse link preview options JSON object"
    )
    if given is not None and not isinstance(given, dict):
        raise bad_request("Object expected as link preview options")
    if not given and getattr(args, "disable_web_page_preview", False):
        given = {"is_disabled": True}
    return {"link_preview_options": given} if given else {}


@plays("sendMessage")
def send_message(call: Call, args: SendMessage) -> Payload:
    """Send a text."""
    content = message_text(call, args.text, args.parse_mode, args.entities) | link_preview(args)
    return deliver(call, resolve(call, args), content).payload


@plays("sendChatAction")
def send_chat_action(call: Call, args: SendChatAction) -> bool:
    """Show that the bot is typing or uploading; it fades after five seconds or with the next message."""
    chat = find_chat(call.world, call.bot, args.chat_id)
    if args.action.lower() not in _ACTIONS:
        raise bad_request("Wrong parameter action in request")
    require_writable(call.world, call.bot, chat)
    call.world.emit(chat, {"type": "chat_action", "action": args.action.lower()})
    return True
