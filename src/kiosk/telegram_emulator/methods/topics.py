"""Topics of forums."""

from kiosk.telegram_emulator.access import find_chat, require_right, supergroup_only
from kiosk.telegram_emulator.arguments import Arguments, ChatRef, Int, NoArguments, Text
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.posting import post, remove
from kiosk.telegram_emulator.records import Chat, Payload, Topic
from kiosk.telegram_emulator.registry import Call, plays

_COLORS = frozenset({0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F})
GENERAL = 1


class InForum(Arguments):
    """A forum."""

    chat_id: ChatRef = ""


class CreateForumTopic(InForum):
    """Parameters of ``createForumTopic``."""

    name: Text = ""
    icon_color: Int = 0
    icon_custom_emoji_id: Text = ""


class InTopic(InForum):
    """A topic of a forum."""

    message_thread_id: Int = 0


class EditForumTopic(InTopic):
    """Parameters of ``editForumTopic``."""

    name: Text = ""
    icon_custom_emoji_id: Text = ""


class EditGeneralForumTopic(InForum):
    """Parameters of ``editGeneralForumTopic``."""

    name: Text = ""


def _forum(call: Call, args: InForum) -> Chat:
    chat = find_chat(call.world, call.bot, args.chat_id)
    supergroup_only(chat)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    require_right(call.world, call.bot, chat, "can_manage_topics", "manage topics")
    return chat


def _topic(call: Call, args: InTopic) -> tuple[Chat, Topic]:
    chat = _forum(call, args)
    topic = chat.topics.get(args.message_thread_id)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


def _general(call: Call, args: InForum) -> tuple[Chat, Topic]:
    chat = _forum(call, args)
    return chat, chat.topics.setdefault(GENERAL, Topic(GENERAL, "General"))


def _tell(call: Call, chat: Chat, topic: Topic, event: Payload) -> bool:
    """Post the service message of a change in its topic."""
    place: Payload = {} if topic.thread_id == GENERAL else {
        "message_thread_id": topic.thread_id, "is_topic_message": True,
    }  # fmt: skip
    post(call.world, chat, call.bot.id, place | event)
    return True


@plays("createForumTopic")
def create_forum_topic(call: Call, args: CreateForumTopic) -> Payload:
    """Open a topic."""
    chat = _forum(call, args)
    if not 1 <= len(args.name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not args.name else "TOPIC_TITLE_INVALID")
    if args.icon_color and args.icon_color not in _COLORS:
        raise bad_request("invalid icon color specified")
    look: Payload = {"name": args.name, "icon_color": args.icon_color or 0x6FB9F0}
    if args.icon_custom_emoji_id:
        look["icon_custom_emoji_id"] = args.icon_custom_emoji_id
    message = post(call.world, chat, call.bot.id, {"forum_topic_created": look})
    chat.topics[message.id] = Topic(message.id, args.name, look["icon_color"], args.icon_custom_emoji_id)
    return {"message_thread_id": message.id} | look


@plays("editForumTopic")
def edit_forum_topic(call: Call, args: EditForumTopic) -> bool:
    """Rename a topic or change its icon."""
    chat, topic = _topic(call, args)
    changed: Payload = {}
    if args.name and args.name != topic.name:
        topic.name = changed["name"] = args.name
    if (
        "icon_custom_emoji_id" in args.model_fields_set
        and args.icon_custom_emoji_id != topic.icon_custom_emoji_id
    ):
        topic.icon_custom_emoji_id = changed["icon_custom_emoji_id"] = args.icon_custom_emoji_id
    if not changed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    return _tell(call, chat, topic, {"forum_topic_edited": changed})


def _close(call: Call, place: tuple[Chat, Topic], *, closed: bool) -> bool:
    chat, topic = place
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    return _tell(call, chat, topic, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})


@plays("closeForumTopic")
def close_forum_topic(call: Call, args: InTopic) -> bool:
    """Close a topic for new messages."""
    return _close(call, _topic(call, args), closed=True)


@plays("reopenForumTopic")
def reopen_forum_topic(call: Call, args: InTopic) -> bool:
    """Open a closed topic again."""
    return _close(call, _topic(call, args), closed=False)


@plays("deleteForumTopic")
def delete_forum_topic(call: Call, args: InTopic) -> bool:
    """Delete a topic with all its messages."""
    chat, topic = _topic(call, args)
    del chat.topics[topic.thread_id]
    inside = [
        number for number, message in chat.messages.items()
        if message.payload.get("message_thread_id") == topic.thread_id
    ]  # fmt: skip
    remove(call.world, chat, inside)
    return True


def _unpin(call: Call, chat: Chat, thread: int) -> bool:
    kept = []
    for number in chat.pinned:
        message = chat.messages.get(number)
        if message and message.payload.get("message_thread_id", GENERAL) != thread:
            kept.append(number)
    chat.pinned = kept
    call.world.emit(chat, {"type": "pinned", "message_ids": kept})
    return True


@plays("unpinAllForumTopicMessages")
def unpin_topic(call: Call, args: InTopic) -> bool:
    """Unpin everything in a topic."""
    chat, topic = _topic(call, args)
    return _unpin(call, chat, topic.thread_id)


@plays("unpinAllGeneralForumTopicMessages")
def unpin_general(call: Call, args: InForum) -> bool:
    """Unpin everything in the general topic."""
    chat, _ = _general(call, args)
    return _unpin(call, chat, GENERAL)


@plays("editGeneralForumTopic")
def edit_general(call: Call, args: EditGeneralForumTopic) -> bool:
    """Rename the general topic."""
    chat, topic = _general(call, args)
    if not args.name or args.name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = args.name
    return _tell(call, chat, topic, {"forum_topic_edited": {"name": args.name}})


@plays("closeGeneralForumTopic")
def close_general(call: Call, args: InForum) -> bool:
    """Close the general topic."""
    return _close(call, _general(call, args), closed=True)


@plays("reopenGeneralForumTopic")
def reopen_general(call: Call, args: InForum) -> bool:
    """Open the general topic again."""
    return _close(call, _general(call, args), closed=False)


def _hide(call: Call, args: InForum, *, hidden: bool) -> bool:
    chat, topic = _general(call, args)
    if topic.hidden == hidden:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.hidden = topic.closed = hidden
    return _tell(call, chat, topic, {f"general_forum_topic_{'hidden' if hidden else 'unhidden'}": {}})


@plays("hideGeneralForumTopic")
def hide_general(call: Call, args: InForum) -> bool:
    """Hide the general topic and close it."""
    return _hide(call, args, hidden=True)


@plays("unhideGeneralForumTopic")
def unhide_general(call: Call, args: InForum) -> bool:
    """Show the general topic."""
    return _hide(call, args, hidden=False)


@plays("getForumTopicIconStickers")
def get_icon_stickers(_call: Call, _args: NoArguments) -> list[Payload]:
    """Return no stickers: the emulator's forums have colours only."""
    return []
