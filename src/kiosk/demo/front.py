"""The demo's front door: sends a request to the page, the Telegram or the shop that it is meant for."""

import asyncio

from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.kernel.asgi import RequestContext
from kiosk.kernel.web import Pages, PagesBeside, web_folder

TELEGRAM = "/telegram"
WEBHOOK = f"{TELEGRAM}/webhook/"
APPLICATIONS = {"/chat": "chat", "/docs": "docs", "/admin": "panel"}


class Front:
    """The demo's ASGI application. What is meant for the shop or its Telegram waits until they are open."""

    def __init__(self) -> None:
        pages = {prefix: Pages(web_folder(name), prefix) for prefix, name in APPLICATIONS.items()}
        self._start = Pages(web_folder("start"))
        self._front = RequestContext(PagesBeside(self._start, pages))
        self._prefixes = frozenset(pages)
        self._opened = asyncio.Event()
        self._shop: ASGIApp | None = None
        self._telegram: ASGIApp | None = None

    def open(self, shop: ASGIApp, telegram: ASGIApp) -> None:
        """From now on there is a shop and a Telegram."""
        self._shop, self._telegram = shop, RequestContext(telegram)
        self._opened.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        path = scope["path"]
        prefix = "/" + path[1:].partition("/")[0]
        if prefix in self._prefixes or self._start.has(path):
            await self._front(scope, receive, send)
        else:
            await self._enter(scope, receive, send)

    async def _enter(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._opened.wait()
        path = scope["path"]
        is_telegram = path.startswith(f"{TELEGRAM}/") and not path.startswith(WEBHOOK)
        if is_telegram and self._telegram:
            await self._telegram({**scope, "root_path": TELEGRAM}, receive, send)
        elif self._shop:
            await self._shop(scope, receive, send)
