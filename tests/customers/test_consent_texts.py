"""The shop publishes texts of its own: versions that nobody changes, and after which everybody is asked anew."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kiosk.customers.consent_schemas import ConsentDraft
from kiosk.customers.errors import ConsentTextSuperseded
from kiosk.customers.publication import publish_default_texts
from kiosk.customers.service import (
    ORDER_DATA,
    find_current_text,
    has_consent,
    publish_consent_text,
    withdraw_consent,
)
from tests.shop import BUYER, OTHER, consent, open_shop, sql
from tests.staff import client_of, enter

PATH = "/api/v1/admin/consent-texts"
LOCALES = ("ru", "uk", "kk", "en")


@pytest.fixture
async def http(runtime, database):
    await open_shop(database)
    async with client_of(runtime) as client:
        client.headers |= await enter(runtime, "owner")
        yield client


def draft(based_on=1, body="We keep your address for a year.", **changes):
    words = {locale: {"title": f"Consent {locale}", "body": body} for locale in LOCALES}
    return {"based_on": based_on, "texts": {**words, **changes}}


async def test_a_new_version_asks_everybody_anew_and_the_old_one_stays(http, database):
    await consent(database, BUYER)
    await consent(database, OTHER)
    before = await sql(database, "SELECT * FROM consent_texts ORDER BY id")
    answer = await http.post(f"{PATH}/{ORDER_DATA}", json=draft())
    assert answer.status_code == 201
    (purpose,) = answer.json()["items"]
    new, old = purpose["versions"]
    assert (new["version"], new["is_own"], new["agreed"], new["in_force"]) == (2, True, 0, 0)
    assert (old["version"], old["is_own"], old["agreed"], old["in_force"]) == (1, False, 2, 2)
    assert new["texts"]["kk"]["title"] == "Consent kk"
    async with database.read() as session:
        assert await has_consent(session, BUYER, ORDER_DATA) is False
        assert (await find_current_text(session, ORDER_DATA, "uk")).title == "Consent uk"
    assert (await sql(database, "SELECT * FROM consent_texts ORDER BY id"))[: len(before)] == before
    (entry,) = await sql(database, "SELECT subject, details FROM audit_log WHERE action LIKE 'consent-text%'")
    assert (entry.subject, entry.details["version"]) == ("consent:order-data", 2)

    await consent(database, BUYER)
    async with database.unit() as unit:
        await withdraw_consent(unit, OTHER, ORDER_DATA, "bot")
        await unit.commit()
    new, old = (await http.get(f"{PATH}/")).json()["items"][0]["versions"]
    assert [(each["agreed"], each["in_force"]) for each in (new, old)] == [(1, 1), (2, 0)]


@pytest.mark.parametrize(
    ("wanted", "status", "code"),
    [
        (draft(based_on=2), 409, "customers.consent-text-superseded"),
        (
            {"based_on": 1, "texts": {"en": {"title": "A", "body": "B"}}},
            422,
            "customers.consent-text-incomplete",
        ),
        (draft(en={"title": " ", "body": "B"}), 422, None),
        (draft(de={"title": "A", "body": "B"}), 422, None),
        ({**draft(), "version": 9}, 422, None),
    ],
)
async def test_what_can_t_be_published_is_refused(http, database, wanted, status, code):
    answer = await http.post(f"{PATH}/{ORDER_DATA}", json=wanted)
    assert answer.status_code == status
    assert code is None or answer.json()["code"] == code
    assert await sql(database, "SELECT 1 FROM consent_texts WHERE version > 1") == []


async def test_nothing_is_published_for_nothing(http):
    (purpose,) = (await http.get(f"{PATH}/")).json()["items"]
    same = {
        locale: {"title": each["title"], "body": each["body"]}
        for locale, each in purpose["versions"][0]["texts"].items()
    }
    answer = await http.post(f"{PATH}/{ORDER_DATA}", json={"based_on": 1, "texts": same})
    assert answer.json()["code"] == "customers.consent-text-same"
    assert (await http.post(f"{PATH}/marketing", json=draft())).status_code == 404


async def test_of_two_who_publish_at_once_one_does(http, database):
    async def publish():
        async with database.unit() as unit:
            await publish_consent_text(unit, ORDER_DATA, ConsentDraft.model_validate(draft()), 510)
            await unit.commit()

    results = await asyncio.gather(publish(), publish(), return_exceptions=True)
    assert sorted(type(each) for each in results if each)[0] is ConsentTextSuperseded
    assert len(await sql(database, "SELECT 1 FROM consent_texts WHERE version = 2")) == 4


async def test_a_language_that_isn_t_spoken_needs_no_text(http, database):
    async with database.unit() as unit:
        await unit.session.execute(text("UPDATE business SET locales = '{ru,en}'"))
        await unit.commit()
    texts = {locale: {"title": "A", "body": "B"} for locale in ("ru", "en")}
    answer = await http.post(f"{PATH}/{ORDER_DATA}", json={"based_on": 1, "texts": texts})
    assert answer.status_code == 201


async def test_a_release_never_puts_its_text_over_the_shops_own(http, database, monkeypatch):
    await http.post(f"{PATH}/{ORDER_DATA}", json=draft())
    from kiosk.customers import publication

    shipped = tuple(
        publication.Draft(purpose, 3, "en", "Shipped", "Body") for purpose in (ORDER_DATA, "newsletter")
    )
    monkeypatch.setattr(publication, "default_texts", lambda: shipped)
    async with database.unit() as unit:
        assert await publish_default_texts(unit) == 1
        await unit.commit()
    rows = await sql(database, "SELECT purpose FROM consent_texts WHERE version = 3")
    assert rows == [("newsletter",)]


async def test_a_published_text_can_t_be_edited(http, database):
    await http.post(f"{PATH}/{ORDER_DATA}", json=draft())
    for statement in ("UPDATE consent_texts SET body = 'x' WHERE version = 2", "DELETE FROM consent_texts"):
        async with database.unit() as unit:
            with pytest.raises(IntegrityError):
                await unit.session.execute(text(statement))


async def test_publishing_asks_for_a_second_factor_of_now(http, runtime, clock):
    from datetime import timedelta

    clock.advance(timedelta(minutes=6))
    answer = await http.post(f"{PATH}/{ORDER_DATA}", json=draft())
    assert answer.status_code == 403
    http.headers |= await enter(runtime, "manager")
    assert (await http.get(f"{PATH}/")).status_code == 403
