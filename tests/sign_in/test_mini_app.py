"""The Mini App's way in, over HTTP."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from pydantic import SecretStr

from kiosk.app import create_app
from kiosk.identity.service import revoke_sessions
from kiosk.kernel.settings import TelegramSettings
from tests.conftest import NOW
from tests.shop import add_account, open_shop, sql, value
from tests.sign_in.house import bearer
from tests.sign_in.init_data import TOKEN, of_a_real_client, person, signed

PATH, SPEC_004 = "/api/v1/auth/telegram/mini-app", "/api/auth/telegram"


def running(runtime, **telegram):
    given = {"token": SecretStr(TOKEN)} | telegram
    settings = runtime.settings.model_copy(update={"telegram": TelegramSettings(**given)})
    return replace(runtime, settings=settings)


@asynccontextmanager
async def app_of(runtime, address="203.0.113.7", **telegram):
    transport = httpx2.ASGITransport(create_app(running(runtime, **telegram)), client=(address, 1))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        yield http


@pytest.fixture
async def app(runtime):
    async with app_of(runtime) as http:
        yield http


async def test_a_new_person_becomes_a_customer_and_may_buy(app, database):
    await open_shop(database)
    answer = await app.post(PATH, json={"init_data": signed()})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store" and "set-cookie" not in answer.headers
    body = answer.json()
    assert body["expires_in"] == 900 and body["token_type"] == "bearer"
    assert body["user"] == {
        "id": 279058397,
        "telegram_id": 279058397,
        "first_name": "Vladislav",
        "last_name": "Kibenko",
        "username": "vdkfrost",
        "locale": "en",
    }
    assert (await app.get("/api/v1/cart", headers=bearer(answer))).status_code == 200
    assert await sql(database, "SELECT role FROM account_roles WHERE account_id = 279058397") == [
        ("customer",)
    ]
    assert await sql(database, "SELECT method, expires_at - created_at FROM sessions") == [
        ("mini-app", timedelta(hours=24))
    ]


async def test_spec_004_gets_its_shape(app, database):
    await open_shop(database)
    answer = await app.post(SPEC_004, json={"init_data": signed()})
    assert answer.status_code == 200 and answer.json().keys() == {"user", "token"}
    assert answer.json()["user"] == {
        "uid": 279058397,
        "user_id": 279058397,
        "first_name": "Vladislav",
        "last_name": "Kibenko",
        "username": "vdkfrost",
        "reg_date": "2026-11-21T09:00:00Z",
    }
    cart = await app.get("/api/v1/cart", headers={"Authorization": f"Bearer {answer.json()['token']}"})
    assert cart.status_code == 200


@pytest.mark.sec("A04")
async def test_a04_stale_data_are_refused(app, clock):
    raw = signed()
    clock.advance(timedelta(seconds=3601))
    refused = await app.post(PATH, json={"init_data": raw})
    assert (refused.status_code, refused.json()["code"]) == (401, "sign-in.init-data-spent")
    assert (
        await app.post(PATH, json={"init_data": signed(auth_date=str(int(NOW.timestamp()) + 3601))})
    ).is_success
    old = signed(auth_date=str(int((NOW - timedelta(days=400)).timestamp())))
    assert (await app.post(SPEC_004, json={"init_data": old})).status_code == 401


@pytest.mark.sec("A05")
@pytest.mark.parametrize(
    "raw", ["", "x", "hash=1", "%00=%00", "user=%ff", "&" * 8000, "a" * 9000, "é=\ud7ff"]
)
async def test_a05_nonsense_is_refused_without_an_error(app, database, raw):
    assert (await app.post(PATH, json={"init_data": raw})).status_code in {401, 422}
    assert await value(database, "SELECT count(*) FROM accounts") == 0


@pytest.mark.sec("A05")
async def test_a05_half_a_character_is_refused_without_an_error(app):
    for text in (r"\ud800=1", r"user=\udfff&auth_date=1&hash=" + "0" * 64):
        answer = await app.post(
            PATH, content=f'{{"init_data":"{text}"}}'.encode(), headers={"Content-Type": "application/json"}
        )
        assert answer.status_code in {400, 401, 422}


@pytest.mark.sec("A07")
async def test_a07_the_sixth_exchange_is_refused(app, database):
    raw = signed()
    answers = await asyncio.gather(*(app.post(PATH, json={"init_data": raw}) for _ in range(20)))
    assert sorted(each.status_code for each in answers) == [200] * 5 + [401] * 15
    assert await value(database, "SELECT count(*) FROM sessions") == 1
    other = raw.replace("%7B", "%7b")  # another spelling of the same data is no way round
    assert (await app.post(PATH, json={"init_data": other})).status_code == 401
    later = signed(auth_date=str(int(NOW.timestamp()) + 1))
    assert (await app.post(PATH, json={"init_data": later})).status_code == 200


@pytest.mark.sec("A07")
async def test_a07_renewal_is_silent_and_elsewhere_it_is_noted(app, runtime, database, clock):
    raw = signed()
    first = await app.post(PATH, json={"init_data": raw})
    clock.advance(timedelta(minutes=14))
    assert (await app.post(PATH, json={"init_data": raw})).status_code == 200
    clock.advance(timedelta(minutes=2))
    assert (
        await app.get("/api/v1/cart", headers=bearer(first))
    ).status_code == 401  # its fifteen minutes are over
    assert await value(database, "SELECT count(*) FROM audit_log") == 0
    async with app_of(runtime, address="198.51.100.9") as thief:
        stolen = await thief.post(PATH, json={"init_data": raw})
    assert stolen.status_code == 200
    rows = await sql(database, "SELECT action, subject, actor_id, address FROM audit_log")
    assert rows == [("mini-app.opened-elsewhere", "account:279058397", 279058397, "198.51.100.9")]
    assert await value(database, "SELECT count(DISTINCT origin) FROM sessions") == 1
    assert await value(database, "SELECT count(*) FROM sessions") == 2


@pytest.mark.sec("A07")
async def test_a07_an_ended_family_opens_no_further_session(app, runtime, database):
    raw = signed()
    tokens = [await app.post(PATH, json={"init_data": raw})]
    async with app_of(runtime, address="198.51.100.9") as elsewhere:
        tokens.append(await elsewhere.post(PATH, json={"init_data": raw}))
        async with database.unit() as unit:
            await revoke_sessions(unit, 279058397, because="signed-out")
            await unit.commit()
        for each in tokens:
            assert (await app.get("/api/v1/cart", headers=bearer(each))).status_code == 401
        for http in (app, elsewhere):
            again = await http.post(PATH, json={"init_data": raw})
            assert (again.status_code, again.json()["code"]) == (401, "sign-in.init-data-spent")


@pytest.mark.sec("A08")
async def test_a08_each_bot_signs_for_its_own_shop_only(runtime):
    tokens = ["11:first-bots-token", "22:second-bots-token", "33:third-bots-token"]
    matrix = []
    for shop in tokens:
        async with app_of(runtime, token=SecretStr(shop)) as http:
            row = []
            for place, bot in enumerate(tokens):
                raw = signed(bot, user=person(id=1000 + place))
                # Naming the bot in the request chooses nothing.
                answers = [
                    (await http.post(PATH, json={"init_data": raw})).status_code,
                    (await http.post(f"{PATH}?bot={bot}", json={"init_data": raw})).status_code,
                    (await http.post(SPEC_004, json={"init_data": raw})).status_code,
                ]
                row.append(set(answers))
            assert (await http.post(PATH, json={"init_data": raw, "bot_id": 33})).status_code == 422
        matrix.append(row)
    assert matrix == [[{200} if i == j else {401} for j in range(3)] for i in range(3)]


@pytest.mark.sec("A08")
async def test_a08_without_a_token_only_telegrams_own_signature_counts(runtime, clock):
    vector = of_a_real_client()
    clock.advance(datetime.fromtimestamp(1733584787, UTC) - NOW)
    raw, bot = vector["init_data"], vector["bot_id"]
    async with app_of(runtime, token=None, bot_id=bot) as http:
        assert (await http.post(PATH, json={"init_data": raw})).json()["user"]["telegram_id"] == 279058397
        ours = signed(vector["bot_token"], auth_date="1733584787")
        assert (await http.post(PATH, json={"init_data": ours})).status_code == 401
    for wrong in ({"bot_id": bot + 1}, {"bot_id": bot, "test_server": True}):
        async with app_of(runtime, token=None, **wrong) as http:
            assert (await http.post(PATH, json={"init_data": raw})).status_code == 401
    async with app_of(runtime, token=None) as http:
        refused = await http.post(PATH, json={"init_data": raw})
        assert (refused.status_code, refused.json()["code"]) == (404, "sign-in.not-offered")


async def test_an_account_that_is_switched_off_stays_out(app, database):
    async with database.unit() as unit:
        await add_account(unit, 279058397)
        await unit.commit()
    await sql(database, "UPDATE accounts SET is_active = false")
    refused = await app.post(PATH, json={"init_data": signed()})
    assert (refused.status_code, refused.json()["code"]) == (403, "identity.inactive")
    assert await value(database, "SELECT count(*) FROM sessions") == 0


async def test_staff_owes_the_second_factor_here_too(app, database):
    async with database.unit() as unit:
        await add_account(unit, 279058397, "owner")
        await unit.commit()
    answer = await app.post(PATH, json={"init_data": signed()})
    refused = await app.get("/api/v1/cart", headers=bearer(answer))
    assert refused.json()["code"] == "identity.second-factor-required"
