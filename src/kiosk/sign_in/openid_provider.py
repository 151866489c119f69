"""OpenID Connect as our side of it: where people are sent, what a code is worth, and whether an ID token is right.

Made for "Log In With Telegram" (https://core.telegram.org/bots/telegram-login): authorization code with PKCE, issuer
https://oauth.telegram.org, client id and secret from @BotFather (Bot Settings, Web Login). An ID token carries the
Telegram id in the claim `id`; `sub` is a subject of the provider's own and is not taken for it. Telegram was seen not
to give the `nonce` back (github.com/trip2g/trip2g issue 334, measured 2026-08-25): one that comes must be ours, one
that is missing is made up for by PKCE and by the code coming straight from the token endpoint (RFC 9700, 2.1.1).
"""

import base64
import hashlib
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import structlog

from kiosk.kernel.fetcher import FetchFailed, fetch_json
from kiosk.kernel.origins import is_loopback, origin_of
from kiosk.kernel.settings import OpenIdSettings

log = structlog.get_logger(__name__)

ALGORITHMS = ("RS256", "ES256", "EdDSA")
"""Signatures that we take, of those that the provider says it makes; never one made with a shared secret."""
SCOPE = "openid profile"
KEPT_SECONDS, RETRY_SECONDS = 3600.0, 60.0
SKEW_SECONDS, OLDEST_SECONDS = 60, 600
_LARGEST_TELEGRAM_ID = 2**52


class UnusableToken(Exception):  # noqa: N818 - a finding; the service refuses
    """The ID token doesn't prove who came; the text says why, for the log."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider has recognised."""

    telegram_id: int
    full_name: str
    username: str | None


@dataclass(frozen=True, slots=True)
class _Description:
    authorization: str
    token: str
    keys: str
    algorithms: tuple[str, ...]


class Provider:
    """One provider, with what it says of itself and its keys kept for an hour."""

    def __init__(self, settings: OpenIdSettings, redirect_uri: str) -> None:
        if not settings.client_id or not settings.client_secret:
            raise ValueError("no client is set")
        self.redirect_uri = redirect_uri
        self._client = settings.client_id
        self._secret = settings.client_secret.get_secret_value()
        self._issuer = settings.issuer.rstrip("/")
        self._is_here = is_loopback(urlsplit(self._issuer).hostname or "")
        self._description: tuple[float, _Description] | None = None
        self._keys: tuple[float, dict[str, dict[str, Any]]] | None = None

    async def address(self, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser. Raises FetchFailed."""
        challenge = hashlib.sha256(verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self._client,
            "redirect_uri": self.redirect_uri,
            "scope": SCOPE,
            "state": state,
            "nonce": nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return f"{(await self._describe()).authorization}?{urlencode(asked)}"

    async def redeem(self, code: str, verifier: str) -> str:
        """The ID token that `code` is worth. Raises FetchFailed."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "client_id": self._client,
            "code_verifier": verifier,
        }
        url = (await self._describe()).token
        answer = await fetch_json(
            url, form=form, credentials=(self._client, self._secret), may_be_here=self._is_here
        )
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise FetchFailed("gave no ID token")
        return token

    async def identify(self, token: str, nonce: str, now: datetime) -> Identity:
        """Who the ID token is about. Raises UnusableToken, FetchFailed."""
        try:
            header = jwt.get_unverified_header(token)
            algorithm = header.get("alg")
            if algorithm not in (await self._describe()).algorithms:
                raise UnusableToken("signed in a way that the provider doesn't sign")
            key = jwt.PyJWK(await self._key(header.get("kid"), algorithm), algorithm=algorithm)
            # Times are compared below with the injected clock instead of the machine's.
            claims = jwt.decode(
                token,
                key.key,
                algorithms=[algorithm],
                audience=self._client,
                issuer=self._issuer,
                options={
                    "require": ["iss", "aud", "sub", "iat", "exp"],
                    "strict_aud": True,
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                },
            )
            return _identity(claims, nonce, now.timestamp())
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise UnusableToken(type(error).__name__) from error

    async def _key(self, kid: object, algorithm: str) -> dict[str, Any]:
        name = f"{kid}/{algorithm}"
        kept = self._keys
        if kept is None or time.monotonic() - kept[0] > (KEPT_SECONDS if name in kept[1] else RETRY_SECONDS):
            kept = self._keys = (time.monotonic(), await self._read_keys())
        if name not in kept[1]:
            raise UnusableToken("signed with an unknown key")
        return kept[1][name]

    async def _read_keys(self) -> dict[str, dict[str, Any]]:
        found = await fetch_json((await self._describe()).keys, may_be_here=self._is_here)
        listed = found.get("keys")
        keys = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
        return {f"{each.get('kid')}/{each.get('alg')}": each for each in keys}

    async def _describe(self) -> _Description:
        kept = self._description
        if kept is None or time.monotonic() - kept[0] > KEPT_SECONDS:
            url = f"{self._issuer}/.well-known/openid-configuration"
            kept = (time.monotonic(), self._read(await fetch_json(url, may_be_here=self._is_here)))
            self._description = kept
        return kept[1]

    def _read(self, said: dict[str, Any]) -> _Description:
        ends = [said.get(f"{name}_endpoint") for name in ("authorization", "token")] + [said.get("jwks_uri")]
        home = origin_of(self._issuer)
        if said.get("issuer") != self._issuer or not all(
            isinstance(each, str) and origin_of(each) == home for each in ends
        ):
            raise FetchFailed("describes another provider")
        made = said.get("id_token_signing_alg_values_supported")
        algorithms = tuple(each for each in ALGORITHMS if isinstance(made, list) and each in made)
        if not algorithms:
            raise FetchFailed("signs in no way that we take")
        return _Description(str(ends[0]), str(ends[1]), str(ends[2]), algorithms)


def _identity(claims: dict[str, Any], nonce: str, now: float) -> Identity:
    issued, expires = int(claims["iat"]), int(claims["exp"])
    if not (now - OLDEST_SECONDS <= issued <= now + SKEW_SECONDS and now < expires):
        raise UnusableToken("too old, or from the future")
    if claims.get("nonce", nonce) != nonce:
        raise UnusableToken("made for another sign-in")
    telegram_id = claims.get("id")
    if isinstance(telegram_id, str) and telegram_id.isascii() and telegram_id.isdigit():
        telegram_id = int(telegram_id)
    if type(telegram_id) is not int or not 0 < telegram_id < _LARGEST_TELEGRAM_ID:
        raise UnusableToken("names no Telegram account")
    username = claims.get("preferred_username")
    return Identity(
        telegram_id, str(claims.get("name") or ""), username if isinstance(username, str) else None
    )
