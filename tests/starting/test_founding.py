"""A shop is founded in the panel, once."""

import asyncio

import pytest

from kiosk.starting.countries import countries, currencies
from tests.shop import sql, value
from tests.starting.conftest import FLOWERS

BUSINESS = "/api/v1/admin/business/"
START = "/api/v1/admin/getting-started"


async def test_the_owner_founds_the_shop(owner, database):
    assert (await owner.get(BUSINESS)).status_code == 503
    before = (await owner.get(f"{START}/")).json()
    assert (before["founded"], before["goods"], before["finished"]) == (False, "none", False)

    answer = await owner.post(BUSINESS, json=FLOWERS)

    assert answer.status_code == 201
    said = answer.json()
    assert said["effective_market"] == "UA" and said["market"] is None
    assert said == (await owner.get(BUSINESS)).json()
    assert FLOWERS.items() <= said.items()
    assert (await owner.get(f"{START}/")).json()["founded"] is True
    # Buyers can agree to something from the first minute on.
    assert await value(database, "SELECT count(DISTINCT purpose) FROM consent_texts WHERE locale = 'uk'") > 0
    rows = await sql(database, "SELECT details FROM audit_log WHERE action = 'business.founded'")
    assert len(rows) == 1
    assert {"country": "UA", "currency": "UAH"}.items() <= rows[0].details.items()


async def test_two_at_the_same_time_found_one_shop(owner, database):
    names = ["Тюльпан", "Півонія", "Мак", "Бузок"]
    answers = await asyncio.gather(*(owner.post(BUSINESS, json=FLOWERS | {"name": name}) for name in names))
    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409]
    refused = next(each for each in answers if each.status_code == 409)
    assert refused.json()["code"] == "business.already-founded"
    winner = next(each for each in answers if each.status_code == 201).json()["name"]
    assert await value(database, "SELECT name FROM business") == winner
    assert await value(database, "SELECT count(*) FROM audit_log WHERE action = 'business.founded'") == 1


async def test_the_same_request_twice_is_answered_twice(owner):
    key = {"Idempotency-Key": "f-1"}
    first = await owner.post(BUSINESS, json=FLOWERS, headers=key)
    again = await owner.post(BUSINESS, json=FLOWERS, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotent-replayed"] == "true"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", "  "),
        ("country", "XX"),
        ("country", "ua"),
        ("currency", "EURO"),
        ("currency", "DEM"),
        ("currency", "KWD"),
        ("time_zone", "Europe/Kharkov2"),
        ("time_zone", "../etc/passwd"),
        ("default_locale", "de"),
        ("market", "US"),
        ("owner", "me"),
    ],
)
async def test_nonsense_is_refused_at_its_field(owner, field, wrong):
    answer = await owner.post(BUSINESS, json=FLOWERS | {field: wrong})
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == [f"/{field}"]
    assert (await owner.get(BUSINESS)).status_code == 503


async def test_only_who_keeps_the_house_founds_it(manager):
    assert (await manager.post(BUSINESS, json=FLOWERS)).status_code == 403
    assert (await manager.get(f"{START}/")).status_code == 403


async def test_every_country_has_a_proposal_that_is_accepted(owner):
    choices = (await owner.get(f"{START}/choices")).json()
    assert len(choices["countries"]) == len(countries()) > 240
    assert {"XTR", "UAH", "KZT", "RUB", "EUR"} <= set(choices["currencies"]) == set(currencies())
    for each in choices["countries"]:
        assert each["currency"] in choices["currencies"] and each["time_zones"] and each["locales"]
    proposed = {each["code"]: each for each in choices["countries"]}
    for code, currency, zone, locales in (
        ("UA", "UAH", "Europe/Kyiv", ["uk"]),
        ("KZ", "KZT", "Asia/Almaty", ["ru", "kk"]),
        ("RU", "RUB", "Europe/Moscow", ["ru"]),
        ("KW", "USD", "Asia/Kuwait", ["en"]),
    ):
        found = proposed[code]
        assert (found["currency"], found["time_zones"][0], found["locales"]) == (currency, zone, locales)


async def test_the_steps_are_left_behind(owner, founded):
    for verb, told in (("finish", "finished"), ("dismiss", "dismissed")):
        assert (await owner.get(f"{START}/")).json()[told] is False
        assert (await owner.post(f"{START}/{verb}")).status_code == 204
        assert (await owner.post(f"{START}/{verb}")).status_code == 204
        assert (await owner.get(f"{START}/")).json()[told] is True
