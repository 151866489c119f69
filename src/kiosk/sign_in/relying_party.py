"""WebAuthn, level 3, as our side of it: what is asked of a browser, and whether its answer is right.

The authenticator checks the person each time (a fingerprint, a face, a PIN), and what it signs names our site and the
challenge. Whatever comes back is from outside: everything that is wrong with it is the same PasskeyRefused.
"""

import hashlib
import ipaddress
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
import webauthn
from webauthn.helpers import bytes_to_base64url, parse_client_data_json
from webauthn.helpers.options_to_json_dict import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from kiosk.sign_in.errors import PasskeyRefused, PasskeysNeedName

log = structlog.get_logger(__name__)

LIFETIME = timedelta(minutes=5)
"""How long a challenge waits for its answer."""
_MILLISECONDS = int(LIFETIME.total_seconds() * 1000)

Credential = dict[str, Any]
"""What the browser made of the authenticator's answer: `PublicKeyCredential.toJSON()`."""


@dataclass(frozen=True, slots=True)
class Site:
    """The relying party: where passkeys of this installation are good."""

    id: str
    """The domain that they are bound to."""
    name: str
    origins: Sequence[str]
    """Where pages that use them come from."""


def site(origins: Sequence[str], name: str) -> Site:
    """The site of which the first origin is the address."""
    return Site(urlsplit(origins[0]).hostname or "", name, origins)


def has_name(site: Site) -> bool:
    """Whether browsers can bind passkeys to the site: they do it to domains, not to bare IP addresses."""
    try:
        ipaddress.ip_address(site.id)
    except ValueError:
        return True
    return False


def _user_handle(account_id: int) -> bytes:
    # What an authenticator files the account under; it says nothing about the person.
    return hashlib.sha256(f"kiosk passkey {account_id}".encode()).digest()


def ask_to_create(
    site: Site, account_id: int, *, login: str, full_name: str, known: Sequence[bytes]
) -> tuple[str, dict[str, Any]]:
    """A challenge, and the options for `navigator.credentials.create`; authenticators with a `known` one decline.

    Raises PasskeysNeedName.
    """
    if not has_name(site):
        raise PasskeysNeedName
    options = webauthn.generate_registration_options(
        rp_id=site.id,
        rp_name=site.name,
        user_id=_user_handle(account_id),
        user_name=login,
        user_display_name=full_name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        timeout=_MILLISECONDS,
    )
    return bytes_to_base64url(options.challenge), options_to_json_dict(options)


def ask_to_show(site: Site) -> tuple[str, dict[str, Any]]:
    """A challenge, and the options for `navigator.credentials.get`: the authenticator knows which account.

    Raises PasskeysNeedName.
    """
    if not has_name(site):
        raise PasskeysNeedName
    options = webauthn.generate_authentication_options(
        rp_id=site.id, user_verification=UserVerificationRequirement.REQUIRED, timeout=_MILLISECONDS
    )
    return bytes_to_base64url(options.challenge), options_to_json_dict(options)


def challenge_of(credential: Credential) -> str:
    """The challenge that the browser says it answered. Whether it was given one is not known by this."""
    with _refusing():
        said = webauthn.base64url_to_bytes(credential["response"]["clientDataJSON"])
        return bytes_to_base64url(parse_client_data_json(said).challenge)


def credential_id_of(credential: Credential) -> bytes:
    """Which passkey the browser says it used."""
    with _refusing():
        return webauthn.base64url_to_bytes(credential["rawId"])


def check_created(site: Site, credential: Credential, challenge: str) -> VerifiedRegistration:
    """The passkey that was made for this site in answer to `challenge`."""
    with _refusing():
        return webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=webauthn.base64url_to_bytes(challenge),
            expected_rp_id=site.id,
            expected_origin=list(site.origins),
            require_user_verification=True,
        )


def check_shown(
    site: Site, credential: Credential, challenge: str, *, public_key: bytes, account_id: int
) -> int:
    """The passkey's counter, of an answer to `challenge` that its key has signed for this site."""
    with _refusing():
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=webauthn.base64url_to_bytes(challenge),
            expected_rp_id=site.id,
            expected_origin=list(site.origins),
            credential_public_key=public_key,
            # The library would look at the counter before the signature, and a stranger could raise alarms.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
        handle = credential["response"].get("userHandle")
        if handle and webauthn.base64url_to_bytes(handle) != _user_handle(account_id):
            raise PasskeyRefused
        return shown.new_sign_count


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the library's own exceptions, and Python's about malformed data
        log.info("passkey-refused", why=type(error).__name__)
        raise PasskeyRefused from None
