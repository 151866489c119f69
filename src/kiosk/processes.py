"""The processes of production: `serve` answers people, `work` does what can wait."""

import asyncio
import contextlib
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Collection

import psycopg
import structlog

from kiosk.app import build_runtime, create_app, opened
from kiosk.bot.messenger import close_messenger
from kiosk.bot.runtime import BotFace
from kiosk.bots.connection import TAG, find_connection, with_connection
from kiosk.doctor.setup import API, BOT
from kiosk.identity.service.invitations import has_owner
from kiosk.kernel.database import Database, driver_url
from kiosk.kernel.metrics import serve_metrics
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.settings import Settings
from kiosk.kernel.worker import build_worker_app, run_worker
from kiosk.server import build_server, serve_until
from kiosk.sign_in.service.invitations import offer_ownership

log = structlog.get_logger(__name__)

BOTS_NAME_WITHIN = 10.0
ASK_AGAIN_AFTER = 1.0
"""Seconds."""


async def serve(
    settings: Settings, faces: Collection[str], bound: socket.socket, stop: asyncio.Event
) -> None:
    """Answer on `bound` until `stop`; `faces` are "api", "bot" or both. Without a bot, the API waits for one."""
    _serve_metrics(settings)

    async def answer(runtime: Runtime, over: asyncio.Event) -> None:
        has_bot = runtime.settings.telegram.token is not None
        face = BotFace(runtime) if BOT in faces and has_bot else None
        runtime.live.over = over
        app = create_app(runtime, sells=API in faces, routes=face.routes() if face else ())
        async with contextlib.AsyncExitStack() as ending:
            if face:
                await ending.enter_async_context(talking(face, runtime))
            log.info("serving", faces=sorted(faces), port=settings.port, bot=face is not None)
            offer = asyncio.create_task(print_owners_links(runtime, face), name="offer-ownership")
            ending.callback(offer.cancel)
            server = build_server(app, trusted_proxies=settings.trusted_proxies)
            await serve_until(over, server, bound, stays_open=lambda: not stop.is_set())

    await with_each_bot(settings, stop, answer)


async def with_each_bot(
    settings: Settings, stop: asyncio.Event, act: Callable[[Runtime, asyncio.Event], Awaitable[None]]
) -> None:
    """Run `act(runtime, over)` with the bot that is connected, again with the next one, until `stop`.

    `over` is set at `stop`, and when another bot or another group was connected in the panel: everything that
    knows the bot is then ended in order and made anew, while new requests wait in the listening socket.
    """
    url = settings.database_url or ""
    while not stop.is_set():
        database = Database(url, pool=2)
        current = with_connection(settings, await find_connection(database.reader, settings))
        await database.close()
        async with opened(build_runtime(current, url)) as runtime:
            over = asyncio.Event()
            watching = asyncio.create_task(_watch(runtime, settings, stop, over), name="watch-bot")
            try:
                await act(runtime, over)
            finally:
                watching.cancel()


async def _watch(runtime: Runtime, settings: Settings, stop: asyncio.Event, over: asyncio.Event) -> None:
    changed, stopped = runtime.cache.watch(TAG), asyncio.ensure_future(stop.wait())
    try:
        while not stopped.done():
            heard = asyncio.ensure_future(changed.wait())
            await asyncio.wait((heard, stopped), return_when=asyncio.FIRST_COMPLETED)
            heard.cancel()
            changed.clear()
            try:
                connection = await find_connection(runtime.database.reader, settings)
            except psycopg.OperationalError:
                changed.set()  # what was heard is still to be looked at
                await asyncio.wait((stopped,), timeout=ASK_AGAIN_AFTER)
                continue
            if with_connection(settings, connection) != runtime.settings:
                log.info("bot-connected-anew", bot=connection.username)
                return
    finally:
        stopped.cancel()
        over.set()


async def print_owners_links(runtime: Runtime, face: BotFace | None) -> None:
    """Print the link to a shop that nobody owns yet, once the bot (if there is one) has a name to link to."""
    if face is not None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(face.ready.wait(), BOTS_NAME_WITHIN)
    async with runtime.database.unit() as unit:
        if await has_owner(unit.session):
            return
        links = await offer_ownership(unit, runtime.settings)
        await unit.commit()
    # Past the log, whose readers need not be the ones who own the shop.
    sys.stderr.write(
        "\n".join(("", "Nobody owns this shop yet. Whoever opens one of these first does:", *links, ""))
    )
    sys.stderr.write("They work once, within 30 minutes; kiosk create-owner prints new ones.\n\n")
    sys.stderr.flush()


@contextlib.asynccontextmanager
async def talking(face: BotFace, runtime: Runtime) -> AsyncIterator[None]:
    """Let the bot receive and answer meanwhile."""
    await face.start()
    try:
        yield
    finally:
        await face.stop()
        await close_messenger(runtime)


async def work(settings: Settings, stop: asyncio.Event) -> None:
    """Run jobs and schedules until `stop`."""
    _serve_metrics(settings)

    async def toil(runtime: Runtime, over: asyncio.Event) -> None:
        log.info("working")
        async with working(runtime) as worker:
            stopped = asyncio.ensure_future(over.wait())
            await asyncio.wait((stopped, worker), return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
        await close_messenger(runtime)

    await with_each_bot(settings, stop, toil)


@contextlib.asynccontextmanager
async def working(runtime: Runtime) -> AsyncIterator[asyncio.Task[None]]:
    """Have a worker run in this process meanwhile; at the end its jobs get ten seconds to finish.

    If the worker itself breaks, its error is raised at the end.
    """
    app = build_worker_app(driver_url(runtime.database.url))
    worker = asyncio.create_task(run_worker(app, runtime), name="worker")
    try:
        yield worker
    finally:
        worker.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await worker


def _serve_metrics(settings: Settings) -> None:
    if settings.metrics_port:
        serve_metrics(settings.host, settings.metrics_port, settings.database_url or "")
