"""G02: what people stored is shown as what they wrote, however it looks. G04: nobody puts the panel into a frame."""

import http.server
import threading
import uuid

import pytest
from playwright.async_api import Browser, expect

from kiosk.telegram_emulator.constants import MARINA
from tests.browser.chat_page import ChatPage
from tests.browser.panel.floor import ADDRESS, PHONE
from tests.browser.panel.office import PATIENCE, as_owner

pytestmark = pytest.mark.timeout(600)

_RUN = "window.pwned=1"
_TAGS = ("img src=x onerror", "svg onload", "body onload", "iframe onload", "video src=x onerror", "input autofocus onfocus",
         "details open ontoggle", "audio src=x onerror", "marquee onstart", "math onmouseover", "object onerror",
         "style onload", "link rel=stylesheet href=x onerror", "select autofocus onfocus", "textarea autofocus onfocus")  # fmt: skip
CORPUS = [
    f"<script>{_RUN}</script>", f"</script><script>{_RUN}</script>", f"<ScRiPt>{_RUN}</sCrIpT>",
    f"<script/src=data:,{_RUN}></script>", f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    f"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", f"<svg><script>{_RUN}</script></svg>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>", f"<svg><a xlink:href='javascript:{_RUN}'><text>x</text></a>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={_RUN}>", f"<noscript><p title='</noscript><img src=x onerror={_RUN}>'>",
    f"<template><img src=x onerror={_RUN}></template>", f"<iframe srcdoc='<script>parent.{_RUN}</script>'></iframe>",
    f"<iframe src='javascript:parent.{_RUN}'></iframe>", f"<object data='javascript:{_RUN}'></object>",
    f"<embed src='javascript:{_RUN}'>", f"<form action='javascript:{_RUN}'><button>x</button></form>",
    f"<a href='javascript:{_RUN}'>x</a>", f"<a href='JaVaScRiPt&colon;{_RUN}'>x</a>", f"<base href='javascript:{_RUN}//'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_RUN}'>", "<link rel=import href='data:text/html,x'>",
    f"<style>@import 'javascript:{_RUN}';</style>", "<style>*{background:red!important}</style>",
    f"javascript:{_RUN}", f"data:text/html,<script>{_RUN}</script>", f"\"><script>{_RUN}</script>",
    f"'><img src=x onerror={_RUN}>", f"\" onmouseover=\"{_RUN}", f"' autofocus onfocus='{_RUN}", f"`-{_RUN}-`",
    f"${{{_RUN}}}", f"{{{{constructor.constructor('{_RUN}')()}}}}", f"<%= {_RUN} %>", f"#{{{_RUN}}}",
    f"&lt;script&gt;{_RUN}&lt;/script&gt;", f"&#60;img src=x onerror={_RUN}&#62;", f"\\u003cimg src=x onerror={_RUN}\\u003e",
    f"%3Cimg src=x onerror={_RUN}%3E", f"<img src=x\tonerror={_RUN}>", f"<img/src=x/onerror={_RUN}>",
    f"<<img src=x onerror={_RUN}>", f"<!--><img src=x onerror={_RUN}>-->", f"<![CDATA[<img src=x onerror={_RUN}>]]>",
    "[x](javascript:alert(1))", "![x](x\"onerror=\"alert(1))", "<b>bold</b><i>", "<a href=tg://user?id=1>x</a>",
    *(f"<{tag}={_RUN}>" for tag in _TAGS),
]  # fmt: skip


def parts(longest: int) -> list[str]:
    """The corpus in texts of this length at most, as few as it takes; what is longer by itself is left out."""
    made = [""]
    for each in CORPUS:
        if len(each) <= longest:
            if len(made[-1]) + len(each) + 1 > longest:
                made.append("")
            made[-1] = f"{made[-1]} {each}".strip()
    return made


