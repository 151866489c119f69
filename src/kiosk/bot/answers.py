"""The answers to one update: stored with its effects, then carried out, and carried out again after a crash.

What may be repeated without harm (edits, deletions, answers to presses) is repeated. A new message can't be: when
it is unknown whether it was sent, it is sent once more at most.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

import structlog

from kiosk.bot import intents as what
from kiosk.bot.limiter import Lane
from kiosk.bot.markup import escape
from kiosk.bot.renderer import Renderer
from kiosk.bot.sender import ChatUnreachable, MessageGone, NotSaid, Uncertain
from kiosk.bots.service import ChatState, get_chat, save_chat, set_reachable
from kiosk.kernel.database import Database
from kiosk.kernel.inbox import Received, mark_said

log = structlog.get_logger(__name__)

MOST_SENDS = 2


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an update came from, as far as its answers need to know."""

    chat_id: int
    callback_id: str | None = None
    message_id: int | None = None
    """The message that was pressed or typed."""
    inline_id: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What is to be said in answer to one update, and what lay in the chat then."""

    origin: Origin
    chat: ChatState
    intents: list[what.Intent]

    def dump(self) -> dict[str, Any]:
        """As stored."""
        return {
            "origin": asdict(self.origin),
            "chat": asdict(self.chat),
            "intents": [intent.dump() for intent in self.intents],
        }

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Self:
        """From what `dump` gave."""
        return cls(
            Origin(**stored["origin"]),
            ChatState(**stored["chat"]),
            [what.load_intent(each) for each in stored["intents"]],
        )


class Teller:
    """Carries answers out."""

    def __init__(self, database: Database, renderer: Renderer, bot_id: int) -> None:
        self._database = database
        self._renderer = renderer
        self._bot_id = bot_id

    async def carry_out(self, received: Received, answers: Answers, *, press_answered: bool) -> None:
        """Say what `answers` holds and was not said before; remember what lies in the chat then."""
        turn = _Turn(self._database, self._renderer, received, answers)
        if received.state == "handled":  # it was taken over: the chat may have changed since
            turn.chat = await get_chat(self._database.reader, self._bot_id, answers.origin.chat_id)
        before = turn.chat
        try:
            await turn.run(press_answered=press_answered)
        except ChatUnreachable:
            await self._note_unreachable(answers.origin.chat_id)
        except NotSaid as error:
            log.warning("answer-not-delivered", update=received.external_id, error=type(error).__name__)
        finally:
            await self._remember(answers.origin.chat_id, before, turn.chat)

    async def _remember(self, chat_id: int, before: ChatState, after: ChatState) -> None:
        if after != before:
            await save_chat(self._database.direct, self._bot_id, chat_id, after)

    async def _note_unreachable(self, chat_id: int) -> None:
        async with self._database.unit() as unit:
            await set_reachable(unit, self._bot_id, chat_id, reachable=False)
            await unit.commit()


class _Turn:
    """One carrying out."""

    def __init__(self, database: Database, renderer: Renderer, received: Received, answers: Answers) -> None:
        self._database = database
        self._renderer = renderer
        self._received = received
        self._origin = answers.origin
        self._intents = answers.intents
        said = [each for each in answers.intents if isinstance(each, what.Say)]
        self._asks = any(each.prompt for each in said)
        # After a message that stays, the screen goes below it.
        self._moves = any(not each.prompt for each in said)
        self._input_deleted = False
        self._said = received.said
        self.chat = answers.chat

    async def run(self, *, press_answered: bool) -> None:
        """Everything in order; the answer to the press goes out at the same time as the rest."""
        toast = next((each for each in self._intents if isinstance(each, what.Toast)), None)
        rest = [(place, each) for place, each in enumerate(self._intents) if each is not toast]
        if toast is None or self._origin.callback_id is None:
            await self._carry_out(rest)
        elif press_answered:
            if toast.alert and toast.text:  # it came too late for the press, and must be read
                await self._say(what.Say(escape(toast.text)))
            await self._carry_out(rest)
        else:
            press = asyncio.create_task(self._renderer.answer_press(self._origin.callback_id, toast))
            try:
                await self._carry_out(rest)
            finally:
                await press

    async def _carry_out(self, rest: list[tuple[int, what.Intent]]) -> None:
        for place, intent in rest:
            if not intent.repeatable and self._is_settled(place):
                continue
            await self._one(intent)
            if not intent.repeatable:
                await self._note_said(place + 1)
        if any(isinstance(each, what.Show) for _, each in rest) and not self._asks:
            self.chat = await self._renderer.close_prompt(self._origin.chat_id, self.chat, another=False)

    def _is_settled(self, place: int) -> bool:
        """Whether a message that can't be repeated was sent, or perhaps sent often enough."""
        taken_over = self._received.state == "handled"
        return place < self._said or (taken_over and self._received.attempts + 1 >= MOST_SENDS)

    async def _one(self, intent: what.Intent) -> None:
        act: dict[type[what.Intent], Callable[[Any], Awaitable[None]]] = {
            what.Show: self._show,
            what.Say: self._say,
            what.DeleteInput: self._delete_input,
            what.EditPressed: self._edit_pressed,
            what.SendDocument: self._document,
            what.AnswerInline: self._inline,
        }
        await act[type(intent)](intent)

    async def _show(self, show: what.Show) -> None:
        pressed = self._origin.callback_id is not None
        if pressed:
            in_place = self._origin.message_id == self.chat.screen_message_id
        else:
            in_place = self._input_deleted and not self.chat.screen_is_left_behind
        in_place = in_place and not self._moves
        try:
            self.chat = await self._renderer.show(self._origin.chat_id, self.chat, show, in_place=in_place)
        except Uncertain:  # better two screens than none; the upper one is an old keyboard
            self.chat = await self._renderer.show(self._origin.chat_id, self.chat, show, in_place=in_place)

    async def _say(self, said: what.Say) -> None:
        chat_id = self._origin.chat_id
        if said.prompt:
            self.chat = await self._renderer.close_prompt(chat_id, self.chat, another=True)
        try:
            message_id = await self._renderer.say(chat_id, said)
        except Uncertain:
            message_id = await self._renderer.say(chat_id, said)  # once more, and not again
        if said.prompt:
            self.chat = replace(self.chat, prompt_message_id=message_id)
        else:
            self.chat = self.chat.with_kept(message_id)

    async def _delete_input(self, _: what.DeleteInput) -> None:
        if self._origin.message_id is None or self._origin.callback_id is not None:
            return
        self._input_deleted = await self._renderer.delete(self._origin.chat_id, self._origin.message_id)

    async def _edit_pressed(self, edit: what.EditPressed) -> None:
        if self._origin.message_id is None:
            return
        place = (self._origin.chat_id, self._origin.message_id)
        with contextlib.suppress(MessageGone):
            await self._renderer.edit(*place, edit.text, edit.keyboard, Lane.INTERACTIVE)

    async def _document(self, document: what.SendDocument) -> None:
        message_id = await self._renderer.send_document(self._origin.chat_id, document)
        self.chat = self.chat.with_kept(message_id)

    async def _inline(self, answer: what.AnswerInline) -> None:
        if self._origin.inline_id is not None:
            await self._renderer.answer_inline(self._origin.inline_id, answer)

    async def _note_said(self, said: int) -> None:
        self._said = said
        await mark_said(self._database.direct, self._received.id, said)
