"""The demo's shop: the same parts as in production, with the emulator for a Telegram."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from pydantic import SecretStr

from kiosk.app import build_runtime, create_app, opened
from kiosk.bot.runtime import BotFace
from kiosk.demo.door import door_route
from kiosk.demo.front import TELEGRAM, Front
from kiosk.demo.furnishing import kept_secret
from kiosk.kernel.settings import Settings, TelegramSettings
from kiosk.processes import talking, working
from kiosk.telegram_emulator import DEMO_TOKEN, STAFF_CHAT_ID, World, create_emulator, demo_world


async def keep(settings: Settings, database_url: str, front: Front, stop: asyncio.Event) -> None:
    """Open the shop on the database at `database_url` to `front`, and close it at `stop`."""
    settings = demo_settings(settings, database_url)
    world = demo_world()
    world.keep_in(settings.data_dir / "telegram.sqlite")
    async with contextlib.AsyncExitStack() as ending:
        runtime = await ending.enter_async_context(opened(build_runtime(settings, database_url)))
        face = BotFace(runtime)
        # First who carries updates out, then the world: it goes on delivering where it stopped at the last end.
        emulator = create_emulator(world)
        await ending.enter_async_context(_existing(world))
        routes = [*face.routes(), door_route(runtime)]
        front.open(create_app(runtime, described=True, routes=routes), emulator)
        await ending.enter_async_context(working(runtime))
        await ending.enter_async_context(talking(face, runtime))
        await stop.wait()


@contextlib.asynccontextmanager
async def _existing(world: World) -> AsyncIterator[None]:
    await world.open()
    try:
        yield
    finally:
        await world.close()


def demo_settings(settings: Settings, database_url: str) -> Settings:
    """The settings of the demo: its own database, secret and Telegram, whatever the environment says."""
    address = f"http://{settings.host}:{settings.port}"
    return settings.model_copy(
        update={
            "database_url": database_url,
            "redis_url": None,
            "secret_key": SecretStr(kept_secret(settings.data_dir / "secret")),
            "public_url": address,
            "staff_chat_id": STAFF_CHAT_ID,
            "telegram": TelegramSettings(
                token=SecretStr(DEMO_TOKEN),
                api_url=address + TELEGRAM,
                link_url=f"{address}/chat",
                mode="webhook",
            ),
        }
    )
