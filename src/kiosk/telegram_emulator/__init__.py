"""A local Bot API server with state: people, chats, files and bots in one process.

It serves the demo, the tests and the panel's preview; production never mounts it.
"""

from .app import create_emulator
from .clock import Clock, ManualClock, SystemClock
from .constants import AIGERIM, DEMO_BOT_USERNAME, DEMO_TOKEN, EMMA, IVAN, MARINA, OLENA, STAFF_CHAT_ID
from .flood import FloodLimits
from .world import Options, World, beginners_world, demo_world

__all__ = [
    "AIGERIM",
    "DEMO_BOT_USERNAME",
    "DEMO_TOKEN",
    "EMMA",
    "IVAN",
    "MARINA",
    "OLENA",
    "STAFF_CHAT_ID",
    "Clock",
    "FloodLimits",
    "ManualClock",
    "Options",
    "SystemClock",
    "World",
    "beginners_world",
    "create_emulator",
    "demo_world",
]
