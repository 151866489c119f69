"""Updates that a bot has not confirmed yet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.telegram_emulator.clock import Clock
from kiosk.telegram_emulator.constants import (
    DEFAULT_UPDATE_LIFETIME,
    ID_EPOCH,
    OPT_IN_UPDATE_TYPES,
    UPDATE_LIFETIME,
)

QueueKey = tuple[str, int]


@dataclass(slots=True)
class QueuedUpdate:
    """An update that waits; ``key`` names the webhook queue in which the order is kept."""

    id: int
    type: str
    payload: dict[str, Any]
    key: QueueKey
    expires: float

    def body(self) -> dict[str, Any]:
        """Return the Bot API's Update object."""
        return {"update_id": self.id, self.type: self.payload}


class UpdateQueue:
    """The unconfirmed updates of one bot, oldest first. Ids grow for ever and begin from the wall clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.pending: dict[int, QueuedUpdate] = {}
        self.last_id = max(0, int(clock.time()) - ID_EPOCH) * 20
        self.on_push: list[Callable[[QueuedUpdate], None]] = []

    def push(self, kind: str, payload: dict[str, Any], key: QueueKey) -> QueuedUpdate:
        """Append an update and tell whoever delivers."""
        self.last_id += 1
        lifetime = UPDATE_LIFETIME.get(kind, DEFAULT_UPDATE_LIFETIME)
        update = QueuedUpdate(self.last_id, kind, payload, key, self._clock.time() + lifetime)
        self.pending[update.id] = update
        for listener in self.on_push:
            listener(update)
        return update

    def confirm_before(self, offset: int) -> None:
        """Forget the updates whose id is below ``offset``."""
        for update_id in list(self.pending):
            if update_id >= offset:
                break
            del self.pending[update_id]

    def keep_newest(self, count: int) -> None:
        """Forget all but the newest ``count`` updates."""
        for update_id in list(self.pending)[: max(0, len(self.pending) - count)]:
            del self.pending[update_id]

    def drop_expired(self) -> None:
        """Forget the updates that have waited too long."""
        now = self._clock.time()
        for update in [update for update in self.pending.values() if update.expires <= now]:
            del self.pending[update.id]


def is_wanted(kind: str, allowed: list[str] | None) -> bool:
    """Tell whether a bot with this ``allowed_updates`` gets updates of ``kind``."""
    return kind in allowed if allowed else kind not in OPT_IN_UPDATE_TYPES
