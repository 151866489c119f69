"""Access tokens: which are refused, which key signs them, and what checking one costs."""

import time
from datetime import timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from pydantic import SecretStr
from sqlalchemy import text

from kiosk.identity.tokens import AccessClaims, issue_access_token, read_access_token
from kiosk.kernel.secrets import derived_key
from tests.conftest import NOW, SECRET


class Forge:
    """Makes tokens that are right but for one thing."""

    def __init__(self, secret, account_id, session_id):
        self.secret = secret
        self.key = derived_key(secret, "access-token")
        self.now = int(NOW.timestamp())
        self.claims = {
            "iss": "kiosk",
            "aud": "kiosk-api",
            "sub": str(account_id),
            "sid": str(session_id),
            "typ": "access",
            "iat": self.now,
            "exp": self.now + 600,
        }
        issued = issue_access_token(secret, AccessClaims(1, 1), NOW)
        self.header = {"typ": "at+jwt", "kid": jwt.get_unverified_header(issued)["kid"]}

    def sign(self, *, key=None, algorithm="HS256", header=None, **claims):
        return jwt.encode(
            self.claims | claims, key or self.key, algorithm=algorithm, headers=header or self.header
        )

    def wrong_keys(self):
        yield "unsigned", jwt.encode(self.claims, None, algorithm="none", headers=self.header)
        yield "other algorithm", self.sign(key=self.key * 2, algorithm="HS512")
        yield "asymmetric", self.sign(key=generate_private_key(SECP256R1()), algorithm="ES256")
        yield "the secret itself", self.sign(key=self.secret)
        yield "empty key", self.sign(key=b"\0" * 32)
        yield "key of another purpose", self.sign(key=derived_key(self.secret, "refresh-token"))
        yield "cut", self.sign()[:-2]
        yield "words", "not a token"

    def wrong_headers(self):
        yield "plain JWT", self.sign(header={**self.header, "typ": "JWT"})
        for kid in ("../../dev/null", "' OR 1=1 --", "", self.header["kid"].upper()):
            yield f"kid {kid!r}", self.sign(header={"typ": "at+jwt", "kid": kid})
        yield "no kid", self.sign(header={"typ": "at+jwt"})
        for name in ("jku", "x5u", "jwk", "x5c", "crit"):
            yield name, self.sign(header={**self.header, name: "https://evil.example/keys"})

    def wrong_claims(self):
        now = self.now
        yield "refresh as access", self.sign(typ="refresh")
        yield "other audience", self.sign(aud="another")
        yield "other issuer", self.sign(iss="another")
        yield "expired", self.sign(exp=now - 1)
        yield "from the future", self.sign(iat=now + 3600, exp=now + 7200)
        yield "not yet", self.sign(nbf=now + 300)
        yield "another's session", self.sign(sub="1")
        yield "no session", self.sign(sid="999999")
        yield "words for numbers", self.sign(sid="one")
        yield "huge number", self.sign(sid=str(2**70))
        for missing in self.claims:
            claims = {name: value for name, value in self.claims.items() if name != missing}
            yield f"without {missing}", jwt.encode(claims, self.key, headers=self.header)


async def who(client, token):
    answer = await client.get("/api/v1/who", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code


async def test_b10_crafted_access_tokens_are_refused(client, sign_in, settings, owner, database):
    await sign_in()
    async with database.read() as session:
        session_id = await session.scalar(text("SELECT id FROM sessions"))
    forge = Forge(settings.secret, owner.id, session_id)
    assert await who(client, forge.sign()) == 200
    crafted = dict([*forge.wrong_keys(), *forge.wrong_headers(), *forge.wrong_claims()])
    outcomes = {name: await who(client, token) for name, token in crafted.items()}
    assert len(outcomes) > 30
    assert set(outcomes.values()) == {401}, outcomes


def test_b10_tokens_of_the_previous_key_hold_until_they_expire():
    claims = AccessClaims(7, 8)
    old, new = "the-key-before-0123456789-abcdefghij", SECRET
    token = issue_access_token(old, claims, NOW)
    assert read_access_token((new, old), token, NOW) == claims
    assert read_access_token((new, old), token, NOW + timedelta(minutes=10)) is None
    assert read_access_token((new,), token, NOW) is None


async def test_an_installation_names_its_previous_keys(client, sign_in, settings, runtime, monkeypatch):
    def use(key, previous=None):
        changed = {"secret_key": SecretStr(key), "previous_secret_keys": previous and SecretStr(previous)}
        monkeypatch.setattr(runtime, "settings", settings.model_copy(update=changed))

    new = "another-key-0123456789-abcdefghijklm"
    answer = await sign_in()
    old_token, held = answer.json()["access_token"], answer.cookies["kiosk_refresh"]
    use(new, f"unused-key-0123456789  {SECRET}")
    assert await who(client, old_token) == 200
    client.cookies.clear()
    refreshed = await client.post("/api/v1/auth/refresh", json={"refresh_token": held})
    new_token = refreshed.json()["access_token"]
    use(new)
    assert [await who(client, each) for each in (old_token, new_token)] == [401, 200]


def test_a_token_is_checked_in_less_than_a_third_of_a_millisecond():
    token = issue_access_token(SECRET, AccessClaims(2**52, 8), NOW)
    begun = time.process_time()
    for _ in range(500):
        assert read_access_token((SECRET,), token, NOW)
    assert (time.process_time() - begun) / 500 < 0.0003
