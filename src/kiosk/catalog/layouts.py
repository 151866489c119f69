"""What somebody meant who forgot to switch the keyboard: "aenjkrf" is «футболка»."""

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_UKRAINIAN = "йцукенгшщзхїфівапролджєячсмитьбю'"
_LATIN_TO = (
    str.maketrans(_KEYS, _RUSSIAN),
    str.maketrans(_KEYS, _UKRAINIAN),
    # The Kazakh layout is the Russian one with nine letters more on the row of digits.
    str.maketrans(_KEYS + "2345890-=", _RUSSIAN + "әіңғүұқөһ"),
)
_TO_LATIN = (
    str.maketrans(_RUSSIAN, _KEYS),
    str.maketrans(_UKRAINIAN, _KEYS),
)


def other_layouts(text: str) -> list[str]:
    """The same keys on the other layouts, as far as they give another text."""
    lowered = text.lower()
    tables = _LATIN_TO if any("a" <= ch <= "z" for ch in lowered) else _TO_LATIN
    return list(dict.fromkeys(other for table in tables if (other := lowered.translate(table)) != lowered))
