"""Finding people, bots and chats for the person's side."""

from kiosk.telegram_emulator.person.errors import SimError
from kiosk.telegram_emulator.records import Bot, Chat, Person
from kiosk.telegram_emulator.views import ACTIVE
from kiosk.telegram_emulator.world import World


def the_bot(world: World, bot_id: int | None) -> Bot:
    """Return the bot that is meant, the first one by default."""
    if bot_id is None:
        return next(iter(world.bots.values()))
    bot = world.bots.get(bot_id)
    if bot is None:
        raise SimError(404, "no such bot")
    return bot


def the_person(world: World, person_id: int) -> Person:
    """Return a person."""
    person = world.people.get(person_id)
    if person is None:
        raise SimError(404, "no such person")
    return person


def the_chat(world: World, person_id: int, chat_id: int, bot_id: int | None) -> Chat:
    """Return a chat that the person is in; the person's own id means the chat with the bot."""
    person = the_person(world, person_id)
    if chat_id == person.id:
        return world.private_chat(the_bot(world, bot_id).id, person.id)
    chat = world.groups.get(chat_id)
    member = chat.members.get(person_id) if chat else None
    if chat is None or member is None or member.status not in ACTIVE:
        raise SimError(404, "no such chat for this person")
    return chat
