"""Every text that people read exists in every language, is used, and has the right placeholders and plurals."""

import ast
import re
import string
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from kiosk.kernel.i18n import LOCALES, best_locale, locales_folder, translator

SOURCES = Path(__file__).resolve().parents[2] / "src" / "kiosk"


def marked():
    """Each text in the code -> the files that have it. A plural is a pair."""
    found = defaultdict(set)
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and (text := _text_of(node)):
                found[text].add(str(path.relative_to(SOURCES)))
    return found


def _text_of(call):
    """What `call` marks: N_("..."), say("..."), person.say("..."), say.plural("...", "...", n)."""
    function = call.func
    name = getattr(function, "attr", None) or getattr(function, "id", None)
    if name not in {"N_", "say", "translate", "plural"} or _is_screen(function):
        return None
    texts = tuple(each.value for each in call.args[:2] if isinstance(each, ast.Constant))
    if name == "plural":
        return texts if len(texts) == 2 else None
    return texts[0] if texts and isinstance(texts[0], str) else None


def _is_screen(function):
    # screen.say(...) sends a text that has been said in the reader's language already.
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "screen"


def catalogue(locale):
    """Each text -> its translations, one for each plural form."""
    found = {}
    for path in sorted((locales_folder() / locale).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=locale, abort_invalid=True):
                if not message.id:
                    continue
                assert message.id not in found, f"{message.id!r} is translated twice, again in {path.name}"
                assert not message.fuzzy, f"{message.id!r} is fuzzy in {path}"
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                found[tuple(message.id) if isinstance(message.id, list | tuple) else message.id] = forms
    return found


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def texts():
    return marked()


def test_there_is_something_to_check(texts):
    assert len(texts) > 150
    assert any(isinstance(text, tuple) for text in texts)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_is_missing(texts, locale):
    known = catalogue(locale)
    missing = {text: files for text, files in texts.items() if not all(known.get(text, ("",)))}
    assert not missing


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_is_unused(texts, locale):
    assert not set(catalogue(locale)) - set(texts)


@pytest.mark.parametrize("locale", LOCALES)
def test_placeholders_are_kept(locale):
    wrong = {}
    for text, forms in catalogue(locale).items():
        wanted = placeholders(text[1] if isinstance(text, tuple) else text)
        for form in forms:
            # A form for one single number may say it in words.
            if placeholders(form) | ({"n"} & wanted) != wanted:
                wrong[text] = form
    assert not wrong


@pytest.mark.parametrize("locale", LOCALES)
def test_every_plural_has_all_its_forms(locale):
    count = get_plural(locale).num_plurals
    wrong = {
        text: forms
        for text, forms in catalogue(locale).items()
        if isinstance(text, tuple) and (len(forms) != count or not all(forms))
    }
    assert not wrong


@pytest.mark.parametrize("locale", [each for each in LOCALES if each != "en"])
def test_translations_are_translated(locale):
    """A text of several words that reads the same in another script was forgotten."""
    forgotten = [
        text
        for text, forms in catalogue(locale).items()
        if isinstance(text, str) and forms == (text,) and re.search(r"[A-Za-z]{3,} [A-Za-z]{2,}", text)
    ]
    assert not forgotten


@pytest.mark.parametrize(
    ("locale", "numbers"),
    [("ru", (1, 2, 5, 11, 21, 22, 25, 111)), ("uk", (1, 3, 7, 14, 31)), ("kk", (1, 5)), ("en", (1, 2))],
)
def test_plural_forms_are_chosen_by_the_number(locale, numbers):
    plurals = [text for text in catalogue(locale) if isinstance(text, tuple)]
    rule = get_plural(locale)
    assert plurals
    for one, many in plurals:
        forms = catalogue(locale)[one, many]
        needed = placeholders(many) - {"n"}
        for n in numbers:
            said = translator(locale).plural(one, many, n, **dict.fromkeys(needed, "…"))
            expected = _chosen(locale, n)
            assert said == forms[expected].format(n=n, **dict.fromkeys(needed, "…")), rule


def _chosen(locale, n):
    """The form for `n`, by the Unicode rules written out by hand."""
    if locale in {"ru", "uk"}:
        if n % 10 == 1 and n % 100 != 11:
            return 0
        return 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2
    return 0 if n == 1 else 1


@pytest.mark.parametrize(
    ("asked", "locale"),
    [
        ("ru", "ru"),
        ("uk-UA", "uk"),
        ("kk", "kk"),
        ("kz", "kk"),
        ("ua", "uk"),
        ("be", "ru"),
        ("en-GB,ru;q=0.5", "en"),
        ("fr,kk;q=0.5", "kk"),
        ("RU_ru", "ru"),
        ("fr", "en"),
        ("", "en"),
        (None, "en"),
        (";;,,", "en"),
    ],
)
def test_the_readers_language_is_found(asked, locale):
    assert best_locale(asked) == locale
