"""Entities that the server finds by itself: commands, mentions, hashtags, links, mail, phones."""

import re

from kiosk.telegram_emulator.entities.spans import VERBATIM, Span

_TLD = (
    "com|org|net|info|biz|edu|gov|io|me|co|app|dev|shop|store|online|site|xyz|tv|ai|ru|ua|kz|by|uz|kg|am|ge|"
    "de|fr|it|es|pl|uk|us|eu|tr|cn|in|su|рф|укр|қаз"
)
_EMAIL = r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[\w-]+\.)+[^\W\d_]{2,}"
_URL = (
    r"(?:(?:https?|ftp|tg|ton)://[^\s<>\"'«»]*[^\s<>\"'«».,;:!?()\]\[{}…]"
    rf"|(?<![\w@./-])(?:[\w-]+\.)+(?:{_TLD})(?![\w-])(?::\d+)?(?:[/?#][^\s<>\"'«»]*[^\s<>\"'«».,;:!?()\]\[{{}}…])?/?)"
)
_FINDERS = (
    ("email", re.compile(rf"(?<![\w.@]){_EMAIL}(?![\w])")),
    ("url", re.compile(_URL, re.IGNORECASE)),
    ("bot_command", re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z0-9_]{2,32}(?![\w])")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=[\w·]*[^\W\d])[\w·]{1,255}(?:@[A-Za-z0-9_]{3,32})?")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")),
    ("phone_number", re.compile(r"(?<![\w+./-])\+\d(?:[ ()-]{0,2}\d){9,14}(?![\w-])")),
)
_HINT = re.compile(r"[@/#$+.]")


def detect(text: str, taken: list[Span]) -> list[Span]:
    """Return the entities found in ``text`` outside of code, links and mentions that are ``taken``."""
    if not _HINT.search(text):
        return []
    busy = [
        (span.start, span.end)
        for span in taken
        if span.type in VERBATIM or span.type in {"text_link", "text_mention", "custom_emoji"}
    ]
    found: list[Span] = []
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in busy):
                continue
            busy.append((start, end))
            found.append(Span(kind, start, end))
    return found
