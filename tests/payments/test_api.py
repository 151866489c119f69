"""Payments noted by hand, over HTTP."""

from datetime import timedelta

import pytest

from tests.shop import CLERK, OTHER, move_to, order, sql, token, value

STAFF = "/api/v1/admin/orders/"


@pytest.fixture
async def placed(database, shop):
    return await order(database, {shop.red_m: 2})  # 39.98


@pytest.fixture
def note(client, clerk):
    async def ask(order_id, what="payments", headers=None, **payment):
        path = f"{STAFF}{order_id}/{what}"
        return await client.post(path, headers=clerk | (headers or {}), json={"method": "cash"} | payment)

    return ask


@pytest.fixture
def unpaid(client, clerk):
    async def ask(wanted="true"):
        page = (await client.get(STAFF, headers=clerk, params={"unpaid": wanted})).json()
        return [each["id"] for each in page["items"]]

    return ask


async def test_the_orders_card(client, clerk, placed, note):
    before = (await client.get(f"{STAFF}{placed.id}", headers=clerk)).json()["payments"]
    assert before == {
        "is_noted": True,
        "state": "unpaid",
        "paid_amount": "0.00",
        "due_amount": "39.98",
        "return_amount": "0",
        "is_paid": False,
        "entries": [],
    }
    answer = await note(placed.id, amount="30.00", method="transfer")
    assert answer.status_code == 201, answer.text
    assert answer.json() == (await client.get(f"{STAFF}{placed.id}", headers=clerk)).json()["payments"]
    entry = answer.json()["entries"][0]
    assert entry | {"id": 0} == {
        "id": 0,
        "amount": "30.00",
        "method": "transfer",
        "actor_id": CLERK,
        "actor_name": "Person 510",
        "at": "2026-11-21T09:00:00Z",
        "undoes": None,
        "undone": False,
        "can_take_back": True,
    }
    assert (answer.json()["state"], answer.json()["due_amount"]) == ("partly-paid", "9.98")
    paid = (await note(placed.id)).json()
    assert (paid["state"], paid["is_paid"], paid["paid_amount"]) == ("paid", True, "39.98")
    again = await note(placed.id)
    assert (again.status_code, again.json()["code"]) == (409, "payments.nothing-due")
    answer = await client.post(f"{STAFF}{placed.id}/payments/{entry['id']}/undo", headers=clerk)
    assert (answer.status_code, answer.json()["due_amount"]) == (200, "30.00")
    assert [(each["amount"], each["undone"], each["can_take_back"]) for each in answer.json()["entries"]] == [
        ("30.00", True, False),
        ("9.98", False, True),
        ("-30.00", False, False),
    ]


async def test_a_repeated_request_notes_nothing_again(database, placed, note):
    key = {"Idempotency-Key": "k1"}
    first, second = [await note(placed.id, headers=key, amount="10.00") for _ in range(2)]
    assert (first.json(), second.headers["idempotent-replayed"]) == (second.json(), "true")
    assert (await note(placed.id, headers=key, amount="11.00")).status_code == 422
    assert await value(database, "SELECT count(*) FROM payments") == 1


async def test_the_audit_log_names_the_entry(database, placed, note):
    made = (await note(placed.id, amount="10.00")).json()["entries"][0]["id"]
    rows = await sql(
        database, "SELECT action, subject, actor_id, details FROM audit_log ORDER BY id DESC LIMIT 1"
    )
    assert (rows[0].action, rows[0].subject, rows[0].actor_id) == (
        "payments.note",
        f"order:{placed.id}",
        CLERK,
    )
    assert {name: rows[0].details[name] for name in ("payment", "amount", "method")} == {
        "payment": made,
        "amount": "10.00",
        "method": "cash",
    }


