"""`kiosk demo`: the whole shop in one process, with a database, a Telegram and customers of its own.

Nothing of this is part of production: only this package mounts the emulator and serves the API's description.
The pages are served at once; what takes seconds to load is loaded meanwhile, and what needs it waits.
"""

import asyncio
import contextlib
import importlib
import socket
from collections.abc import Callable
from functools import partial
from typing import NoReturn

import structlog
import typer

from kiosk.demo.front import Front
from kiosk.kernel.postgres import EmbeddedPostgres
from kiosk.kernel.settings import Settings
from kiosk.kernel.telemetry import configure_logging
from kiosk.server import build_server, listen, run, serve_until

log = structlog.get_logger(__name__)

GRACE_SECONDS = 1
"""The chat page holds its stream of events open; nobody waits for it to end."""


def run_demo(settings: Settings, refuse: Callable[..., NoReturn], *, is_empty: bool = False) -> None:
    """Serve the demo until Ctrl-C. `refuse` says why it can't and ends the process.

    An empty demo is a fresh installation, in a folder of its own: nobody owns it and no shop is founded.
    """
    if is_empty:
        settings = settings.model_copy(update={"data_dir": settings.data_dir / "empty"})
    try:
        bound = listen(settings.host, settings.port)
    except OSError:
        refuse(f"port {settings.port} is taken. Choose another one: KIOSK_PORT={settings.port + 1}")
    configure_logging("text", "WARNING")
    run(partial(_serve, settings, bound, is_empty))


async def _serve(settings: Settings, bound: socket.socket, is_empty: bool, stop: asyncio.Event) -> None:
    front = Front()
    server = build_server(front, trusted_proxies="", grace=GRACE_SECONDS)
    shop = asyncio.create_task(_keep_shop(settings, front, stop, is_empty=is_empty), name="shop")
    typer.echo(f"Kiosk is open: http://{settings.host}:{settings.port}/   (Ctrl-C closes it)")
    try:
        await serve_until(stop, server, bound)
    finally:
        await shop


async def _keep_shop(settings: Settings, front: Front, stop: asyncio.Event, *, is_empty: bool) -> None:
    postgres = EmbeddedPostgres(settings.data_dir.resolve() / "postgres")
    try:
        # Loading aiogram's types takes most of a start; threads let the pages be served meanwhile.
        url, shop = await asyncio.gather(
            asyncio.to_thread(_start, postgres, settings, is_empty),
            asyncio.to_thread(importlib.import_module, "kiosk.demo.shop"),
        )
        if not stop.is_set():
            await shop.keep(settings, url, front, stop, is_empty=is_empty)
    except Exception:
        if not stop.is_set():
            log.exception("demo-failed")
            raise
    finally:
        stop.set()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.to_thread(postgres.stop)


def _start(postgres: EmbeddedPostgres, settings: Settings, is_empty: bool) -> str:
    from kiosk.demo.furnishing import furnish_if_need_be

    postgres.start()
    url = postgres.ensure_database("kiosk")
    furnish_if_need_be(url, settings.data_dir.resolve(), is_empty=is_empty)
    return url
