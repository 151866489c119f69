"""Pages of other sites, and names that aren't ours."""

import httpx2
import pytest
from pydantic import ValidationError

from kiosk import app as house
from kiosk.kernel.origins import HEADERS, METHODS, origin_of
from kiosk.kernel.settings import Settings

SHOP, PARTNER = "https://shop.example", "https://app.partner.example"
HOSTILE = [
    "null",
    "https://evil.example",
    "https://shop.example.evil.example",
    "https://evilshop.example",
    "https://shop.example:8443",
    "http://shop.example",
    "https://SHOP.example",
    "https://app.partner.example.",
    "https://app.partner.example/",
    "https://app.partner.example@evil.example",
    "https://xapp.partner.example",
    "https://app-partner.example",
    "https://app.partner.example, https://evil.example",
    "*",
    "",
]


@pytest.fixture
async def shop(runtime):
    runtime.settings = runtime.settings.model_copy(update={"public_url": SHOP, "allowed_origins": PARTNER})
    transport = httpx2.ASGITransport(house.create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url=SHOP) as client:
        yield client


def granted(answer):
    return {name: value for name, value in answer.headers.items() if name.startswith("access-control")}


PREFLIGHT = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization"}


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
@pytest.mark.sec("G05")
async def test_g05_a_page_that_we_do_not_know_is_granted_nothing(shop, method):
    for origin in HOSTILE:
        answer = await shop.request(method, "/api/v1/products/", headers={"Origin": origin, **PREFLIGHT})
        assert granted(answer) == {}, origin
        assert "Origin" in answer.headers["vary"]


async def test_g05_two_origins_are_none(shop):
    headers = [("Origin", PARTNER), ("Origin", "https://evil.example")]
    assert granted(await shop.get("/api/v1/products/", headers=headers)) == {}


async def test_g05_a_page_that_we_know_reads_answers_without_cookies(shop):
    for path in ("/api/v1/products/", "/api/v1/nothing", "/api/v1/orders/"):
        answer = await shop.get(path, headers={"Origin": PARTNER})
        assert answer.headers["access-control-allow-origin"] == PARTNER
        assert "access-control-allow-credentials" not in answer.headers
        assert "Origin" in answer.headers["vary"]
        assert "*" not in str(granted(answer))


async def test_g05_the_preflight_lists_methods_and_headers(shop):
    answer = await shop.options("/api/v1/orders/5", headers={"Origin": PARTNER, **PREFLIGHT})
    assert answer.status_code == 204
    assert granted(answer) == {
        "access-control-allow-origin": PARTNER,
        "access-control-allow-methods": METHODS.decode(),
        "access-control-allow-headers": HEADERS.decode(),
        "access-control-max-age": "600",
    }
    assert answer.headers["content-security-policy"]


async def test_g05_only_the_panels_own_address_may_bring_cookies(shop):
    answer = await shop.get("/api/v1/products/", headers={"Origin": SHOP})
    assert answer.headers["access-control-allow-credentials"] == "true"


async def test_g05_kept_answers_are_granted_to_each_by_itself(shop):
    for origin, allowed in ((PARTNER, PARTNER), ("https://evil.example", None), (SHOP, SHOP), (None, None)):
        headers = {"Origin": origin} if origin else {}
        answer = await shop.get("/api/v1/categories/", headers=headers)
        assert answer.headers.get("access-control-allow-origin") == allowed


async def test_g05_nobody_is_known_by_default(runtime):
    transport = httpx2.ASGITransport(house.create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answer = await client.get("/api/v1/products/", headers={"Origin": PARTNER})
    assert granted(answer) == {}


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "null",
        "https://*.example",
        "https://a.example/",
        "http://a.example",
        "a.example",
        "https://A.example",
    ],
)
def test_g05_the_list_is_exact(text):
    with pytest.raises(ValidationError):
        Settings(_env_file=None, allowed_origins=text)


def test_the_list_may_be_written_in_two_ways():
    settings = Settings(_env_file=None, allowed_origins="https://a.example, https://b.example:8443")
    assert settings.origins == {"https://a.example", "https://b.example:8443"}


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://shop.example/admin/?x#y", "https://shop.example"),
        ("https://shop.example:443", "https://shop.example"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_written_as_browsers_do(url, origin):
    assert origin_of(url) == origin


EVIL_HOSTS = [
    "evil.example",
    "shop.example.evil.example",
    "evilshop.example",
    "shop.example@evil.example",
    "evil.example#shop.example",
    "shop.example/evil",
    "shop.example, evil.example",
    "[::ffff:8.8.8.8]",
    "[",
    "",
]


@pytest.mark.parametrize("path", ["/api/v1/products/", "/media/x", "/nowhere"])
@pytest.mark.sec("C13")
async def test_c13_a_request_for_another_name_is_refused(shop, path):
    for host in EVIL_HOSTS:
        answer = await shop.get(path, headers={"Host": host})
        assert (answer.status_code, answer.json()["code"]) == (400, "kernel.bad-request"), host
        assert "evil" not in answer.text + str(answer.headers)
        assert answer.headers["content-security-policy"]


async def test_c13_our_own_names_are_answered(shop):
    for host in ("shop.example", "SHOP.example", "shop.example:443", "127.0.0.1:8000", "localhost"):
        assert (await shop.get("/api/v1/products/", headers={"Host": host})).status_code != 400


async def test_c13_probes_may_use_any_name(shop):
    assert (await shop.get("/health/live", headers={"Host": "10.0.0.7:8000"})).status_code == 200


async def test_c13_what_a_proxy_might_have_said_names_nobody(shop):
    headers = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    answer = await shop.get("/api/v1/auth/ways", headers=headers)
    assert "evil" not in answer.text + str(answer.headers)
