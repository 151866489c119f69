"""HTTP as the whole house speaks it."""

import asyncio
import re

import httpx2
import orjson
import psycopg
import pytest

from kiosk import app as house
from kiosk.kernel.asgi import SECURITY_HEADERS, RequestContext
from kiosk.kernel.database import driver_url

HEADERS = {name.decode(): value.decode() for name, value in SECURITY_HEADERS.items()}


async def notes(runtime):
    async with await psycopg.AsyncConnection.connect(driver_url(runtime.database.url)) as connection:
        if (await (await connection.execute("SELECT to_regclass('notes')")).fetchone())[0] is None:
            return []
        return [row[0] for row in await (await connection.execute("SELECT words FROM notes")).fetchall()]


async def call(app, method, path, body, on_start):
    """One raw ASGI call; `on_start` is awaited at the moment when the answer would leave."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            await on_start(message)
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"host", b"shop.test")],
        "client": ("127.0.0.1", 1),
        "server": ("shop.test", 80),
    }
    await app(scope, receive, send)
    return sent


async def test_the_unit_is_committed_before_the_answer_leaves(app, runtime):
    seen = []

    async def look(message):
        seen.append((message["status"], await notes(runtime)))

    await call(app, "POST", "/api/v1/notes/", orjson.dumps({"words": "kept"}), look)
    assert seen == [(201, ["kept"])]


@pytest.mark.parametrize(("words", "status"), [("crash", 500), ("refuse", 409)])
async def test_what_fails_leaves_nothing_behind(http, runtime, words, status):
    assert (await http.post("/api/v1/notes/", json={"words": words})).status_code == status
    assert await notes(runtime) == []


async def test_a_refusal_is_a_problem_with_a_stable_code_in_the_readers_language(http):
    answer = await http.post("/api/v1/notes/", json={"words": "refuse"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "type": "urn:kiosk:problem:test.taken",
        "title": "This note is taken.",
        "status": 409,
        "detail": "This note is taken.",
        "code": "test.taken",
        "params": {"name": "This note"},
        "errors": [],
        "request_id": answer.headers["x-request-id"],
    }
    said = {
        language: (await http.get("/api/v1/nope", headers={"Accept-Language": language})).json()["detail"]
        for language in ("ru", "uk", "kk", "en", "be-BY", "fr")
    }
    assert len({said[language] for language in ("ru", "uk", "kk", "en")}) == 4
    assert said["be-BY"] == said["ru"]
    assert said["fr"] == said["en"]


async def test_a_crash_shows_an_incident_number_and_nothing_else(http):
    answer = await http.post("/api/v1/notes/", json={"words": "crash"})
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.json()["detail"]
    assert not re.search(r"Traceback|RuntimeError|SELECT|passwd|\.py", answer.text)


async def test_a_database_error_that_is_our_fault_is_a_crash_and_no_outage(http):
    answer = await http.get("/api/v1/duplicate")
    assert (answer.status_code, answer.json()["code"]) == (500, "kernel.broken")


async def test_bad_input_names_its_place(http):
    answer = await http.post("/api/v1/notes/", json={"words": 5})
    assert answer.status_code == 422
    assert answer.json()["code"] == "kernel.invalid"
    assert answer.json()["errors"] == [
        {"pointer": "/words", "code": "string_type", "detail": "Input should be a valid string"}
    ]
    answer = await http.get("/api/v1/notes/x")
    assert answer.json()["errors"][0]["pointer"] == "/path/note_id"


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b"\xff\xfe", b'"words"', b"{" * 5000])
async def test_no_body_breaks_anything(http, body):
    answer = await http.post("/api/v1/notes/", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/v1/notes", "/api/v1/notes/"])
async def test_a_path_answers_with_and_without_its_slash(http, path):
    assert (await http.post(path, json={"words": "x"})).status_code == 201


@pytest.mark.parametrize("path", ["/api/v1/notes/5", "/api/v1/notes/5/"])
async def test_so_does_a_path_with_a_parameter(http, path):
    answer = await http.get(path)
    assert (answer.status_code, answer.json()) == (200, 5)


async def test_the_request_id_is_kept_or_made(http):
    kept = await http.get("/health/live", headers={"X-Request-Id": "from-the-proxy-1"})
    assert kept.headers["x-request-id"] == "from-the-proxy-1"
    for bad in ("short", "x" * 65, "line\tbreak", '"><script>'):
        made = (await http.get("/health/live", headers={"X-Request-Id": bad})).headers["x-request-id"]
        assert re.fullmatch(r"[0-9a-f]{16}", made)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health/live", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/.git/config", 404),
        ("GET", "/.env", 404),
        ("GET", "/backup.sql", 404),
        ("GET", "/docs", 404),
        ("GET", "/openapi.json", 404),
        ("GET", "/metrics", 404),
        ("GET", "/telegram/sim/world", 404),
        ("DELETE", "/health/live", 405),
        ("TRACE", "/health/live", 405),
        ("POST", "/api/v1/notes/", 422),
        ("GET", "/api/v1/busy", 503),
        ("GET", "/api/v1/duplicate", 500),
    ],
)
async def test_every_answer_carries_the_headers(http, method, path, status):
    answer = await http.request(method, path)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "server" not in answer.headers
    assert "x-powered-by" not in answer.headers
    assert answer.headers["x-request-id"]


async def test_every_real_route_carries_the_headers(runtime):
    api = house.create_api(runtime)
    app = RequestContext(api)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://shop.test") as client:
        operations = [
            (method, re.sub(r"\{[^}]+\}", "1", path))
            for path, methods in api.openapi()["paths"].items()
            for method in methods
        ]
        assert len(operations) > 15
        for method, path in operations:
            answer = await client.request(method, path)
            missing = {name for name, value in HEADERS.items() if answer.headers.get(name) != value}
            assert not missing - {"cross-origin-resource-policy", "content-security-policy"}, (method, path)
            assert answer.status_code < 500, (method, path)


async def test_over_https_browsers_are_told_to_stay_there(app):
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="https://shop.test") as client:
        answer = await client.get("/health/live")
    assert answer.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"


async def test_a_large_body_is_refused(http):
    for body in ({"content": b'{"words": "' + b"x" * 1_100_000}, {"files": {"file": b"x" * 1_100_000}}):
        path = "/api/v1/files" if "files" in body else "/api/v1/notes/"
        answer = await http.post(path, **body)
        assert answer.status_code == 413
        assert answer.headers["content-type"] == "application/problem+json"


async def test_an_outage_is_503_with_the_time_to_wait(settings, monkeypatch):
    from tests.kernel.conftest import probes

    monkeypatch.setattr(house, "routers", lambda: [probes()])
    runtime = house.build_runtime(settings, "postgresql://nobody@127.0.0.1:1/none")
    transport = httpx2.ASGITransport(house.create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url="http://shop.test") as client:
        answer = await client.get("/api/v1/notes/1")
        assert (answer.status_code, answer.json()["code"]) == (503, "kernel.unavailable")
        assert answer.headers["retry-after"] == "1"
        ready = await client.get("/health/ready")
        assert (ready.status_code, ready.json()["params"]) == (503, {"reason": "database"})
        assert (await client.get("/health/live")).status_code == 200
    await runtime.database.close()


async def test_a_database_without_this_releases_tables_is_not_ready(http, runtime):
    assert (await http.get("/health/ready")).json() == {"status": "ready"}
    async with await psycopg.AsyncConnection.connect(driver_url(runtime.database.url)) as connection:
        await connection.execute("UPDATE alembic_version SET version_num = 'older'")
    answer = await http.get("/health/ready")
    assert (answer.status_code, answer.json()["params"]) == (503, {"reason": "migrations"})


async def test_sixty_requests_at_once_share_ten_connections(http):
    answers = await asyncio.gather(*(http.get(f"/api/v1/notes/{n}") for n in range(60)))
    assert [answer.json() for answer in answers] == list(range(60))


async def test_the_description_tells_the_answers_that_the_house_gives_everywhere(app, runtime):
    document = house.create_api(runtime, described=True).openapi()
    answers = document["paths"]["/api/v1/notes/"]["post"]["responses"]
    assert {"201", "400", "413", "422", "503"} <= set(answers)
    assert answers["422"]["content"] == {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
    }
    assert "HTTPValidationError" not in document["components"]["schemas"]
