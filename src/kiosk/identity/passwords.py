"""Passwords, hashed with Argon2id: 19 MiB and some 30 ms of a core each.

One at a time, in a thread that everything else goes before, and not more in line than are done in a second or two: a
flood of guesses may keep guessers waiting, not the shop. Two threads would take both cores of a small machine.
"""

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from kiosk.kernel.errors import Unavailable

T = TypeVar("T")

AT_ONCE = 1
IN_LINE = 64
# The priority that yields most: a busy event loop on the same core keeps 98.5 % of it.
_LOWEST = 19
# OWASP Password Storage Cheat Sheet: m=19 MiB, t=2, p=1.
_hasher = PasswordHash((Argon2Hasher(memory_cost=19 * 1024, time_cost=2, parallelism=1),))
_NOBODYS = _hasher.hash("nobody's password")


def _step_back() -> None:
    # On Linux a thread has a priority of its own; elsewhere the whole process would get it.
    if hasattr(os, "sched_getaffinity"):
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWEST)


_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords", initializer=_step_back)
_taken = 0


async def _in_turn(function: Callable[..., T], *args: str) -> T:
    global _taken  # noqa: PLW0603 - one line for the whole process
    if _taken >= AT_ONCE + IN_LINE:
        raise Unavailable
    _taken += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_threads, function, *args)
    finally:
        _taken -= 1


async def hash_password(password: str) -> str:
    """The Argon2id hash to store. Raises Unavailable when too many are in line."""
    return await _in_turn(_hasher.hash, password)


async def verify_password(password: str, stored: str | None) -> bool:
    """Whether `password` is the one behind `stored`. Nobody's hash (None) costs as much time and is never right.

    Raises Unavailable when too many are in line.
    """
    right = await _in_turn(_hasher.verify, password, stored or _NOBODYS)
    return right and stored is not None
