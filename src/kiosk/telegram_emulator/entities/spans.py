"""Marked ranges of a text, counted in characters here and in UTF-16 code units on the wire."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

# Formatting that may stand inside other formatting, outermost first when two ranges are equal.
_ORDER = (
    "expandable_blockquote", "blockquote", "text_link", "text_mention", "mention", "hashtag", "cashtag",
    "bot_command", "url", "email", "phone_number", "bold", "italic", "underline", "strikethrough", "spoiler",
    "custom_emoji", "code", "pre",
)  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(_ORDER)}
_FOUND_BY_SERVER = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
GIVEN_BY_BOTS = frozenset(_ORDER) - _FOUND_BY_SERVER
VERBATIM = frozenset({"code", "pre"})


@dataclass(slots=True)
class Span:
    """A range ``[start, end)`` of characters that is shown as ``type``."""

    type: str
    start: int
    end: int
    extra: dict[str, Any] = field(default_factory=dict)


def utf16_length(text: str) -> int:
    """Return the length of ``text`` in UTF-16 code units."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def _offsets(text: str) -> list[int] | None:
    """Return the UTF-16 offset of every character and of the end; None when they equal the indices."""
    if text.isascii() or not any(char > "\uffff" for char in text):
        return None
    return list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))


def to_api(text: str, spans: list[Span]) -> list[dict[str, Any]]:
    """Return the spans as MessageEntity objects, outermost and leftmost first."""
    offsets = _offsets(text)
    ordered = sorted(spans, key=lambda span: (span.start, -span.end, _RANK[span.type]))
    if offsets is None:
        return [
            {"offset": span.start, "length": span.end - span.start, "type": span.type, **span.extra}
            for span in ordered
        ]
    return [
        {
            "offset": offsets[span.start],
            "length": offsets[span.end] - offsets[span.start],
            "type": span.type,
            **span.extra,
        }
        for span in ordered
    ]


def from_api(text: str, entities: list[dict[str, Any]]) -> list[Span]:
    """Turn checked MessageEntity objects into spans; ranges beyond the text are cut."""
    offsets = _offsets(text) or list(range(len(text) + 1))
    spans = []
    for entity in entities:
        start = bisect_left(offsets, entity["offset"])
        end = bisect_left(offsets, entity["offset"] + entity["length"])
        extra = {key: value for key, value in entity.items() if key not in {"offset", "length", "type"}}
        spans.append(Span(entity["type"], min(start, len(text)), min(end, len(text)), extra))
    return spans


def tidy(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Trim the text as the server does and keep what is left of the spans.

    Spans that became empty or blank go, and nothing stays inside code.
    """
    trimmed = text.rstrip()
    cut = len(trimmed) - len(trimmed.lstrip())
    trimmed = trimmed[cut:]
    kept = []
    for span in spans:
        start = min(max(span.start - cut, 0), len(trimmed))
        end = min(max(span.end - cut, 0), len(trimmed))
        if trimmed[start:end].strip():
            kept.append(Span(span.type, start, end, span.extra))
    verbatim = [span for span in kept if span.type in VERBATIM]
    if verbatim and len(kept) > len(verbatim):
        kept = [span for span in kept if span.type in VERBATIM or not _inside_any(span, verbatim)]
    return trimmed, kept


def _inside_any(span: Span, outer: list[Span]) -> bool:
    if span.type.endswith("blockquote"):
        return False
    return any(span.start < other.end and other.start < span.end for other in outer)
