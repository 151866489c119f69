"""Messages appear, change and go; everybody who must hear of it does."""

from typing import Any

from .records import Chat, Message, Payload
from .views import ACTIVE
from .world import World


def sender_fields(world: World, chat: Chat, sender: int) -> Payload:
    """Return who a message is from: a user, or the channel itself."""
    if chat.type == "channel":
        return {"sender_chat": world.chat_object(chat)}
    user = world.user_object(sender)
    return {"from": user} if user else {}


def post(
    world: World,
    chat: Chat,
    sender: int,
    content: Payload,
    *,
    bot: int = 0,
    hidden: Payload | None = None,
) -> Message:
    """Add a message to a chat, show it to its people and queue it for the bots that may read it.

    ``content`` is everything of the Message object but its id, sender, chat and date. ``bot`` is the bot
    that counts message ids, needed in private chats only.
    """
    now = world.now()
    number = world.next_message_id(chat, bot or chat.owner_bot)
    payload: Payload = {"message_id": number, **sender_fields(world, chat, sender)}
    payload |= {"chat": world.chat_object(chat), "date": now, **content}
    if "forum_topic_created" in content:
        payload |= {"message_thread_id": number, "is_topic_message": True}
    message = Message(number, sender, now, payload, hidden or {})
    chat.messages[number] = message
    if len(chat.messages) > world.options.messages_per_chat:
        del chat.messages[next(iter(chat.messages))]
    chat.last_activity = world.clock.time()
    world.emit(chat, {"type": "message", "message": payload})
    _count_unread(world, chat, sender)
    tell_bots(world, chat, message, "channel_post" if chat.type == "channel" else "message")
    return message


def _count_unread(world: World, chat: Chat, sender: int) -> None:
    for person in world.audience(chat):
        if person == sender:
            if chat.unread.pop(person, 0):
                world.emit(chat, {"type": "unread", "unread": 0}, only=person)
            continue
        chat.unread[person] = chat.unread.get(person, 0) + 1
        world.emit(chat, {"type": "unread", "unread": chat.unread[person]}, only=person)


def tell_bots(world: World, chat: Chat, message: Message, kind: str) -> None:
    """Queue a person's message for the bots of the chat that may read it."""
    if chat.owner_bot:
        if message.sender_id != chat.owner_bot:
            world.notify(chat.owner_bot, kind, message.payload, ("message", chat.id))
        return
    for user, member in chat.members.items():
        listens = user in world.bots and user != message.sender_id and member.status in ACTIVE
        if listens and _may_read(world, user, member.status, message):
            world.notify(user, kind, message.payload, ("message", chat.id))


_SERVICE_FIELDS = frozenset({
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo",
    "pinned_message", "forum_topic_created", "forum_topic_edited", "forum_topic_closed",
    "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden",
    "successful_payment",
})  # fmt: skip


def _may_read(world: World, bot_id: int, status: str, message: Message) -> bool:
    """Privacy mode: a plain member sees commands, mentions, replies to it and service messages only."""
    bot = world.bots[bot_id]
    if status == "administrator" or bot.can_read_all_group_messages:
        return True
    if message.sender_id in world.bots:
        return False
    payload = message.payload
    if not _SERVICE_FIELDS.isdisjoint(payload) or payload.get("via_bot", {}).get("id") == bot_id:
        return True
    if payload.get("reply_to_message", {}).get("from", {}).get("id") == bot_id:
        return True
    text = payload.get("text") or payload.get("caption") or ""
    return text.startswith("/") or f"@{bot.username}".lower() in text.lower()


def change(world: World, chat: Chat, message: Message, payload: Payload, *, by_person: bool = False) -> None:
    """Replace a message's payload, stamp the edit and show it."""
    message.payload = payload | {"edit_date": world.now()}
    world.emit(chat, {"type": "edited", "message": message.payload})
    if by_person:
        tell_bots(world, chat, message, "edited_message")


def remove(world: World, chat: Chat, ids: list[int]) -> None:
    """Delete messages for everybody."""
    gone = [number for number in ids if chat.messages.pop(number, None)]
    if gone:
        chat.pinned = [number for number in chat.pinned if number not in gone]
        world.emit(chat, {"type": "deleted", "message_ids": gone})


def quoted(message: Message) -> Payload:
    """Return a message as another one carries it: without its own quotation."""
    return {key: value for key, value in message.payload.items() if key != "reply_to_message"}


def inaccessible(world: World, chat: Chat, number: int) -> dict[str, Any]:
    """Return the InaccessibleMessage that stands for a message which is gone."""
    return {"chat": world.chat_object(chat), "message_id": number, "date": 0}
