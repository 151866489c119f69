"""What is proposed to a shop from the country that it stands in (Unicode CLDR), and which currencies there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from babel.core import get_global
from babel.numbers import get_territory_currencies

from kiosk.kernel.i18n import LOCALES

STARS = "XTR"
"""Telegram's own currency."""
# Amounts are stored with two places; these have three (ISO 4217).
_TOO_FINE = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_DOLLAR, _ENGLISH = "USD", "en"
# Where the wall clocks of most people are, in countries that have several.
_CAPITAL_ZONES = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}


@dataclass(frozen=True, slots=True)
class Country:
    """A country, and what is proposed in it; the likeliest comes first."""

    code: str
    """ISO 3166."""
    currency: str
    """ISO 4217."""
    time_zones: tuple[str, ...]
    """IANA names."""
    locales: tuple[str, ...]
    """Of the languages that Kiosk speaks, those that are official there; English where none is."""


@cache
def countries() -> tuple[Country, ...]:
    """Every country (ISO 3166), by its code, with what is proposed in it."""
    zones = get_global("territory_zones")
    # A code of two letters that has a currency and a clock; CLDR's other territories are parts of the world.
    codes = sorted(code for code in zones if len(code) == 2 and get_territory_currencies(code))
    return tuple(
        Country(
            code=code,
            currency=_currency(code),
            time_zones=_first(_CAPITAL_ZONES.get(code), zones[code]),
            locales=_locales(code),
        )
        for code in codes
    )


@cache
def currencies() -> tuple[str, ...]:
    """The currencies that people pay with somewhere today (ISO 4217), and Telegram's Stars."""
    tender = {code for each in countries() for code in get_territory_currencies(each.code)}
    return tuple(sorted(tender - _TOO_FINE | {STARS}))


def _currency(country: str) -> str:
    own = str(get_territory_currencies(country)[-1])
    return _DOLLAR if own in _TOO_FINE else own


def _first(likeliest: str | None, zones: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(zones, key=lambda zone: zone != likeliest))


def _locales(country: str) -> tuple[str, ...]:
    spoken = get_global("territory_languages").get(country, {})
    official = [one for one in LOCALES if spoken.get(one, {}).get("official_status") == "official"]
    return tuple(sorted(official, key=lambda one: -spoken[one]["population_percent"])) or (_ENGLISH,)
