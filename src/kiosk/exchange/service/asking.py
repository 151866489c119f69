"""What people ask of an import: take it in, take it back, read it otherwise, leave it."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import text

from kiosk.exchange.errors import NotNow, Refused, UnknownMeaning
from kiosk.exchange.headers import is_meaning
from kiosk.exchange.queries import get_import
from kiosk.exchange.rules import Mode, State, fold
from kiosk.exchange.service.staging import LOCK
from kiosk.kernel.database import Unit
from kiosk.kernel.jobs import DeferredJob
from kiosk.kernel.rows import fetch

_CANCELLABLE = (State.WAITING, State.READING, State.READ, State.APPLYING, State.REFUSED)


async def ask_to_apply(unit: Unit, import_id: int, mode: Mode) -> None:
    """Have the rows taken into the catalogue: all of them or none, or the good ones.

    Raises ImportNotFound, NotNow, Refused if the dry run found that there is nothing to do in this mode.
    """
    about = await get_import(unit.session, import_id)
    counts = about.counts
    if about.state == State.READ:
        if mode is Mode.ATOMIC and counts["wrong"]:
            raise Refused("exchange.has-errors")
        if counts["rows"] == counts["wrong"] + counts["skipped"]:
            raise Refused("exchange.nothing-good")
    await _move(unit, import_id, State.READ, State.APPLYING, mode=mode)
    unit.defer(DeferredJob("exchange.apply", {"import_id": import_id}, lock=LOCK))


async def ask_to_undo(unit: Unit, import_id: int) -> None:
    """Have an applied import taken back. Raises ImportNotFound, NotNow; the job may refuse yet."""
    if (await get_import(unit.session, import_id)).stored is None:
        raise NotNow  # its way back is forgotten
    await _move(unit, import_id, State.APPLIED, State.UNDOING)
    unit.defer(DeferredJob("exchange.undo", {"import_id": import_id}, lock=LOCK))


async def cancel(unit: Unit, import_id: int) -> None:
    """Leave an import that isn't finished; a step that runs is given up at its end. Raises ImportNotFound, NotNow."""
    await get_import(unit.session, import_id)
    values = {"id": import_id, "from": [each.value for each in _CANCELLABLE]}
    if not await fetch(unit.session, _CANCEL, values):
        raise NotNow


async def read_otherwise(unit: Unit, import_id: int, meanings: Mapping[str, str]) -> None:
    """Have headers mean what a person says, in this table and from now on: {header: meaning}; read it again.

    Raises ImportNotFound, NotNow, UnknownMeaning.
    """
    about = await get_import(unit.session, import_id)
    for header, meaning in sorted(meanings.items()):
        if not is_meaning(meaning):
            raise UnknownMeaning(value=meaning)
        await unit.session.execute(_REMEMBER, {"header": fold(header), "meaning": meaning})
    if about.stored is None:
        raise NotNow
    await _move(unit, import_id, (State.READ, State.REFUSED), State.WAITING)
    unit.defer(DeferredJob("exchange.read", {"import_id": import_id}, lock=LOCK))


async def _move(
    unit: Unit, import_id: int, before: State | tuple[State, ...], state: State, mode: Mode | None = None
) -> None:
    states = before if isinstance(before, tuple) else (before,)
    values = {"id": import_id, "state": state, "mode": mode, "from": [each.value for each in states]}
    if not await fetch(unit.session, _MOVE, values):
        raise NotNow


_MOVE: Final = """
UPDATE imports SET state = %(state)s, mode = COALESCE(%(mode)s::text, mode), refusal = NULL, done = 0
WHERE id = %(id)s AND state = ANY(%(from)s::text[]) RETURNING id
"""
_CANCEL: Final = """
UPDATE imports SET state = 'cancelled' WHERE id = %(id)s AND state = ANY(%(from)s::text[]) RETURNING id
"""
_REMEMBER: Final = text(
    "INSERT INTO import_columns (header, meaning) VALUES (:header, :meaning)"
    " ON CONFLICT (header) DO UPDATE SET meaning = excluded.meaning"
)
