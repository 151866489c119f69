"""What lives on a cookie is opened by our own pages only."""

import pytest

REFRESH, OUT, TOKEN = "/api/v1/auth/refresh", "/api/v1/auth/sign-out", "/api/v1/auth/token"
FORM = {"username": "marina", "password": "correct horse battery staple"}
pytestmark = pytest.mark.sec("B12")


@pytest.fixture
async def browser(client, sign_in):
    """A browser that holds the cookie, and nothing in its headers yet."""
    assert (await sign_in()).status_code == 200
    del client.headers["X-Kiosk"]
    return client


async def is_signed_in(browser):
    return (await browser.post(REFRESH, headers={"X-Kiosk": "1"})).status_code == 200


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "https://127.0.0.1"},
    {"Origin": "http://127.0.0.1:81"},
    {"Origin": "http://127.0.0.1.evil.example"},
    {"Origin": "https://evil.example", "X-Kiosk": "1"},
    {"Sec-Fetch-Site": "cross-site", "X-Kiosk": "1"},
    {},
]


BODIES = [
    {},
    {"data": {"a": "b"}},
    {"content": b"x=y", "headers": {"Content-Type": "text/plain"}},
    {"content": b"--b\r\n\r\n--b--", "headers": {"Content-Type": "multipart/form-data; boundary=b"}},
]


@pytest.mark.parametrize("path", [REFRESH, OUT])
async def test_b12_a_foreign_page_can_not_use_the_cookie(browser, path):
    for headers in FOREIGN:
        for body in BODIES:
            sent = {**body, "headers": {**body.get("headers", {}), **headers}}
            answer = await browser.post(path, **sent)
            assert answer.status_code in {403, 415, 422}, sent
            assert "set-cookie" not in answer.headers
    assert (await browser.post(path, headers=FOREIGN[0])).status_code == 403
    assert await is_signed_in(browser)


async def test_b12_no_foreign_form_signs_a_browser_in_as_somebody_else(browser):
    for headers in filter(None, FOREIGN):
        answer = await browser.post(TOKEN, data=FORM, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "identity.foreign-origin")


async def test_b12_our_own_page_can(browser):
    ours = {"Origin": "http://127.0.0.1"}
    for headers in (ours, {"X-Kiosk": "1"}, {**ours, "X-Kiosk": "1"}):
        assert (await browser.post(REFRESH, headers=headers)).status_code == 200


async def test_b12_over_https_the_name_in_the_request_proves_nothing(browser, runtime):
    runtime.settings = runtime.settings.model_copy(update={"public_url": "https://shop.example"})
    headers = {"Origin": "https://evil.example", "Host": "evil.example"}
    assert (await browser.post(REFRESH, headers=headers)).status_code == 403


async def test_b12_json_is_taken_as_json_only(browser):
    body = b'{"email": "marina", "password": "correct horse battery staple"}'
    form = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
    for kind in (*form, "", "application/xml"):
        headers = {"Content-Type": kind, "X-Kiosk": "1"}
        answer = await browser.post("/api/v1/auth/login", content=body, headers=headers)
        assert answer.status_code in {415, 422}, kind
        assert "access_token" not in answer.text
