"""Where people go to: pages of the panel, and Start in the bot with something to say."""

from kiosk.bots.service import find_username
from kiosk.kernel.runtime import Runtime


def panel_url(runtime: Runtime, path: str, base: str) -> str:
    """The address of a page of the panel; `base` is where the shop is reached as long as no public address is set."""
    return f"{(runtime.settings.public_url or base).rstrip('/')}/admin/{path}"


async def find_bot_username(runtime: Runtime) -> str | None:
    """What the shop's bot is called; None while no bot is connected."""
    token = runtime.settings.telegram.token
    if token is None:
        return None
    bot_id = int(token.get_secret_value().partition(":")[0])
    return await find_username(runtime.database.reader, bot_id)


def deep_link(username: str, payload: str) -> str:
    """The link that presses Start with `payload` in a bot."""
    return f"https://t.me/{username}?start={payload}"


async def find_deep_link(runtime: Runtime, payload: str) -> str | None:
    """The link that presses Start with `payload` in the shop's bot; None while no bot is connected."""
    username = await find_bot_username(runtime)
    return deep_link(username, payload) if username else None
