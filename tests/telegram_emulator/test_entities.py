"""Markup in, entities out: offsets in UTF-16 and the server's own words for what is broken."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.telegram_emulator.entities import format_text, plain_text, utf16_length
from kiosk.telegram_emulator.errors import ApiError

USER = {"id": 5, "is_bot": False, "first_name": "U"}


def fmt(text: str, mode: str = "", entities: list[Any] | None = None) -> tuple[str, list[tuple[Any, ...]]]:
    plain, found = format_text(text, mode, entities, lambda user: USER if user == 5 else None)
    brief = []
    for entity in found:
        extra = tuple(value for key, value in entity.items() if key not in {"offset", "length", "type"})
        brief.append((entity["type"], entity["offset"], entity["length"], *extra))
    return plain, brief


def broken(text: str, mode: str) -> str:
    with pytest.raises(ApiError) as caught:
        fmt(text, mode)
    assert caught.value.code == 400
    return caught.value.description.removeprefix("Bad Request: can't parse entities: ")


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("😀 <i>я</i>", "😀 я", [("italic", 3, 1)]),
        ("<u>a <s>b</s></u>", "a b", [("underline", 0, 3), ("strikethrough", 2, 1)]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        (
            '<a href="https://kiosk.kz/x?a=1&amp;b=2">go</a>',
            "go",
            [("text_link", 0, 2, "https://kiosk.kz/x?a=1&b=2")],
        ),
        ("<a href='tg://user?id=5'>me</a>", "me", [("text_mention", 0, 2, USER)]),
        ("<a href='tg://user?id=6'>stranger</a>", "stranger", []),
        ("<pre><code class='language-py'>x = 1</code></pre>", "x = 1", [("pre", 0, 5, "py")]),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
        ("&lt;b&gt; &amp; &quot;&#33;&#x41; &nbsp; &unknown;", '<b> & "!A &nbsp; &unknown;', []),
        ("  <b> x </b>\n ", "x", [("bold", 0, 1)]),
        ("<b></b>x<i> </i>y", "x y", []),
        ("<B>x</b >", "x", [("bold", 0, 1)]),
        ('<tg-emoji emoji-id="5368">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2, "5368")]),
    ],
)
def test_html(source: str, text: str, entities: list[Any]) -> None:
    assert fmt(source, "HTML") == (text, entities)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ё<abc", "Unclosed start tag at byte offset 2"),
        ("ё<abc>", 'Unsupported start tag "abc" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<i><b>x</b>", 'Can\'t find end tag corresponding to start tag "i"'),
        (
            "&#xD800;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
    ],
)
def test_broken_html(source: str, words: str) -> None:
    assert broken(source, "HTML") == words


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*b _i_*", "b i", [("bold", 0, 3), ("italic", 2, 1)]),
        ("__u__ ~s~ ||p||", "u s p", [("underline", 0, 1), ("strikethrough", 2, 1), ("spoiler", 4, 1)]),
        ("😀 `c`", "😀 c", [("code", 3, 1)]),
        ("```py\nx=1\n```", "x=1", [("pre", 0, 3, "py")]),
        ("```\n*x*```", "*x*", [("pre", 0, 3)]),
        (r"\*x\. \\", "*x. \\", []),
        ("[go](https://kiosk.kz/a\\)b)", "go", [("text_link", 0, 2, "https://kiosk.kz/a)b")]),
        ("[me](tg://user?id=5)", "me", [("text_mention", 0, 2, USER)]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 3)]),
        ("**>a\n>b||", "a\nb", [("expandable_blockquote", 0, 3)]),
        ("![👍](tg://emoji?id=7)", "👍", [("custom_emoji", 0, 2, "7")]),
    ],
)
def test_markdown_v2(source: str, text: str, entities: list[Any]) -> None:
    assert fmt(source, "MarkdownV2") == (text, entities)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("x!", "Character '!' is reserved and must be escaped with the preceding '\\'"),
        ("a|b", "Character '|' is reserved and must be escaped with the preceding '\\'"),
        ("1 > 0", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("ё *x", "Can't find end of Bold entity at byte offset 3"),
        ("_x", "Can't find end of Italic entity at byte offset 0"),
        ("`x", "Can't find end of Code entity at byte offset 0"),
        ("```x", "Can't find end of Pre entity at byte offset 0"),
        ("[x", "Can't find end of TextUrl entity at byte offset 0"),
        ("[x](http://a.bc", "Can't find end of a URL at byte offset 4"),
    ],
)
def test_broken_markdown_v2(source: str, words: str) -> None:
    assert broken(source, "MarkdownV2") == words


def test_old_markdown() -> None:
    assert fmt("*b* _i_ `c` [go](https://kiosk.kz/) a\\_b", "Markdown") == (
        "b i c go a_b",
        [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1), ("text_link", 6, 2, "https://kiosk.kz/")],
    )
    assert broken("snake_case", "Markdown") == "Can't find end of the entity starting at byte offset 5"


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start p_42", [("bot_command", 0, 6)]),
        ("go /cart@kiosk_bot now", [("bot_command", 3, 15)]),
        ("a/b and path/to", []),
        ("hi @ivan_petrov!", [("mention", 3, 12)]),
        ("#новинка #2026 x#y", [("hashtag", 0, 8)]),
        ("mail a.b@kiosk.kz.", [("email", 5, 12)]),
        ("see https://kiosk.kz/a?b=c, ok", [("url", 4, 22)]),
        ("see kiosk.kz/a or 1.5 or т.е.", [("url", 4, 10)]),
        ("+7 701 234-56-01", [("phone_number", 0, 16)]),
        ("😀 /help", [("bot_command", 3, 5)]),
        ("$USD", [("cashtag", 0, 4)]),
    ],
)
def test_found_by_the_server(text: str, entities: list[Any]) -> None:
    assert [
        (entity["type"], entity["offset"], entity["length"]) for entity in plain_text(text)[1]
    ] == entities


def test_nothing_is_found_inside_code_and_links() -> None:
    assert fmt("<code>/start</code> <a href='https://a.bc'>@name</a> /go", "HTML")[1] == [
        ("code", 0, 6), ("text_link", 7, 5, "https://a.bc/"), ("bot_command", 13, 3),
    ]  # fmt: skip


def test_entities_given_by_the_bot() -> None:
    given = [{"type": "bold", "offset": 3, "length": 1}, {"type": "mention", "offset": 0, "length": 2}]
    assert fmt("😀 я", entities=given) == ("😀 я", [("bold", 3, 1)])
    assert fmt("<b>x</b>", "HTML", entities=given) == ("x", [("bold", 0, 1)])
    with pytest.raises(ApiError):
        fmt("x", entities=["nonsense"])


def test_control_characters_and_direction_overrides() -> None:
    assert fmt("a\tb\r\nc\u202ed\x00e")[0] == "a b\ncd e"
    given = [{"type": "bold", "offset": 4, "length": 1}]
    assert fmt("\u202ea\r\nb", entities=given) == ("a\nb", [("bold", 2, 1)])
    assert plain_text("x\x07y\u2028")[0] == "x y"


READABLE = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        include_characters="\n",
        exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e",
    ),
    max_size=200,
)


@given(READABLE)
def test_plain_text_survives_without_a_mode(text: str) -> None:
    assert fmt(text)[0] == text.strip()


@given(READABLE)
def test_escaped_text_survives_html(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain, entities = fmt(f"<b>{escaped}</b>", "HTML")
    assert plain == text.strip()
    bold = [entity for entity in entities if entity[0] == "bold"]
    assert bold == ([("bold", 0, utf16_length(plain))] if plain else [])


@given(READABLE)
def test_escaped_text_survives_markdown_v2(text: str) -> None:
    escaped = "".join(f"\\{char}" if char in "_*[]()~`>#+-=|{}.!\\" else char for char in text)
    assert fmt(escaped, "MarkdownV2")[0] == text.strip()


@given(
    st.text("<>/ab&;i =\"'`*_[]()|~>\\!.\n😀x", max_size=60),
    st.sampled_from(["HTML", "MarkdownV2", "Markdown"]),
)
def test_garbage_is_refused_or_fits(text: str, mode: str) -> None:
    try:
        plain, entities = fmt(text, mode)
    except ApiError as error:
        assert error.code == 400
        return
    for _, offset, length, *_ in entities:
        assert 0 <= offset < offset + length <= utf16_length(plain)
