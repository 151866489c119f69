"""Telegram's HTML: the one place that escapes what people wrote and cuts what is too long."""

import html
import re

MAX_TEXT = 4096
MAX_CAPTION = 1024

_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9-]*)[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);|.", re.DOTALL)
# The bidirectional overrides and isolates: unclosed in a name they would turn the rest of the screen around.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def escape(text: object) -> str:
    """`text` so that it is shown literally; control characters and direction overrides are left out."""
    return html.escape(_UNSHOWABLE.sub("", str(text)), quote=True)


def bold(text: object) -> str:
    """`text`, escaped, in bold."""
    return f"<b>{escape(text)}</b>"


def italic(text: object) -> str:
    """`text`, escaped, in italics."""
    return f"<i>{escape(text)}</i>"


def struck(text: object) -> str:
    """`text`, escaped, struck through: an old price."""
    return f"<s>{escape(text)}</s>"


def code(text: object) -> str:
    """`text`, escaped, in a fixed width; a tap copies it."""
    return f"<code>{escape(text)}</code>"


def quote(text: object) -> str:
    """`text`, escaped, as a quotation."""
    return f"<blockquote>{escape(text)}</blockquote>"


def link(text: object, url: str) -> str:
    """`text`, escaped, leading to `url`."""
    return f'<a href="{html.escape(url, quote=True)}">{escape(text)}</a>'


def units(text: str) -> int:
    """The length of `text` as Telegram counts it: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """Plain `text` (not HTML) of at most `limit` UTF-16 units, with an ellipsis where it was cut."""
    if units(text) <= limit:
        return text
    kept, used = [], 1
    for character in text:
        used += units(character)
        if used > limit:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def fit(markup: str, limit: int) -> str:
    """HTML whose visible text has at most `limit` UTF-16 units; no tag or entity is ever cut apart."""
    if units(markup) <= limit:
        return markup
    used = visible_units(markup)
    return markup if used <= limit else _cut(markup, limit - 1)


def visible_units(markup: str) -> int:
    """How much of `markup` is text that a reader sees, in UTF-16 units."""
    return sum(_width(token) for token in _TOKEN.finditer(markup))


def _width(token: re.Match[str]) -> int:
    if token[2] is not None:
        return 0
    shown = token[0]
    return units(html.unescape(shown) if len(shown) > 1 else shown)


def _cut(markup: str, room: int) -> str:
    kept: list[str] = []
    opened: list[str] = []
    for token in _TOKEN.finditer(markup):
        room -= _width(token)
        if room < 0:
            break
        kept.append(token[0])
        if token[2] is None:
            continue
        if not token[1]:
            opened.append(token[2])
        elif opened and opened[-1] == token[2]:
            opened.pop()
    return "".join(kept) + "…" + "".join(f"</{tag}>" for tag in reversed(opened))
