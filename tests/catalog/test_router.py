"""The catalogue over HTTP: the fields of the specification, kept answers that are never old, codes for the staff."""

import asyncio
import contextlib

import pytest
from sqlalchemy import text

from kiosk.app import build_runtime, opened
from kiosk.catalog import outputs
from kiosk.catalog.inputs import CategoryInput, ProductUpdate
from kiosk.catalog.service import create_category, update_product
from kiosk.inventory.service import set_on_hand
from kiosk.kernel.cache import Answers
from kiosk.kernel.kept import KeptAnswers
from tests.catalog.goods import plain, shirt, variant
from tests.staff import client_of, signed_in

PRODUCTS = "/api/v1/products/"
STAFF = "/api/v1/admin/products/"


@pytest.fixture
async def http(shop, runtime):
    async with client_of(runtime) as client:
        yield client


@pytest.fixture
async def staff(runtime, http):
    return await signed_in(runtime, http)


async def until(condition, seconds=1.0):
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.01)


async def kept(runtime):
    """Until the process listens and has heard of all that was done so far."""
    answers = runtime.cache.answers
    await until(lambda: asyncio.sleep(0, answers.enabled), 5)
    answers.put("marker", b"", ("marker",), answers.generation())
    async with runtime.database.unit() as unit:
        unit.touch("marker")
        await unit.commit()
    await until(lambda: asyncio.sleep(0, answers.get("marker") is None), 5)


async def test_a_list_has_the_fields_of_the_specification(http, add):
    product_id = await add(shirt())
    answer = await http.get(PRODUCTS)
    body = answer.json()

    assert answer.status_code == 200
    assert {k: body[k] for k in ("total", "page", "size")} == {"total": 1, "page": 1, "size": 10}
    assert (
        body["items"][0].items()
        >= {
            "id": product_id,
            "name": "Классическая футболка",
            "description": "Удобная футболка из хлопка.",
            "price_from": "1990.00",
            "price_to": "2190.00",
            "currency": "RUB",
            "in_stock": True,
        }.items()
    )
    outputs.ProductPage.model_validate_json(answer.content, strict=False)


async def test_a_product_has_the_fields_of_the_specification(http, add):
    product_id = await add(shirt())
    answer = await http.get(f"{PRODUCTS}{product_id}", params={"lang": "en"})
    body = answer.json()

    assert body["id"] == product_id
    assert [{k: o[k] for k in ("name", "values")} for o in body["options"]] == [
        {"name": "Цвет", "values": ["Красный", "Blue"]},
        {"name": "Size", "values": ["M", "L"]},
    ]
    assert {k: body["variants"][0][k] for k in ("sku", "price", "stock_quantity", "attributes")} == {
        "sku": "TS-RED-M",
        "price": "1990.00",
        "stock_quantity": 5,
        "attributes": [{"type": "Цвет", "value": "Красный"}, {"type": "Size", "value": "M"}],
    }
    assert set(body) == set(outputs.ProductOut.model_fields)
    outputs.ProductOut.model_validate_json(answer.content, strict=False)


async def test_categories_are_a_tree(http, shop, add):
    async with shop.unit() as unit:
        top = await create_category(unit, CategoryInput(name="Одежда"))
        below = await create_category(unit, CategoryInput(name="Верх", parent_id=top))
        await unit.commit()
    await add(plain("Mug", "MUG", category_id=below))
    answer = await http.get("/api/v1/categories/")
    tree = outputs.CategoryTree.model_validate_json(answer.content, strict=False)

    assert [(c.id, c.name, c.product_count) for c in tree.items] == [(top, "Одежда", 1)]
    assert [(c.id, c.slug) for c in tree.items[0].children] == [(below, "verkh")]


