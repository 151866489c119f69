"""The conversation's state, kept in the transaction of the update that changes it.

So a state, the cart and the order become true together, survive kill -9 and deploys, and an update that is handled
again finds the state as it was before.
"""

from collections.abc import Mapping
from typing import Any, Final

import orjson
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from kiosk.kernel.database import Unit
from kiosk.kernel.inbox import without_null
from kiosk.kernel.rows import fetch


class Conversation(BaseStorage):
    """aiogram's storage for one update: read with the person, written once, at the end of the unit."""

    def __init__(self, state: str | None, data: dict[str, Any]) -> None:
        self._state = state
        self._data = data
        self._stored = (state, orjson.dumps(data))

    def context(self, bot_id: int, chat_id: int, user_id: int) -> FSMContext:
        """What handlers get as `state`."""
        return FSMContext(self, StorageKey(bot_id=bot_id, chat_id=chat_id, user_id=user_id))

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:  # noqa: ARG002
        """Set the state."""
        self._state = state.state if isinstance(state, State) else state

    async def get_state(self, key: StorageKey) -> str | None:  # noqa: ARG002
        """The state."""
        return self._state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Replace the data."""
        self._data = dict(data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:  # noqa: ARG002
        """A copy of the data."""
        return dict(self._data)

    async def close(self) -> None:
        """Nothing is open."""

    async def flush(self, unit: Unit, key: StorageKey) -> None:
        """Write the conversation if it has changed; one that says nothing is forgotten."""
        encoded = orjson.dumps(self._data)
        if (self._state, encoded) == self._stored:
            return
        place = {"bot": key.bot_id, "chat": key.chat_id, "user": key.user_id}
        if self._state is None and not self._data:
            await fetch(unit.session, _FORGET, place)
            return
        data = without_null(encoded.decode())
        await fetch(unit.session, _STORE, {**place, "state": self._state, "data": data, "at": unit.now()})


_FORGET: Final = """
DELETE FROM conversations WHERE bot_id = %(bot)s AND chat_id = %(chat)s AND user_id = %(user)s RETURNING 1
"""
_STORE: Final = """
INSERT INTO conversations (bot_id, chat_id, user_id, state, data, updated_at)
VALUES (%(bot)s, %(chat)s, %(user)s, %(state)s, %(data)s::jsonb, %(at)s)
ON CONFLICT (bot_id, chat_id, user_id) DO UPDATE SET
    state = EXCLUDED.state, data = EXCLUDED.data, updated_at = EXCLUDED.updated_at
RETURNING 1
"""