async def seed(request, base, headers):
    """The corpus in every text that the panel shows; gives the pages that show it."""

    async def call(method, path, data=None):
        answer = await request.fetch(f"{base}/api/v1{path}", method=method, data=data, headers=headers)
        assert answer.ok, f"{method} {path} {await answer.text()}"
        return await answer.json() if await answer.body() else None

    mark = uuid.uuid4().hex[:6]
    category = await call("POST", "/admin/categories/", {"name": f"{mark} {parts(100)[0]}"})
    pages = ["/categories", f"/products?text={mark}"]
    description, shorts = parts(2_000)[0], [each for each in parts(56) if each]
    for number, name in enumerate(parts(190)):
        value = shorts[number % len(shorts)]
        kind = shorts[-1 - number % len(shorts)]
        product = {
            "name": f"{mark} {name}",
            "description": description,
            "category_id": category["id"],
            "variants": [
                {"sku": f"X{mark}{number}", "price": "10.00", "stock_quantity": 50,
                 "attributes": [{"type": kind, "value": value}]},
            ],
            "options": [{"name": kind, "values": [value]}],
        }  # fmt: skip
        made = await call("POST", "/admin/products/", product)
        pages.append(f"/products/{made['id']}")
    order = {
        "user_details": {"full_name": parts(90)[1], "phone_number": PHONE},
        "shipping_address": f"{ADDRESS} {parts(450)[0]}",
        "comment": parts(480)[1],
        "items": [{"variant_id": made["variants"][0]["id"], "quantity": 1}],
    }
    placed = await call("POST", "/orders/", order)
    for note in parts(900):
        await call("POST", f"/admin/orders/{placed['id']}/notes", {"text": note})
    customer = (await call("GET", "/auth/me"))["id"]
    for note in parts(900):
        await call("POST", f"/admin/customers/{customer}/notes", {"text": note})
    await call("PUT", f"/admin/customers/{customer}/tags", {"tags": [parts(36)[0], parts(36)[1]]})
    await call("POST", "/admin/order-views/", {"name": f"{mark} {parts(50)[0]}", "query": {}})
    return [
        *pages,
        "/orders",
        f"/orders/{placed['id']}",
        "/customers",
        f"/customers/{customer}",
        "/today",
    ], mark


@pytest.mark.sec("G02")
async def test_g02_stored_scripts_are_read_and_never_run(demo: str, chromium: Browser, visit):
    assert len(CORPUS) >= 60
    async with as_owner(chromium, demo) as (request, headers):
        pages, mark = await seed(request, demo, headers)
    owner = await visit("desktop")
    dialogs: list[str] = []
    owner.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    await owner.enter()
    for path in pages:
        await owner.open(path)
        await owner.is_settled()
        assert await owner.page.evaluate("window.pwned") is None, path
        await expect(owner.page.locator("main script, main iframe, main object, main embed")).to_have_count(0)
    await owner.open(f"/products?text={mark}")
    await expect(owner.page.get_by_text("<script>").first).to_be_visible(timeout=PATIENCE)
    assert dialogs == []


@pytest.mark.sec("G02")
async def test_g02_scripts_in_a_chat_are_messages(demo: str, chromium: Browser):
    context = await chromium.new_context()
    page = await context.new_page()
    complaints: list[str] = []
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None)
    buyer = ChatPage(page, demo)
    # Not one of those whose first purchase another test walks through.
    await buyer.open(MARINA, MARINA)
    await buyer.begin()
    for text in parts(3_500):
        await buyer.send(text)
        await expect(buyer.messages.filter(has_text=text[:60]).first).to_be_visible(timeout=PATIENCE)
    assert await page.evaluate("window.pwned") is None
    assert complaints == []
    await context.close()


class _Hostile(http.server.BaseHTTPRequestHandler):
    """Another site, with whatever is asked for in a frame."""

    def do_GET(self):
        framed = self.path.partition("?")[2]
        body = (
            f"<p>mine</p><iframe src='{framed}' width=800 height=600></iframe>"
            if framed
            else "<p>harmless</p>"
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.mark.sec("G04")
async def test_g04_a_hostile_frame_stays_empty(demo: str, chromium: Browser):
    hostile = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Hostile)
    threading.Thread(target=hostile.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{hostile.server_port}"
    context = await chromium.new_context()
    try:
        page = await context.new_page()
        await page.goto(f"{site}/?{site}/")
        await expect(page.frame_locator("iframe").get_by_text("harmless")).to_be_visible(timeout=PATIENCE)
        for path in ("/admin/", "/admin/sign-in", "/chat/", "/api/v1/products/"):
            await page.goto(f"{site}/?{demo}{path}")
            await expect(page.get_by_text("mine")).to_be_visible(timeout=PATIENCE)
            frame = page.frames[1]
            await frame.wait_for_load_state()
            assert frame.url.startswith("chrome-error:"), (path, frame.url)
    finally:
        await context.close()
        hostile.shutdown()
