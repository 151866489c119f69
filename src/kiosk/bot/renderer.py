"""Says and shows in chats: the one place that decides between editing, sending anew and deleting.

A living screen is edited where the person looks at it: in place after a press, at the bottom of the chat after a
command or typed text. "Not modified", "not found", "too old", "can't be edited" are normal paths.
"""

import contextlib
from dataclasses import replace
from typing import Any

from aiogram.methods import DeleteMessage, DeleteMessages, TelegramMethod
from aiogram.types import Message

from kiosk.bot import calls
from kiosk.bot import intents as what
from kiosk.bot.inline import inline_answer
from kiosk.bot.limiter import EDIT, SEND, Lane
from kiosk.bot.pictures import Pictures
from kiosk.bot.sender import FileUnknown, MessageGone, NotSaid, Sender
from kiosk.bots.service import ChatState


class Renderer:
    """Carries out single intents in a chat."""

    def __init__(self, sender: Sender, pictures: Pictures) -> None:
        self._sender = sender
        self._pictures = pictures

    async def answer_press(self, callback_id: str, toast: what.Toast) -> None:
        """Answer a button press, so that its spinner stops."""
        await self._sender.call(calls.answer_press(callback_id, toast), 0, cost=0, repeatable=True)

    async def answer_inline(self, inline_id: str, answer: what.AnswerInline) -> None:
        """Answer an inline query."""
        wanted = {card.picture_id for card in answer.cards if card.picture_id is not None}
        method = inline_answer(inline_id, answer, await self._pictures.file_ids(wanted))
        await self._sender.call(method, 0, cost=0, repeatable=True)

    async def say(self, chat_id: int, said: what.Say, lane: Lane = Lane.INTERACTIVE) -> int:
        """Send a new message; gives its id."""
        return (await self._send(chat_id, said.text, said.markup, said.picture_id, lane)).message_id

    async def send_document(self, chat_id: int, document: what.SendDocument) -> int:
        """Send a file; gives the message's id."""
        sent = await self._sender.call(calls.send_document(chat_id, document), chat_id)
        return _surely(sent).message_id

    async def show(self, chat_id: int, chat: ChatState, show: what.Show, *, in_place: bool) -> ChatState:
        """Make the living screen look like `show`; gives what lies in the chat then."""
        if in_place and chat.screen_message_id is not None:
            edited = await self._edit_screen(chat_id, chat.screen_message_id, chat, show)
            if edited is not None:
                return edited
        message = await self._send(chat_id, show.text, show.keyboard, show.picture_id)
        old = chat.screen_message_id
        if old is not None and old != message.message_id:
            await self.delete(chat_id, old)
        picture_id = show.picture_id if message.photo else None
        return replace(chat, screen_message_id=message.message_id, screen_picture_id=picture_id)

    async def edit(
        self, chat_id: int, message_id: int, text: str, keyboard: what.Markup | None, lane: Lane
    ) -> None:
        """Edit a text message that is not a screen: a card. Raises MessageGone."""
        method = calls.edit_text(chat_id, message_id, text, keyboard)
        await self._sender.call(method, chat_id, lane=lane, repeatable=True)

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Delete a message; False if that can't be done (it is gone, or too old)."""
        method = DeleteMessage(chat_id=chat_id, message_id=message_id)
        try:
            await self._sender.call(method, chat_id, cost=0, repeatable=True)
        except MessageGone:
            return False
        return True

    async def close_prompt(self, chat_id: int, chat: ChatState, *, another: bool) -> ChatState:
        """Take away a question with its reply keyboard; if `another` follows, its keyboard replaces the old one."""
        if chat.prompt_message_id is None:
            return chat
        gone = [chat.prompt_message_id]
        if not another:
            # A reply keyboard goes away with a message that says so; that message need not stay.
            marker = await self._sender.call(calls.remove_reply_keyboard(chat_id), chat_id, cost=EDIT)
            gone.append(_surely(marker).message_id)
        with contextlib.suppress(MessageGone):
            method = DeleteMessages(chat_id=chat_id, message_ids=gone)
            await self._sender.call(method, chat_id, cost=0, repeatable=True)
        return replace(chat, prompt_message_id=None)

    async def _edit_screen(
        self, chat_id: int, message_id: int, chat: ChatState, show: what.Show
    ) -> ChatState | None:
        """Edit the screen in place; None if it must be sent anew."""
        picture = None if show.picture_id is None else await self._pictures.find(show.picture_id)
        shown = chat.screen_picture_id
        method: TelegramMethod[Any]
        if picture is None:
            if shown is not None:
                return None  # Telegram can't take a picture away
            method = calls.edit_text(chat_id, message_id, show.text, show.keyboard)
        elif shown == picture.picture_id:
            method = calls.edit_caption(chat_id, message_id, show.text, show.keyboard)
        else:
            method = calls.edit_media(chat_id, message_id, show.text, show.keyboard, picture)
        try:
            sent = await self._sender.call(method, chat_id, cost=EDIT, repeatable=True)
        except MessageGone:
            return None
        except FileUnknown:
            await self._pictures.forget(show.picture_id or 0)
            return None
        if picture is None:
            return chat
        await self._pictures.remember(picture, sent)
        return replace(chat, screen_picture_id=picture.picture_id)

    async def _send(
        self,
        chat_id: int,
        text: str,
        markup: what.Markup | None,
        picture_id: int | None,
        lane: Lane = Lane.INTERACTIVE,
    ) -> Message:
        picture = None if picture_id is None else await self._pictures.find(picture_id)
        method: TelegramMethod[Message] = calls.send_text(chat_id, text, markup)
        if picture is not None:
            method = calls.send_photo(chat_id, text, markup, picture)
        try:
            made = await self._sender.call(method, chat_id, lane=lane, cost=SEND)
        except FileUnknown:
            if picture is None or picture.is_upload:
                raise
            await self._pictures.forget(picture.picture_id)
            return await self._send(chat_id, text, markup, picture_id, lane)
        sent = _surely(made)
        if picture is not None:
            await self._pictures.remember(picture, sent)
        return sent


def _surely(sent: Message | None) -> Message:
    if sent is None:
        raise NotSaid("nothing was sent")
    return sent
