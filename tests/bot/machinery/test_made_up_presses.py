"""Anybody can send any callback data: made-up presses change nothing that is not theirs and break nothing.

`make test` makes up 1,500, `make faults` (KIOSK_FAULTS=whole) 10,000.
"""

import os
import random
import string
import time

import pytest

from kiosk.bot.callbacks import REGISTERED
from kiosk.kernel.inbox import Received
from kiosk.kernel.inbox_worker import UndoneWith
from tests.shop import BUYER, command, consent, open_shop, value

PRESSES = 10_000 if os.environ.get("KIOSK_FAULTS") == "whole" else 1_500
STRANGER = 504
# What a stranger's presses may touch is what is kept for the stranger: a cart, a conversation, an account.
UNTOUCHED = """
SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM (
    SELECT 'order', o::text FROM orders o UNION ALL SELECT 'event', e::text FROM order_events e
    UNION ALL SELECT 'item', i::text FROM order_items i UNION ALL SELECT 'level', l::text FROM stock_levels l
    UNION ALL SELECT 'move', m::text FROM stock_movements m UNION ALL SELECT 'variant', v::text FROM product_variants v
    UNION ALL SELECT 'role', r::text FROM account_roles r WHERE account_id <> 504
    UNION ALL SELECT 'account', a::text FROM accounts a WHERE id <> 504
    UNION ALL SELECT 'customer', c::text FROM customers c WHERE account_id <> 504
    UNION ALL SELECT 'address', d::text FROM addresses d WHERE account_id <> 504
    UNION ALL SELECT 'line', k::text FROM cart_lines k WHERE account_id <> 504
    UNION ALL SELECT 'notice', n::text FROM notices n
) t
"""


def made_up(dice: random.Random) -> str:
    """Up to 64 bytes: noise, or a real prefix with wrong, foreign, huge or missing parts."""
    if dice.random() < 0.2:
        letters = string.printable + "жң🎁\u202e"
        return "".join(dice.choice(letters) for _ in range(dice.randint(1, 16)))
    prefix = dice.choice(list(REGISTERED))
    if dice.random() < 0.15:
        prefix = prefix[:-1] + dice.choice("02789x")
    parts = [
        "1",
        "2",
        "3",
        "0",
        "-1",
        "",
        "9" * 25,
        str(2**63 - 1),
        str(2**63),
        "1e3",
        "１",
        " 1",
        "x",
        "confirmed",
        "true",
        "501",
    ]
    count = (
        len(REGISTERED[prefix].model_fields)
        if prefix in REGISTERED and dice.random() < 0.8
        else dice.randint(0, 8)
    )
    data = ":".join([prefix, *(dice.choice(parts) for _ in range(count))])
    return data.encode()[:64].decode(errors="ignore") or "?"


def press(number: int, data: str) -> dict:
    who = {"id": STRANGER, "is_bot": False, "first_name": "Emma", "language_code": "en"}
    chat = {"id": STRANGER, "type": "private", "first_name": "Emma"}
    message = {"message_id": 5, "date": 1, "chat": chat, "text": "x"}
    query = {"id": str(number), "from": who, "message": message, "chat_instance": "1", "data": data}
    return {"update_id": number, "callback_query": query}


@pytest.mark.faults
@pytest.mark.sec("A13")
@pytest.mark.timeout(400)
async def test_made_up_presses_change_nothing_and_break_nothing(make_stage, database, run_jobs):
    from kiosk.checkout.service import place

    shop = await open_shop(database)
    await consent(database)
    stage = await make_stage(start=False)
    async with database.unit() as unit:
        await place(unit, command(BUYER, {shop.red_m: 2}))
        await unit.commit()
    await run_jobs()
    before = await value(database, UNTOUCHED)
    handler = stage.face.worker._handler
    dice = random.Random(20261121)
    broken, begun = [], time.monotonic()
    for number in range(1, PRESSES + 1):
        data = made_up(dice)
        received = Received(number, number, STRANGER, "new", press(number, data), 0, None, 0, None)
        async with database.unit() as unit:
            try:
                answers = await handler.handle(unit, received)
                if number % 10 == 0:  # most are looked at and undone, so that ten thousand take seconds
                    await unit.commit()
            except UndoneWith as undone:
                answers = undone.answers
            except Exception as error:
                broken.append((data, repr(error)))
                continue
        if not any(each["kind"] == "toast" for each in answers["intents"]):
            broken.append((data, "not answered"))
    print(f"\n{PRESSES} presses in {time.monotonic() - begun:.1f} s")
    assert broken == []
    assert await value(database, UNTOUCHED) == before
    await run_jobs()
    assert await value(database, UNTOUCHED) == before


async def test_old_keyboard_is_refreshed_and_redrawn(make_stage, database):
    await open_shop(database)
    stage = await make_stage()
    emma = stage.buyer()
    await emma.start()
    for data in ("p0:1:2", "zzz9", "not ours at all", "h999"):
        screen = await emma.press_data(data)
        assert (await emma.toast())["text"] == "The screen has been refreshed"
        assert screen["reply_markup"]["inline_keyboard"]


def test_every_button_fits_into_64_bytes():
    for kind in REGISTERED.values():
        widest = {}
        for name, field in kind.model_fields.items():
            limits = [
                m.le
                for each in (field, *field.metadata)
                for m in (each, *getattr(each, "metadata", ()))
                if hasattr(m, "le")
            ]
            if isinstance(field.annotation, type) and not limits and hasattr(field.annotation, "__members__"):
                widest[name] = max(field.annotation, key=lambda member: len(member.value))
            elif field.annotation is bool:
                widest[name] = True
            elif field.annotation is int:
                # Ids grow for ever, but not in our lifetime beyond twelve digits.
                widest[name] = min(max(limits), 10**12)
        kind.model_construct(**{**{n: 10**12 for n in kind.model_fields}, **widest}).pack()
