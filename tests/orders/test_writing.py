"""Notes, kept selections and papers."""

import pytest

from tests.shop import OTHER, add_account, order, token, value

STAFF, VIEWS = "/api/v1/admin/orders/", "/api/v1/admin/order-views/"


@pytest.fixture
async def placed(database, shop):
    return await order(database, {shop.red_m: 2, shop.mug: 1}, comment="Ring twice")


@pytest.fixture
async def colleague(database, settings, shop):
    async with database.unit() as unit:
        await add_account(unit, 511, "receptionist")
        await unit.commit()
    return await token(database, settings, 511)


async def test_notes(client, placed, clerk, colleague, buyer):
    path = f"{STAFF}{placed.id}/notes"
    written = await client.post(path, headers=clerk, json={"text": " Wants blue paper "})
    assert written.status_code == 201
    assert written.json() | {"id": 0} == {
        "id": 0,
        "text": "Wants blue paper",
        "author_id": 510,
        "author_name": "Person 510",
        "created_at": "2026-11-21T09:00:00Z",
        "is_mine": True,
    }
    seen = (await client.get(f"{STAFF}{placed.id}", headers=colleague)).json()["notes"]
    assert [(each["text"], each["is_mine"]) for each in seen] == [("Wants blue paper", False)]
    one = f"{path}/{written.json()['id']}"
    assert (await client.delete(one, headers=colleague)).status_code == 404
    assert (await client.delete(one, headers=clerk)).status_code == 204
    assert (await client.delete(one, headers=clerk)).status_code == 404
    own = (await client.get(f"/api/v1/orders/{placed.id}", headers=buyer)).json()
    assert "notes" not in own and "messages" not in own


async def test_note_refusals(client, placed, clerk, buyer, service):
    path = f"{STAFF}{placed.id}/notes"
    assert (await client.post(path, json={"text": "x"})).status_code == 401
    for stranger in (buyer, service):
        assert (await client.post(path, headers=stranger, json={"text": "x"})).status_code == 403
        assert (await client.delete(f"{path}/1", headers=stranger)).status_code == 403
    assert (await client.post(f"{STAFF}999/notes", headers=clerk, json={"text": "x"})).status_code == 404
    for wrong in ({}, {"text": " "}, {"text": "x" * 1001}, {"text": "\x00"}, {"text": "x", "author_id": 1}):
        assert (await client.post(path, headers=clerk, json=wrong)).status_code == 422


async def test_kept_selections(client, clerk, colleague, shop):
    query = {"status": ["pending", "confirmed"], "total_min": "100.00", "sort": "oldest", "late": True}
    kept = (await client.post(VIEWS, headers=clerk, json={"name": "To pack", "query": query})).json()
    assert (kept["name"], kept["query"]) == ("To pack", query)
    listed = await client.get(STAFF, headers=clerk, params=kept["query"])
    assert listed.status_code == 200
    await client.post(VIEWS, headers=clerk, json={"name": "all", "query": {}})
    names = [each["name"] for each in (await client.get(VIEWS, headers=clerk)).json()["items"]]
    assert names == ["all", "To pack"]
    assert (await client.get(VIEWS, headers=colleague)).json() == {"items": []}
    one = f"{VIEWS}{kept['id']}"
    changed = {"name": "all", "query": {}}
    assert (await client.put(one, headers=clerk, json=changed)).json()["code"] == "orders.view-exists"
    assert (await client.put(one, headers=clerk, json=changed | {"name": "Big"})).json()["query"] == {}
    for foreign in (
        await client.put(one, headers=colleague, json=changed),
        await client.delete(one, headers=colleague),
    ):
        assert foreign.status_code == 404
    assert (await client.delete(one, headers=clerk)).status_code == 204
    assert (await client.delete(one, headers=clerk)).status_code == 404


async def test_selection_refusals(client, database, clerk, buyer, shop):
    body = {"name": "n", "query": {}}
    assert (await client.post(VIEWS, json=body)).status_code == 401
    assert (await client.post(VIEWS, headers=buyer, json=body)).status_code == 403
    for wrong in (
        {"name": "", "query": {}},
        {"name": "x" * 61, "query": {}},
        {"name": "n", "query": {"status": ["gone"]}},
        {"name": "n", "query": {"page": 2}},
        {"name": "n"},
    ):
        assert (await client.post(VIEWS, headers=clerk, json=wrong)).status_code == 422, wrong
    for n in range(30):
        assert (
            await client.post(VIEWS, headers=clerk, json={"name": f"{n}", "query": {}})
        ).status_code == 201
    assert (await client.post(VIEWS, headers=clerk, json={"name": "0", "query": {}})).status_code == 409
    answer = await client.post(VIEWS, headers=clerk, json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "orders.too-many-views")
    assert await value(database, "SELECT count(*) FROM order_views") == 30


@pytest.mark.parametrize("paper", ["packing-slip", "invoice"])
@pytest.mark.parametrize("lang", ["ru", "uk", "kk", "en", None])
async def test_papers(client, placed, clerk, paper, lang):
    params = {"lang": lang} if lang else {}
    answer = await client.get(f"{STAFF}{placed.id}/{paper}.pdf", headers=clerk, params=params)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-") and len(answer.content) > 5_000
    assert answer.headers["content-disposition"] == f'inline; filename="{paper}-{placed.number}.pdf"'
    assert answer.headers["cache-control"] == "private, no-store"


async def test_what_stands_on_the_papers(database, placed):
    from kiosk.business.service import get_business
    from kiosk.kernel.i18n import translator
    from kiosk.orders import printing
    from kiosk.orders.queries import get_for_staff

    async with database.read() as session:
        business, order_ = await get_business(session), await get_for_staff(session, placed.id, "ru")
    say = translator("ru")
    slip = printing._packing_slip(say, order_, business)
    assert slip["title"] == f"Упаковочный лист № {placed.number}"
    assert slip["lines"] == [
        ["☐", "TS-RED-M", "Классическая футболка (красный, M)", "2"],
        ["☐", "MUG", "Кружка", "1"],
    ]
    assert slip["sum"] == "3 единицы к упаковке"
    assert "39" not in str(slip["lines"])  # no prices: it may lie in a present
    invoice = printing._invoice(say, order_, business)
    assert invoice["lines"][0][2:] == ["2", "19,99\xa0$", "39,98\xa0$"]
    assert invoice["sum"] == "Итого: 45,48\xa0$"
    assert {"name": "Комментарий", "value": "Ring twice"} in invoice["fields"]


async def test_what_people_wrote_is_never_markup(database, client, shop, clerk):
    nasty = '#read("/etc/passwd") $ * _ \\ ` <x> @y #{panic("x")} ☐ \u202e «ё»'
    placed = await order(
        database, {shop.mug: 1}, OTHER, contact_name=nasty[:99], comment=nasty, address=nasty
    )
    answer = await client.get(f"{STAFF}{placed.id}/invoice.pdf", headers=clerk)
    assert answer.status_code == 200
    assert b"root:" not in answer.content


async def test_paper_refusals(client, placed, clerk, buyer, service):
    path = f"{STAFF}{placed.id}/invoice.pdf"
    assert (await client.get(path)).status_code == 401
    for stranger in (buyer, service):
        assert (await client.get(path, headers=stranger)).status_code == 403
    assert (await client.get(f"{STAFF}999/invoice.pdf", headers=clerk)).status_code == 404
    assert (await client.get(path, headers=clerk, params={"lang": "de"})).status_code == 422