@pytest.mark.parametrize(
    ("headers", "lang", "name"),
    [
        ({"Accept-Language": "kk-KZ,ru;q=0.5"}, None, "Классикалық футболка"),
        ({"Accept-Language": "kk"}, "ru", "Классическая футболка"),
        ({"Accept-Language": "fr"}, None, "Классическая футболка"),
    ],
)
async def test_the_language_is_the_reader_s(http, add, headers, lang, name):
    await add(shirt())
    for _ in range(2):  # the second answer comes from memory
        answer = await http.get(PRODUCTS, headers=headers, params={"lang": lang} if lang else {})

        assert answer.json()["items"][0]["name"] == name
        assert "Accept-Language" in answer.headers["vary"]


@pytest.mark.parametrize("afresh", [{}, {"Cache-Control": "no-cache"}])
async def test_a_client_that_has_the_answer_is_told_so(runtime, http, add, afresh):
    product_id = await add(shirt())
    await kept(runtime)
    for path in (PRODUCTS, f"{PRODUCTS}{product_id}", "/api/v1/categories/", f"{PRODUCTS}?search=футболка"):
        first = await http.get(path, headers=afresh)
        again = await http.get(path, headers={"If-None-Match": f'"x", W/{first.headers["etag"]}', **afresh})
        other = await http.get(path, headers={"If-None-Match": '"x"', **afresh})

        assert first.headers["etag"].startswith('"')
        assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert (other.status_code, other.content) == (200, first.content)


async def test_an_answer_is_read_once_and_kept(runtime, http, add, monkeypatch):
    await add(shirt())
    await kept(runtime)
    first = await http.get("/api/v1/products")
    reads = 0

    async def count(self, *args):
        nonlocal reads
        reads += 1
        return await fetch(*args)

    fetch = runtime.database.reader.fetch
    monkeypatch.setattr(type(runtime.database.reader), "fetch", count)
    answers = [await http.get(PRODUCTS), await http.get("/api/v1/products")]

    assert [a.content for a in answers] == [first.content] * 2
    assert reads == 0


async def test_a_change_shows_within_a_second_in_every_process(
    runtime, settings, database_url, clock, http, add
):
    product_id = await add(shirt())
    variant_id = (await http.get(f"{PRODUCTS}{product_id}")).json()["variants"][0]["id"]
    async with opened(build_runtime(settings, database_url, clock)) as other, client_of(other) as elsewhere:
        await kept(runtime)
        await kept(other)

        async def read(client):
            page, detail = await client.get(PRODUCTS), await client.get(f"{PRODUCTS}{product_id}")
            return page.json()["items"][0]["price_from"], detail.json()["variants"][0]["stock_quantity"]

        for client in (http, elsewhere, http, elsewhere):
            assert await read(client) == ("1990.00", 5)
        fields = shirt()
        fields["variants"][0]["price"] = "1500.00"
        async with runtime.database.unit() as unit:
            await update_product(unit, product_id, ProductUpdate.model_validate(fields))
            await set_on_hand(unit, variant_id, 4, None)
            unit.touch(f"product:{product_id}")
            await unit.commit()

        async def changed():
            return [await read(client) for client in (http, elsewhere)] == [("1500.00", 4)] * 2

        await until(changed)


async def test_what_was_read_before_a_change_is_not_kept_after_it(runtime, shop, http, add, monkeypatch):
    """The reader has the old rows in hand while the change is committed and heard of."""
    product_id = await add(shirt())
    await kept(runtime)
    reader = runtime.database.reader
    fetch, old_rows, go_on = reader.fetch, asyncio.Event(), asyncio.Event()

    async def slow(self, *args, **kwargs):
        rows = await fetch(*args, **kwargs)
        old_rows.set()
        await go_on.wait()
        return rows

    with monkeypatch.context() as patch:
        patch.setattr(type(reader), "fetch", slow)
        waiting = asyncio.create_task(http.get(f"{PRODUCTS}{product_id}"))
        await old_rows.wait()
        generation = runtime.cache.answers.generation()
        async with shop.unit() as unit:
            await update_product(unit, product_id, ProductUpdate.model_validate(shirt(translations={})))
            await unit.commit()
        await until(lambda: asyncio.sleep(0, runtime.cache.answers.generation() > generation))
        go_on.set()
        assert (await waiting).json()["name"] == "Классическая футболка"

    assert (await http.get(f"{PRODUCTS}{product_id}")).json()["name"] == "Classic T-Shirt"


