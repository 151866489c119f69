"""A world, and the two ways to reach it: as a bot and as a person."""

import asyncio
import contextlib
import io
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
import uvicorn
from PIL import Image

from kiosk.telegram_emulator import DEMO_TOKEN, Clock, Options, World, create_emulator, demo_world

BOT = int(DEMO_TOKEN.partition(":")[0])


class Emulator:
    """The emulator, called in-process."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.app = create_emulator(world)
        transport = httpx2.ASGITransport(app=self.app, raise_app_exceptions=False)
        self.http = httpx2.AsyncClient(transport=transport, base_url="http://emulator", timeout=30)

    async def raw(
        self, method: str, token: str = DEMO_TOKEN, files: Any = None, **params: Any
    ) -> httpx2.Response:
        address = f"/bot{token}/{method}"
        if files:
            return await self.http.post(address, data=params, files=files)
        return await self.http.post(address, json=params)

    async def call(self, method: str, files: Any = None, **params: Any) -> Any:
        """Call a method that must go well and return its result."""
        body = (await self.raw(method, files=files, **params)).json()
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, files: Any = None, **params: Any) -> tuple[int, str]:
        """Call a method that must be refused and return code and description."""
        answer = await self.raw(method, files=files, **params)
        body = answer.json()
        assert not body["ok"], body
        assert answer.status_code == body["error_code"]
        return body["error_code"], body["description"]

    async def sim(self, path: str, **body: Any) -> Any:
        """Do something as a person."""
        answer = await self.http.post(f"/sim/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def look(self, path: str, **params: Any) -> Any:
        """See something as a person."""
        answer = await self.http.get(f"/sim/{path}", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def updates(self) -> list[dict[str, Any]]:
        """Take all waiting updates and confirm them."""
        queue = self.world.queues[BOT]
        found = [update.body() for update in queue.pending.values()]
        queue.pending.clear()
        return found


def make(clock: Clock | None = None, **options: Any) -> Emulator:
    """Return an emulator without sending limits unless they are asked for."""
    return Emulator(demo_world(clock=clock, options=Options(**{"flood": None, **options})))


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """An emulator in which Ivan (503) has started the bot."""
    made = make()
    await made.sim("start", person=503)
    await made.updates()
    yield made
    await made.http.aclose()
    await made.world.close()


def picture(width: int = 640, height: int = 480, kind: str = "PNG") -> bytes:
    """Return an image file."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


def free_port() -> int:
    """Return a port of this suite's range that nobody listens on."""
    for port in range(18100, 18200):
        with contextlib.closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("no free port between 18100 and 18199")


@contextlib.asynccontextmanager
async def served(app: Any) -> AsyncIterator[str]:
    """Serve an ASGI application over real HTTP in this loop; yield its address."""
    port = free_port()
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_level="critical", lifespan="on", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[method-assign]
    task = asyncio.get_running_loop().create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task
