"""What everybody who works here may know of the shop, and the languages that it speaks."""

from datetime import timedelta

import pytest

from tests.shop import open_shop, sql
from tests.staff import client_of, enter

BUSINESS = "/api/v1/admin/business"
WANTED = {"name": "Kiosk", "texts": {}, "default_locale": "en", "time_zone": "Europe/Kyiv"}


@pytest.fixture
async def http(runtime, database):
    await open_shop(database)
    async with client_of(runtime) as client:
        client.headers |= await enter(runtime, "admin")
        yield client


@pytest.mark.parametrize("role", ["master", "receptionist", "manager"])
async def test_everybody_who_works_here_knows_the_shops_time_and_money(http, runtime, role):
    http.headers |= await enter(runtime, role)
    assert (await http.get("/api/v1/admin/shop")).json() == {
        "name": "Kiosk",
        "currency": "USD",
        "country": "US",
        "time_zone": "Europe/Kyiv",
        "default_locale": "en",
        "locales": ["ru", "uk", "kk", "en"],
        "notes_payments": True,
    }


async def test_customers_have_no_business_there(http, runtime):
    http.headers |= await enter(runtime, "customer")
    assert (await http.get("/api/v1/admin/shop")).status_code == 403


async def test_the_languages_are_chosen_and_stay_when_not_spoken_of(http, database):
    answer = await http.put(f"{BUSINESS}/", json={**WANTED, "locales": ["uk", "en", "uk"]})
    assert answer.json()["locales"] == ["uk", "en"]
    assert (await http.put(f"{BUSINESS}/", json=WANTED)).json()["locales"] == ["uk", "en"]
    changed = [
        row.details["changed"] for row in await sql(database, "SELECT details FROM audit_log ORDER BY id")
    ]
    assert "locales" in changed[0] and "locales" not in changed[1]


async def test_the_default_language_is_always_spoken(http):
    answer = await http.put(f"{BUSINESS}/", json={**WANTED, "default_locale": "kk", "locales": ["ru"]})
    assert answer.json()["locales"] == ["ru", "kk"]


async def test_payments_are_noted_from_the_day_on_that_is_chosen(http, clock):
    began = (await http.get(f"{BUSINESS}/")).json()
    assert (began["notes_payments"], began["payments_since"]) == (True, "2026-11-21T09:00:00Z")
    clock.advance(timedelta(minutes=5))
    stays = (await http.put(f"{BUSINESS}/", json={**WANTED, "notes_payments": True})).json()
    assert stays["payments_since"] == began["payments_since"]
    off = (await http.put(f"{BUSINESS}/", json={**WANTED, "notes_payments": False})).json()
    assert (off["notes_payments"], off["payments_since"]) == (False, None)
    assert (await http.put(f"{BUSINESS}/", json=WANTED)).json()["notes_payments"] is False
    assert (await http.get("/api/v1/admin/shop")).json()["notes_payments"] is False
    again = (await http.put(f"{BUSINESS}/", json={**WANTED, "notes_payments": True})).json()
    assert again["payments_since"] == "2026-11-21T09:05:00Z"
    assert (await http.put(f"{BUSINESS}/", json={**WANTED, "notes_payments": "yes"})).status_code == 422


@pytest.mark.parametrize("locales", [[], ["de"], "ru"])
async def test_nonsense_is_refused(http, locales):
    assert (await http.put(f"{BUSINESS}/", json={**WANTED, "locales": locales})).status_code == 422
