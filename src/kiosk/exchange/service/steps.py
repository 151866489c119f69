"""The steps of an import: read and look through, take into the catalogue, take back. Each is one transaction.

A step that is killed leaves nothing, and its job begins it anew; a step that was committed finds so and does nothing.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
from sqlalchemy import text

from kiosk.business.service import get_business
from kiosk.catalog.intake import Change, ProductIntake
from kiosk.catalog.service.imports import Intake
from kiosk.exchange.errors import Refused
from kiosk.exchange.rules import Mode, State
from kiosk.exchange.service.categories import Categories
from kiosk.exchange.service.passing import Pass
from kiosk.exchange.service.placing import place_again
from kiosk.exchange.service.staging import stage
from kiosk.exchange.service.taking_back import take_back_import, to_json
from kiosk.kernel.database import Database, Unit
from kiosk.kernel.files import FileStore
from kiosk.kernel.money import minor_digits
from kiosk.kernel.rows import copy_rows, fetch

_ONE_AT_A_TIME = 7203117
_UNCHANGED: Final = {"columns": None, "categories": None, "stock_cause": None}


@dataclass(frozen=True, slots=True)
class Place:
    """What a step works with: the database, and where brought tables lie."""

    database: Database
    files: FileStore


class Cancelled(Exception):  # noqa: N818 - somebody wanted it so
    """The import was cancelled while the step ran; nothing of the step is kept."""


async def read(place: Place, import_id: int) -> None:
    """Read the stored table and look through its rows. Raises Refused, Cancelled."""
    about = await _begin(place, import_id, State.READING, State.WAITING, State.READING)
    if about is None:
        return
    async with place.database.unit() as unit:
        await _have_alone(unit, import_id, State.READING)
        business = await get_business(unit.session)
        path = place.files.path(about.stored)
        try:
            summary = await stage(unit, import_id, path, minor_digits(business.currency))
        except Refused as refusal:
            await _keep_columns(place, import_id, refusal.params.pop("columns", []))
            raise
        await _total(place, import_id, summary["rows"])
        passing = Pass(unit, import_id, Categories(unit, dry=True), _progress(place, import_id))
        await passing.run()
        done = {**_UNCHANGED, "columns": orjson.dumps(summary["columns"]).decode()}
        await _end(unit, import_id, State.READING, State.READ, passing.counts, **done)
        await unit.commit()


async def apply(place: Place, import_id: int) -> None:
    """Take the rows into the catalogue: all of them or, if the person chose so, the good ones.

    Raises Refused, Cancelled, IntegrityError if somebody took an SKU or an address at the same moment.
    """
    about = await _begin(place, import_id, State.APPLYING, State.APPLYING)
    if about is None:
        return
    async with place.database.unit() as unit:
        await _have_alone(unit, import_id, State.APPLYING)
        business = await get_business(unit.session)
        intake = Intake(unit, locale=business.default_locale, actor_id=about.actor_id)

        async def save(products: Sequence[ProductIntake]) -> None:
            await _record(unit, import_id, await intake.save(products))

        categories = Categories(unit, dry=False)
        passing = Pass(unit, import_id, categories, _progress(place, import_id), save)
        await place_again(unit, import_id)
        await passing.run()
        if passing.counts["wrong"] and about.mode == Mode.ATOMIC:
            raise Refused("exchange.has-errors")
        cause = await intake.finish()
        done = {
            "columns": None,
            "categories": orjson.dumps(categories.made_ids).decode(),
            "stock_cause": cause,
        }
        await _end(unit, import_id, State.APPLYING, State.APPLIED, passing.counts, **done)
        await unit.commit()


async def undo(place: Place, import_id: int) -> None:
    """Make the catalogue and the stock what they were before an import.

    Raises Refused if something of it was changed, counted anew or sold since, Cancelled.
    """
    about = await _begin(place, import_id, State.UNDOING, State.UNDOING)
    if about is None:
        return
    async with place.database.unit() as unit:
        await _have_alone(unit, import_id, State.UNDOING)
        await take_back_import(unit, import_id, about, _progress(place, import_id))
        await _end(unit, import_id, State.UNDOING, State.UNDONE, about.counts, **_UNCHANGED)
        await unit.commit()


async def refuse(place: Place, import_id: int, back_to: State, reason: str, params: dict[str, Any]) -> None:
    """Note why a step could not be done."""
    values = {
        "id": import_id,
        "state": back_to,
        "refusal": orjson.dumps({"code": reason, "params": params}).decode(),
    }
    await place.database.direct.fetch(_REFUSE, values)


async def _begin(place: Place, import_id: int, state: State, *from_states: State) -> Any:
    """Mark that a step runs; None if it is done already or not wanted any more."""
    values = {"id": import_id, "state": state, "from": [each.value for each in from_states]}
    rows = await place.database.direct.fetch(_BEGIN, values)
    return rows[0] if rows else None


async def _have_alone(unit: Unit, import_id: int, during: State) -> None:
    """Let the transaction take minutes where others get seconds, and have it alone. Raises Cancelled if the step was
    done meanwhile, by a process whose worker had died.
    """
    for setting in (
        "statement_timeout = '15min'",
        "lock_timeout = '15min'",
        "plan_cache_mode = force_custom_plan",
    ):
        await unit.session.execute(text(f"SET LOCAL {setting}"))
    await unit.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
    rows = await fetch(unit.session, "SELECT state FROM imports WHERE id = %(id)s", {"id": import_id})
    if not rows or rows[0].state != during:
        raise Cancelled


async def _record(unit: Unit, import_id: int, changes: Sequence[Change]) -> None:
    rows = [(import_id, each.product_id, to_json(each)) for each in changes]
    await copy_rows(unit.session, _RECORD, rows)


async def _end(
    unit: Unit, import_id: int, during: State, state: State, counts: dict[str, int], **values: Any
) -> None:
    params = {
        "id": import_id,
        "during": during,
        "state": state,
        "counts": orjson.dumps(dict(counts)).decode(),
        "at": unit.now(),
        **values,
    }
    if not await fetch(unit.session, _END, params):
        raise Cancelled


def _progress(place: Place, import_id: int) -> Callable[[int], Awaitable[None]]:
    async def note(done: int) -> None:
        # On another connection, so that people see it before the transaction ends.
        await place.database.direct.fetch(_PROGRESS, {"id": import_id, "done": done})

    return note


async def _keep_columns(place: Place, import_id: int, columns: list[Any]) -> None:
    values = {"id": import_id, "columns": orjson.dumps(columns).decode()}
    await place.database.direct.fetch(_COLUMNS, values)


async def _total(place: Place, import_id: int, total: int) -> None:
    await place.database.direct.fetch(_TOTAL, {"id": import_id, "total": total})


_BEGIN: Final = """
UPDATE imports SET state = %(state)s, done = 0, refusal = NULL
WHERE id = %(id)s AND state = ANY(%(from)s::text[]) RETURNING stored, mode, actor_id, stock_cause, categories, counts
"""
_PROGRESS: Final = "UPDATE imports SET done = %(done)s WHERE id = %(id)s RETURNING id"
_COLUMNS: Final = "UPDATE imports SET columns = %(columns)s::jsonb WHERE id = %(id)s RETURNING id"
_TOTAL: Final = "UPDATE imports SET total = %(total)s WHERE id = %(id)s RETURNING id"
_END: Final = """
UPDATE imports SET state = %(state)s::text, counts = %(counts)s::jsonb, done = total,
    columns = COALESCE(%(columns)s::jsonb, columns), categories = COALESCE(%(categories)s::jsonb, categories),
    stock_cause = COALESCE(%(stock_cause)s::bigint, stock_cause),
    applied_at = CASE WHEN %(state)s::text = 'applied' THEN %(at)s ELSE applied_at END
WHERE id = %(id)s AND state = %(during)s RETURNING id
"""
_REFUSE: Final = """
UPDATE imports SET state = %(state)s, refusal = %(refusal)s::jsonb
WHERE id = %(id)s AND state <> 'cancelled' RETURNING id
"""
_RECORD: Final = "COPY import_changes (import_id, product_id, change) FROM STDIN"
