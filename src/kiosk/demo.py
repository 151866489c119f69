"""`kiosk demo`: the whole shop in one process, with a database, a Telegram and customers of its own.

Nothing of this is part of production: only this module mounts the emulator and serves the API's description.
"""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

import typer
from pydantic import SecretStr
from sqlalchemy import text
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.app import build_runtime, create_app, opened
from kiosk.bot.runtime import WEBHOOK_PATH, BotFace
from kiosk.identity.service import create_owner
from kiosk.kernel.asgi import RequestContext
from kiosk.kernel.migrations import migrate, pending
from kiosk.kernel.postgres import EmbeddedPostgres
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.secrets import new_token
from kiosk.kernel.settings import Settings, TelegramSettings
from kiosk.kernel.telemetry import configure_logging
from kiosk.kernel.web import Pages, web_folder
from kiosk.processes import talking, working
from kiosk.sample_shop.loader import load_sample_shop
from kiosk.server import build_server, listen, run, serve_until
from kiosk.telegram_emulator import DEMO_TOKEN, MARINA, STAFF_CHAT_ID, World, create_emulator, demo_world

TELEGRAM = "/telegram"
OWNER_LOGIN = "marina"
GRACE_SECONDS = 1
"""The chat page holds its stream of events open; nobody waits for it to end."""


def run_demo(settings: Settings, refuse: Callable[..., NoReturn]) -> None:
    """Serve the demo until Ctrl-C. `refuse` says why it can't and ends the process."""
    try:
        bound = listen(settings.host, settings.port)
    except OSError:
        refuse(f"port {settings.port} is taken. Choose another: KIOSK_PORT={settings.port + 1} make demo")
    configure_logging("text", "WARNING")
    folder = settings.data_dir.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    postgres = EmbeddedPostgres(folder / "postgres")
    postgres.start()
    try:
        url = postgres.ensure_database("kiosk")
        if pending(url):
            migrate(url)
        run(partial(_serve, demo_settings(settings, url), bound))
    finally:
        postgres.stop()


def demo_settings(settings: Settings, database_url: str) -> Settings:
    """The settings of the demo: its own database, secret and Telegram, whatever the environment says."""
    address = f"http://{settings.host}:{settings.port}"
    return settings.model_copy(
        update={
            "database_url": database_url,
            "redis_url": None,
            "secret_key": SecretStr(_kept(settings.data_dir / "secret")),
            "public_url": address,
            "staff_chat_id": STAFF_CHAT_ID,
            "telegram": TelegramSettings(
                token=SecretStr(DEMO_TOKEN), api_url=address + TELEGRAM, mode="webhook"
            ),
        }
    )


def _kept(path: Path) -> str:
    """A random text that is drawn once and then stays, readable by its owner only."""
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(new_token() + new_token())
    return path.read_text(encoding="utf-8")


async def _serve(settings: Settings, bound: socket.socket, stop: asyncio.Event) -> None:
    world = demo_world()
    async with contextlib.AsyncExitStack() as ending:
        runtime = await ending.enter_async_context(
            opened(build_runtime(settings, settings.database_url or ""))
        )
        await furnish(runtime)
        face = BotFace(runtime)
        shop = create_app(runtime, described=True, routes=face.routes())
        server = build_server(DemoApp(shop, create_emulator(world)), trusted_proxies="", grace=GRACE_SECONDS)
        await ending.enter_async_context(_existing(world))
        await ending.enter_async_context(working(runtime))
        await ending.enter_async_context(talking(face, runtime))
        typer.echo(f"Kiosk is open: {settings.public_url}/   (Ctrl-C closes it)")
        await serve_until(stop, server, bound)


@contextlib.asynccontextmanager
async def _existing(world: World) -> AsyncIterator[None]:
    await world.open()
    try:
        yield
    finally:
        await world.close()


async def furnish(runtime: Runtime) -> None:
    """Put the sample shop and its owner into an empty database."""
    async with runtime.database.read() as session:
        if await session.scalar(text("SELECT 1 FROM business")):
            return
    password = _kept(runtime.settings.data_dir / "owner-password")[:24]
    async with runtime.database.unit() as unit:
        await load_sample_shop(unit, runtime.files)
        await create_owner(unit, OWNER_LOGIN, password, "Marina", telegram_id=MARINA)
        await unit.commit()


class DemoApp:
    """Sends a request to the page, the Telegram or the shop that it is meant for."""

    def __init__(self, shop: ASGIApp, telegram: ASGIApp) -> None:
        self._shop = shop
        self._telegram = RequestContext(telegram)
        self._pages = {name: Pages(web_folder(name), f"/{name}") for name in ("chat", "docs")}
        self._start = Pages(web_folder("start"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        path = scope["path"]
        if path.startswith(f"{TELEGRAM}/") and not path.startswith(f"{WEBHOOK_PATH}/"):
            await self._telegram({**scope, "root_path": TELEGRAM}, receive, send)
            return
        await self._choose(path)(scope, receive, send)

    def _choose(self, path: str) -> ASGIApp:
        for name, pages in self._pages.items():
            if path == f"/{name}" and pages.is_built:
                return RequestContext(RedirectResponse(f"/{name}/", 308))
            if path.startswith(f"/{name}/"):
                return RequestContext(pages)
        return RequestContext(self._start) if self._start.has(path) else self._shop
