"""What a person does: writes, presses, shares, blocks."""

from typing import Any

from kiosk.telegram_emulator.access import is_active
from kiosk.telegram_emulator.command_scopes import tell_commands
from kiosk.telegram_emulator.constants import CALLBACK_LIFETIME, MAX_TEXT_CHARACTERS
from kiosk.telegram_emulator.entities import plain_text
from kiosk.telegram_emulator.membership import set_member
from kiosk.telegram_emulator.person.errors import SimError
from kiosk.telegram_emulator.person.places import the_bot, the_chat, the_person
from kiosk.telegram_emulator.posting import inaccessible, post, quoted, remove
from kiosk.telegram_emulator.records import Chat, Member, Message, Payload
from kiosk.telegram_emulator.views import chat_instance, member_view, person_view
from kiosk.telegram_emulator.world import World


def say(
    world: World, person_id: int, chat: Chat, content: Payload, *, reply_to: int = 0, thread: int = 0
) -> Message:
    """Post a person's message; in a private chat it begins the conversation with the bot."""
    if chat.owner_bot:
        if chat.blocked:
            raise SimError(409, "the bot is blocked; unblock it or press start")
        chat.started = True
    elif chat.type == "channel":
        raise SimError(403, "only administrators post in a channel")
    extra: Payload = {}
    if thread and thread in chat.topics:
        extra |= {"message_thread_id": thread, "is_topic_message": True}
    replied = chat.messages.get(reply_to)
    if replied:
        extra["reply_to_message"] = quoted(replied)
    return post(world, chat, person_id, extra | content)


def write(
    world: World, person_id: int, chat: Chat, text: str, *, reply_to: int = 0, thread: int = 0
) -> Message:
    """Send a text as a person types it."""
    plain, found = plain_text(text)
    if not plain:
        raise SimError(400, "the text is empty")
    if len(plain) > MAX_TEXT_CHARACTERS:
        raise SimError(400, f"the text is longer than {MAX_TEXT_CHARACTERS} characters")
    content: Payload = {"text": plain, "entities": found} if found else {"text": plain}
    return say(world, person_id, chat, content, reply_to=reply_to, thread=thread)


def start(world: World, person_id: int, payload: str, bot_id: int | None) -> Message:
    """Press the start button, with the payload of a deep link; unblocks the bot first."""
    _check_payload(payload)
    chat = the_chat(world, person_id, person_id, bot_id)
    if chat.blocked:
        block(world, person_id, blocked=False, bot_id=bot_id)
    return write(world, person_id, chat, f"/start {payload}".strip())


def start_in_group(world: World, person_id: int, chat: Chat, payload: str, bot_id: int | None) -> Message:
    """Choose a group for a ``?startgroup=`` link: the bot is added to it, and the payload said there."""
    _check_payload(payload)
    bot = the_bot(world, bot_id)
    if chat.owner_bot or chat.type == "channel":
        raise SimError(400, "a bot is added to groups")
    if not is_active(chat, bot.id):
        set_member(world, chat, bot.id, Member(), actor=person_id)
    return write(world, person_id, chat, f"/start@{bot.username} {payload}".strip())


def _check_payload(payload: str) -> None:
    if len(payload) > 64 or not all(char.isascii() and (char.isalnum() or char in "_-") for char in payload):
        raise SimError(400, "a start payload is up to 64 characters of A-Z, a-z, 0-9, _ and -")


def press(world: World, person_id: int, chat: Chat, number: int, data: str, bot_id: int | None) -> str:
    """Press an inline button. Like a real client, let any data and any message id through."""
    message = chat.messages.get(number)
    bot = _button_owner(world, chat, message, bot_id)
    query = world.queries.ask(
        "callback", bot=bot, person=person_id, chat=chat.id, lifetime=CALLBACK_LIFETIME, message=number
    )
    payload: Payload = {"id": query.id, "from": person_view(world.people[person_id])}
    inline_id = message.hidden.get("inline_message_id") if message else None
    if inline_id:
        payload["inline_message_id"] = inline_id
    else:
        payload["message"] = message.payload if message else inaccessible(world, chat, number)
    payload |= {"chat_instance": chat_instance(bot, chat.id), "data": data}
    world.notify(bot, "callback_query", payload, ("callback", person_id))
    return query.id


def _button_owner(world: World, chat: Chat, message: Message | None, bot_id: int | None) -> int:
    """Return the bot that hears of a press: the one that sent the message."""
    if message and message.sender_id in world.bots:
        return message.sender_id
    via = message.payload.get("via_bot", {}).get("id") if message else None
    return via or chat.owner_bot or the_bot(world, bot_id).id


def share_contact(world: World, person_id: int, chat: Chat, phone: str, user_id: int | None) -> Message:
    """Share a phone number: the person's own by default, somebody else's with another ``user_id``."""
    about = world.people.get(user_id if user_id is not None else person_id)
    contact: Payload = {"phone_number": phone or (about.phone_number if about else ""), "first_name": ""}
    if not contact["phone_number"]:
        raise SimError(400, "this person has no phone number; give one")
    if about:
        contact["first_name"] = about.first_name
        if about.last_name:
            contact["last_name"] = about.last_name
        contact["user_id"] = about.id
    elif user_id:
        contact |= {"first_name": "Contact", "user_id": user_id}
    asked_by = chat.keyboards_from.get(person_id, 0) if person_id in chat.keyboards else 0
    return say(world, person_id, chat, {"contact": contact}, reply_to=asked_by)


async def send_photo(world: World, person_id: int, chat: Chat, data: bytes, caption: str) -> Message:
    """Send a picture."""
    sizes = await world.files.photo(data)
    plain, found = plain_text(caption)
    content: Payload = {"photo": sizes} | ({"caption": plain} if plain else {})
    if found:
        content["caption_entities"] = found
    return say(world, person_id, chat, content)


def block(world: World, person_id: int, *, blocked: bool, bot_id: int | None) -> None:
    """Block or unblock the bot; it hears of it as a change of membership."""
    bot = the_bot(world, bot_id)
    chat = the_chat(world, person_id, person_id, bot.id)
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    statuses = ("member", "kicked") if blocked else ("kicked", "member")
    user = world.user_object(bot.id) or {}
    old, new = (member_view(user, Member(status)) for status in statuses)
    change: dict[str, Any] = {
        "chat": world.chat_object(chat), "from": person_view(world.people[person_id]), "date": world.now(),
        "old_chat_member": old, "new_chat_member": new,
    }  # fmt: skip
    world.notify(bot.id, "my_chat_member", change, ("my_chat_member", chat.id))
    world.emit(chat, {"type": "blocked", "blocked": blocked})


def speak_language(world: World, person_id: int, code: str) -> None:
    """Switch the language of a person's app."""
    the_person(world, person_id).language_code = code
    for bot in world.bots.values():
        tell_commands(world, bot, [person_id])


def delete(world: World, chat: Chat, number: int) -> None:
    """Delete a message; the bot does not hear of it."""
    if number not in chat.messages:
        raise SimError(404, "no such message")
    remove(world, chat, [number])


def read(world: World, person_id: int, chat: Chat) -> None:
    """Mark a chat as read."""
    if chat.unread.pop(person_id, 0):
        world.emit(chat, {"type": "unread", "unread": 0}, only=person_id)
