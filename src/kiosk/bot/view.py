"""What a screen consists of: text, buttons, at most one picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    SwitchInlineQueryChosenChat,
)

from kiosk.bot.callbacks import Callback
from kiosk.bot.markup import shorten

Style = Literal["primary", "success", "danger"]
MAX_BUTTON_TEXT = 64
MAX_COPIED = 256


@dataclass(frozen=True, slots=True)
class View:
    """A screen: HTML `text`, inline buttons and, by its id, a picture of ours above the text."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    picture_id: int | None = None


def button(text: str, callback: Callback, *, style: Style | None = None) -> InlineKeyboardButton:
    """A button that sends `callback`. `style` colours it where the client can."""
    return InlineKeyboardButton(
        text=shorten(text, MAX_BUTTON_TEXT), callback_data=callback.pack(), style=style
    )


def url_button(text: str, url: str) -> InlineKeyboardButton:
    """A button that opens `url`."""
    return InlineKeyboardButton(text=shorten(text, MAX_BUTTON_TEXT), url=url)


def copy_button(text: str, copied: str) -> InlineKeyboardButton:
    """A button that copies `copied` (at most 256 characters) to the clipboard."""
    return InlineKeyboardButton(
        text=shorten(text, MAX_BUTTON_TEXT), copy_text=CopyTextButton(text=copied[:MAX_COPIED])
    )


def share_button(text: str, query: str) -> InlineKeyboardButton:
    """A button that asks for a chat of people and begins an inline `query` to the bot there."""
    chosen = SwitchInlineQueryChosenChat(
        query=query, allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
    )
    return InlineKeyboardButton(text=shorten(text, MAX_BUTTON_TEXT), switch_inline_query_chosen_chat=chosen)


def search_button(text: str, query: str = "") -> InlineKeyboardButton:
    """A button that begins an inline `query` in this chat."""
    return InlineKeyboardButton(text=shorten(text, MAX_BUTTON_TEXT), switch_inline_query_current_chat=query)


Row = Sequence[InlineKeyboardButton | None] | InlineKeyboardButton | None


def keyboard(*rows: Row) -> InlineKeyboardMarkup:
    """Buttons under a message: each argument is a row (or one button); None and empty rows are left out."""
    made = []
    for row in rows:
        given = [row] if row is None or isinstance(row, InlineKeyboardButton) else row
        if kept := [each for each in given if each is not None]:
            made.append(kept)
    return InlineKeyboardMarkup(inline_keyboard=made)


def grid(buttons: Iterable[InlineKeyboardButton], columns: int) -> list[list[InlineKeyboardButton]]:
    """Rows of `columns` buttons each: `keyboard(*grid(sizes, 4), back)`."""
    listed = list(buttons)
    return [listed[start : start + columns] for start in range(0, len(listed), columns)]


def contact_keyboard(text: str, placeholder: str | None = None) -> ReplyKeyboardMarkup:
    """The reply keyboard with one button that shares the person's own phone number."""
    return ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text=shorten(text, MAX_BUTTON_TEXT), request_contact=True)]],
        resize_keyboard=True,
        one_time_keyboard=True,
        input_field_placeholder=shorten(placeholder, MAX_BUTTON_TEXT) if placeholder else None,
    )


def no_reply_keyboard() -> ReplyKeyboardRemove:
    """Takes a reply keyboard away."""
    return ReplyKeyboardRemove()
