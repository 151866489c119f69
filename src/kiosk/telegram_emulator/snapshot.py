"""A world that survives a restart: chats, settings and files in one SQLite file."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from pydantic import TypeAdapter

from .delivery.queue import QueuedUpdate
from .files import StoredFile
from .records import Bot, Chat, Person

if TYPE_CHECKING:
    from .world import World

_SCHEMA = """
CREATE TABLE IF NOT EXISTS state (id INTEGER PRIMARY KEY CHECK (id = 1), body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    file_id TEXT PRIMARY KEY, unique_id TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL,
    mime TEXT NOT NULL, data BLOB NOT NULL, content BLOB NOT NULL
);
"""


@dataclass(slots=True)
class _State:
    """All that must be there again after a restart, except the files."""

    bots: list[Bot]
    people: list[Person]
    private: list[Chat]
    groups: list[Chat]
    last_message_ids: dict[int, int]
    last_update_ids: dict[int, int]
    pending: dict[int, list[QueuedUpdate]]
    inline_messages: dict[str, tuple[int, int, int]]
    invoice_links: dict[str, dict[str, Any]] = field(default_factory=dict)
    last_event: int = 0


_ADAPTER = TypeAdapter(_State)


def _gather(world: World) -> bytes:
    state = _State(
        bots=list(world.bots.values()),
        people=list(world.people.values()),
        private=list(world.private.values()),
        groups=list(world.groups.values()),
        last_message_ids=world.last_message_ids,
        last_update_ids={bot: queue.last_id for bot, queue in world.queues.items()},
        pending={bot: list(queue.pending.values()) for bot, queue in world.queues.items()},
        inline_messages=world.inline_messages,
        invoice_links=world.invoice_links,
        last_event=world.events.last,
    )
    return _ADAPTER.dump_json(state)


class Snapshot:
    """Writes a world into a file now and then, and reads it back."""

    def __init__(self, world: World, path: Path, every: float = 2.0) -> None:
        self._world, self._path, self._every = world, path, every
        self._task: asyncio.Task[None] | None = None
        self._saved_at: tuple[int, ...] = ()

    def load(self) -> bool:
        """Put what the file holds into the world; False when there is no file or it holds other bots."""
        if not self._path.exists():
            return False
        with contextlib.closing(sqlite3.connect(self._path)) as database:
            database.executescript(_SCHEMA)
            row = database.execute("SELECT body FROM state").fetchone()
            if row is None:
                return False
            state = _ADAPTER.validate_json(row[0])
            if {bot.token for bot in state.bots} != {bot.token for bot in self._world.bots.values()}:
                return False
            rows = database.execute("SELECT file_id, unique_id, kind, path, mime, data, content FROM files")
            for *columns, content in rows:
                stored = StoredFile(*columns)
                stored.content = orjson.loads(content)
                self._world.files.add(stored)
        self._restore(state)
        return True

    def _restore(self, state: _State) -> None:
        world = self._world
        for bot in state.bots:
            world.bots[bot.id] = bot
            queue = world.queues[bot.id]
            queue.last_id = max(queue.last_id, state.last_update_ids.get(bot.id, 0))
            queue.pending = {update.id: update for update in state.pending.get(bot.id, [])}
        world.people = {person.id: person for person in state.people}
        world.private = {(chat.owner_bot, chat.id): chat for chat in state.private}
        world.groups = {chat.id: chat for chat in state.groups}
        world.last_message_ids = state.last_message_ids
        world.inline_messages = state.inline_messages
        world.invoice_links = state.invoice_links
        world.events.last = state.last_event

    def save(self) -> None:
        """Write the world into the file."""
        self._write(_gather(self._world), self._fresh_files())

    def _fresh_files(self) -> list[tuple[Any, ...]]:
        files = [self._world.files.files.get(file_id) for file_id in self._world.files.fresh]
        self._world.files.fresh.clear()
        return [
            (one.file_id, one.unique_id, one.kind, one.path, one.mime, one.data, orjson.dumps(one.content))
            for one in files
            if one
        ]

    def _write(self, body: bytes, files: list[tuple[Any, ...]]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(self._path)) as database:
            database.executescript(_SCHEMA)
            with database:
                database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", files)
                database.execute("INSERT OR REPLACE INTO state VALUES (1, ?)", (body,))

    def start(self) -> None:
        """Save in the background whenever something has changed."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            marks = self._marks()
            if marks != self._saved_at:
                self._saved_at = marks
                body, files = _gather(self._world), self._fresh_files()
                await asyncio.to_thread(self._write, body, files)

    def _marks(self) -> tuple[int, ...]:
        """Return numbers that change whenever the world does."""
        queues = self._world.queues.values()
        return (
            self._world.events.last,
            self._world.calls.last,
            *(queue.last_id + len(queue.pending) for queue in queues),
        )

    async def stop(self) -> None:
        """Stop the background work and save once more."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        self.save()
