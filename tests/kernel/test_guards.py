"""What every answer carries, what no answer tells, and what is never there (rows C and G of reliability.md)."""

import asyncio
import re
import time
from importlib import import_module

from pkgutil import walk_packages

import httpx2
import pytest

import kiosk
from kiosk import app as house
from kiosk.kernel.asgi import SECURITY_HEADERS
from kiosk.kernel.web import PAGE_CSP
from kiosk.server import build_server, listen, serve_until
from tests.routes import READS, operations
from tests.shop import CLERK, open_shop, token

HEADERS = {name.decode(): value.decode() for name, value in SECURITY_HEADERS.items()}
OWN = {"content-security-policy", "cross-origin-resource-policy"}
"""Headers of which pages and pictures have values of their own."""
MEDIA_CSP = "default-src 'none'; sandbox"


def client_of(runtime, base_url="https://127.0.0.1"):
    transport = httpx2.ASGITransport(house.create_app(runtime), raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url=base_url)


def path_of(operation):
    return re.sub(r"\{[^}]+\}", "1", operation.path)


async def strong(database, settings):
    """The headers of somebody who may do everything."""
    await open_shop(database)
    async with database.unit() as unit:
        from sqlalchemy import text

        await unit.session.execute(
            text(
                "INSERT INTO account_roles SELECT :id, role, now() FROM unnest(ARRAY['owner', 'customer']) role"
            ),
            {"id": CLERK},
        )
        await unit.commit()
    return await token(database, settings, CLERK)


def walkable(runtime):
    """Every operation but those that answer as long as somebody listens."""
    return [each for each in operations(runtime) if "/events" not in each.path]


@pytest.mark.sec("G01")
async def test_g01_every_answer_of_every_route_carries_the_headers(runtime, database, settings):
    owner = await strong(database, settings)
    async with client_of(runtime) as client:
        walked = [(each.method, path_of(each)) for each in walkable(runtime)]
        walked += [
            ("GET", path) for path in ("/admin/", "/admin/nothing.js", "/admin/orders", "/nowhere", "/.env")
        ]
        walked += [
            ("GET", "/media/" + "0" * 64 + ".jpg"),
            ("TRACE", "/health/live"),
            ("OPTIONS", "/api/v1/orders/"),
        ]
        assert len(walked) > 60
        for method, path in walked:
            for headers in ({}, owner):
                answer = await client.request(method, path, headers=headers)
                wrong = {name for name, value in HEADERS.items() if answer.headers.get(name) != value}
                assert not wrong - OWN, (method, path, wrong)
                assert answer.headers["content-security-policy"]
                assert answer.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
                assert "server" not in answer.headers and "x-powered-by" not in answer.headers
                assert len(answer.headers.get_list("content-security-policy")) == 1


def directives(policy):
    return {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}


@pytest.mark.sec("G03")
@pytest.mark.parametrize(
    "policy", [PAGE_CSP.decode(), HEADERS["content-security-policy"], MEDIA_CSP], ids=["page", "api", "media"]
)
def test_g03_no_policy_lets_inline_scripts_or_foreign_hosts_in(policy):
    found = directives(policy)
    assert found["default-src"] == ["'none'"]
    sources = {
        each for name, values in found.items() if name != "require-trusted-types-for" for each in values
    }
    assert sources <= {"'none'", "'self'", "data:", "blob:"}
    assert not {"data:", "blob:"} & {*found.get("script-src", ()), *found.get("style-src", ())}
    assert "sandbox" in found or found["frame-ancestors"] == ["'none'"]


@pytest.mark.sec("G03")
def test_g03_pages_have_the_whole_of_section_7():
    found = directives(PAGE_CSP.decode())
    for name, values in {
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "require-trusted-types-for": ["'script'"],
    }.items():
        assert found[name] == values


HIDDEN = (
    "/docs /redoc /openapi.json /api/openapi.json /metrics /debug /.git/config /.git/HEAD /.env /.env.local"
    " /backup.sql /kiosk.dump /server-status /actuator/env /telegram/sim/world /chat/ /.well-known/security.bak"
    " /admin/../.env /media/../../.env /admin/%2e%2e/%2e%2e/pyproject.toml"
)


@pytest.mark.sec("C18")
async def test_c18_what_is_for_us_alone_is_not_there_in_production(runtime):
    async with client_of(runtime) as client:
        for path in HIDDEN.split():
            answer = await client.get(path)
            assert answer.status_code == 404, path
        for method in ("TRACE", "CONNECT", "PROPFIND", "TRACK"):
            assert (await client.request(method, "/health/live")).status_code == 405


LEAKS = re.compile(r"Traceback|RuntimeError|SELECT|passwd|\.py\b|site-packages|psycopg|sqlalchemy", re.I)


