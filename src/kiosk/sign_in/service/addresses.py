"""Where people go to: pages of the panel, and Start in the bot with something to say."""

from kiosk.bots.connection import bot_link, find_bot_username
from kiosk.kernel.rows import Source
from kiosk.kernel.settings import Settings


def panel_url(settings: Settings, path: str, base: str | None = None) -> str:
    """The address of a page of the panel; `base` is where the shop is reached as long as no public address is set."""
    place = settings.public_url or base or f"http://{settings.host}:{settings.port}"
    return f"{place.rstrip('/')}/admin/{path}"


def deep_link(settings: Settings, username: str, payload: str) -> str:
    """The link that presses Start with `payload` in a bot."""
    return f"{bot_link(settings, username)}?start={payload}"


async def find_deep_link(settings: Settings, source: Source, payload: str) -> str | None:
    """The link that presses Start with `payload` in the shop's bot; None while no bot is connected."""
    username = await find_bot_username(source, settings)
    return deep_link(settings, username, payload) if username else None
