"""Inline answers as Telegram wants them."""

from aiogram.methods import AnswerInlineQuery
from aiogram.types import (
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
)

from kiosk.bot.intents import AnswerInline, InlineCard
from kiosk.bot.markup import MAX_CAPTION, MAX_TEXT, fit, shorten

MAX_RESULTS = 50
MAX_TITLE = 64


def inline_answer(inline_id: str, answer: AnswerInline, file_ids: dict[int, str]) -> AnswerInlineQuery:
    """The call that answers an inline query. A card whose picture Telegram has already is sent as a photo.

    A cached photo takes a file_id, never an address: the two are different kinds of results.
    """
    button = None
    if answer.button_text:
        button = InlineQueryResultsButton(
            text=shorten(answer.button_text, MAX_TITLE), start_parameter=answer.button_start
        )
    return AnswerInlineQuery(
        inline_query_id=inline_id,
        results=[_result(card, file_ids) for card in answer.cards[:MAX_RESULTS]],
        cache_time=answer.cache_seconds,
        is_personal=answer.personal,
        next_offset=answer.next_offset,
        button=button,
    )


def _result(
    card: InlineCard, file_ids: dict[int, str]
) -> InlineQueryResultCachedPhoto | InlineQueryResultArticle:
    keyboard = InlineKeyboardMarkup.model_validate(card.keyboard) if card.keyboard else None
    file_id = file_ids.get(card.picture_id or 0)
    if file_id is not None:
        return InlineQueryResultCachedPhoto(
            id=card.id,
            photo_file_id=file_id,
            title=card.title,
            description=card.description,
            caption=fit(card.text, MAX_CAPTION),
            parse_mode="HTML",
            reply_markup=keyboard,
        )
    return InlineQueryResultArticle(
        id=card.id,
        title=card.title,
        description=card.description,
        input_message_content=InputTextMessageContent(
            message_text=fit(card.text, MAX_TEXT), parse_mode="HTML"
        ),
        reply_markup=keyboard,
    )
