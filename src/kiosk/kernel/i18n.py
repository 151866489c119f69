"""The people's languages: gettext catalogues read from `locales/`, amounts and dates by Babel.

A text is written in English in the code, marked with `N_` (or `translate("...")`), and translated in each
`locales/<language>/*.po`. Plural texts are passed as (one, many) with the count in `n`.
"""

import gettext
import io
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_currency_symbol

from kiosk.kernel.money import Money

LOCALES = ("ru", "uk", "kk", "en")
FALLBACK = "en"


# Babel has the signs only in the languages of their countries; buyers know them in every language.
_SYMBOLS = {"RUB": "₽", "UAH": "₴", "KZT": "₸", "USD": "$", "EUR": "€", "GBP": "£", "XTR": "⭐"}
_DATES = {"en": "en_GB"}
"""Our English is the one of "catalogue" and "colour", so its days come before the months."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Mark a text for translation where it is defined; it is translated where it is said."""
    return message


class Translator:
    """Says things in one language."""

    def __init__(self, locale: str, translations: gettext.NullTranslations) -> None:
        self.locale = locale
        self._translations = translations

    def __call__(self, message: str, /, **params: Any) -> str:
        """`message` in this language with its named placeholders filled in."""
        text = self._translations.gettext(message)
        return text.format(**params) if params else text

    def plural(self, one: str, many: str, n: int, /, **params: Any) -> str:
        """The plural form of the text that fits `n`; `{n}` stands for the number."""
        return self._translations.ngettext(one, many, n).format(n=n, **params)

    def money(self, money: Money) -> str:
        """An amount as people write it: «1 290 ₽». Whole amounts go without their zero kopecks."""
        whole = money.amount == money.amount.to_integral_value()
        number = format_decimal(money.amount, format="#,##0" if whole else "#,##0.00", locale=self.locale)
        symbol = _SYMBOLS.get(money.currency) or get_currency_symbol(money.currency, self.locale)
        return f"{number}\N{NO-BREAK SPACE}{symbol}"

    def date(self, at: datetime, zone: tzinfo) -> str:
        """A day: «21 ноября 2026 г.»."""
        return format_date(at.astimezone(zone), format="long", locale=_DATES.get(self.locale, self.locale))

    def moment(self, at: datetime, zone: tzinfo) -> str:
        """A day and time in `zone`: «21 нояб. 2026, 14:05»."""
        return format_datetime(at.astimezone(zone), format="d MMM y, HH:mm", locale=self.locale)


def locales_folder() -> Path:
    """Where the catalogues lie: inside the wheel, or at the root of a checkout."""
    packaged = Path(str(resources.files("kiosk"))) / "locales"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "locales"


@cache
def translator(locale: str) -> Translator:
    """The translator for one of `LOCALES`; anything else gets the fallback."""
    if locale not in LOCALES:
        locale = FALLBACK
    return Translator(locale, _load(locale))


def _load(locale: str) -> gettext.NullTranslations:
    merged = Catalog(locale=locale)
    for path in sorted((locales_folder() / locale).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=locale):
                if message.id:
                    merged[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def best_locale(asked: str | None, default: str = FALLBACK) -> str:
    """The locale of ours for a Telegram `language_code` or an `Accept-Language` header.

    Belarusian readers get Russian, Kazakhstan's `kz` (a common mistake for `kk`) gets Kazakh.
    """
    for part in (asked or "").lower().replace("_", "-").split(","):
        language = part.split(";")[0].strip().split("-")[0]
        language = {"be": "ru", "kz": "kk", "ua": "uk"}.get(language, language)
        if language in LOCALES:
            return language
    return default


Localize = Callable[[str], Translator]