@pytest.mark.sec("C19")
async def test_c19_no_router_tells_what_broke(runtime, database, settings, monkeypatch):
    from kiosk.kernel.database import Database
    from kiosk.kernel.rows import Reader

    owner = await strong(database, settings)

    def break_down(*_args, **_kwargs):
        raise RuntimeError("SELECT secret FROM /etc/passwd")

    broken, routers = set(), set()
    async with client_of(runtime) as client:
        for each in walkable(runtime):
            routers.add(each.path.split("/")[3] if each.path.startswith("/api/v1/") else each.path)
        monkeypatch.setattr(Database, "unit", break_down)
        monkeypatch.setattr(Database, "read", break_down)
        original = Reader.fetch

        async def only_the_actor(self, statement, params=None):
            if "sessions" in statement and "accounts" in statement:
                return await original(self, statement, params)
            return break_down()

        monkeypatch.setattr(Reader, "fetch", only_the_actor)
        for each in walkable(runtime):
            body = {"json": {}} if each.method not in READS else {}
            for headers in ({}, owner):
                answer = await client.request(each.method, path_of(each), headers=headers, **body)
                assert not LEAKS.search(answer.text), (each.path, answer.text)
                assert not LEAKS.search(str(answer.headers))
                if answer.status_code == 500:
                    broken.add(each.path.split("/")[3] if each.path.startswith("/api/v1/") else each.path)
                    assert answer.headers["x-request-id"] in answer.json()["detail"]
    assert {"products", "categories", "admin", "cart", "orders", "auth"} <= broken <= routers


@pytest.mark.sec("C07")
async def test_c07_no_list_gives_more_than_a_hundred(runtime, database, settings):
    owner = await strong(database, settings)
    listed = []
    paths = house.create_api(runtime, described=True).openapi()["paths"]
    async with client_of(runtime) as client:
        for path, methods in paths.items():
            names = {each["name"] for each in methods.get("get", {}).get("parameters", ())}
            for name in names & {"size", "limit", "page"}:
                listed.append(path)
                for value in ("1000000000", "0", "-1", "1e3", "9" * 400):
                    answer = await client.get(
                        re.sub(r"\{[^}]+\}", "1", path), params={name: value}, headers=owner
                    )
                    assert answer.status_code == 422, (path, name, value)
    assert len(listed) >= 8


EVIL = [
    "a" * 100_000,
    "a" * 99_999 + "!",
    "0" * 100_000,
    "+" + "1 " * 50_000,
    " " * 100_000,
    "-" * 100_000,
    "." * 100_000,
    "a." * 50_000,
    "a@" * 50_000,
    "://" * 33_000,
    "x:y@" * 25_000,
    "<" * 100_000,
    "&" * 100_000,
    "%25" * 33_000,
    "{" * 100_000,
    "\\" * 100_000,
    "é" * 100_000,
    "1:" * 50_000,
    "eyJ" * 33_000,
]
SLOW = 0.05
BOUNDED_ELSEWHERE = {
    # The names of our own files, read once at the start.
    ("kiosk.kernel.web", "_HASHED"),
}


def patterns():
    """Every compiled pattern of the house."""
    for module in walk_packages(kiosk.__path__, "kiosk."):
        if ".telegram_emulator" in module.name or module.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield module.name, name, value


@pytest.mark.sec("C10")
def test_c10_no_pattern_takes_long_over_an_evil_text():
    found, slow = 0, []
    for module, name, pattern in patterns():
        found += 1
        if (module, name) in BOUNDED_ELSEWHERE:
            continue
        for evil in EVIL:
            given = evil.encode() if isinstance(pattern.pattern, bytes) else evil
            for method in (pattern.match, pattern.fullmatch, pattern.search):
                begun = time.process_time()
                method(given)
                if time.process_time() - begun > SLOW:
                    slow.append((module, name, evil[:8]))
    assert found > 20
    assert slow == []


SMUGGLED = [
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 6\r\n\r\nhello!",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\nhello",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\nhello",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x5\r\n\r\nhello",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\nhello",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n\tfolded\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-A: b\x00c\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    b"GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
]


@pytest.mark.sec("C21")
async def test_c21_what_two_servers_might_read_differently_is_refused(runtime):
    bound, stop = listen("127.0.0.1", 0), asyncio.Event()
    server = build_server(house.create_app(runtime), trusted_proxies="127.0.0.1", grace=1)
    task = asyncio.create_task(serve_until(stop, server, bound))
    try:
        accepted = []
        for each in SMUGGLED:
            answer, closed = await _say(bound.getsockname()[1], each)
            if not (answer.startswith(b"HTTP/1.1 400") and answer.count(b"HTTP/1.1") == 1 and closed):
                accepted.append((each, answer[:60], closed))
        assert accepted == []
        answer, _ = await _say(bound.getsockname()[1], b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 200")
    finally:
        stop.set()
        await task


async def _say(port, words):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(words)
        answer = b""
        try:
            while part := await asyncio.wait_for(reader.read(65_536), 1.5):
                answer += part
        except TimeoutError:
            return answer, False
        except ConnectionResetError:
            return answer, True
        return answer, True
    finally:
        writer.close()


@pytest.mark.sec("C13")
@pytest.mark.parametrize(("trusted", "believed"), [("127.0.0.1", True), ("10.9.9.9", False), ("", False)])
async def test_c13_only_a_known_proxy_says_who_is_calling(runtime, trusted, believed):
    from fastapi import FastAPI, Request

    from kiosk.kernel.http import client_address

    app = FastAPI()

    @app.get("/who")
    async def who(request: Request) -> list[str]:
        return [client_address(request), request.url.scheme]

    bound, stop = listen("127.0.0.1", 0), asyncio.Event()
    task = asyncio.create_task(serve_until(stop, build_server(app, trusted_proxies=trusted, grace=1), bound))
    try:
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{bound.getsockname()[1]}") as http:
            forged = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"}
            said = (await http.get("/who", headers=forged)).json()
    finally:
        stop.set()
        await task
    assert said == (["198.51.100.7", "https"] if believed else ["127.0.0.1", "http"])
