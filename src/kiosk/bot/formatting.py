"""What other people wrote, made short and calm enough for a line, a button or a page.

Names, addresses and queries come from outside: they may hold markup, line breaks, thousands of characters or a
right-to-left script that would turn the price behind them round.
"""

import re
import unicodedata

from kiosk.bot.markup import escape, shorten, units

NAME_LIMIT = 160
BUTTON_LIMIT = 38
"""What a phone shows of a button as wide as the message, in characters."""

_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def one_line(text: str, limit: int = NAME_LIMIT) -> str:
    """Plain `text` in one line of at most `limit` UTF-16 units."""
    return shorten(" ".join(text.split()), limit)


def name(text: str, limit: int = NAME_LIMIT) -> str:
    """A name from outside as HTML, in one line; a right-to-left one is isolated from what stands behind it."""
    shown = escape(one_line(text, limit))
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in shown):
        return f"{_FIRST_STRONG_ISOLATE}{shown}{_POP_ISOLATE}"
    return shown


def prose(text: str, limit: int) -> str:
    """Lines from outside as HTML, `limit` UTF-16 units of them at most."""
    calm = _BLANK_LINES.sub("\n\n", _SPACES.sub(" ", text.replace("\r", "")).strip())
    return escape(shorten(calm, limit))


def label(text: str, tail: str = "", limit: int = BUTTON_LIMIT) -> str:
    """A button's text: `text` gives way so that `tail` (the price) stays whole."""
    return one_line(text, max(8, limit - units(tail))) + tail


def pages_of(text: str, size: int) -> list[str]:
    """`text` in pages of at most `size` UTF-16 units, cut between paragraphs, or words where one is too long."""
    pages: list[str] = []
    page = ""
    for piece in _pieces(text.strip(), size):
        joined = f"{page}\n\n{piece}" if page else piece
        if page and units(joined) > size:
            pages.append(page)
            joined = piece
        page = joined
    return [*pages, page]


def _pieces(text: str, size: int) -> list[str]:
    pieces: list[str] = []
    for paragraph in text.split("\n\n"):
        piece = ""
        for word in paragraph.strip().split(" "):
            joined = f"{piece} {word}" if piece else shorten(word, size)
            if units(joined) > size:
                pieces.append(piece)
                joined = shorten(word, size)
            piece = joined
        pieces.append(piece)
    return pieces
