"""What a running process has at hand: passed to jobs, reactions and faces; never a global."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from kiosk.kernel.cache import Cache
from kiosk.kernel.clock import Clock
from kiosk.kernel.database import Database
from kiosk.kernel.files import FileStore
from kiosk.kernel.live import Live
from kiosk.kernel.settings import Settings

T = TypeVar("T")


@dataclass(slots=True)
class Runtime:
    """The technical services of one process, put together in `kiosk.app`.

    `ports` holds the adapters that higher rooms bring along (the bot's sender, for example), by their type.
    """

    settings: Settings
    database: Database
    files: FileStore
    cache: Cache
    live: Live
    clock: Clock
    ports: dict[type[Any], Any] = field(default_factory=dict)

    def port(self, kind: type[T]) -> T:
        """The adapter of `kind`; KeyError if this process runs without it."""
        adapter: T = self.ports[kind]
        return adapter
