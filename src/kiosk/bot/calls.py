"""The Bot API's calls as the renderer makes them: HTML, no link previews, texts cut to Telegram's limits."""

from typing import Any

from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
)
from aiogram.types import BufferedInputFile, InputMediaPhoto, LinkPreviewOptions, ReplyKeyboardRemove

from kiosk.bot.intents import Markup, Toast
from kiosk.bot.intents import SendDocument as Document
from kiosk.bot.markup import MAX_CAPTION, MAX_TEXT, fit, shorten
from kiosk.bot.pictures import Found

MAX_TOAST = 200
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def answer_press(callback_id: str, toast: Toast) -> AnswerCallbackQuery:
    """Answer a button press."""
    return AnswerCallbackQuery(
        callback_query_id=callback_id,
        text=shorten(toast.text, MAX_TOAST) or None,
        show_alert=toast.alert or None,
    )


def send_text(chat_id: int, text: str, markup: Markup | None) -> SendMessage:
    """Send a text."""
    given: dict[str, Any] = {"reply_markup": markup}
    return SendMessage(
        chat_id=chat_id,
        text=fit(text, MAX_TEXT),
        parse_mode="HTML",
        link_preview_options=_NO_PREVIEW,
        **given,
    )


def send_photo(chat_id: int, text: str, markup: Markup | None, picture: Found) -> SendPhoto:
    """Send a picture with a caption."""
    given: dict[str, Any] = {"reply_markup": markup}
    return SendPhoto(
        chat_id=chat_id, photo=picture.media, caption=fit(text, MAX_CAPTION), parse_mode="HTML", **given
    )


def send_document(chat_id: int, document: Document) -> SendDocument:
    """Send a file made on the spot."""
    return SendDocument(
        chat_id=chat_id,
        document=BufferedInputFile(document.decoded(), filename=document.name),
        caption=fit(document.caption, MAX_CAPTION) or None,
        parse_mode="HTML",
    )


def remove_reply_keyboard(chat_id: int) -> SendMessage:
    """A message whose only purpose is to take a reply keyboard away."""
    return SendMessage(
        chat_id=chat_id, text="✓", reply_markup=ReplyKeyboardRemove(), disable_notification=True
    )


def edit_text(chat_id: int, message_id: int, text: str, markup: Markup | None) -> EditMessageText:
    """Edit a text message."""
    given: dict[str, Any] = {"reply_markup": markup}
    return EditMessageText(
        chat_id=chat_id,
        message_id=message_id,
        text=fit(text, MAX_TEXT),
        parse_mode="HTML",
        link_preview_options=_NO_PREVIEW,
        **given,
    )


def edit_caption(chat_id: int, message_id: int, text: str, markup: Markup | None) -> EditMessageCaption:
    """Edit the words under a picture that stays."""
    given: dict[str, Any] = {"reply_markup": markup}
    return EditMessageCaption(
        chat_id=chat_id, message_id=message_id, caption=fit(text, MAX_CAPTION), parse_mode="HTML", **given
    )


def edit_media(
    chat_id: int, message_id: int, text: str, markup: Markup | None, picture: Found
) -> EditMessageMedia:
    """Put another picture into a message, or the first one into a text message."""
    given: dict[str, Any] = {"reply_markup": markup}
    media = InputMediaPhoto(media=picture.media, caption=fit(text, MAX_CAPTION), parse_mode="HTML")
    return EditMessageMedia(chat_id=chat_id, message_id=message_id, media=media, **given)
