"""``/sim/...``: inline mode, payments, reactions, Mini Apps."""

from typing import Any

from starlette.requests import Request

from kiosk.telegram_emulator.person import acting, bodies, inlining, paying, webapp
from kiosk.telegram_emulator.person.errors import SimError
from kiosk.telegram_emulator.person.http import chat_of, read_body, route
from kiosk.telegram_emulator.person.places import the_bot, the_person
from kiosk.telegram_emulator.reactions import react
from kiosk.telegram_emulator.world import World


@route("inline")
async def inline(world: World, request: Request) -> Any:
    """Type the bot's name and a query."""
    body = await read_body(request, bodies.InlineBody)
    bot = the_bot(world, body.bot)
    return await inlining.ask(world, body.person, chat_of(world, body), bot, body.query, body.offset)


@route("inline/choose")
async def choose(world: World, request: Request) -> Any:
    """Send one of the results."""
    body = await read_body(request, bodies.ChooseBody)
    message = await inlining.choose(world, body.person, chat_of(world, body), body.query_id, body.result_id)
    return {"message": message.payload}


@route("pay")
async def pay(world: World, request: Request) -> Any:
    """Pay an invoice, in a message or behind a link."""
    body = await read_body(request, bodies.PayBody)
    chat = chat_of(world, body)
    if body.invoice_link:
        invoice = paying.invoice_of_link(world, body.invoice_link)
    else:
        invoice = paying.invoice_of_message(chat, body.message)
    choice = {
        "order_info": body.order_info, "shipping_option_id": body.shipping_option_id, "tip": body.tip,
    }  # fmt: skip
    return await paying.pay(world, the_person(world, body.person), chat, invoice, body.message, choice)


@route("react")
async def reaction(world: World, request: Request) -> Any:
    """Put a reaction on a message; an empty emoji takes it away."""
    body = await read_body(request, bodies.ReactBody)
    chat = chat_of(world, body)
    message = chat.messages.get(body.message)
    if message is None:
        raise SimError(404, "no such message")
    reactions = [{"type": "emoji", "emoji": body.emoji}] if body.emoji else []
    react(world, chat, message, body.person, reactions)
    return {"reactions": reactions}


@route("webapp/launch")
async def launch(world: World, request: Request) -> Any:
    """Open a Mini App."""
    body = await read_body(request, bodies.LaunchBody)
    chat, bot = chat_of(world, body), the_bot(world, body.bot)
    return webapp.launch(world, bot, the_person(world, body.person), chat, body.url, body.source)


@route("webapp/data")
async def data(world: World, request: Request) -> Any:
    """Send what a Mini App of a reply keyboard gives to ``sendData``, up to 4096 bytes."""
    body = await read_body(request, bodies.WebAppDataBody)
    if not 1 <= len(body.data.encode()) <= 4096:
        raise SimError(400, "data has 1 to 4096 bytes")
    content = {"web_app_data": {"data": body.data, "button_text": body.button_text}}
    return {"message": acting.say(world, body.person, chat_of(world, body), content).payload}
