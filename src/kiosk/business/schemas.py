"""The business as the rest of the house sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Business:
    """Who sells here, in which currency, country and time zone."""

    name: str
    currency: str
    """ISO 4217, or XTR for Telegram's Stars."""
    country: str
    """ISO 3166: the region for phone numbers typed without a country code."""
    default_locale: str
    time_zone: str
    """IANA name: Europe/Kyiv."""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Per language: `name`, `greeting`, `about`, `delivery`, `returns`, `legal`; all optional."""
    banner_id: int | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that people here live in."""
        return ZoneInfo(self.time_zone)

    def texts_in(self, locale: str) -> dict[str, str]:
        """The texts for a reader of `locale`; what is missing comes from the default language, then from any."""
        merged: dict[str, str] = {"name": self.name}
        for texts in (*self.texts.values(), self.texts.get(self.default_locale), self.texts.get(locale)):
            merged.update({key: text for key, text in (texts or {}).items() if text})
        return merged

    def name_in(self, locale: str) -> str:
        """The name as readers of `locale` know it: a translation, else the name on the sign."""
        return self.texts.get(locale, {}).get("name") or self.name
