import asyncio

import psycopg
import pytest

from kiosk.customers import queries
from kiosk.customers.service import Figures, set_figures
from tests.buying import buyer, clerk, client, service, shop  # noqa: F401
from tests.shop import BUYER, CLERK, OTHER, add_account, consent, order, sql, token, value

CUSTOMERS, TAGS = "/api/v1/admin/customers/", "/api/v1/admin/customer-tags/"
ONE = f"{CUSTOMERS}{BUYER}"


@pytest.fixture
async def people(database, clock, shop):
    """Ann, who bought and let us keep her details, and Olena, who only came."""
    await sql(
        database,
        "UPDATE accounts SET full_name = 'Олена Їжак', username = 'Olena_Y' WHERE id = :id",
        id=OTHER,
    )
    await consent(database)
    await order(database, {shop.mug: 1})
    async with database.unit() as unit:
        from decimal import Decimal

        await set_figures(unit, [Figures(BUYER, 2, Decimal("45.48"), clock.now())])
        await unit.commit()


async def found(client, clerk, **params):
    answer = await client.get(CUSTOMERS, headers=clerk, params=params)
    if answer.status_code != 200:
        return answer.status_code
    return [each["id"] for each in answer.json()["items"]]


async def test_the_list(client, people, clerk):
    page = (await client.get(CUSTOMERS, headers=clerk)).json()
    assert (page["total"], page["is_total_exact"]) == (2, True)
    assert page["items"] == [
        {
            "id": BUYER,
            "name": "Ann L.",
            "username": None,
            "phone": "•••• 23",
            "order_count": 2,
            "total_spent": "45.48",
            "currency": "USD",
            "last_order_at": "2026-11-21T09:00:00Z",
            "created_at": "2026-11-21T09:00:00Z",
            "tags": [],
            "blocked": False,
        },
        {
            "id": OTHER,
            "name": "Олена Ї.",
            "username": "@Ol•••",
            "phone": None,
            "order_count": 0,
            "total_spent": "0.00",
            "currency": "USD",
            "last_order_at": None,
            "created_at": "2026-11-21T09:00:00Z",
            "tags": [],
            "blocked": False,
        },
    ]


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({"text": "ann"}, [BUYER]),
        ({"text": "person 501"}, [BUYER]),  # as Telegram knows her
        ({"text": "ижак"}, [OTHER]),
        ({"text": "@olena_y"}, [OTHER]),
        ({"text": "olena_"}, [OTHER]),
        ({"text": "olenaXy"}, []),
        ({"text": "%"}, []),
        ({"text": "\\"}, []),
        ({"text": "+1 201 555-01-23"}, [BUYER]),
        ({"text": "0123"}, [BUYER]),
        ({"text": str(OTHER)}, [OTHER]),
        ({"text": "nobody"}, []),
        ({"sort": "spent"}, [BUYER, OTHER]),
        ({"sort": "newest"}, [OTHER, BUYER]),
        ({"blocked": "true"}, []),
        ({"blocked": "false", "size": 1, "page": 2}, [OTHER]),
        ({"tag": "vip"}, []),
        ({"tag": ""}, 422),
        ({"sort": "name"}, 422),
        ({"text": "x" * 101}, 422),
        ({"size": 101}, 422),
        ({"name": "ann"}, 422),
    ],
)
async def test_finding(client, people, clerk, params, ids):
    assert await found(client, clerk, **params) == ids


async def test_a_card_and_what_is_noted_on_it(client, database, people, clerk):
    card = (await client.get(ONE, headers=clerk)).json()
    assert (card["has_chat"], card["block"], card["address_count"]) == (True, None, 1)
    assert [(each["purpose"], each["action"], each["channel"]) for each in card["consents"]] == [
        ("order-data", "given", "bot")
    ]
    tagged = await client.put(f"{ONE}/tags", headers=clerk, json={"tags": ["VIP", "vip", " wholesale "]})
    assert tagged.json()["tags"] == ["vip", "wholesale"]
    assert await found(client, clerk, tag="wholesale") == [BUYER]
    assert (await client.get(TAGS, headers=clerk)).json()["items"] == [
        {"tag": "vip", "count": 1},
        {"tag": "wholesale", "count": 1},
    ]
    note = await client.post(f"{ONE}/notes", headers=clerk, json={"text": "Likes tea"})
    assert (note.status_code, note.json()["author_name"], note.json()["is_mine"]) == (201, "Person 510", True)
    one = f"{ONE}/notes/{note.json()['id']}"
    async with database.unit() as unit:
        await add_account(unit, 511, "manager")
        await unit.commit()
    assert (await client.delete(one, headers=clerk)).status_code == 204
    assert (await client.delete(one, headers=clerk)).status_code == 404


