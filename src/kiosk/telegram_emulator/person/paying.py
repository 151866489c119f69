"""A person pays an invoice: shipping, pre-checkout, and the message that it is done."""

import asyncio
import secrets
from typing import Any

from kiosk.telegram_emulator.constants import INLINE_QUERY_LIFETIME, PRE_CHECKOUT_LIFETIME
from kiosk.telegram_emulator.person.errors import SimError
from kiosk.telegram_emulator.posting import post
from kiosk.telegram_emulator.queries import Query
from kiosk.telegram_emulator.records import Chat, Payload, Person
from kiosk.telegram_emulator.views import person_view
from kiosk.telegram_emulator.world import World

STARS = "XTR"
_DEMO_ADDRESS = {
    "country_code": "KZ", "state": "", "city": "Алматы", "street_line1": "Абай даңғылы, 10",
    "street_line2": "12", "post_code": "050000",
}  # fmt: skip


def invoice_of_message(chat: Chat, number: int) -> Payload:
    """Return the unpaid invoice in a message."""
    message = chat.messages.get(number)
    invoice: Payload | None = message.hidden.get("invoice") if message else None
    if message is None or invoice is None:
        raise SimError(404, "there is no invoice in this message")
    if message.hidden.get("paid"):
        raise SimError(409, "this invoice is paid already")
    return invoice | {"bot": message.sender_id}


def invoice_of_link(world: World, link: str) -> Payload:
    """Return the invoice behind ``https://t.me/$slug`` (or the bare slug)."""
    slug = link.rpartition("/")[2].removeprefix("$")
    invoice = world.invoice_links.get(slug)
    if invoice is None:
        raise SimError(404, "no such invoice")
    return invoice


async def pay(
    world: World, person: Person, chat: Chat, invoice: Payload, message: int, choice: Payload
) -> Payload:
    """Go through the checkout; return ``{"status": "paid" | "failed", "error"?}``.

    ``choice`` may give order_info, shipping_option_id and tip; what the invoice needs and is not given is
    filled in from the person.
    """
    order_info = _order_info(person, invoice, choice.get("order_info") or {})
    amount = invoice["total"] + int(choice.get("tip") or 0)
    option: Payload = {}
    if invoice["is_flexible"]:
        shipping = await _ask(world, "shipping", person, invoice, {
            "shipping_address": order_info.get("shipping_address", _DEMO_ADDRESS),
        }, INLINE_QUERY_LIFETIME)  # fmt: skip
        if not shipping.get("ok"):
            return {"status": "failed", "error": shipping.get("error", "the bot did not answer in time")}
        option = _chosen(shipping["options"], choice.get("shipping_option_id"))
        amount += sum(price["amount"] for price in option["prices"])
    asked: Payload = {"currency": invoice["currency"], "total_amount": amount}
    if option:
        asked["shipping_option_id"] = option["id"]
    if order_info:
        asked["order_info"] = order_info
    verdict = await _ask(world, "pre_checkout", person, invoice, asked, PRE_CHECKOUT_LIFETIME)
    if not verdict.get("ok"):
        return {"status": "failed", "error": verdict.get("error", "the bot did not answer in time")}
    _complete(world, person, chat, invoice, asked, message)
    return {"status": "paid"}


def _chosen(options: list[Payload], wanted: Any) -> Payload:
    return next((option for option in options if option["id"] == wanted), options[0])


def _order_info(person: Person, invoice: Payload, given: Payload) -> Payload:
    own = {
        "name": f"{person.first_name} {person.last_name}".strip(),
        "phone_number": person.phone_number.removeprefix("+") or "70000000000",
        "email": f"{person.username or person.id}@example.com",
        "shipping_address": _DEMO_ADDRESS,
    }
    needed = [name for name in own if invoice[f"need_{name}"]]
    if invoice["is_flexible"] and "shipping_address" not in needed:
        needed.append("shipping_address")
    return {name: given.get(name) or own[name] for name in needed}


async def _ask(
    world: World, kind: str, person: Person, invoice: Payload, fields: Payload, seconds: float
) -> Payload:
    """Send a shipping or pre-checkout query and wait for the bot's answer; {} when it is late."""
    query = world.queries.ask(
        kind, bot=invoice["bot"], person=person.id, chat=person.id, lifetime=seconds, waits=True
    )
    update = {"id": query.id, "from": person_view(person), "invoice_payload": invoice["payload"], **fields}
    world.notify(invoice["bot"], f"{kind}_query", update, (kind, person.id))
    return await wait_for_answer(world, query, seconds)


async def wait_for_answer(world: World, query: Query, seconds: float) -> Payload:
    """Return a bot's answer, or {} when ``seconds`` of the world's time have passed."""
    if query.answer is None:
        return {}
    timer = asyncio.ensure_future(world.clock.sleep(seconds))
    signals: set[asyncio.Future[Any]] = {query.answer, timer}
    await asyncio.wait(signals, return_when=asyncio.FIRST_COMPLETED)
    timer.cancel()
    return query.answer.result() if query.answer.done() else {}


def _complete(
    world: World, person: Person, chat: Chat, invoice: Payload, asked: Payload, number: int
) -> None:
    """Post the message of a successful payment and book the Stars."""
    charge = secrets.token_hex(20)
    stars = invoice["currency"] == STARS
    payment = asked | {
        "invoice_payload": invoice["payload"],
        "telegram_payment_charge_id": f"stx{charge}" if stars else charge,
        "provider_payment_charge_id": "" if stars else secrets.token_hex(12),
    }
    if invoice["subscription"]:
        until = world.now() + invoice["subscription"]
        payment |= {"subscription_expiration_date": until, "is_recurring": True, "is_first_recurring": True}
    paid = chat.messages.get(number)
    if paid:
        paid.hidden["paid"] = True
    bot = world.bots[invoice["bot"]]
    if stars:
        source = {
            "type": "user", "transaction_type": "invoice_payment", "user": person_view(person),
            "invoice_payload": invoice["payload"],
        } | ({"subscription_period": invoice["subscription"]} if invoice["subscription"] else {})  # fmt: skip
        bot.stars += asked["total_amount"]
        bot.star_transactions.append({
            "id": payment["telegram_payment_charge_id"], "amount": asked["total_amount"],
            "date": world.now(), "source": source,
        })  # fmt: skip
    place = chat if chat.owner_bot else world.private_chat(bot.id, person.id)
    post(world, place, person.id, {"successful_payment": payment})
