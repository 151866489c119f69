"""/start: one handler for every link into the bot, told apart by the prefix of its payload.

| payload | leads to |
|---|---|
| `p_42`, `c_7` | a product, a section of the catalogue |
| `o_56`, `w_56`, `t_56` | staff: an order, writing to its buyer, its tracking number |
| `s_...` | answering for a sign-in on a page |
| `l_...` | linking this Telegram to an account |
| `i_...` | an invitation to the staff |

Everything else, and what a stranger may not see, leads to the home screen.
"""

import re
from typing import Any, Final

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from kiosk.bot.person import Person
from kiosk.bot.scenes import show_home
from kiosk.bot.scenes.callbacks import Card, Shelf
from kiosk.bot.scenes.catalog.handlers import show_card, show_shelf
from kiosk.bot.scenes.sign_in.handlers import open_account_link, open_invitation, open_sign_in
from kiosk.bot.screen import Screen
from kiosk.bot.staff.private import open_link
from kiosk.kernel.database import Unit
from kiosk.kernel.runtime import Runtime

_ROW: Final = re.compile(r"([pcowt])_([1-9][0-9]{0,17})")
_SECRET: Final = re.compile(r"([sli])_([A-Za-z0-9_-]{20,62})")


async def start(
    _: Message,
    command: CommandObject,
    unit: Unit,
    person: Person,
    screen: Screen,
    state: FSMContext,
    runtime: Runtime,
) -> None:
    """Press Start, perhaps by a link."""
    await state.set_state(None)
    here: dict[str, Any] = {"unit": unit, "person": person, "screen": screen}
    payload = command.args or ""
    if found := _ROW.fullmatch(payload):
        prefix, row = found[1], int(found[2])
        if prefix == "p":
            await show_card(**here, state=state, at=Card(category=0, product=row))
            return
        if prefix == "c":
            await show_shelf(**here, at=Shelf(category=row))
            return
        if person.may("orders.view"):
            await open_link(**here, state=state, purpose=prefix, order_id=row)
            return
    elif found := _SECRET.fullmatch(payload):
        if found[1] == "s":
            await open_sign_in(**here, runtime=runtime, payload=found[2])
        elif found[1] == "l":
            await open_account_link(**here, runtime=runtime, payload=found[2])
        else:
            await open_invitation(**here, state=state, runtime=runtime, payload=found[2])
        return
    await show_home(**here, state=state)


def router() -> Router:
    """The one handler of /start."""
    made = Router(name="start")
    made.message.filter(F.chat.type == ChatType.PRIVATE)
    made.message.register(start, CommandStart())
    return made
