"""One installation with somebody in every role, for all tests of who may do what."""

import asyncio
import re
from datetime import timedelta

import httpx2
import psycopg
import pytest
from psycopg import sql
from pydantic import SecretStr
from sqlalchemy import insert, text

from kiosk.app import build_runtime, create_app, opened
from kiosk.identity.models import Account, AccountRole, Passkey, SecondFactor
from kiosk.identity.rules import RANKS
from kiosk.identity.service import Entry, create_api_key, open_session
from kiosk.kernel.clock import FixedClock
from kiosk.kernel.settings import Settings, TelegramSettings
from kiosk.telegram_emulator import DEMO_TOKEN, STAFF_CHAT_ID
from tests.authz.table import operations
from tests.conftest import NOW, SECRET, TEMPLATE
from tests.shop import OTHER, consent, open_shop, order

UNKNOWN = 999_999_999
FIRST = 3_000


class House:
    """Who asks, and how the doors answer."""

    def __init__(self, runtime, http):
        self.runtime, self.http = runtime, http
        self.accounts = {role: FIRST + place for place, role in enumerate(RANKS)}
        self.accounts["other customer"] = OTHER
        self.key = ""
        self.held: dict[str, int] = {}

    async def furnish(self):
        """An open shop, an account for every role, and what belongs to customer A."""
        shop = await open_shop(self.runtime.database)
        async with self.runtime.database.unit() as unit:
            for role in RANKS:
                given = {"id": self.accounts[role], "telegram_id": self.accounts[role], "full_name": role}
                await unit.session.execute(insert(Account).values(**given, created_at=unit.now()))
                await unit.session.execute(
                    insert(AccountRole).values(account_id=given["id"], role=role, granted_at=unit.now())
                )
            _, self.key = await create_api_key(unit, "a program")
            await unit.commit()
        customer = self.accounts["customer"]
        await consent(self.runtime.database, customer)
        self.held["order"] = (await order(self.runtime.database, {shop.mug: 1}, customer)).id
        async with self.runtime.database.unit() as unit:
            passkey = Passkey(
                account_id=customer, credential_id=b"c", public_key=b"k", name="phone", created_at=unit.now()
            )
            unit.session.add(passkey)
            # The owner has a second factor to show, the admin has none yet.
            factor = {"secret": b"s", "created_at": unit.now(), "confirmed_at": unit.now()}
            unit.session.add(SecondFactor(account_id=self.accounts["owner"], **factor))
            await unit.commit()
        self.held["passkey"] = passkey.id

    async def hold(self, what):
        """The id of what belongs to customer A; sessions end in these tests, so there is always a new one."""
        if what == "session":
            async with self.runtime.database.unit() as unit:
                opened = await open_session(unit, SECRET, self.accounts["customer"], Entry(is_strong=True))
                await unit.commit()
            return opened.session_id
        return self.held[what]

    async def headers(self, actor, strength="fresh"):
        """How `actor` says who they are, in a session of their own that showed a second factor just now."""
        if actor == "stranger":
            return {}
        if actor == "service":
            return {"X-Api-Key": self.key}
        async with self.runtime.database.unit() as unit:
            session = await open_session(
                unit, SECRET, self.accounts[actor], Entry(is_strong=strength != "weak")
            )
            if strength == "stale":
                await unit.session.execute(
                    text("UPDATE sessions SET verified_at = :at WHERE id = :id"),
                    {"at": unit.now() - timedelta(minutes=6), "id": session.session_id},
                )
            await unit.commit()
        return {"Authorization": f"Bearer {session.access_token}"}

    async def ask(self, operation, actor, *, strength="fresh", row=UNKNOWN, body=None):
        """Call an operation; gives its answer. An operation that reaches what it does has got past the door."""
        method, path = operation.split(" ")
        url = re.sub(r"\{[^}]+\}", str(row), path)
        taken = operations()[operation].get("requestBody", {}).get("content", {})
        given = {"json": body or {}} if "application/json" in taken else {}
        headers = {**await self.headers(actor, strength), "X-Kiosk": "1"}
        self.http.cookies.clear()
        return await self.http.request(method, url, headers=headers, **given)

    async def outcome(self, operation, actor, **how):
        """`allowed`, or which door was shut: `unknown` (401), `forbidden` or `unconfirmed` (403)."""
        answer = await self.ask(operation, actor, **how)
        if answer.status_code not in {401, 403}:
            assert answer.status_code != 405
            assert answer.status_code < 500 or answer.status_code == 503, (operation, actor, answer.text)
            return "allowed"
        return DOORS.get(answer.json()["code"], "allowed")


# Every other refusal comes from behind the door: a wrong password, an invitation above one's own role.
DOORS = {
    "identity.unauthenticated": "unknown",
    "identity.forbidden": "forbidden",
    "identity.second-factor-required": "unconfirmed",
    "identity.step-up-required": "unconfirmed",
}


@pytest.fixture(scope="session")
async def house(postgres, tmp_path_factory):
    """The installation."""
    name = "test_authz"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(TEMPLATE))
        )
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path_factory.mktemp("authz"),
        secret_key=SecretStr(SECRET),
        staff_chat_id=STAFF_CHAT_ID,
        telegram=TelegramSettings(token=SecretStr(DEMO_TOKEN)),
    )
    async with opened(build_runtime(settings, postgres.url(name), FixedClock(NOW))) as runtime:
        runtime.live.over = asyncio.Event()
        runtime.live.over.set()  # streams end at once
        transport = httpx2.ASGITransport(create_app(runtime))
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as http:
            made = House(runtime, http)
            await made.furnish()
            yield made
