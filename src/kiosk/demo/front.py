"""The demo's front door: sends a request to the page, the Telegram or the shop that it is meant for."""

import asyncio
import contextlib

from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.kernel.asgi import RequestContext
from kiosk.kernel.web import Pages, PagesBeside, web_folder

TELEGRAM = "/telegram"
WEBHOOK = f"{TELEGRAM}/webhook/"
GRACE_SECONDS = 5
APPLICATIONS = {"/chat": "chat", "/docs": "docs", "/admin": "panel"}


class Front:
    """The demo's ASGI application. What is meant for the shop or its Telegram waits until they are open."""

    def __init__(self) -> None:
        pages = {prefix: Pages(web_folder(name), prefix) for prefix, name in APPLICATIONS.items()}
        self._start = Pages(web_folder("start"))
        self._front = RequestContext(PagesBeside(self._start, pages))
        self._prefixes = frozenset(pages)
        self._telegram_opened, self._shop_opened, self._is_idle = (asyncio.Event() for _ in range(3))
        self._shop: ASGIApp | None = None
        self._telegram: ASGIApp | None = None
        self._served = 0
        """So many requests are in the shop."""
        self._is_idle.set()

    def open_telegram(self, telegram: ASGIApp) -> None:
        """From now on there is a Telegram."""
        self._telegram = RequestContext(telegram)
        self._telegram_opened.set()

    def open(self, shop: ASGIApp) -> None:
        """From now on there is a shop."""
        self._shop = shop
        self._shop_opened.set()

    async def close(self) -> None:
        """Let nobody into the shop any more until it opens anew, and those who are in it finish."""
        self._shop_opened.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._is_idle.wait(), GRACE_SECONDS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        path = scope["path"]
        prefix = "/" + path[1:].partition("/")[0]
        if prefix in self._prefixes or self._start.has(path):
            await self._front(scope, receive, send)
        else:
            await self._enter(scope, receive, send)

    async def _enter(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if path.startswith(f"{TELEGRAM}/") and not path.startswith(WEBHOOK):
            await self._telegram_opened.wait()
            if self._telegram:
                await self._telegram({**scope, "root_path": TELEGRAM}, receive, send)
            return
        await self._shop_opened.wait()
        if self._shop:
            await self._serve(self._shop, scope, receive, send)

    async def _serve(self, shop: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        self._served += 1
        self._is_idle.clear()
        try:
            await shop(scope, receive, send)
        finally:
            self._served -= 1
            if not self._served:
                self._is_idle.set()
