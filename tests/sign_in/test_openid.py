""" "Log In With Telegram" against a provider on a real socket, and every way to be led astray."""

import asyncio

import httpx2
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from pydantic import SecretStr
from starlette.responses import JSONResponse, RedirectResponse, Response

from kiosk.app import create_app
from kiosk.kernel.fetcher import FetchFailed, fetch_json
from kiosk.kernel.settings import OpenIdSettings
from kiosk.sign_in.service.openid import LIFETIME
from tests.shop import sql, value
from tests.sign_in.openid_house import CLIENT, KEY, OTHER_KEY, SECRET, elliptic, running

ANN = 4242
START, CALLBACK = "/api/v1/auth/openid/start", "/api/v1/auth/openid/callback"
COOKIE = "kiosk_refresh"


@pytest.fixture
async def provider(runtime, clock):
    async with running(clock) as provider:
        runtime.settings = runtime.settings.model_copy(
            update={
                "public_url": "http://127.0.0.1",
                "openid": OpenIdSettings(
                    client_id=CLIENT, client_secret=SecretStr(SECRET), issuer=provider.issuer
                ),
            }
        )
        yield provider


@pytest.fixture
async def browser(runtime, provider):
    async with new_browser(runtime) as browser:
        yield browser


def new_browser(runtime):
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(create_app(runtime)), base_url="http://127.0.0.1"
    )


async def start(browser, **params):
    answer = await browser.get(START, params=params)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def refused(browser, back, database):
    answer = await browser.get(back)
    assert (answer.status_code, answer.json()["code"]) == (401, "sign-in.openid-refused")
    assert COOKIE not in answer.cookies
    assert await value(database, "SELECT count(*) FROM sessions") == 0


async def test_somebody_new_becomes_a_customer_and_comes_back_signed_in(browser, provider, database):
    answer = await browser.get(provider.approve(await start(browser), ANN))
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/")
    assert answer.headers["cache-control"] == "private, no-store"
    (cookie,) = [each for each in answer.headers.get_list("set-cookie") if each.startswith(COOKIE)]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie
    token = (await browser.post("/api/v1/auth/refresh", headers={"X-Kiosk": "1"})).json()["access_token"]
    me = await browser.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {token}"})
    assert (me.json()["telegram_id"], me.json()["full_name"], me.json()["roles"]) == (
        ANN,
        "Ann Lee",
        ["customer"],
    )
    rows = await sql(database, "SELECT account_id, method FROM sessions")
    assert rows == [(ANN, "openid")]


async def test_the_person_is_found_again_by_telegrams_id_alone(browser, provider, database):
    for name in ("Ann Lee", "Somebody Else"):
        provider.claims = {"sub": name}
        await browser.get(provider.approve(await start(browser), ANN, name))
    assert await value(database, "SELECT count(*) FROM accounts") == 1
    assert await value(database, "SELECT count(*) FROM sessions") == 2
    assert provider.asked_keys == 1


async def test_who_was_switched_off_stays_outside(browser, provider, database):
    await browser.get(provider.approve(await start(browser), ANN))
    await sql(database, "UPDATE accounts SET is_active = false RETURNING 1")
    answer = await browser.get(provider.approve(await start(browser), ANN))
    assert answer.status_code == 403
    assert await value(database, "SELECT count(*) FROM sessions") == 1


async def test_who_declines_is_not_signed_in(browser, provider, database):
    await start(browser)
    answer = await browser.get(CALLBACK, params={"error": "access_denied", "state": "x" * 43})
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/")
    assert await value(database, "SELECT count(*) FROM sessions") == 0


