"""The company itself: founded once, read everywhere, changed by its admins."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.business.errors import AlreadyFounded, NotFounded
from kiosk.business.models import BusinessRow
from kiosk.business.schemas import Business, BusinessInput
from kiosk.facts import BusinessChanged
from kiosk.kernel.database import Database, Unit
from kiosk.kernel.i18n import LOCALES

__all__ = ["Business", "edit_business", "find_business", "find_names", "found_business", "get_business"]

_COLUMNS = (
    BusinessRow.name,
    BusinessRow.currency,
    BusinessRow.country,
    BusinessRow.default_locale,
    BusinessRow.time_zone,
    BusinessRow.texts,
    BusinessRow.banner_id,
    BusinessRow.market.label("chosen_market"),
    BusinessRow.locales,
    BusinessRow.most_waiting_orders,
    BusinessRow.most_daily_orders,
    BusinessRow.payments_since,
)
_SELECT = select(*_COLUMNS)


async def find_business(session: AsyncSession) -> Business | None:
    """The business, or None before it is founded."""
    row = (await session.execute(_SELECT)).mappings().one_or_none()
    return Business(**{**row, "locales": tuple(row["locales"])}) if row else None


async def find_names(database: Database) -> tuple[str, ...]:
    """What the shop is called, in every language; none before it is founded."""
    async with database.read() as session:
        business = await find_business(session)
    if business is None:
        return ()
    return (business.name, *(texts["name"] for texts in business.texts.values() if texts.get("name")))


async def get_business(session: AsyncSession) -> Business:
    """The business. Raises NotFounded before anybody has set it up."""
    business = await find_business(session)
    if business is None:
        raise NotFounded
    return business


async def found_business(
    unit: Unit,
    *,
    name: str,
    currency: str,
    country: str,
    default_locale: str,
    time_zone: str,
    texts: dict[str, dict[str, str]] | None = None,
    banner_id: int | None = None,
    market: str = "",
) -> Business:
    """Set up the business that runs on this installation. Of two who do it at the same time, one does.

    Raises AlreadyFounded if there is one, ValueError for a currency, country, locale or zone that can't be.
    """
    _check(currency, country, default_locale, time_zone)
    business = Business(
        name,
        currency,
        country,
        default_locale,
        time_zone,
        texts or {},
        banner_id,
        market,
        payments_since=unit.now(),
    )
    founded = await unit.session.scalar(
        insert(BusinessRow)
        .values(
            name=name,
            currency=currency,
            country=country,
            default_locale=default_locale,
            time_zone=time_zone,
            texts=texts or {},
            banner_id=banner_id,
            market=market,
            payments_since=business.payments_since,
        )
        .on_conflict_do_nothing()
        .returning(BusinessRow.id)
    )
    if founded is None:
        raise AlreadyFounded
    unit.touch("business", "catalog")
    return business


async def edit_business(unit: Unit, wanted: BusinessInput) -> Business:
    """Make the business what `wanted` says. Raises NotFounded."""
    before = await get_business(unit.session)
    texts = {locale: each.model_dump(exclude_none=True) for locale, each in wanted.texts.items()}
    values = {
        "name": wanted.name,
        "texts": texts,
        "default_locale": wanted.default_locale,
        "locales": _offered(wanted, before),
        "time_zone": wanted.time_zone,
        "market": wanted.market or "",
        "most_waiting_orders": wanted.most_waiting_orders or before.most_waiting_orders,
        "most_daily_orders": wanted.most_daily_orders or before.most_daily_orders,
        "payments_since": _noted_since(unit, wanted, before),
    }
    was = {
        **{name: getattr(before, name) for name in values if name not in {"market", "locales"}},
        "market": before.chosen_market,
        "locales": list(before.locales),
    }
    await unit.session.execute(update(BusinessRow).values(**values))
    unit.touch("business", "catalog")
    unit.publish(BusinessChanged())
    unit.audit(
        "business.changed", "business:1", changed=[name for name in values if values[name] != was[name]]
    )
    return await get_business(unit.session)


def _noted_since(unit: Unit, wanted: BusinessInput, before: Business) -> datetime | None:
    """Who begins to note payments, begins now: of earlier orders nobody knows what was paid."""
    notes = before.notes_payments if wanted.notes_payments is None else wanted.notes_payments
    return (before.payments_since or unit.now()) if notes else None


def _offered(wanted: BusinessInput, before: Business) -> list[str]:
    """The languages to speak, each once; the default one is always among them."""
    chosen = {*(wanted.locales or before.locales), wanted.default_locale}
    return [locale for locale in LOCALES if locale in chosen]


def _check(currency: str, country: str, default_locale: str, time_zone: str) -> None:
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise ValueError(f"{currency!r} is not an ISO 4217 code")
    if not (len(country) == 2 and country.isascii() and country.isupper()):
        raise ValueError(f"{country!r} is not an ISO 3166 code")
    if default_locale not in LOCALES:
        raise ValueError(f"{default_locale!r} is not one of {', '.join(LOCALES)}")
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{time_zone!r} is not an IANA time zone") from error
