"""The business as the rest of the house sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from kiosk.business.rules import market_of
from kiosk.kernel.i18n import LOCALES
from kiosk.kernel.schemas import Input, Output, Text


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
    chosen_market: str = ""
    """RU, UA or KZ; "" follows the country."""
    locales: tuple[str, ...] = LOCALES
    """What the bot speaks with buyers, the default language among them."""
    most_waiting_orders: int = 5
    """So many orders of one customer may wait to be confirmed: each of them holds its stock."""
    most_daily_orders: int = 20
    """So many orders one customer may place within 24 hours."""
    payments_since: datetime | None = None
    """Since then the shop notes who has paid: only orders placed since can be unpaid. None: it doesn't."""

    @property
    def market(self) -> str:
        """Whose law decides which ways of signing in are offered: RU, UA, KZ, or "" elsewhere."""
        return market_of(self.chosen_market, self.country)

    @property
    def notes_payments(self) -> bool:
        """Whether the shop notes who has paid."""
        return self.payments_since is not None

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

    def spoken(self, locale: str) -> str:
        """The language in which to speak to somebody who reads `locale`: that one if it is offered."""
        return locale if locale in self.locales else self.default_locale

    def name_in(self, locale: str) -> str:
        """The name as readers of `locale` know it: a translation, else the name on the sign."""
        return self.texts.get(locale, {}).get("name") or self.name


Locale = Literal["ru", "uk", "kk", "en"]
Market = Literal["RU", "UA", "KZ"]


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("not an IANA time zone") from error
    return name


TimeZone = Annotated[str, Text(40), AfterValidator(_known_zone)]


class BusinessTexts(Input):
    """What the shop says about itself in one language."""

    name: Annotated[str, Text(120)] | None = None
    greeting: Annotated[str, Text(1000)] | None = None
    about: Annotated[str, Text(3500)] | None = None
    delivery: Annotated[str, Text(3500)] | None = None
    returns: Annotated[str, Text(3500)] | None = None
    legal: Annotated[str, Text(3500)] | None = None


MostOrders = Annotated[int, Field(ge=1, le=10_000, strict=True)]


class BusinessInput(Input):
    """What may be changed after the founding. Currency and country stay: orders and numbers were written in them."""

    name: Annotated[str, Text(120)]
    texts: dict[Locale, BusinessTexts]
    default_locale: Locale
    locales: Annotated[list[Locale], Field(min_length=1, max_length=len(LOCALES))] | None = None
    """What the bot speaks with buyers, and always the default language; None leaves it as it is."""
    time_zone: TimeZone
    market: Market | None = None
    """None follows the country."""
    most_waiting_orders: MostOrders | None = None
    """So many orders of one customer may wait to be confirmed; None leaves it as it is."""
    most_daily_orders: MostOrders | None = None
    """So many orders one customer may place within 24 hours; None leaves it as it is."""
    notes_payments: Annotated[bool, Field(strict=True)] | None = None
    """Whether the shop notes who has paid, from now on; None leaves it as it is."""


class BusinessOut(Output):
    """The business as it is edited."""

    name: str
    texts: dict[str, dict[str, str]]
    currency: str
    country: str
    default_locale: str
    locales: list[str]
    """What the bot speaks with buyers, in the order of the panel."""
    time_zone: str
    market: Market | None
    """What was chosen; None follows the country."""
    effective_market: str
    """RU, UA, KZ, or "" where none of the three laws applies."""
    most_waiting_orders: int
    most_daily_orders: int
    notes_payments: bool
    payments_since: datetime | None
    """Only orders placed since can be unpaid."""

    @classmethod
    def of(cls, business: Business) -> "BusinessOut":
        """The business for whoever edits it."""
        return cls(
            name=business.name,
            texts={locale: dict(texts) for locale, texts in business.texts.items()},
            currency=business.currency,
            country=business.country,
            default_locale=business.default_locale,
            locales=list(business.locales),
            time_zone=business.time_zone,
            market=business.chosen_market or None,
            effective_market=business.market,
            most_waiting_orders=business.most_waiting_orders,
            most_daily_orders=business.most_daily_orders,
            notes_payments=business.notes_payments,
            payments_since=business.payments_since,
        )


class ShopOut(Output):
    """What everybody who works here needs to know of the shop: how to show its times and amounts."""

    name: str
    currency: str
    country: str
    time_zone: str
    default_locale: str
    locales: list[str]
    notes_payments: bool
    """Whether it is noted who has paid."""
