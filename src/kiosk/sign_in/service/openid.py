"""Signing in with "Log In With Telegram": to the provider, and back into the browser that left."""

from dataclasses import dataclass
from datetime import timedelta

import structlog

from kiosk.identity.errors import Inactive
from kiosk.identity.service import Entry, SignedIn, ensure_telegram_account, open_session
from kiosk.kernel.audit import Act
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Unavailable
from kiosk.kernel.fetcher import FetchFailed
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.secrets import new_token
from kiosk.sign_in.errors import NotOffered, OpenIdRefused, UnsafeAddress
from kiosk.sign_in.openid_provider import Provider, UnusableToken
from kiosk.sign_in.service import ceremonies

log = structlog.get_logger(__name__)

LIFETIME = timedelta(minutes=10)
CALLBACK = "/api/v1/auth/openid/callback"
HOME = "/admin/"
_OPENID = "openid"
_LONGEST_NEXT = 200


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody who came back, and where they wanted to go."""

    signed_in: SignedIn
    next: str


def provider_of(runtime: Runtime) -> Provider:
    """The provider that is set up. Raises NotOffered."""
    settings = runtime.settings
    if not settings.openid.is_set_up or not settings.public_url:
        raise NotOffered
    found = runtime.ports.get(Provider)
    if found is None:
        address = settings.public_url.rstrip("/") + CALLBACK
        found = runtime.ports[Provider] = Provider(settings.openid, address)
    provider: Provider = found
    return provider


def checked_next(path: str | None) -> str:
    """Where to go afterwards: a page of ours, never another site (C12). Raises UnsafeAddress."""
    if path is None:
        return HOME
    plain = path.isascii() and path.isprintable() and not any(each in path for each in '\\ "<>')
    if len(path) > _LONGEST_NEXT or not plain or not path.startswith("/") or path.startswith("//"):
        raise UnsafeAddress
    return path


async def begin(runtime: Runtime, unit: Unit, browser: str, next_path: str | None) -> str:
    """The provider's address for the browser with the secret `browser`. Raises NotOffered, UnsafeAddress, Unavailable."""
    provider = provider_of(runtime)
    after = checked_next(next_path)
    state, nonce, verifier = new_token(), new_token(), new_token()
    try:
        address = await provider.address(state, nonce, verifier)
    except FetchFailed as error:
        log.warning("openid-provider-failed", reason=str(error))
        raise Unavailable from error
    noted = {"nonce": nonce, "verifier": verifier, "next": after}
    await ceremonies.begin(unit, _OPENID, state, browser, lifetime=LIFETIME, data=noted)
    return address


async def finish(
    runtime: Runtime, act: Act, browser: str | None, state: str, code: str, entry: Entry
) -> Arrived:
    """Sign in who the provider has recognised; a first meeting makes a customer.

    Raises NotOffered, OpenIdRefused (whatever is wrong with state, code or token), Inactive, Unavailable.
    """
    provider = provider_of(runtime)
    now = runtime.clock.now()
    begun = await ceremonies.finish(runtime.database, _OPENID, state, browser, now)
    if begun is None:
        raise OpenIdRefused
    try:
        token = await provider.redeem(code, begun.data["verifier"])
        person = await provider.identify(token, begun.data["nonce"], now)
    except UnusableToken as error:
        log.warning("openid-token-refused", reason=str(error))
        raise OpenIdRefused from error
    except FetchFailed as error:
        log.warning("openid-provider-failed", reason=str(error))
        raise OpenIdRefused from error
    async with runtime.database.unit(act) as unit:
        account = await ensure_telegram_account(
            unit, person.telegram_id, full_name=person.full_name, username=person.username
        )
        if not account.is_active:
            raise Inactive
        signed_in = await open_session(unit, runtime.settings.secret, account.id, entry)
        await unit.commit()
    return Arrived(signed_in, begun.data["next"])
