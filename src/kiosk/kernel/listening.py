"""Listening to PostgreSQL's NOTIFY on a connection of its own, again and again until it is cancelled."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import psycopg
import structlog

log = structlog.get_logger(__name__)

PAUSE_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Listening:
    """What somebody wants to hear, and what they do about it."""

    channel: Literal["kiosk_cache", "kiosk_live"]
    begun: Callable[[], None]
    """The line stands: what was said before it did was not heard."""
    heard: Callable[[str], None]
    lost: Callable[[], None]
    """The line is down, or was never up."""
    silence: int = 15
    """After so many seconds without a word the line is tested, so that its silent loss is noticed."""


async def listen(url: str, listening: Listening) -> None:
    """Hear everything that is said on the channel, for ever; a lost line is drawn anew after a second."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(
                url,
                autocommit=True,
                connect_timeout=5,
                application_name=listening.channel.replace("_", "-"),
                keepalives_idle=listening.silence,
                keepalives_interval=max(1, listening.silence // 3),
                keepalives_count=3,
            ) as connection:
                await connection.execute(f"LISTEN {listening.channel}")
                listening.begun()
                async for notice in connection.notifies():
                    listening.heard(notice.payload)
        except psycopg.Error as error:
            log.warning("listener-lost", channel=listening.channel, error=type(error).__name__)
        finally:
            listening.lost()
        await asyncio.sleep(PAUSE_SECONDS)
