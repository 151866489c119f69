"""The emulator as an ASGI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from .bot_api import bot_method, file_download, internal_error, not_found, run
from .files import Upload
from .person import offers, routes, tools  # noqa: F401 - imported for registration
from .person.http import ROUTES
from .records import Bot
from .world import World


def create_emulator(world: World) -> Starlette:
    """Return the application that serves ``world``: the Bot API, its files and the person's side.

    It can be mounted under any prefix. Its lifespan closes the world; when it is mounted, whose lifespan
    Starlette does not run, call ``await world.open()`` and ``await world.close()`` yourself.
    """

    async def execute(bot: Bot, method: str, params: dict[str, Any], files: dict[str, Upload]) -> None:
        await run(world, bot, method, params, files)

    world.webhooks.execute = execute

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await world.open()
        yield
        await world.close()

    paths = [
        Route("/bot{token}/{method}", bot_method, methods=["GET", "POST"]),
        Route("/bot{token}/", bot_method_by_parameter, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", file_download, methods=["GET"]),
        *ROUTES,
        Route("/{path:path}", not_found, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    ]
    cors = Middleware(
        CORSMiddleware,
        allow_origin_regex=r"http://(localhost|127\.0\.0\.1)(:\d+)?",
        allow_methods=["*"],
        allow_headers=["*"],
    )
    # A defect of the emulator looks like one of the real server: JSON with 500.
    app = Starlette(
        routes=paths, lifespan=lifespan, middleware=[cors], exception_handlers={Exception: internal_error}
    )
    app.state.world = world
    return app


async def bot_method_by_parameter(request: Any) -> Any:
    """Serve a call whose method stands in the parameter ``method``."""
    request.path_params["method"] = ""
    return await bot_method(request)