async def test_money_is_given_back_for_what_was_cancelled(client, clerk, database, placed, note):
    assert (await note(placed.id, "returns")).json()["code"] == "payments.nothing-to-return"
    await note(placed.id)
    await move_to(database, placed.id, "cancelled")
    row = (await client.get(STAFF, headers=clerk)).json()["items"][0]
    assert row["payment"] == "to-return"
    card = (await client.get(f"{STAFF}{placed.id}", headers=clerk)).json()["payments"]
    assert (card["state"], card["return_amount"], card["due_amount"]) == ("to-return", "39.98", "0")
    answer = await note(placed.id, "returns", method="card")
    assert (answer.status_code, answer.json()["state"]) == (201, None)
    assert answer.json()["entries"][1]["amount"] == "-39.98"


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0"},
        {"amount": "-1"},
        {"amount": "0.001"},
        {"amount": "1e11"},
        {"amount": "NaN"},
        {"method": "shells"},
        {"method": None},
        {"note": "from Ann"},
    ],
)
async def test_nonsense_is_refused(placed, note, wrong):
    assert (await note(placed.id, **wrong)).status_code == 422
    assert (await note(placed.id, "returns", **wrong)).status_code == 422


async def test_who_may(client, placed, buyer, service, note):
    assert (await note(999)).status_code == 404
    assert (await note(999, "payments/1/undo")).status_code == 404
    for headers, status in ((None, 401), (buyer, 403), (service, 403)):
        for path in (
            f"{placed.id}/payments",
            f"{placed.id}/returns",
            f"{placed.id}/payments/1/undo",
            "bulk/payments",
        ):
            assert (
                await client.post(STAFF + path, headers=headers, json={"method": "cash"})
            ).status_code == status


async def test_the_list_knows_who_has_not_paid(client, clerk, database, shop, placed, note, unpaid):
    partly, paid, cancelled = [await order(database, {shop.mug: 2}, OTHER) for _ in range(3)]
    await note(partly.id, amount="1.00")
    await note(paid.id)
    await move_to(database, cancelled.id, "cancelled")
    assert await unpaid() == [partly.id, placed.id]
    assert await unpaid("false") == [cancelled.id, paid.id]
    rows = (await client.get(STAFF, headers=clerk)).json()["items"]
    assert [each["payment"] for each in rows] == [None, "paid", "partly-paid", "unpaid"]
    kept = {"name": "Who owes", "query": {"unpaid": True}}
    assert (await client.post("/api/v1/admin/order-views/", headers=clerk, json=kept)).status_code == 201


async def test_orders_from_before_payments_were_noted_are_not_unpaid(
    client, clerk, database, placed, unpaid, clock
):
    await sql(database, "UPDATE business SET payments_since = :at", at=clock.now() + timedelta(seconds=1))
    assert await unpaid() == [] and await unpaid("false") == [placed.id]
    card = (await client.get(f"{STAFF}{placed.id}", headers=clerk)).json()["payments"]
    assert (card["is_noted"], card["state"]) == (False, "unpaid")
    await sql(database, "UPDATE business SET payments_since = NULL")
    assert await unpaid() == [] and await unpaid("false") == [placed.id]
    assert (await client.get(STAFF, headers=clerk)).json()["items"][0]["payment"] is None


async def test_many_at_once(client, clerk, database, shop, placed, note, unpaid):
    paid, cancelled = [await order(database, {shop.mug: 2}, OTHER) for _ in range(2)]
    await note(paid.id)
    await move_to(database, cancelled.id, "cancelled")
    wanted = {"ids": [placed.id, paid.id, cancelled.id, 999, placed.id], "method": "transfer"}
    answer = (await client.post(f"{STAFF}bulk/payments", headers=clerk, json=wanted)).json()
    assert [(each["id"], each["outcome"], each["code"]) for each in answer["results"]] == [
        (placed.id, "noted", None),
        (paid.id, "unchanged", None),
        (cancelled.id, "unchanged", None),
        (999, "refused", "orders.not-found"),
    ]
    assert (answer["noted"], answer["refused"], await unpaid()) == (1, 1, [])
    rows = await sql(database, "SELECT amount, method FROM payments WHERE order_id = :id", id=placed.id)
    assert [(str(row.amount), row.method) for row in rows] == [("39.98", "transfer")]
    audited = await sql(database, "SELECT subject FROM audit_log WHERE details ->> 'method' = 'transfer'")
    assert [row.subject for row in audited] == [f"order:{placed.id}"]


async def test_the_buyer_sees_nothing_of_it(client, database, settings, placed, note):
    await note(placed.id)
    own = (await client.get(f"/api/v1/orders/{placed.id}", headers=await token(database, settings, 501))).text
    assert "payment" not in own and "paid" not in own
