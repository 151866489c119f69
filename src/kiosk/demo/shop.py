"""The demo's shop: the same parts as in production, with the emulator for a Telegram."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import text

from kiosk.app import build_runtime, create_app, opened
from kiosk.bot.runtime import BotFace
from kiosk.demo.front import TELEGRAM, Front
from kiosk.identity.service import create_owner
from kiosk.kernel.migrations import migrate, pending
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.secrets import new_token
from kiosk.kernel.settings import Settings, TelegramSettings
from kiosk.processes import talking, working
from kiosk.sample_shop.loader import load_sample_shop
from kiosk.telegram_emulator import DEMO_TOKEN, MARINA, STAFF_CHAT_ID, World, create_emulator, demo_world

OWNER_LOGIN = "marina"


async def keep(settings: Settings, database_url: str, front: Front, stop: asyncio.Event) -> None:
    """Open the shop on the database at `database_url` to `front`, and close it at `stop`."""
    settings = demo_settings(settings, database_url)
    if await asyncio.to_thread(pending, database_url):
        await asyncio.to_thread(migrate, database_url)
    world = demo_world()
    async with contextlib.AsyncExitStack() as ending:
        runtime = await ending.enter_async_context(opened(build_runtime(settings, database_url)))
        await furnish(runtime)
        face = BotFace(runtime)
        await ending.enter_async_context(_existing(world))
        front.open(create_app(runtime, described=True, routes=face.routes()), create_emulator(world))
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
