"""From what a bot writes to a text with entities, as the server would store it."""

import re
from collections.abc import Callable
from itertools import accumulate
from typing import Any

from kiosk.telegram_emulator.constants import MAX_TEXT_BYTES
from kiosk.telegram_emulator.entities.spans import GIVEN_BY_BOTS, Span, from_api, tidy, to_api, utf16_length
from kiosk.telegram_emulator.errors import bad_request

from .detect import detect
from .html import parse_html
from .markdown import parse_markdown, parse_markdown_v2

__all__ = ["Formatted", "format_text", "plain_text", "utf16_length"]

Formatted = tuple[str, list[dict[str, Any]]]
_CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e]")
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e]")
_PARSERS: dict[str, Callable[[str], tuple[str, list[Span]]]] = {
    "html": parse_html,
    "markdownv2": parse_markdown_v2,
    "markdown": parse_markdown,
    "none": lambda text: (text, []),
    "": lambda text: (text, []),
}


def _clean(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Make spaces of control characters and drop carriage returns and direction overrides, as the server does."""
    if not _UNWANTED.search(text):
        return text, spans
    spaced = _CONTROL.sub(" ", text)
    cleaned = _DROPPED.sub("", spaced)
    if len(cleaned) == len(spaced):
        return cleaned, spans
    shift = list(accumulate((not _DROPPED.match(char) for char in spaced), initial=0))
    return cleaned, [Span(span.type, shift[span.start], shift[span.end], span.extra) for span in spans]


def _given(entities: list[Any]) -> list[dict[str, Any]]:
    """Check the shape of entities that the bot passed itself; kinds that only the server finds are dropped."""
    checked = []
    for entity in entities:
        if not isinstance(entity, dict):
            raise bad_request("can't parse MessageEntity: expected an Object")
        if not isinstance(entity.get("offset"), int) or not isinstance(entity.get("length"), int):
            raise bad_request('can\'t parse MessageEntity: Field "offset" must be a Number')
        if entity.get("type") in GIVEN_BY_BOTS and entity["length"] > 0 and entity["offset"] >= 0:
            checked.append(entity)
    return checked


def format_text(
    text: str,
    parse_mode: str,
    entities: list[Any] | None,
    find_user: Callable[[int], dict[str, Any] | None],
) -> Formatted:
    """Return the plain text and its MessageEntity objects (offsets in UTF-16 code units).

    ``entities`` count only without a parse mode. ``find_user`` gives the User of a text mention; a mention
    of an unknown user stays plain text, as on the server. Raises a 400 for an unknown mode or broken markup.
    """
    if len(text) * 4 > MAX_TEXT_BYTES and len(text.encode(errors="replace")) > MAX_TEXT_BYTES:
        raise bad_request("Text is too long")
    parser = _PARSERS.get(parse_mode.lower())
    if parser is None:
        raise bad_request("Unsupported parse_mode")
    if entities and not parse_mode:
        text, spans = _clean(text, from_api(text, _given(entities)))
    else:
        text, spans = parser(_clean(text, [])[0])
    text, spans = tidy(text, _known_mentions(spans, find_user))
    spans += detect(text, spans)
    return text, to_api(text, spans)


def _known_mentions(spans: list[Span], find_user: Callable[[int], dict[str, Any] | None]) -> list[Span]:
    kept = []
    for span in spans:
        if span.type == "text_mention":
            given = span.extra.get("user")
            user = find_user(given if isinstance(given, int) else (given or {}).get("id", 0))
            if user is None:
                continue
            span.extra = {"user": user}
        kept.append(span)
    return kept


def plain_text(text: str) -> Formatted:
    """Return what a person typed, with the entities that the server finds in it."""
    cleaned = _clean(text, [])[0].strip()
    return cleaned, to_api(cleaned, detect(cleaned, []))
