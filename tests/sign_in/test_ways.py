"""Which ways in are offered: as the market's law says, and as far as they are set up."""

import itertools

import pytest
from pydantic import SecretStr

from kiosk.kernel.settings import OpenIdSettings
from kiosk.sign_in.markets import WAYS, is_allowed
from tests.shop import BUYER, CLERK, sql, token
from tests.staff import client_of

LAW = {
    "RU": {"password", "mini-app", "passkey"},
    "UA": set(WAYS),
    "KZ": set(WAYS),
    "": set(WAYS),
}
DOORS = {
    "password": [
        ("POST", "/api/v1/auth/token", {"data": {"username": "x", "password": "y"}}),
        ("POST", "/api/v1/auth/login", {"json": {"email": "x", "password": "y"}}),
    ],
    "telegram": [
        ("POST", "/api/v1/auth/telegram/init", {}),
        ("GET", "/api/v1/auth/telegram/status/" + "x" * 43, {}),
    ],
    "mini-app": [
        ("POST", "/api/v1/auth/telegram/mini-app", {"json": {"init_data": "x"}}),
        ("POST", "/api/auth/telegram", {"json": {"init_data": "x"}}),
    ],
    "openid": [
        ("GET", "/api/v1/auth/openid/start", {}),
        ("GET", "/api/v1/auth/openid/callback?code=x&state=" + "x" * 43, {}),
    ],
    "passkey": [
        ("POST", "/api/v1/auth/passkeys/sign-in/options", {}),
        ("POST", "/api/v1/auth/passkeys/sign-in", {"json": {"credential": {}}}),
    ],
}


@pytest.fixture
async def shop(database):
    from tests.shop import open_shop

    return await open_shop(database)


@pytest.fixture
async def owner(database, settings, shop):
    """The headers of an owner."""
    await sql(database, "INSERT INTO account_roles VALUES (510, 'owner', now()) RETURNING 1")
    return await token(database, settings, CLERK)


BUSINESS = "/api/v1/admin/business/"
WANTED = {"name": "Kiosk", "texts": {}, "default_locale": "en", "time_zone": "Europe/Kyiv"}


def test_the_law_is_the_one_of_the_table():
    for market, way in itertools.product(LAW, WAYS):
        assert is_allowed(market, way) == (way in LAW[market]), (market, way)


async def test_every_door_is_shut_where_the_law_shuts_it(runtime, owner):
    async with client_of(runtime) as http:
        for market in LAW:
            answer = await http.put(BUSINESS, json={**WANTED, "market": market or None}, headers=owner)
            assert answer.status_code == 200, answer.text
            for way, doors in DOORS.items():
                for method, path, body in doors:
                    code = (await http.request(method, path, **body)).json().get("code")
                    assert (code == "identity.way-not-offered") == (way not in LAW[market]), (market, path)


async def test_what_is_not_set_up_is_not_offered(runtime, shop):
    async with client_of(runtime) as http:
        offered = (await http.get("/api/v1/auth/ways")).json()
        assert offered == {"market": "", "ways": ["password"], "sends_letters": False}
        runtime.settings = runtime.settings.model_copy(
            update={
                "public_url": "https://shop.example",
                "openid": OpenIdSettings(client_id="1", client_secret=SecretStr("x")),
                "telegram": runtime.settings.telegram.model_copy(update={"bot_id": 7}),
            }
        )
        assert (await http.get("/api/v1/auth/ways")).json()["ways"] == [
            "password",
            "mini-app",
            "openid",
            "passkey",
        ]


async def test_the_market_follows_the_country_until_one_is_chosen(runtime, database, owner):
    async with client_of(runtime) as http:
        for country, chosen, effective in (
            ("RU", None, "RU"),
            ("KZ", None, "KZ"),
            ("US", None, ""),
            ("KZ", "RU", "RU"),
            ("RU", "UA", "UA"),
        ):
            await sql(database, "UPDATE business SET country = :c RETURNING 1", c=country)
            answer = await http.put(BUSINESS, json={**WANTED, "market": chosen}, headers=owner)
            assert (answer.json()["market"], answer.json()["effective_market"]) == (chosen, effective)
            assert (await http.get("/api/v1/auth/ways")).json()["market"] == effective


async def test_the_business_is_edited_by_those_who_may_and_that_is_written_down(
    runtime, database, settings, owner
):
    wanted = {
        "name": "Абрикосовый двор",
        "texts": {"en": {"name": "Apricot Yard", "about": "Fruit."}},
        "default_locale": "ru",
        "time_zone": "Asia/Almaty",
        "market": "KZ",
    }
    async with client_of(runtime) as http:
        assert (await http.get(BUSINESS)).status_code == 401
        buyer = await token(database, settings, BUYER)
        assert (await http.put(BUSINESS, json=wanted, headers=buyer)).status_code == 403
        answer = await http.put(BUSINESS, json=wanted, headers=owner)
        assert (await http.get(BUSINESS, headers=owner)).json() == answer.json()
    assert {key: answer.json()[key] for key in wanted} == wanted
    assert (answer.json()["currency"], answer.json()["country"]) == ("USD", "US")
    (entry,) = await sql(database, "SELECT actor_id, action, subject, details FROM audit_log")
    assert (entry.actor_id, entry.action, entry.subject) == (CLERK, "business.changed", "business:1")
    assert set(entry.details["changed"]) == {"name", "texts", "default_locale", "time_zone", "market"}
    assert "Apricot" not in str(entry.details)


async def test_nonsense_is_refused(runtime, owner):
    async with client_of(runtime) as http:
        for change in (
            {"market": "US"},
            {"currency": "EUR"},
            {"time_zone": "../etc/passwd"},
            {"time_zone": "Mars/Olympus"},
            {"default_locale": "de"},
            {"name": ""},
            {"texts": {"de": {}}},
            {"texts": {"ru": {"password": "x"}}},
            {"texts": {"ru": {"about": "x" * 4000}}},
        ):
            answer = await http.put(BUSINESS, json={**WANTED, **change}, headers=owner)
            assert answer.status_code == 422, change
