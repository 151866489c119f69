"""The demo's shop: the same parts as in production, with the emulator for a Telegram."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from pydantic import SecretStr

from kiosk.app import create_app
from kiosk.bot.runtime import BotFace
from kiosk.demo.door import door_routes
from kiosk.demo.front import TELEGRAM, Front
from kiosk.demo.furnishing import kept_secret
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.settings import Settings, TelegramSettings
from kiosk.processes import print_owners_links, talking, with_each_bot, working
from kiosk.telegram_emulator import (
    DEMO_TOKEN,
    STAFF_CHAT_ID,
    World,
    beginners_world,
    create_emulator,
    demo_world,
)


async def keep(
    settings: Settings, database_url: str, front: Front, stop: asyncio.Event, *, is_empty: bool
) -> None:
    """Open the shop on the database at `database_url` to `front`, and close it at `stop`.

    As in production it begins anew inside when another bot is connected; its Telegram goes on meanwhile.
    """
    settings = demo_settings(settings, database_url, is_empty=is_empty)
    world = beginners_world() if is_empty else demo_world()
    world.keep_in(settings.data_dir / "telegram.sqlite")
    front.open_telegram(create_emulator(world))

    async def sell(runtime: Runtime, over: asyncio.Event) -> None:
        runtime.live.over = over
        face = BotFace(runtime) if runtime.settings.telegram.token else None
        routes = [*(face.routes() if face else ()), *door_routes(runtime, is_empty=is_empty)]
        front.open(create_app(runtime, described=True, routes=routes))
        async with contextlib.AsyncExitStack() as ending:
            await ending.enter_async_context(working(runtime))
            if face:
                await ending.enter_async_context(talking(face, runtime))
            await print_owners_links(runtime, face)
            await over.wait()
            await front.close()

    async with _existing(world):
        await with_each_bot(settings, stop, sell)


@contextlib.asynccontextmanager
async def _existing(world: World) -> AsyncIterator[None]:
    await world.open()
    try:
        yield
    finally:
        await world.close()


def demo_settings(settings: Settings, database_url: str, *, is_empty: bool = False) -> Settings:
    """The settings of the demo: its own database, secret and Telegram, whatever the environment says."""
    address = f"http://{settings.host}:{settings.port}"
    return settings.model_copy(
        update={
            "database_url": database_url,
            "redis_url": None,
            "secret_key": SecretStr(kept_secret(settings.data_dir / "secret")),
            "public_url": address,
            "staff_chat_id": None if is_empty else STAFF_CHAT_ID,
            "telegram": TelegramSettings(
                token=None if is_empty else SecretStr(DEMO_TOKEN),
                api_url=address + TELEGRAM,
                link_url=f"{address}/chat",
                mode="webhook",
            ),
        }
    )
