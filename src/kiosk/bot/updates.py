"""What is done with one update from Telegram: meet the person, let the scenes handle it, give the answers back."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

import structlog
from aiogram import Bot, Dispatcher
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, InlineQuery, Message, Update, User

from kiosk.bot import intents as what
from kiosk.bot.answers import Answers, Origin, Teller
from kiosk.bot.fsm import Conversation
from kiosk.bot.people import Met, meet
from kiosk.bot.renderer import Renderer
from kiosk.bot.screen import Screen
from kiosk.bots.service import ChatState, set_reachable
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Forbidden, Refusal
from kiosk.kernel.i18n import N_, Translator, best_locale, translator
from kiosk.kernel.inbox import Incoming, Received
from kiosk.kernel.inbox_worker import UndoneWith
from kiosk.kernel.rows import fetch
from kiosk.kernel.runtime import Runtime

log = structlog.get_logger(__name__)

BROKEN = N_("Something went wrong on our side. We have recorded it as {incident}.")
ALLOWED_UPDATES = ["message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member"]
PRESS_BUDGET = 2.0
"""Seconds after which a press is answered although its handler is still busy."""


@dataclass(frozen=True, slots=True)
class Place:
    """Who sent an update, and where."""

    user: User
    chat_id: int
    origin: Origin
    pressed: bool


def source_of(bot_id: int) -> str:
    """The inbox's name for a bot's updates."""
    return f"telegram:{bot_id}"


def incoming(raw: dict[str, Any]) -> Incoming:
    """An update as the inbox stores it. Its order matters among the updates of one user.

    Raises ValueError if it is not an update.
    """
    update_id = raw.get("update_id")
    if not _is_id(update_id):
        raise ValueError("not an update")
    subject = 0
    for event in raw.values():
        if isinstance(event, dict):
            whose = event.get("from") or event.get("chat") or {}
            subject = whose.get("id", 0) if isinstance(whose, dict) else 0
    return Incoming(update_id, subject if _is_id(subject) else 0, raw)


def _is_id(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def locate(update: Update) -> Place | None:
    """Who sent the update, and where; None for updates that nobody sent."""
    event = update.event
    user: User | None = getattr(event, "from_user", None)
    if user is None:
        return None
    chat: Chat | None = getattr(event, "chat", None)
    if isinstance(event, CallbackQuery):
        message = event.message
        chat_id = message.chat.id if message else user.id
        return Place(user, chat_id, Origin(chat_id, event.id, message.message_id if message else None), True)
    if isinstance(event, InlineQuery):
        return Place(user, user.id, Origin(user.id, inline_id=event.id), False)
    chat_id = chat.id if chat else user.id
    message_id = event.message_id if isinstance(event, Message) else None
    return Place(user, chat_id, Origin(chat_id, message_id=message_id), False)


class UpdateHandler:
    """Handles the rows of one bot's inbox."""

    def __init__(
        self, runtime: Runtime, bot: Bot, dispatcher: Dispatcher, teller: Teller, renderer: Renderer
    ) -> None:
        self._runtime = runtime
        self._bot = bot
        self._dispatcher = dispatcher
        self._teller = teller
        self._renderer = renderer
        self._answered_early: set[int] = set()

    async def handle(self, unit: Unit, received: Received) -> dict[str, Any] | None:
        """Have the update's effects in `unit`; gives the answers to it. Raises UndoneWith for a refusal."""
        update = Update.model_validate(received.body, context={"bot": self._bot})
        place = locate(update)
        if place is None:
            return None
        if place.user.is_bot:  # an anonymous administrator, a channel: nobody whose rights are known
            return _refuse_stranger(place)
        met = await meet(unit, self._bot.id, place.chat_id, place.user)
        unit.act.actor_id, unit.act.request_id = met.person.account_id, f"telegram:{received.external_id}"
        if isinstance(update.event, ChatMemberUpdated):
            await self._note_membership(unit, place, update.event)
            return None
        if met.chat.unreachable:
            await set_reachable(unit, self._bot.id, place.chat_id, reachable=True)
        async with self._answering_in_time(received, place):
            return await self._converse(unit, update, place, met)

    async def answer(self, received: Received, answers: dict[str, Any]) -> None:
        """Say what the update's handler wanted said."""
        early = received.id in self._answered_early
        self._answered_early.discard(received.id)
        await self._teller.carry_out(received, Answers.load(answers), press_answered=early)

    async def give_up(self, received: Received, incident: str) -> None:
        """Tell the person that something went wrong."""
        place = locate(Update.model_validate(received.body, context={"bot": self._bot}))
        if place is None or place.user.is_bot:
            return
        rows = await fetch(self._runtime.database.reader, _LOCALE, {"user": place.user.id})
        say = translator((rows and rows[0].locale) or best_locale(place.user.language_code))
        sorry = say(BROKEN, incident=incident)
        if place.origin.callback_id is not None:
            await self._renderer.answer_press(place.origin.callback_id, what.Toast(sorry, alert=True))
        elif place.origin.inline_id is None:
            await self._renderer.say(place.chat_id, what.Say(sorry))

    async def _converse(self, unit: Unit, update: Update, place: Place, met: Met) -> dict[str, Any] | None:
        screen = Screen(pressed=place.pressed, message_id=place.origin.message_id)
        conversation = Conversation(met.fsm_state, met.fsm_data)
        state = conversation.context(self._bot.id, place.chat_id, place.user.id)
        given = {"unit": unit, "person": met.person, "screen": screen, "state": state}
        try:
            outcome = await self._dispatcher.feed_update(
                self._bot, update, **given, raw_state=met.fsm_state, runtime=self._runtime
            )
        except Refusal as refusal:
            screen.forget()
            screen.alert(refusal.text(met.person.say))
            raise UndoneWith(_pack(place, met, screen)) from None
        if outcome is UNHANDLED and not place.pressed:
            return None
        await conversation.flush(unit, state.key)
        return _pack(place, met, screen)

    async def _note_membership(self, unit: Unit, place: Place, change: ChatMemberUpdated) -> None:
        gone = change.new_chat_member.status in {"kicked", "left"}
        await set_reachable(unit, self._bot.id, place.chat_id, reachable=not gone)

    @contextlib.asynccontextmanager
    async def _answering_in_time(self, received: Received, place: Place) -> AsyncIterator[None]:
        """Stop the button's spinner if the handler takes too long."""
        callback_id = place.origin.callback_id
        if callback_id is None:
            yield
            return

        async def stop_spinner() -> None:
            await asyncio.sleep(PRESS_BUDGET)
            self._answered_early.add(received.id)
            with contextlib.suppress(Exception):
                await self._renderer.answer_press(callback_id, what.Toast(""))

        task = asyncio.create_task(stop_spinner())
        try:
            yield
        finally:
            if received.id not in self._answered_early:
                task.cancel()


def _pack(place: Place, met: Met, screen: Screen) -> dict[str, Any] | None:
    intents = screen.intents()
    return Answers(place.origin, met.chat, intents).dump() if intents else None


def _refuse_stranger(place: Place) -> dict[str, Any] | None:
    if place.origin.callback_id is None:
        return None
    say: Translator = translator(best_locale(place.user.language_code))
    screen = Screen(pressed=True)
    screen.alert(Forbidden().text(say))
    return Answers(place.origin, ChatState(), screen.intents()).dump()


_LOCALE: Final = "SELECT locale FROM accounts WHERE telegram_id = %(user)s"
