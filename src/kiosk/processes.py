"""The processes of production: `serve` answers people, `work` does what can wait."""

import asyncio
import contextlib
import socket
import sys
from collections.abc import AsyncIterator, Collection

import structlog

from kiosk.app import build_runtime, create_app, opened
from kiosk.bot.messenger import close_messenger
from kiosk.bot.runtime import BotFace
from kiosk.doctor.setup import API, BOT
from kiosk.identity.service.invitations import has_owner
from kiosk.kernel.database import driver_url
from kiosk.kernel.metrics import serve_metrics
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.settings import Settings
from kiosk.kernel.worker import build_worker_app, run_worker
from kiosk.server import build_server, serve_until
from kiosk.sign_in.service.invitations import offer_ownership

log = structlog.get_logger(__name__)

BOTS_NAME_WITHIN = 10.0
"""Seconds."""


async def serve(
    settings: Settings, faces: Collection[str], bound: socket.socket, stop: asyncio.Event
) -> None:
    """Answer on `bound` until `stop`; `faces` are "api", "bot" or both."""
    url = settings.database_url or ""
    async with opened(build_runtime(settings, url)) as runtime:
        face = BotFace(runtime) if BOT in faces else None
        runtime.live.over = stop
        app = create_app(runtime, sells=API in faces, routes=face.routes() if face else ())
        _serve_metrics(settings)
        async with contextlib.AsyncExitStack() as ending:
            if face:
                await ending.enter_async_context(talking(face, runtime))
            log.info("serving", faces=sorted(faces), port=settings.port)
            offer = asyncio.create_task(_offer_ownership(runtime, face), name="offer-ownership")
            ending.callback(offer.cancel)
            await serve_until(stop, build_server(app, trusted_proxies=settings.trusted_proxies), bound)


async def _offer_ownership(runtime: Runtime, face: BotFace | None) -> None:
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
    url = settings.database_url or ""
    async with opened(build_runtime(settings, url)) as runtime:
        _serve_metrics(settings)
        log.info("working")
        async with working(runtime) as worker:
            stopped = asyncio.ensure_future(stop.wait())
            await asyncio.wait((stopped, worker), return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
        await close_messenger(runtime)


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
