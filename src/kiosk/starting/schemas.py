"""What founding takes, and how far the beginning is."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from kiosk.business.schemas import Locale, Market, TimeZone
from kiosk.kernel.schemas import Input, Output, Text
from kiosk.orders.rules import Status
from kiosk.starting.countries import countries, currencies


def _known_country(code: str) -> str:
    if code not in {each.code for each in countries()}:
        raise ValueError("not a country (ISO 3166)")
    return code


def _known_currency(code: str) -> str:
    if code not in currencies():
        raise ValueError("not a currency that can be sold in (ISO 4217)")
    return code


class FoundBusiness(Input):
    """A business that is about to be. Country and currency stay for ever: prices and orders are written in them."""

    name: Annotated[str, Text(120)]
    country: Annotated[str, Text(2), AfterValidator(_known_country)]
    currency: Annotated[str, Text(3), AfterValidator(_known_currency)]
    time_zone: TimeZone
    default_locale: Locale
    market: Market | None = None
    """None follows the country."""


class CountryOut(Output):
    """A country, and what is proposed to a shop in it; the likeliest comes first."""

    code: str
    currency: str
    time_zones: list[str]
    locales: list[Locale]


class Choices(Output):
    """What a shop can be founded with."""

    countries: list[CountryOut]
    currencies: list[str]


class TestOrder(Output):
    """The owner's last order to themselves."""

    id: int
    number: int
    status: Status
    version: int


Goods = Literal["none", "coming", "there"]


class Progress(Output):
    """How far the beginning is, read from the shop itself."""

    founded: bool
    bot: str | None
    """The bot's username."""
    bot_link: str | None
    is_bot_fixed: bool
    """The bot was set where the shop was installed."""
    owner_linked: bool
    """Whether a Telegram account is tied to the reader's own."""
    has_staff_group: bool
    staff_group: str | None
    """Its title, where it is known."""
    goods: Goods
    """Whether there are products; "coming" while the sample goods are made."""
    products: int
    """How many, up to 1,000."""
    test_order: TestOrder | None
    finished: bool
    """The owner went through the steps, or past them."""
    dismissed: bool
    """The list of what was skipped isn't wanted any more."""


class TestOrderPlaced(Output):
    """A test order that was placed."""

    id: int
    number: int
