"""What is guarded in this installation and what isn't, said plainly. None of it is a defect: it is for knowing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg.rows import dict_row

from kiosk.business.rules import market_of
from kiosk.identity.rules import OBLIGED_ROLES
from kiosk.kernel.database import driver_url
from kiosk.kernel.origins import is_loopback
from kiosk.kernel.settings import Settings
from kiosk.sign_in.markets import WAYS, is_allowed


@dataclass(frozen=True, slots=True)
class Guard:
    """One sentence about a guard, and whether it stands."""

    stands: bool
    says: str


def find_guards(settings: Settings, url: str | None) -> list[Guard]:
    """The guards of this installation; those of its data only where the database at `url` has this release's tables."""
    return [*_in_settings(settings), *(_in_data(_read(url)) if url else ())]


def _in_settings(settings: Settings) -> Iterator[Guard]:
    address = urlsplit(settings.public_url or "")
    if address.scheme == "https":
        yield Guard(True, f"Browsers reach {address.hostname} by https only; other names are refused.")
    elif not settings.public_url:
        yield Guard(
            False, "KIOSK_PUBLIC_URL is not set: any name is answered to, and cookies travel without TLS."
        )
    elif not is_loopback(address.hostname or ""):
        yield Guard(False, "KIOSK_PUBLIC_URL is http: passwords and cookies can be read on their way.")
    others = sorted(settings.origins)
    yield (
        Guard(False, f"Pages of {', '.join(others)} may use the API with tokens.")
        if others
        else Guard(True, "No other site's page may use the API.")
    )
    if settings.trusted_proxies.strip() == "*":
        yield Guard(
            False, "Whoever connects may say where a request came from: only a proxy must reach the port."
        )
    yield (
        Guard(True, "Letters can be sent: forgotten passwords can be set anew by e-mail.")
        if settings.smtp.host
        else Guard(
            False,
            "No mail server is set: nobody can set a forgotten password anew but by `kiosk sign-in-link`.",
        )
    )


def _read(url: str) -> dict[str, Any]:
    with psycopg.connect(
        driver_url(url), connect_timeout=5, autocommit=True, row_factory=dict_row
    ) as connection:
        row = connection.execute(_STATE, {"obliged": sorted(OBLIGED_ROLES)}).fetchone()
    return row or {}


def _in_data(state: dict[str, Any]) -> Iterator[Guard]:
    without = state.get("without_factor", 0)
    yield (
        Guard(
            False, f"{without} of the owners and admins have no second factor yet: they can only enrol one."
        )
        if without
        else Guard(True, "Every owner and admin has a second factor.")
    )
    if state.get("owners", 0) == 1:
        yield Guard(
            False, "There is one owner: who loses phone and codes needs this machine (`kiosk sign-in-link`)."
        )
    if state.get("country") is not None:
        yield from _about_market(state["chosen"], state["country"])
    yield (
        Guard(False, "The database's user may switch off the audit log's triggers: keep the seals elsewhere.")
        if state.get("may_alter")
        else Guard(True, "The database's user can't switch off the audit log's triggers.")
    )


def _about_market(chosen: str, country: str) -> Iterator[Guard]:
    market = market_of(chosen, country)
    refused = [way for way in WAYS if not is_allowed(market, way)]
    how = "chosen" if chosen else f"by default, from the country {country}"
    if not market:
        yield Guard(
            False, f"No market is set and the country is {country}: no law restricts the ways of signing in."
        )
        return
    yield Guard(True, f"The market is {market} ({how}); refused there: {', '.join(refused) or 'nothing'}.")
    if market == "RU":
        yield Guard(
            False, "Whether a Mini App's sign-in is one on a site in Russian law is unsettled; it is offered."
        )


_STATE = """
SELECT (SELECT count(DISTINCT r.account_id) FROM account_roles r JOIN accounts a ON a.id = r.account_id
        WHERE r.role = ANY(%(obliged)s) AND a.is_active
          AND NOT EXISTS (SELECT FROM second_factors f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL)
          AND NOT EXISTS (SELECT FROM passkeys p WHERE p.account_id = a.id)) AS without_factor,
    (SELECT count(*) FROM account_roles r JOIN accounts a ON a.id = r.account_id
        WHERE r.role = 'owner' AND a.is_active) AS owners,
    (SELECT country FROM business) AS country, (SELECT market FROM business) AS chosen,
    (SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'audit_log'::regclass) AS may_alter
"""
