"""Puts the house together: the runtime of a process and its ASGI application."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache

from fastapi import FastAPI
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from kiosk.exchange.ports import Sheets
from kiosk.integrations.sheets import GoogleSheets
from kiosk.kernel.asgi import RequestContext, SlashTolerance
from kiosk.kernel.cache import Cache
from kiosk.kernel.clock import Clock, SystemClock
from kiosk.kernel.database import Database
from kiosk.kernel.files import FileStore
from kiosk.kernel.kept import KeptAnswers
from kiosk.kernel.live import Live
from kiosk.kernel.openapi import complete
from kiosk.kernel.origins import CrossOrigin, KnownHosts, origin_of
from kiosk.kernel.problems import install_problem_handlers
from kiosk.kernel.router import router as health_router
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.settings import Settings
from kiosk.kernel.web import Pages, PagesBeside, web_folder
from kiosk.rooms import load_reactions, routers

MAX_BODY = 1_000_000
KEPT = ("/api/v1/products", "/api/v1/categories")
"""The public reads whose answers are kept ready."""


def build_runtime(settings: Settings, database_url: str, clock: Clock | None = None) -> Runtime:
    """What a process has at hand, not yet opened."""
    load_reactions()
    clock = clock or SystemClock()
    return Runtime(
        settings=settings,
        database=Database(database_url, pool=settings.database_pool, clock=clock),
        files=FileStore(settings.media_dir),
        cache=Cache(database_url, settings.redis_url),
        live=Live(database_url),
        clock=clock,
        ports={Sheets: GoogleSheets(settings.google, clock)} if settings.google.key_file else {},
    )


@asynccontextmanager
async def opened(runtime: Runtime) -> AsyncIterator[Runtime]:
    """Open the runtime's connections and close them afterwards."""
    await runtime.cache.open()
    try:
        yield runtime
    finally:
        await runtime.live.close()
        await runtime.cache.close()
        await runtime.database.close()


def create_api(runtime: Runtime, *, described: bool = False, sells: bool = True) -> FastAPI:
    """The HTTP API; without `sells` only its health.

    `described` publishes `/openapi.json`; production keeps it to itself.
    """
    api = FastAPI(
        title="Kiosk",
        version="1",
        description="A shop that sells inside Telegram: its catalogue, its customers' carts and orders.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json" if described else None,
        redirect_slashes=False,
        max_body_size=MAX_BODY,
        # Operations are called what they are in the code: the generated client reads `listOrders(...)`.
        generate_unique_id_function=lambda route: route.name,
    )
    api.state.runtime = runtime
    install_problem_handlers(api)
    api.include_router(health_router)
    for router in routers() if sells else ():
        api.include_router(router)
    describe = api.openapi
    api.openapi = lambda: api.openapi_schema or complete(describe())  # type: ignore[method-assign]
    return api


def create_app(
    runtime: Runtime, *, described: bool = False, sells: bool = True, routes: Sequence[BaseRoute] = ()
) -> ASGIApp:
    """The whole ASGI application of `kiosk serve`. `routes` are those of the bot's webhook."""
    api = create_api(runtime, described=described, sells=sells)
    api.router.routes.extend(routes)
    forgiving = SlashTolerance(api, lambda: list(api.openapi()["paths"]))
    kept = KeptAnswers(forgiving, runtime.cache.answers, KEPT)
    public_url = runtime.settings.public_url
    own = origin_of(public_url) if public_url else None
    shared = CrossOrigin(kept, runtime.settings.origins, own)
    whole = PagesBeside(shared, {"/admin": panel()}) if sells else shared
    return RequestContext(KnownHosts(whole, public_url))


@cache
def panel() -> Pages:
    """The back office as it was built; the files are read once in a process."""
    return Pages(web_folder("panel"), "/admin")
