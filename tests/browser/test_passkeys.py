"""Passkeys in a real browser, with the authenticator that Chromium has for tests: what it sends is what we accept."""

import asyncio
import socket

import pytest
from playwright.async_api import Browser, Error
from starlette.responses import HTMLResponse
from starlette.routing import Route

from kiosk.app import create_app
from kiosk.identity.service import create_owner
from kiosk.identity.service.entry_links import create_entry_link
from kiosk.server import build_server
from tests.staff import PASSWORD

BUILT_IN = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SCRIPT = """
globalThis.token = null;
globalThis.call = async (method, path, body) => {
  const headers = {'Content-Type': 'application/json', 'X-Kiosk': '1'};
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch('/api/v1/auth/' + path, {method, headers, body: JSON.stringify(body)});
  const said = answer.status === 204 ? {} : await answer.json();
  if (said.access_token) token = said.access_token;
  return {status: answer.status, ...said};
};
globalThis.add = async (name) => {
  const asked = await call('POST', 'passkeys/options');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
  const made = await navigator.credentials.create({publicKey});
  return call('POST', 'passkeys', {name, credential: made.toJSON()});
};
globalThis.enter = async () => {
  token = null;
  const asked = await call('POST', 'passkeys/sign-in/options');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked);
  const shown = await navigator.credentials.get({publicKey});
  return call('POST', 'passkeys/sign-in', {credential: shown.toJSON()});
};
"""


@pytest.fixture
async def address(runtime):
    """The shop, served at a name that browsers bind passkeys to, with a bare page of its own."""
    page = Route("/page", lambda _: HTMLResponse("<!doctype html><title>Passkeys</title>"))
    bound = socket.create_server(("127.0.0.1", 0))
    server = build_server(create_app(runtime, routes=[page]), trusted_proxies="", grace=1)
    serving = asyncio.create_task(server.serve(sockets=[bound]))
    yield f"http://localhost:{bound.getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest.fixture
async def browser(address: str, chromium: Browser):
    """A page of the shop, and the developer tools that play the authenticator."""
    context = await chromium.new_context(bypass_csp=True)
    page = await context.new_page()
    tools = await context.new_cdp_session(page)
    await tools.send("WebAuthn.enable")
    made = await tools.send("WebAuthn.addVirtualAuthenticator", {"options": BUILT_IN})
    await page.goto(f"{address}/page")
    await page.add_script_tag(content=SCRIPT)

    async def act(command, **params):
        return await tools.send(f"WebAuthn.{command}", {"authenticatorId": made["authenticatorId"], **params})

    yield page, act
    await context.close()


@pytest.fixture
async def marina(runtime, browser):
    """The owner, who came in by the link of the machine and made a passkey."""
    async with runtime.database.unit() as unit:
        owner = await create_owner(unit, "marina", PASSWORD, "Marina")
        link = await create_entry_link(unit, owner.id)
        await unit.commit()
    page, _ = browser
    assert (await page.evaluate("token => call('POST', 'link', {token})", link))["status"] == 200
    added = await page.evaluate("add('Laptop')")
    assert (added["status"], added["name"]) == (201, "Laptop")


async def test_a_real_browser_makes_a_passkey_and_signs_in_with_it(browser, marina):
    page, authenticator = browser
    (held,) = (await authenticator("getCredentials"))["credentials"]
    assert held["isResidentCredential"]
    assert held["rpId"] == "localhost"
    assert (await page.evaluate("call('POST', 'sign-out')"))["status"] == 204
    for _ in range(2):
        assert (await page.evaluate("enter()"))["status"] == 200
    me = await page.evaluate("call('GET', 'me')")
    assert me["login"] == "marina"
    assert me["second_factor"] == {
        "required": True,
        "enrolled": True,
        "satisfied": True,
        "factors": ["passkey"],
    }
    (session,) = (await page.evaluate("call('GET', 'sessions')"))["items"]
    assert (session["method"], session["is_current"]) == ("passkey", True)


async def test_a_browser_with_our_passkey_makes_no_second_one(browser, marina):
    page, _ = browser
    with pytest.raises(Error, match="InvalidStateError"):
        await page.evaluate("add('Laptop again')")


async def test_who_is_not_recognised_does_not_get_in(browser, marina):
    page, authenticator = browser
    await authenticator("setUserVerified", isUserVerified=False)
    with pytest.raises(Error, match="NotAllowedError"):
        await page.evaluate("enter()")


async def test_a_copy_with_an_older_count_does_not_get_in(browser, marina):
    page, authenticator = browser
    assert (await page.evaluate("enter()"))["status"] == 200
    (held,) = (await authenticator("getCredentials"))["credentials"]
    await authenticator("removeCredential", credentialId=held["credentialId"])
    await authenticator("addCredential", credential={**held, "signCount": 0})
    refused = await page.evaluate("enter()")
    assert (refused["status"], refused["code"]) == (401, "sign-in.passkey-refused")
