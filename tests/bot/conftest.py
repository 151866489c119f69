"""The bot and the Bot API emulator in this process, and people who chat through them.

`stage` runs the real bot with all scenes; `make_stage(dispatcher=...)` one with handlers of the test's own.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial

import aiohttp
import pytest
import uvicorn
from aiogram import Dispatcher
from pydantic import SecretStr

from kiosk.bot import limiter
from kiosk.bot.messenger import close_messenger
from kiosk.bot.runtime import BotFace
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.settings import Settings, TelegramSettings
from kiosk.telegram_emulator import (
    DEMO_TOKEN,
    STAFF_CHAT_ID,
    FloodLimits,
    Options,
    World,
    create_emulator,
    demo_world,
)
from tests.bot.chatting import Stage
from tests.jobs import work_off

MakeStage = Callable[..., Awaitable[Stage]]


class _Swappable:
    """An ASGI application whose inside each test replaces."""

    inside = None

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            while True:
                message = await receive()
                await send({"type": message["type"] + ".complete"})
                if message["type"] == "lifespan.shutdown":
                    return
        await self.inside(scope, receive, send)


@pytest.fixture(scope="session")
async def emulator_server() -> AsyncIterator[tuple[str, _Swappable]]:
    """A server on a free port for the whole run; each test puts a fresh world into it."""
    app = _Swappable()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host="127.0.0.1",
            port=port,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
    )
    server.install_signal_handlers = lambda: None
    task = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.005)
    yield f"http://127.0.0.1:{port}", app
    server.should_exit = True
    await task


@pytest.fixture
async def make_stage(
    emulator_server, runtime: Runtime, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[MakeStage]:
    """Raise a stage: `await make_stage(dispatcher=None, flood=None, mode="polling", start=True, **settings)`."""
    url, app = emulator_server
    async with AsyncExitStack() as stack:

        async def make(
            dispatcher: Dispatcher | None = None,
            *,
            flood: FloodLimits | None = None,
            messages_per_second: float = 1000,
            start: bool = True,
            **more,
        ) -> Stage:
            if flood is None:  # nobody counts, so nobody needs to wait
                monkeypatch.setattr(limiter, "PRIVATE_RATE", 1000.0)
                monkeypatch.setattr(limiter, "GROUP_RATE", 1000.0)
            world: World = demo_world(options=Options(flood=flood))
            app.inside = create_emulator(world)
            await world.open()
            stack.push_async_callback(world.close)
            http = await stack.enter_async_context(aiohttp.ClientSession())
            stage = Stage(url, http, world)
            runtime.settings = settings.model_copy(
                update={
                    "telegram": TelegramSettings(
                        token=SecretStr(DEMO_TOKEN), api_url=url, messages_per_second=messages_per_second
                    ),
                    "staff_chat_id": STAFF_CHAT_ID,
                    **more,
                }
            )
            stage.runtime = runtime
            stack.push_async_callback(close_messenger, runtime)
            stage.face = BotFace(runtime, dispatcher)
            if start:
                await stage.face.start()
                stack.push_async_callback(stage.face.stop)
                await asyncio.wait_for(stage.face.ready.wait(), 5)
            return stage

        yield make


@pytest.fixture
def run_jobs(runtime: Runtime) -> Callable[[], Awaitable[None]]:
    """Run everything that waits in the job queue, and what that defers in turn."""
    return partial(work_off, runtime)


@pytest.fixture
async def stage(make_stage: MakeStage) -> Stage:
    """The real bot with all its scenes on an empty database."""
    return await make_stage()
