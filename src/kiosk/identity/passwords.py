"""Passwords, hashed with Argon2id in a thread, two at a time: 19 MiB and some 30 ms of a core each."""

import asyncio

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

# OWASP Password Storage Cheat Sheet: m=19 MiB, t=2, p=1.
_hasher = PasswordHash((Argon2Hasher(memory_cost=19 * 1024, time_cost=2, parallelism=1),))
_turns = asyncio.Semaphore(2)
_nobodys: list[str] = []


async def hash_password(password: str) -> str:
    """The Argon2id hash to store."""
    async with _turns:
        return await asyncio.to_thread(_hasher.hash, password)


async def verify_password(password: str, stored: str | None) -> bool:
    """Whether `password` is the one behind `stored`. Nobody's hash (None) costs as much time and is never right."""
    async with _turns:
        if stored is None:
            await asyncio.to_thread(_hasher.verify, password, await _hash_of_nobody())
            return False
        return await asyncio.to_thread(_hasher.verify, password, stored)


async def _hash_of_nobody() -> str:
    if not _nobodys:
        _nobodys.append(await asyncio.to_thread(_hasher.hash, "nobody's password"))
    return _nobodys[0]
