"""Stock of many variants at once, as a counted list says it, and its way back."""

from collections.abc import Mapping
from itertools import islice
from typing import Final

from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch

_AT_ONCE = 5_000


async def draw_cause(unit: Unit) -> int:
    """The number that all movements of one import name as their cause."""
    rows = await fetch(unit.session, "SELECT nextval('stock_causes') AS id")
    number: int = rows[0].id
    return number


async def count_in(
    unit: Unit, quantities: Mapping[int, int], cause_id: int, low_threshold: int, actor_id: int | None
) -> None:
    """Make these the levels of variants: {variant_id: quantity}, in the order of their ids.

    A variant that was not counted before gets `low_threshold`. Every level that changes has one movement of the
    cause `import`; one cause moves a variant once.
    """
    ids = iter(sorted(quantities))
    while part := list(islice(ids, _AT_ONCE)):
        params = {
            "ids": part,
            "quantities": [quantities[each] for each in part],
            "threshold": low_threshold,
            "cause_id": cause_id,
            "actor_id": actor_id,
            "at": unit.now(),
        }
        opened = {row.variant_id for row in await fetch(unit.session, _OPEN, params)}
        if len(opened) < len(part):
            rest = [each for each in part if each not in opened]
            counted = {"ids": rest, "quantities": [quantities[each] for each in rest]}
            await fetch(unit.session, _COUNT, {**params, **counted})


async def take_back(unit: Unit, cause_id: int, new_cause_id: int, actor_id: int | None) -> list[int]:
    """Undo every movement of an import; sales since then stay sold.

    Gives the variants for which that can't be done, because they were counted anew since or fewer are left than
    the import had added. The caller must not commit then.
    """
    params = {"cause_id": cause_id, "new_cause_id": new_cause_id, "actor_id": actor_id, "at": unit.now()}
    stuck = await fetch(unit.session, _STUCK, params)
    if not stuck:
        await fetch(unit.session, _TAKE_BACK, params)
    return [row.variant_id for row in stuck]


# One that is opened low is no news.
_OPEN: Final = """
WITH opened AS (
    INSERT INTO stock_levels (variant_id, on_hand, low_threshold, low_since)
    SELECT variant_id, quantity, %(threshold)s, CASE WHEN quantity <= %(threshold)s THEN %(at)s::timestamptz END
    FROM unnest(CAST(%(ids)s AS bigint[]), CAST(%(quantities)s AS int[])) AS wanted(variant_id, quantity)
    ORDER BY variant_id
    ON CONFLICT (variant_id) DO NOTHING
    RETURNING variant_id, on_hand
),
moved AS (
    INSERT INTO stock_movements (variant_id, delta, cause, cause_id, actor_id, moved_at)
    SELECT variant_id, on_hand, 'import', %(cause_id)s, CAST(%(actor_id)s AS bigint), %(at)s
    FROM opened WHERE on_hand <> 0 ORDER BY variant_id
)
SELECT variant_id FROM opened
"""
# A level that rises above its threshold can be reported low again.
_COUNT: Final = """
WITH locked AS MATERIALIZED (
    SELECT level.variant_id, level.on_hand AS before, wanted.quantity
    FROM unnest(CAST(%(ids)s AS bigint[]), CAST(%(quantities)s AS int[])) AS wanted(variant_id, quantity)
    JOIN stock_levels AS level USING (variant_id)
    ORDER BY level.variant_id FOR UPDATE OF level
),
moved AS (
    INSERT INTO stock_movements (variant_id, delta, cause, cause_id, actor_id, moved_at)
    SELECT variant_id, quantity - before, 'import', %(cause_id)s, CAST(%(actor_id)s AS bigint), %(at)s
    FROM locked WHERE quantity <> before
)
UPDATE stock_levels AS level SET on_hand = locked.quantity,
    low_since = CASE WHEN locked.quantity <= level.low_threshold THEN COALESCE(level.low_since,
        CASE WHEN locked.before <= level.low_threshold THEN %(at)s END) END
FROM locked WHERE level.variant_id = locked.variant_id AND level.variant_id = ANY(CAST(%(ids)s AS bigint[]))
RETURNING level.variant_id
"""
_STUCK: Final = """
WITH moved AS MATERIALIZED (
    SELECT id, variant_id, delta FROM stock_movements WHERE cause = 'import' AND cause_id = %(cause_id)s
),
locked AS MATERIALIZED (
    SELECT level.variant_id, level.on_hand FROM stock_levels AS level
    WHERE variant_id IN (SELECT variant_id FROM moved) ORDER BY variant_id FOR UPDATE
)
SELECT variant_id FROM moved JOIN locked USING (variant_id)
WHERE on_hand < delta OR EXISTS (
    SELECT FROM stock_movements later WHERE later.variant_id = moved.variant_id AND later.id > moved.id
        AND later.cause IN ('adjustment', 'import'))
ORDER BY variant_id
"""
_TAKE_BACK: Final = """
WITH back AS MATERIALIZED (
    SELECT variant_id, delta FROM stock_movements WHERE cause = 'import' AND cause_id = %(cause_id)s
),
moved AS (
    INSERT INTO stock_movements (variant_id, delta, cause, cause_id, actor_id, moved_at)
    SELECT variant_id, -delta, 'import', %(new_cause_id)s, CAST(%(actor_id)s AS bigint), %(at)s FROM back
)
UPDATE stock_levels AS level SET on_hand = level.on_hand - back.delta,
    low_since = CASE WHEN level.on_hand - back.delta <= level.low_threshold THEN COALESCE(level.low_since, %(at)s) END
FROM back WHERE level.variant_id = back.variant_id
RETURNING level.variant_id
"""
