"""An OpenID provider of our own, on a real socket with real keys, that can be told to misbehave."""

import asyncio
import base64
import contextlib
import hashlib
import json
import secrets
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from kiosk.server import build_server, listen, serve_until

CLIENT, SECRET = "7000000001", "the provider's secret for this client"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """What a test may change is public."""

    def __init__(self, clock):
        self.clock = clock
        self.issuer = ""
        self.codes = {}
        self.claims = {}
        """What the next ID token says besides, or instead; None takes a claim away."""
        self.described = {}
        self.signing = {"key": KEY, "algorithm": "RS256", "headers": {"kid": "oidc-1"}}
        self.asked_tokens = 0
        self.asked_keys = 0
        self.token_answer = None

    def approve(self, address, telegram_id, name="Ann Lee"):
        """The person allows it: where the browser is sent back to."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT and asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256" and asked["scope"] == "openid profile"
        code = secrets.token_urlsafe(24)
        self.codes[code] = {**asked, "id": telegram_id, "name": name}
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def id_token(self, asked):
        """The token for what a browser was sent with."""
        now = int(self.clock.now().timestamp())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "not-the-telegram-id",
            "id": asked["id"],
            "name": asked["name"],
            "preferred_username": "ann",
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 600,
            **self.claims,
        }
        given = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(given, **self.signing)

    async def describe(self, _):
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/auth",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "id_token_signing_alg_values_supported": ["RS256", "ES256"],
                **self.described,
            }
        )

    async def keys(self, _):
        self.asked_keys += 1
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return JSONResponse({"keys": [{**public, "kid": "oidc-1", "alg": "RS256", "use": "sig"}]})

    async def token(self, request: Request):
        self.asked_tokens += 1
        if self.token_answer is not None:
            return self.token_answer
        form = await request.form()
        basic = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        asked = self.codes.pop(form["code"], None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        if (
            basic != f"{CLIENT}:{SECRET}"
            or asked is None
            or asked["redirect_uri"] != form["redirect_uri"]
            or asked["code_challenge"] != challenge.rstrip(b"=").decode()
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse({"access_token": "x", "id_token": self.id_token(asked)})

    async def away(self, _):
        return RedirectResponse("http://127.0.0.1:1/")

    def app(self):
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.describe),
                Route("/jwks", self.keys),
                Route("/token", self.token, methods=["POST"]),
                Route("/away", self.away),
            ]
        )


@contextlib.asynccontextmanager
async def running(clock):
    """A provider behind a socket."""
    provider, bound, stop = Provider(clock), listen("127.0.0.1", 0), asyncio.Event()
    provider.issuer = f"http://127.0.0.1:{bound.getsockname()[1]}"
    task = asyncio.create_task(
        serve_until(stop, build_server(provider.app(), trusted_proxies="", grace=1), bound)
    )
    try:
        yield provider
    finally:
        stop.set()
        await task


def elliptic():
    """A key that the provider never published."""
    return ec.generate_private_key(ec.SECP256R1())
