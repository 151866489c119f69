"""Where people go to: pages of the panel, and Start in the bot with something to say."""

from kiosk.bots.service import find_username
from kiosk.kernel.rows import Source
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.settings import Settings


def panel_url(settings: Settings, path: str, base: str | None = None) -> str:
    """The address of a page of the panel; `base` is where the shop is reached as long as no public address is set."""
    place = settings.public_url or base or f"http://{settings.host}:{settings.port}"
    return f"{place.rstrip('/')}/admin/{path}"


async def find_bot_username(runtime: Runtime) -> str | None:
    """What the shop's bot is called; None while no bot is connected."""
    return await _find_username(runtime.settings, runtime.database.reader)


async def _find_username(settings: Settings, source: Source) -> str | None:
    token = settings.telegram.token
    if token is None:
        return None
    return await find_username(source, int(token.get_secret_value().partition(":")[0]))


def deep_link(username: str, payload: str) -> str:
    """The link that presses Start with `payload` in a bot."""
    return f"https://t.me/{username}?start={payload}"


async def find_deep_link(settings: Settings, source: Source, payload: str) -> str | None:
    """The link that presses Start with `payload` in the shop's bot; None while no bot is connected."""
    username = await _find_username(settings, source)
    return deep_link(username, payload) if username else None