@pytest.mark.sec("H09")
async def test_each_look_at_personal_data_is_recorded(client, database, database_url, people, clerk):
    masked = (await client.get(CUSTOMERS, headers=clerk)).text + (await client.get(ONE, headers=clerk)).text
    for secret in ("Lee", "5550123", "Main St", "Person 501"):
        assert secret not in masked
    assert await value(database, "SELECT count(*) FROM personal_data_looks") == 0
    shown = await client.post(f"{ONE}/reveal", headers=clerk, json={"reason": "calls about the parcel"})
    assert shown.headers["cache-control"] == "private, no-store"
    assert shown.json() == {
        "name": "Person 501",
        "username": None,
        "telegram_id": 501,
        "phone": "+12015550123",
        "contact_name": "Ann Lee",
        "addresses": ["123 Main St, Anytown, USA"],
    }
    await client.post(f"{ONE}/reveal", headers=clerk, json={})
    looks = (await client.get(ONE, headers=clerk)).json()["looks"]
    assert [(each["by_id"], each["by_name"], each["reason"]) for each in looks] == [
        (CLERK, "Person 510", ""),
        (CLERK, "Person 510", "calls about the parcel"),
    ]
    audited = await sql(database, "SELECT actor_id, subject FROM audit_log WHERE action = 'customers.reveal'")
    assert [tuple(row) for row in audited] == [(CLERK, f"customer:{BUYER}")] * 2
    assert "parcel" not in str(await sql(database, "SELECT details FROM audit_log"))
    with psycopg.connect(database_url) as connection:
        for statement in ("UPDATE personal_data_looks SET viewer_id = 1", "DELETE FROM personal_data_looks"):
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
                connection.execute(statement)
            connection.rollback()


async def test_blocking(client, database, shop, people, clerk, settings):
    blocked = await client.post(f"{ONE}/block", headers=clerk, json={"reason": "never paid"})
    assert blocked.json()["block"] == {
        "at": "2026-11-21T09:00:00Z",
        "by_name": "Person 510",
        "reason": "never paid",
    }
    again = await client.post(f"{ONE}/block", headers=clerk, json={"reason": "another"})
    assert again.json()["block"]["reason"] == "never paid"
    assert await found(client, clerk, blocked="true") == [BUYER]
    from kiosk.customers.errors import CustomerBlocked

    with pytest.raises(CustomerBlocked):
        await order(database, {shop.mug: 1})
    assert await value(database, "SELECT on_hand FROM stock_levels WHERE variant_id = :id", id=shop.mug) == 49
    free = await client.post(f"{ONE}/unblock", headers=clerk)
    assert (free.json()["block"], free.json()["blocked"]) == (None, False)
    await order(database, {shop.mug: 1})


async def test_the_staff_is_not_blocked(client, database, clerk, shop):
    await sql(database, "INSERT INTO account_roles VALUES (:id, 'customer', now())", id=CLERK)
    answer = await client.post(f"{CUSTOMERS}{CLERK}/block", headers=clerk, json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "customers.is-staff")


async def test_who_may(client, database, settings, people, clerk, buyer, service):
    async with database.unit() as unit:
        await add_account(unit, 511, "receptionist")
        await unit.commit()
    desk = await token(database, settings, 511)
    writes = [
        ("PUT", f"{ONE}/tags", {"tags": []}),
        ("POST", f"{ONE}/notes", {"text": "x"}),
        ("DELETE", f"{ONE}/notes/1", None),
        ("POST", f"{ONE}/block", {}),
        ("POST", f"{ONE}/unblock", None),
    ]
    writes.append(("POST", f"{ONE}/reveal", {}))
    reads = [("GET", CUSTOMERS, None), ("GET", ONE, None), ("GET", TAGS, None)]
    for method, path, body in writes + reads:
        assert (await client.request(method, path, json=body)).status_code == 401
        for stranger in (buyer, service):
            assert (await client.request(method, path, headers=stranger, json=body)).status_code == 403
    for method, path, body in writes:
        assert (await client.request(method, path, headers=desk, json=body)).status_code == 403
    for method, path, body in reads:
        assert (await client.request(method, path, headers=desk, json=body)).status_code == 200


async def test_strangers_are_not_found_and_nonsense_is_refused(client, people, clerk):
    for method, path, body in (
        ("GET", "999", None),
        ("GET", str(CLERK), None),  # a colleague is no customer
        ("POST", "999/reveal", {}),
        ("PUT", "999/tags", {"tags": []}),
        ("POST", "999/notes", {"text": "x"}),
        ("POST", "999/block", {}),
        ("POST", "999/unblock", None),
    ):
        answer = await client.request(method, CUSTOMERS + path, headers=clerk, json=body)
        assert answer.status_code == 404, path
    for path, body in (
        ("tags", {"tags": ["x" * 41]}),
        ("tags", {"tags": [""]}),
        ("tags", {"tags": [str(n) for n in range(21)]}),
        ("tags", {}),
    ):
        assert (await client.put(f"{ONE}/{path}", headers=clerk, json=body)).status_code == 422
    assert (await client.post(f"{ONE}/reveal", headers=clerk, json={"reason": "x" * 301})).status_code == 422
    assert (await client.post(f"{ONE}/block", headers=clerk, json={"until": "2027"})).status_code == 422


async def test_figures_of_two_orders_at_once_are_the_later_ones(database, shop):
    from kiosk.analytics.service import note_purchases

    for _ in range(4):
        await order(database, {shop.mug: 1})

    async def note():
        async with database.unit() as unit:
            await note_purchases(unit, [BUYER])
            await unit.commit()

    await asyncio.gather(*(note() for _ in range(4)), order(database, {shop.mug: 1}))
    await note()
    async with database.read() as session:
        card = await queries.get_card(session, BUYER)
    assert (card.head.order_count, str(card.head.total_spent)) == (5, "27.50")
