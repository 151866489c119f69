"""Inline mode from the person's side: type, look, choose."""

from typing import Any

from kiosk.telegram_emulator.constants import INLINE_QUERY_LIFETIME
from kiosk.telegram_emulator.inline_results import send_result
from kiosk.telegram_emulator.person.errors import SimError
from kiosk.telegram_emulator.person.paying import wait_for_answer
from kiosk.telegram_emulator.records import Bot, Chat, Message, Payload
from kiosk.telegram_emulator.registry import Call
from kiosk.telegram_emulator.views import person_view
from kiosk.telegram_emulator.world import World

_HIDDEN = frozenset({"content"})


async def ask(world: World, person_id: int, chat: Chat, bot: Bot, text: str, offset: str) -> Payload:
    """Type ``@bot text``: ask the bot and wait up to ten seconds for its results."""
    if not bot.can_be_inline:
        raise SimError(409, "this bot has no inline mode")
    query = world.queries.ask(
        "inline", bot=bot.id, person=person_id, chat=chat.id, lifetime=INLINE_QUERY_LIFETIME, waits=True
    )
    own = chat.owner_bot == bot.id
    update: Payload = {
        "id": query.id, "from": person_view(world.people[person_id]), "query": text[:256], "offset": offset,
        "chat_type": "sender" if own else chat.type,
    }  # fmt: skip
    world.notify(bot.id, "inline_query", update, ("inline_query", person_id))
    answer = await wait_for_answer(world, query, INLINE_QUERY_LIFETIME)
    results = answer.get("results", [])
    world.inline_answers.keep(query.id, bot.id, text[:256], results)
    view: Payload = {
        "query_id": query.id,
        "results": [_shown(world, result) for result in results],
        "next_offset": answer.get("next_offset", ""),
    }
    return view | ({"button": answer["button"]} if answer.get("button") else {})


def _shown(world: World, result: Payload) -> dict[str, Any]:
    """Return a result as a page shows it, with the sizes of a photo that the bot named by its id."""
    view = {name: value for name, value in result.items() if name not in _HIDDEN and value is not None}
    stored = world.files.find(str(result.get("photo_file_id", "")))
    return view | ({"photo": stored.content} if stored else {})


async def choose(world: World, person_id: int, chat: Chat, query_id: str, result_id: str) -> Message:
    """Send a result; the bot hears what was chosen when it has asked for feedback."""
    found = world.inline_answers.find(query_id, result_id)
    if found is None:
        raise SimError(404, "no such inline result")
    bot_id, text, result = found
    bot = world.bots[bot_id]
    message = await send_result(Call(world, bot, {}), chat, person_id, result)
    if bot.inline_feedback:
        chosen: Payload = {
            "result_id": result_id,
            "from": person_view(world.people[person_id]),
            "query": text,
        }
        if "inline_message_id" in message.hidden:
            chosen["inline_message_id"] = message.hidden["inline_message_id"]
        world.notify(bot_id, "chosen_inline_result", chosen, ("chosen_inline_result", person_id))
    return message