async def test_a_code_works_once_even_if_two_bring_it_at_once(browser, provider, database):
    back = provider.approve(await start(browser), ANN)
    answers = await asyncio.gather(*(browser.get(back) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [303] + [401] * 7
    assert provider.asked_tokens == 1
    assert await value(database, "SELECT count(*) FROM sessions") == 1


async def test_another_browser_can_not_finish_it(runtime, browser, provider, database):
    back = provider.approve(await start(browser), ANN)
    async with new_browser(runtime) as thief:
        await refused(thief, back, database)
        await start(thief)
        await refused(thief, back, database)
    assert (await browser.get(back)).status_code == 303


async def test_the_victim_can_not_be_signed_in_as_the_attacker(runtime, browser, provider, database):
    """Sign-in CSRF: the attacker's code and state, brought by the victim's browser."""
    await start(browser)
    async with new_browser(runtime) as attacker:
        back = provider.approve(await start(attacker), 666)
    await refused(browser, back, database)


async def test_states_and_codes_don_t_mix(browser, provider, database):
    one, two = provider.approve(await start(browser), ANN), provider.approve(await start(browser), 666)
    code = one.partition("code=")[2].partition("&")[0]
    state = two.partition("state=")[2]
    await refused(browser, f"{CALLBACK}?code={code}&state={state}", database)


async def test_ten_minutes_later_it_is_over(browser, provider, database, clock):
    back = provider.approve(await start(browser), ANN)
    clock.advance(LIFETIME)
    await refused(browser, back, database)
    assert provider.asked_tokens == 0


WRONG_CLAIMS = [
    {"nonce": "of another sign-in"},
    {"nonce": ""},
    {"aud": "another client"},
    {"aud": [CLIENT, "another client"]},
    {"aud": None},
    {"iss": "https://oauth.telegram.org.evil.example"},
    {"iss": None},
    {"exp": 1},
    {"exp": None},
    {"iat": 1},
    {"iat": 4_000_000_000},
    {"id": None},
    {"id": 0},
    {"id": -5},
    {"id": 2**52},
    {"id": True},
    {"id": 1.5},
    {"id": "٤٢"},
    {"id": "42; DROP TABLE accounts"},
    {"sub": None},
]


async def test_a_token_with_a_wrong_claim_signs_nobody_in(browser, provider, database):
    for claims in WRONG_CLAIMS:
        provider.claims = claims
        await refused(browser, provider.approve(await start(browser), ANN), database)
    assert await value(database, "SELECT count(*) FROM accounts") == 0


async def test_a_provider_that_keeps_the_nonce_to_itself_is_believed_by_pkce(browser, provider):
    provider.claims = {"nonce": None}
    assert (await browser.get(provider.approve(await start(browser), ANN))).status_code == 303


PUBLIC = KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


def forged(header, key):
    """A token signed by hand, past the library's own caution."""
    import base64
    import hashlib
    import hmac
    import json

    def encode(value):
        return base64.urlsafe_b64encode(value).rstrip(b"=")

    def sign(claims):
        body = encode(json.dumps(header).encode()) + b"." + encode(json.dumps(claims).encode())
        signature = encode(hmac.digest(key, body, hashlib.sha256)) if key else b""
        return (body + b"." + signature).decode()

    return sign


OTHER_SIGNATURES = [
    {"key": OTHER_KEY, "algorithm": "RS256", "headers": {"kid": "oidc-1"}},
    {"key": KEY, "algorithm": "RS256", "headers": {"kid": "unknown"}},
    {"key": KEY, "algorithm": "RS256", "headers": {"kid": "../../etc/passwd"}},
    {"key": KEY, "algorithm": "RS256"},
    {"key": KEY, "algorithm": "RS512", "headers": {"kid": "oidc-1"}},
    {"key": KEY, "algorithm": "PS256", "headers": {"kid": "oidc-1"}},
    {"key": elliptic(), "algorithm": "ES256", "headers": {"kid": "oidc-1"}},
    {"key": OTHER_KEY, "algorithm": "RS256", "headers": {"kid": "oidc-1", "jku": "https://evil.example"}},
]


async def test_a_token_with_another_signature_signs_nobody_in(browser, provider, database):
    for how in OTHER_SIGNATURES:
        provider.signing = how
        await refused(browser, provider.approve(await start(browser), ANN), database)


FORGERIES = [
    ({"alg": "none", "kid": "oidc-1"}, b""),
    ({"alg": "None", "kid": "oidc-1"}, b""),
    ({"alg": "HS256", "kid": "oidc-1"}, PUBLIC),
    ({"alg": "HS256", "kid": "oidc-1"}, SECRET.encode()),
    ({"alg": ["RS256"], "kid": "oidc-1"}, PUBLIC),
]


async def test_no_shared_secret_and_no_missing_signature_is_taken(browser, provider, database, monkeypatch):
    for header, key in FORGERIES:
        sign = forged(header, key)
        monkeypatch.setattr(jwt, "encode", lambda claims, sign=sign, **_: sign(claims))
        await refused(browser, provider.approve(await start(browser), ANN), database)


NONSENSE = [
    RedirectResponse("http://127.0.0.1:1/"),
    JSONResponse({"id_token": "x.y.z"}),
    JSONResponse({"id_token": 5}),
    JSONResponse([]),
    JSONResponse({"error": "invalid_grant"}, 400),
    Response("<html>", 200, media_type="text/html"),
    Response(b'{"id_token": "' + b"x" * 600_000 + b'"}'),
]


async def test_a_provider_that_answers_nonsense_signs_nobody_in(browser, provider, database):
    for answer in NONSENSE:
        provider.token_answer = answer
        await refused(browser, provider.approve(await start(browser), ANN), database)


ELSEWHERE = [
    {"issuer": "https://evil.example"},
    {"token_endpoint": "https://evil.example/token"},
    {"jwks_uri": "http://169.254.169.254/keys"},
    {"authorization_endpoint": "javascript:alert(1)"},
    {"authorization_endpoint": None},
    {"id_token_signing_alg_values_supported": ["none", "HS256"]},
]


async def test_a_description_that_leads_elsewhere_is_not_followed(browser, provider):
    for described in ELSEWHERE:
        provider.described = described
        answer = await browser.get(START)
        assert (answer.status_code, answer.json()["code"]) == (503, "kernel.unavailable")


OWN = ["/admin/", "/admin/orders?status=new#top", "/"]
FOREIGN = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "/admin\r\nSet-Cookie: a=b",
    "/" + "x" * 300,
    "/\u2028/evil",
]


@pytest.mark.sec("C12")
async def test_c12_afterwards_only_pages_of_ours_are_seen(browser, provider):
    for path in OWN:
        answer = await browser.get(provider.approve(await start(browser, next=path), ANN))
        assert answer.headers["location"] == path
    for path in FOREIGN:
        answer = await browser.get(START, params={"next": path})
        assert (answer.status_code, answer.json()["code"]) == (400, "sign-in.unsafe-address"), path
        assert "location" not in answer.headers


async def test_what_is_not_set_up_is_not_there(runtime, browser):
    runtime.settings = runtime.settings.model_copy(update={"openid": OpenIdSettings()})
    assert (await browser.get(START)).status_code == 404


async def test_the_door_does_not_fill_the_table(browser, provider):
    answers = [await browser.get(START) for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {303}
    assert answers[60].status_code == 429


INSIDE = [
    "http://oauth.telegram.org:{port}/",
    "http://127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
    "https://127.1:{port}/",
    "https://0:{port}/",
    "https://2130706433:{port}/",
    "https://0x7f.1:{port}/",
    "https://017700000001:{port}/",
    "https://[::1]:{port}/",
    "https://[::ffff:127.0.0.1]:{port}/",
    "https://[::ffff:7f00:1]:{port}/",
    "https://localhost:{port}/",
    "https://user:secret@127.0.0.1:{port}/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://10.0.0.1/",
    "https://192.168.1.1/",
    "https://172.16.0.1/",
    "https://100.64.0.1/",
    "https://[fd00::1]/",
    "https://[fe80::1%25eth0]/",
    "https://224.0.0.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_INFO",
    "ftp://127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "",
]


@pytest.mark.sec("C11")
async def test_c11_the_way_out_leads_to_public_addresses_only():
    connections = []

    async def canary(_reader, writer):
        connections.append(writer.get_extra_info("peername"))
        writer.close()

    async with await asyncio.start_server(canary, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        for url in INSIDE:
            with pytest.raises(FetchFailed):
                await fetch_json(url.format(port=port))
        assert connections == []
        with pytest.raises(FetchFailed):
            await fetch_json(f"http://127.0.0.1:{port}/", may_be_here=True)
        assert len(connections) == 1


@pytest.mark.sec("C11")
async def test_c11_a_name_is_connected_to_as_it_was_judged(monkeypatch):
    """DNS rebinding: the name is asked once, and the connection goes to the address that was judged."""
    looked_up, requests, loop = [], [], asyncio.get_running_loop()

    async def look_up(_loop, host, port, **_):
        looked_up.append(host)
        return [(2, 1, 6, "", ("127.0.0.1" if len(looked_up) > 1 else "93.184.216.34", port))]

    async def connect(_transport, request):
        requests.append(request)
        raise httpx2.ConnectError("stop here")

    monkeypatch.setattr(type(loop), "getaddrinfo", look_up)
    monkeypatch.setattr(httpx2.AsyncHTTPTransport, "handle_async_request", connect)
    with pytest.raises(FetchFailed):
        await fetch_json("https://rebinding.example/keys")
    (request,) = requests
    assert (looked_up, str(request.url)) == (["rebinding.example"], "https://93.184.216.34/keys")
    assert request.headers["host"] == "rebinding.example"
    assert request.extensions["sni_hostname"] == "rebinding.example"


@pytest.mark.sec("C11")
async def test_c11_no_redirect_is_followed(provider):
    with pytest.raises(FetchFailed, match="answered 307"):
        await fetch_json(f"{provider.issuer}/away", may_be_here=True)
