"""The HTML of ``parse_mode=HTML``, with the server's own refusals (TDLib, MessageEntity.cpp)."""

from dataclasses import dataclass

from kiosk.telegram_emulator.entities.spans import Span
from kiosk.telegram_emulator.errors import ApiError, bad_request

from .links import LinkError, check_link, linked_user

_SPACE = frozenset(" \t\r\n\v\0")
_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "pre": "pre", "code": "code", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def markup_error(text: str) -> ApiError:
    """Build the refusal of a text whose markup cannot be read."""
    return bad_request(f"can't parse entities: {text}")


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    start: int


class _HtmlReader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.spans: list[Span] = []

    def _peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else "\0"

    def _byte(self, index: int) -> int:
        return len(self.source[:index].encode())

    def _emit(self, text: str) -> None:
        self.out.append(text)
        self.length += len(text)

    def read(self) -> tuple[str, list[Span]]:
        """Return the plain text and its spans."""
        source = self.source
        while self.at < len(source):
            stop = self.at
            while stop < len(source) and source[stop] not in "&<":
                stop += 1
            if stop > self.at:
                self._emit(source[self.at : stop])
                self.at = stop
            elif source[self.at] == "&":
                self._emit(self._entity())
            elif source[self.at + 1 : self.at + 2] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise markup_error(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        text = "".join(self.out)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise markup_error(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return text, self.spans

    def _entity(self) -> str:
        """Consume an HTML entity, or the bare ampersand when it is none."""
        source, begin = self.source, self.at
        end = begin + 1
        if source[end : end + 1] == "#":
            end += 1
            base, digits = 10, "0123456789"
            if source[end : end + 1] in {"x", "X"}:
                end, base, digits = end + 1, 16, "0123456789abcdefABCDEF"
            first = end
            while end < len(source) and source[end] in digits:
                end += 1
            code = int(source[first:end], base) if first < end <= first + 8 else 0
            found = chr(code) if 0 < code < 0x10FFFF else ""
        else:
            while end < len(source) and source[end].isascii() and source[end].isalpha():
                end += 1
            found = _NAMED.get(source[begin + 1 : end], "")
        if not found:
            self.at = begin + 1
            return "&"
        self.at = end + (source[end : end + 1] == ";")
        return found

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        while self._peek() not in _SPACE and self._peek() != ">":
            self.at += 1
        if self.at >= len(self.source):
            raise markup_error(f"Unclosed start tag at byte offset {self._byte(begin)}")
        tag = self.source[begin + 1 : self.at].lower()
        if tag not in _TAGS:
            raise markup_error(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = ""
        while True:
            attribute = self._attribute(tag, begin)
            if attribute is None:
                break
            argument = _argument(tag, *attribute) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise markup_error(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(_Open(tag, argument, self.length))

    def _skip_space(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in _SPACE:
            self.at += 1

    def _attribute(self, tag: str, begin: int) -> tuple[str, str] | None:
        """Read the next attribute; None at the closing bracket."""
        self._skip_space()
        if self._peek() == ">":
            return None
        first = self.at
        while self._peek() not in _SPACE and self._peek() not in {"=", ">"}:
            self.at += 1
        name = self.source[first : self.at].lower()
        if not name:
            if self.at >= len(self.source):
                raise markup_error(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            raise markup_error(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._skip_space()
        if self._peek() != "=":
            if self.at >= len(self.source):
                raise markup_error(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            return name, ""
        self.at += 1
        self._skip_space()
        if self.at >= len(self.source):
            raise markup_error(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        return name, self._attribute_value(begin)

    def _attribute_value(self, begin: int) -> str:
        quote = self._peek()
        if quote not in {"'", '"'}:
            first = self.at
            while self._peek().isascii() and (self._peek().isalnum() or self._peek() in ".-"):
                self.at += 1
            if (self._peek() not in _SPACE and self._peek() != ">") or self.at >= len(self.source):
                raise markup_error(f"Unexpected end of name token at byte offset {self._byte(first)}")
            return self.source[first : self.at].lower()
        self.at += 1
        value = []
        while self.at < len(self.source) and self.source[self.at] != quote:
            if self.source[self.at] == "&":
                value.append(self._entity())
            else:
                value.append(self.source[self.at])
                self.at += 1
        self.at += 1
        if self.at >= len(self.source):
            raise markup_error(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise markup_error(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        while self._peek() not in _SPACE and self._peek() != ">":
            self.at += 1
        found = self.source[begin + 2 : self.at].lower()
        self._skip_space()
        if self._peek() != ">":
            raise markup_error(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        opened = self.open.pop()
        if found and found != opened.tag:
            raise markup_error(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{opened.tag}>", found "</{found}>"'
            )
        if self.length > opened.start:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        """Turn a finished element into a span."""
        kind, start, end = _TAGS[opened.tag], opened.start, self.length
        if kind == "text_link":
            span = link_span(opened.argument or "".join(self.out)[start:end], start, end)
            if span:
                self.spans.append(span)
        elif kind == "custom_emoji":
            if not opened.argument.isdecimal():
                raise markup_error("Invalid custom emoji identifier specified")
            self.spans.append(Span(kind, start, end, {"custom_emoji_id": opened.argument}))
        elif kind == "blockquote" and opened.argument:
            self.spans.append(Span("expandable_blockquote", start, end))
        elif kind == "code" and opened.argument:
            self.spans.append(Span(kind, start, end, {"language": opened.argument}))
        elif kind == "pre":
            self._close_pre(start, end)
        else:
            self.spans.append(Span(kind, start, end))

    def _close_pre(self, start: int, end: int) -> None:
        """Join ``<pre><code class="language-x">`` into one span."""
        inner = self.spans[-1] if self.spans else None
        language = {}
        if inner and inner.type == "code" and (inner.start, inner.end) == (start, end):
            self.spans.pop()
            language = inner.extra
        self.spans.append(Span("pre", start, end, language))


def _argument(tag: str, name: str, value: str) -> str:
    """Return what an attribute means for its tag, or nothing."""
    if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id")}:
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return "1" if (tag, name) == ("blockquote", "expandable") else ""


def link_span(url: str, start: int, end: int) -> Span | None:
    """Return the span of a link, a mention for ``tg://user``, or None when the link is no link."""
    user = linked_user(url)
    if user is not None:
        return Span("text_mention", start, end, {"user": user})
    try:
        return Span("text_link", start, end, {"url": check_link(url)})
    except LinkError:
        return None


def parse_html(source: str) -> tuple[str, list[Span]]:
    """Read HTML markup; raise a 400 with the server's words when it is broken."""
    if "<" not in source and "&" not in source:
        return source, []
    text, spans = _HtmlReader(source).read()
    for span in spans:
        if span.type == "code":
            span.extra = {}
    return text, spans