@pytest.mark.parametrize(
    ("stale", "still_kept"),
    [
        (["product:2"], True),
        (["product:1"], False),
        (["*"], False),
        ([f"product:{n}" for n in range(2, 60_000)], False),
    ],
    ids=["another", "itself", "everything", "too many to remember"],
)
def test_only_what_concerns_an_answer_keeps_it_from_being_kept(stale, still_kept):
    answers = Answers()
    answers.enabled = True
    generation = answers.generation()
    answers.drop(stale)
    answers.put("key", b"read before", ("business", "product:1"), generation)

    assert (answers.get("key") is not None) == still_kept
    answers.put("key", b"read after", ("business", "product:1"), answers.generation())
    assert answers.get("key") == b"read after"


async def test_what_was_read_before_anybody_listened_is_not_kept(runtime):
    answers = runtime.cache.answers
    before = 0  # the generation of a process that has just begun
    await kept(runtime)
    answers.put("key", b"read long ago", ("product:1",), before)

    assert answers.get("key") is None


async def test_nothing_is_kept_while_nobody_listens(runtime, shop, http, add):
    product_id = await add(shirt())
    await kept(runtime)
    await http.get(PRODUCTS)
    assert len(runtime.cache.answers) == 1
    runtime.cache._listener.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await runtime.cache._listener
    assert (await http.get(f"{PRODUCTS}{product_id}")).status_code == 200
    assert len(runtime.cache.answers) == 0


async def test_memory_is_bounded_however_many_ask(runtime):
    answers = runtime.cache.answers
    await kept(runtime)
    for n in range(200):
        answers.put(str(n), b"x" * 1_000_000, ("catalog",), answers.generation())

    assert len(answers) < 40
    assert answers.get("199") is not None
    assert answers.get("0") is None


async def test_a_refusal_is_not_kept(runtime, http, add):
    await kept(runtime)
    missing = await http.get(f"{PRODUCTS}1")
    await add(plain("Mug", "MUG"))

    assert (missing.status_code, missing.json()["code"]) == (404, "catalog.product-not-found")
    assert (await http.get(f"{PRODUCTS}1")).status_code == 200


async def test_an_answer_that_is_not_kept_passes_untouched():
    sent = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"a", "more_body": True})
        await send({"type": "http.response.body", "body": b"b"})

    async def send(message):
        sent.append(message["type"])

    scope = {"type": "http", "method": "GET", "path": "/api/x", "query_string": b"", "headers": []}
    await KeptAnswers(app, Answers(), ("/api",))(scope, None, send)

    assert sent == ["http.response.start", "http.response.body", "http.response.body"]


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "size=101",
        "size=x",
        "lang=fr",
        "category_id=0",
        "search=%00",
        f"search={'x' * 201}",
        "page=100001",
    ],
)
async def test_impossible_questions_are_refused(http, query):
    assert (await http.get(f"{PRODUCTS}?{query}")).status_code == 422


async def test_an_empty_shop_has_an_empty_page(runtime):
    async with client_of(runtime) as http:  # not even a business
        answer = await http.get(PRODUCTS)

    assert answer.json() == {"items": [], "total": 0, "page": 1, "size": 10}


# --- staff


