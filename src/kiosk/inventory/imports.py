"""Stock of many variants at once, as a counted list says it, and its way back."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Final

from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch

_AT_ONCE = 5_000


async def draw_cause(unit: Unit) -> int:
    """The number that all movements of one import name as their cause."""
    rows = await fetch(unit.session, "SELECT nextval('stock_causes') AS id")
    number: int = rows[0].id
    return number


async def count_in(
    unit: Unit,
    quantities: Mapping[int, int],
    thresholds: Mapping[int, int],
    cause_id: int,
    usual_threshold: int,
    actor_id: int | None,
) -> None:
    """Make these the levels of variants and what counts as low, by variant, in the order of their ids.

    A variant that was not counted before gets `usual_threshold` if `thresholds` has none. Every level that changes
    has one movement of the cause `import`; one cause moves a variant once.
    """

    def wanted(ids: Sequence[int]) -> dict[str, Any]:
        return {
            "ids": ids,
            "quantities": [quantities.get(each) for each in ids],
            "thresholds": [thresholds.get(each) for each in ids],
        }

    ids = iter(sorted(quantities.keys() | thresholds.keys()))
    about = {"usual": usual_threshold, "cause_id": cause_id, "actor_id": actor_id, "at": unit.now()}
    while part := list(islice(ids, _AT_ONCE)):
        opened = {row.variant_id for row in await fetch(unit.session, _OPEN, {**about, **wanted(part)})}
        if len(opened) < len(part):
            rest = [each for each in part if each not in opened]
            await fetch(unit.session, _COUNT, {**about, **wanted(rest)})


async def take_back(
    unit: Unit,
    cause_id: int,
    new_cause_id: int,
    actor_id: int | None,
    thresholds: Mapping[int, tuple[int, int]],
) -> list[int]:
    """Undo every movement of an import, and its `thresholds`: {variant_id: (former, present)}. Sales since then stay
    sold.

    Gives the variants for which that can't be done, because they were counted anew or got another threshold since,
    or fewer are left than the import had added. The caller must not commit then.
    """
    params = {
        "cause_id": cause_id,
        "new_cause_id": new_cause_id,
        "actor_id": actor_id,
        "at": unit.now(),
        "ids": list(thresholds),
        "former": [former for former, _ in thresholds.values()],
        "present": [present for _, present in thresholds.values()],
    }
    stuck = await fetch(unit.session, _STUCK, params)
    if not stuck:
        await fetch(unit.session, _RESTORE_THRESHOLDS, params)
        await fetch(unit.session, _TAKE_BACK, params)
    return [row.variant_id for row in stuck]


# One that is opened low is no news.
_OPEN: Final = """
WITH opened AS (
    INSERT INTO stock_levels (variant_id, on_hand, low_threshold, low_since)
    SELECT variant_id, quantity, threshold, CASE WHEN quantity <= threshold THEN %(at)s::timestamptz END
    FROM (
        SELECT variant_id, COALESCE(quantity, 0) AS quantity, COALESCE(threshold, %(usual)s::int) AS threshold
        FROM unnest(CAST(%(ids)s AS bigint[]), CAST(%(quantities)s AS int[]), CAST(%(thresholds)s AS int[]))
            AS given(variant_id, quantity, threshold)
    ) AS wanted
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
    SELECT level.variant_id, level.on_hand AS before, COALESCE(wanted.quantity, level.on_hand) AS quantity,
        COALESCE(wanted.threshold, level.low_threshold) AS threshold
    FROM unnest(CAST(%(ids)s AS bigint[]), CAST(%(quantities)s AS int[]), CAST(%(thresholds)s AS int[]))
        AS wanted(variant_id, quantity, threshold)
    JOIN stock_levels AS level USING (variant_id)
    ORDER BY level.variant_id FOR UPDATE OF level
),
moved AS (
    INSERT INTO stock_movements (variant_id, delta, cause, cause_id, actor_id, moved_at)
    SELECT variant_id, quantity - before, 'import', %(cause_id)s, CAST(%(actor_id)s AS bigint), %(at)s
    FROM locked WHERE quantity <> before
)
UPDATE stock_levels AS level SET on_hand = locked.quantity, low_threshold = locked.threshold,
    low_since = CASE WHEN locked.quantity <= locked.threshold THEN COALESCE(level.low_since,
        CASE WHEN locked.before <= level.low_threshold AND locked.quantity <> locked.before THEN %(at)s END) END
FROM locked WHERE level.variant_id = locked.variant_id AND level.variant_id = ANY(CAST(%(ids)s AS bigint[]))
RETURNING level.variant_id
"""
_STUCK: Final = """
WITH moved AS MATERIALIZED (
    SELECT id, variant_id, delta FROM stock_movements WHERE cause = 'import' AND cause_id = %(cause_id)s
),
locked AS MATERIALIZED (
    SELECT level.variant_id, level.on_hand, level.low_threshold FROM stock_levels AS level
    WHERE variant_id IN (SELECT variant_id FROM moved UNION SELECT unnest(%(ids)s::bigint[]))
    ORDER BY variant_id FOR UPDATE
)
SELECT variant_id FROM moved JOIN locked USING (variant_id)
WHERE on_hand < delta OR EXISTS (
    SELECT FROM stock_movements later WHERE later.variant_id = moved.variant_id AND later.id > moved.id
        AND later.cause IN ('adjustment', 'import'))
UNION
SELECT variant_id FROM unnest(%(ids)s::bigint[], %(present)s::int[]) AS own(variant_id, threshold)
JOIN locked USING (variant_id) WHERE low_threshold <> threshold
ORDER BY variant_id
"""
_RESTORE_THRESHOLDS: Final = """
UPDATE stock_levels AS level SET low_threshold = own.threshold,
    low_since = CASE WHEN level.on_hand <= own.threshold THEN level.low_since END
FROM unnest(%(ids)s::bigint[], %(former)s::int[]) AS own(variant_id, threshold)
WHERE level.variant_id = own.variant_id AND level.variant_id = ANY(%(ids)s::bigint[])
RETURNING level.variant_id
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
