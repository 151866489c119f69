"""``parse_mode=MarkdownV2`` and the old ``Markdown``, with the server's own refusals."""

from dataclasses import dataclass

from kiosk.telegram_emulator.entities.spans import Span

from .html import link_span, markup_error

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
_NAMES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
    "spoiler": "Spoiler", "code": "Code", "pre": "Pre", "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji", "blockquote": "BlockQuote",
}  # fmt: skip
_MARKS = {
    "bold": "*", "italic": "_", "underline": "__", "strikethrough": "~", "spoiler": "||", "code": "`",
    "pre": "```", "text_link": "]", "custom_emoji": "]",
}  # fmt: skip


@dataclass(slots=True)
class _Open:
    type: str
    start: int
    at: int
    argument: str = ""


class _MarkdownReader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.open: list[_Open] = []
        self.spans: list[Span] = []

    def _byte(self, index: int) -> int:
        return len(self.source[:index].encode())

    def _starts(self, mark: str, ahead: int = 0) -> bool:
        return self.source.startswith(mark, self.at + ahead)

    def read(self) -> tuple[str, list[Span]]:
        """Return the plain text and its spans."""
        while self.at < len(self.source):
            char = self.source[self.at]
            verbatim = bool(self.open) and self.open[-1].type in {"code", "pre"}
            follower = self.source[self.at + 1 : self.at + 2]
            if char == "\\" and follower and ord(follower) <= 126:
                self.out.append(follower)
                self.at += 2
            elif char not in _RESERVED or (verbatim and char != "`"):
                self.out.append(char)
                self.at += 1
            elif self._ends_here(char):
                self._end()
            else:
                self._begin(char)
        if self.open and self.open[-1].type == "blockquote":
            self._end_quote()
        if self.open:
            last = self.open[-1]
            kind = "PreCode" if last.type == "pre" and last.argument else _NAMES[last.type]
            raise markup_error(f"Can't find end of {kind} entity at byte offset {self._byte(last.at)}")
        return "".join(self.out), self.spans

    def _ends_here(self, char: str) -> bool:
        if not self.open:
            return False
        kind = self.open[-1].type
        if kind == "blockquote":
            return char == "\n" or (char == "|" and self._closes_expandable())
        if kind == "italic":
            return char == "_" and not self._starts("__")
        return self._starts(_MARKS[kind])

    def _closes_expandable(self) -> bool:
        return self._starts("||") and self.source[self.at + 2 : self.at + 3] in {"", "\n"}

    def _begin(self, char: str) -> None:
        opening = self._opening(char)
        if opening is None:
            return
        kind, mark = opening
        opened = _Open(kind, len(self.out), self.at)
        self.at += len(mark)
        if kind == "pre":
            self._language(opened)
        self.open.append(opened)

    def _opening(self, char: str) -> tuple[str, str] | None:
        """Return the kind of entity that begins here and its mark; None for an ordinary line break."""
        if char == "\n":
            self.out.append(char)
            self.at += 1
            return None
        line_start = self.at == 0 or self.source[self.at - 1] == "\n"
        if line_start and char == "*" and self._starts("**>"):
            return "blockquote", "**>"
        if line_start and char == ">" and not any(opened.type == "blockquote" for opened in self.open):
            return "blockquote", ">"
        candidates = {
            "_": ("underline", "__") if self._starts("__") else ("italic", "_"),
            "*": ("bold", "*"),
            "~": ("strikethrough", "~"),
            "`": ("pre", "```") if self._starts("```") else ("code", "`"),
            "[": ("text_link", "["),
        }
        if self._starts("||"):
            candidates["|"] = ("spoiler", "||")
        if self._starts("!["):
            candidates["!"] = ("custom_emoji", "![")
        if char not in candidates:
            raise markup_error(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        return candidates[char]

    def _language(self, opened: _Open) -> None:
        """Read the language after three backquotes, and skip one line break."""
        end = self.at
        while end < len(self.source) and not self.source[end].isspace() and self.source[end] != "`":
            end += 1
        if self.at < end < len(self.source) and self.source[end] != "`":
            opened.argument = self.source[self.at : end]
            self.at = end
        if self._starts("\r\n"):
            self.at += 2
        elif self._starts("\n") or self._starts("\r"):
            self.at += 1

    def _end(self) -> None:
        if self.open[-1].type == "blockquote":
            self._quote_line()
            return
        opened = self.open.pop()
        self.at += len(_MARKS[opened.type])
        start, end = opened.start, len(self.out)
        if opened.type in {"text_link", "custom_emoji"}:
            self._end_link(opened)
        elif end > start:
            extra = {"language": opened.argument} if opened.argument else {}
            self.spans.append(Span(opened.type, start, end, extra))

    def _quote_line(self) -> None:
        """Go on with a quotation on the next line, or end it."""
        if self._starts("||"):
            self.open[-1].argument = "expandable"
            self.at += 2
            self._end_quote()
        elif self._starts("\n>"):
            self.out.append("\n")
            self.at += 2
        else:
            self._end_quote()

    def _end_quote(self) -> None:
        opened = self.open.pop()
        if len(self.out) > opened.start:
            kind = "expandable_blockquote" if opened.argument else "blockquote"
            self.spans.append(Span(kind, opened.start, len(self.out)))

    def _end_link(self, opened: _Open) -> None:
        start, end = opened.start, len(self.out)
        emoji = opened.type == "custom_emoji"
        if not self._starts("("):
            if emoji:
                raise markup_error("Custom emoji entity must contain a tg://emoji URL")
            url = "".join(self.out[start:end])
        else:
            url = self._url()
        if emoji:
            identifier = url.removeprefix("tg://emoji?id=")
            if identifier == url or not identifier.isdecimal():
                raise markup_error("Custom emoji URL must have an emoji identifier")
            span: Span | None = Span("custom_emoji", start, end, {"custom_emoji_id": identifier})
        else:
            span = link_span(url, start, end)
        if span and end > start:
            self.spans.append(span)

    def _url(self) -> str:
        begin = self.at + 1
        self.at = begin
        url = []
        while self.at < len(self.source) and self.source[self.at] != ")":
            if self.source[self.at] == "\\" and "\0" < self.source[self.at + 1 : self.at + 2] <= "~":
                self.at += 1
            url.append(self.source[self.at])
            self.at += 1
        if self.at >= len(self.source):
            raise markup_error(f"Can't find end of a URL at byte offset {self._byte(begin)}")
        self.at += 1
        return "".join(url)


def parse_markdown_v2(source: str) -> tuple[str, list[Span]]:
    """Read MarkdownV2; raise a 400 with the server's words when it is broken."""
    return _MarkdownReader(source).read()


def parse_markdown(source: str) -> tuple[str, list[Span]]:
    """Read the old Markdown, which knows no nesting; raise a 400 when an entity has no end."""
    out: list[str] = []
    spans: list[Span] = []
    at = 0
    while at < len(source):
        char = source[at]
        if char == "\\" and source[at + 1 : at + 2] in set("_*`["):
            out.append(source[at + 1])
            at += 2
        elif char in "_*`[":
            at = _legacy_entity(source, at, out, spans)
        else:
            out.append(char)
            at += 1
    return "".join(out), spans


def _legacy_entity(source: str, begin: int, out: list[str], spans: list[Span]) -> int:
    """Read one entity of the old Markdown; return where the text goes on."""
    pre = source.startswith("```", begin)
    end_mark = "```" if pre else {"[": "]"}.get(source[begin], source[begin])
    first = begin + (3 if pre else 1)
    language = ""
    if pre:
        opened = _MarkdownReader(source)
        opened.at = first
        holder = _Open("pre", 0, begin)
        opened._language(holder)  # noqa: SLF001 - one reader of the language for both dialects
        first, language = opened.at, holder.argument
    end = source.find(end_mark, first)
    if end < 0:
        offset = len(source[:begin].encode())
        raise markup_error(f"Can't find end of the entity starting at byte offset {offset}")
    start = len(out)
    out.extend(source[first:end])
    after = end + len(end_mark)
    if source[begin] == "[":
        url = source[first:end]
        if source.startswith("(", after):
            stop = source.find(")", after)
            stop = len(source) if stop < 0 else stop
            url, after = source[after + 1 : stop], stop + 1
        span = link_span(url, start, len(out))
    else:
        kind = "pre" if pre else {"_": "italic", "*": "bold", "`": "code"}[source[begin]]
        span = Span(kind, start, len(out), {"language": language} if language else {})
    if span and span.end > span.start:
        spans.append(span)
    return after