async def test_staff_creates_changes_and_deletes(http, staff):
    created = await http.post(STAFF, json=shirt(), headers=staff)
    body = created.json()
    assert created.status_code == 201, created.text
    assert [v["stock_quantity"] for v in body["variants"]] == [5, 0, 30]
    assert all(v["id"] for v in body["variants"])

    # What was read can be sent back, without what the shop itself keeps.
    for own in ("id", "created_at", "updated_at"):
        del body[own]
    for each in body["variants"]:
        del each["low_stock_threshold"]
    body["name"] = "Renamed"
    product_id = created.json()["id"]
    changed = await http.put(f"{STAFF}{product_id}", json=body, headers=staff)
    assert (changed.status_code, changed.json()["version"]) == (200, 2), changed.text
    assert [v["id"] for v in changed.json()["variants"]] == [v["id"] for v in created.json()["variants"]]
    stale = await http.put(f"{STAFF}{product_id}", json=body, headers=staff)
    assert (stale.status_code, stale.json()["code"]) == (409, "catalog.product-changed")
    assert (await http.get(f"{STAFF}{product_id}", headers=staff)).json()["name"] == "Renamed"

    assert (await http.delete(f"{STAFF}{product_id}", headers=staff)).status_code == 204
    assert (await http.delete(f"{STAFF}{product_id}", headers=staff)).status_code == 404
    assert (await http.get(f"{PRODUCTS}{product_id}")).status_code == 404
    assert (await http.put(f"{STAFF}{product_id}", json=shirt(), headers=staff)).status_code == 404


async def test_the_specification_s_own_example_is_accepted(http, staff):
    example = {
        "name": "Classic T-Shirt",
        "description": "A comfortable 100% cotton t-shirt.",
        "options": [{"name": "Color", "values": ["Red", "Blue"]}, {"name": "Size", "values": ["M", "L"]}],
        "variants": [
            {
                "sku": "TS-RED-M",
                "price": "19.99",
                "stock_quantity": 50,
                "attributes": [{"type": "Color", "value": "Red"}, {"type": "Size", "value": "M"}],
            }
        ],
    }
    assert (await http.post(STAFF, json=example, headers=staff)).status_code == 201


async def test_a_repeated_creation_is_answered_from_memory(http, staff, shop):
    headers = {**staff, "Idempotency-Key": "once"}
    first = await http.post(STAFF, json=shirt(), headers=headers)
    again = await http.post(STAFF, json=shirt(), headers=headers)
    other = await http.post(STAFF, json=shirt(name="Other"), headers=headers)
    async with shop.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM products")) == 1

    assert (again.status_code, again.content) == (201, first.content)
    assert (other.status_code, other.json()["code"]) == (422, "kernel.idempotency-key-reused")


@pytest.mark.parametrize(
    ("method", "path"), [("post", STAFF), ("get", f"{STAFF}1"), ("put", f"{STAFF}1"), ("delete", f"{STAFF}1")]
)
async def test_strangers_get_401(http, method, path):
    sends = {"json": shirt()} if method in {"post", "put"} else {}
    assert (await http.request(method, path, **sends)).status_code == 401


async def test_mistakes_are_named_with_their_place(http, staff):
    wrong = shirt(
        variants=[variant("A", "5", Color="Red"), {**variant("B", Color="Red", Size="M"), "price": 19.99}]
    )
    by_shape = await http.post(STAFF, json=wrong, headers=staff)
    wrong["variants"].pop()
    by_rule = await http.post(STAFF, json=wrong, headers=staff)

    assert (by_shape.status_code, by_shape.json()["errors"][0]["pointer"]) == (422, "/variants/1/price")
    assert by_rule.status_code == 422
    assert [(e["pointer"], e["code"]) for e in by_rule.json()["errors"]] == [
        ("/variants/0/attributes", "catalog.option-missing")
    ]


async def test_categories_through_http(http, staff):
    created = await http.post("/api/v1/admin/categories/", json={"name": "Чай"}, headers=staff)
    path = f"/api/v1/admin/categories/{created.json()['id']}"
    renamed = await http.put(path, json={"name": "Чай и кофе"}, headers=staff)
    tree = (await http.get("/api/v1/categories/", headers={"Cache-Control": "no-cache"})).json()

    assert (created.status_code, renamed.status_code) == (201, 204)
    assert [(c["name"], c["slug"]) for c in tree["items"]] == [("Чай и кофе", "chay")]
    assert (await http.delete(path, headers=staff)).status_code == 204
    assert (await http.delete(path, headers=staff)).status_code == 404
