"""The living screen as handlers see it: they say what they want, nothing is sent before the commit."""

import base64
from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove, TelegramObject

from kiosk.bot.intents import (
    AnswerInline,
    DeleteInput,
    EditPressed,
    InlineCard,
    Intent,
    Markup,
    Say,
    SendDocument,
    Show,
    Toast,
)
from kiosk.bot.markup import escape
from kiosk.bot.view import View, contact_keyboard

ReplyKeyboard = ReplyKeyboardMarkup | ReplyKeyboardRemove


class Screen:
    """Records what the person is to see in answer to one update.

    After a button press the screen's message is edited in place; after a command or typed text the screen moves to
    the bottom of the chat. Only the last `show` and the last toast or alert of an update count.
    """

    def __init__(self, *, pressed: bool, message_id: int | None = None) -> None:
        self.pressed = pressed
        """Whether the update is a button press (so a toast can be seen)."""
        self.message_id = message_id
        """The message under which the button was pressed, or that the person sent."""
        self._said: list[Intent] = []
        self._show: Show | None = None
        self._toast: Toast | None = None

    def show(self, view: View) -> None:
        """Make the living screen look like `view`."""
        self._show = Show(view.text, _dump(view.keyboard), view.picture_id)

    def toast(self, text: str) -> None:
        """A short plain-text note over the chat (at most 200 characters). Without a button press: nothing."""
        self._toast = Toast(text)

    def alert(self, text: str) -> None:
        """Plain text that must be read and closed; after typed text it is said as a message instead."""
        if self.pressed:
            self._toast = Toast(text, alert=True)
        else:
            self.say(escape(text))

    def say(
        self,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        reply_keyboard: ReplyKeyboard | None = None,
        picture_id: int | None = None,
    ) -> None:
        """A new message (HTML) that stays in the history: an order placed, a receipt."""
        self._said.append(Say(text, _dump(keyboard or reply_keyboard), picture_id))

    def ask_contact(self, text: str, button: str, placeholder: str | None = None) -> None:
        """Ask for the person's own phone number by one tap: `text` (HTML) with a reply keyboard.

        The message and its keyboard go away by themselves when the next screen is shown.
        """
        self._said.append(Say(text, _dump(contact_keyboard(button, placeholder)), prompt=True))

    def delete_input(self) -> None:
        """Delete what the person has just typed, so that forms leave no litter."""
        self._said.append(DeleteInput())

    def edit_pressed(self, view: View) -> None:
        """Change the text message under which the button was pressed: a card that is not the living screen."""
        self._said.append(EditPressed(view.text, _dump(view.keyboard)))

    def document(self, name: str, content: bytes, caption: str = "") -> None:
        """Send a file made on the spot (HTML caption)."""
        self._said.append(SendDocument(name, base64.b64encode(content).decode(), caption))

    def answer_inline(
        self,
        cards: Sequence[InlineCard],
        *,
        next_offset: str = "",
        cache_seconds: int = 10,
        personal: bool = True,
        button_text: str | None = None,
        button_start: str = "inline",
    ) -> None:
        """Answer an inline query with `cards`; the optional button opens `/start <button_start>`."""
        self._said.append(
            AnswerInline(list(cards), next_offset, cache_seconds, personal, button_text, button_start)
        )

    @staticmethod
    def card(
        card_id: str,
        title: str,
        description: str,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
        picture_id: int | None = None,
    ) -> InlineCard:
        """A result for `answer_inline`; `text` is HTML, `title` and `description` are plain."""
        return InlineCard(card_id, title, description, text, _dump(keyboard), picture_id)

    def forget(self) -> None:
        """Drop everything that was recorded."""
        self._said.clear()
        self._show = self._toast = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was recorded."""
        return not self._said and self._show is None and self._toast is None

    def intents(self) -> list[Intent]:
        """Everything in the order in which it is to be carried out: the press is answered first."""
        ordered: list[Intent] = [self._toast or Toast("")] if self.pressed else []
        stays = [said for said in self._said if not (isinstance(said, Say) and said.prompt)]
        prompts = [said for said in self._said if isinstance(said, Say) and said.prompt]
        ordered += stays
        if self._show is not None:
            ordered.append(self._show)
        return ordered + prompts


def _dump(markup: TelegramObject | None) -> Markup | None:
    return None if markup is None else markup.model_dump(mode="json", exclude_none=True)
