"""Stock: taken and given back by conditional updates, with a movement row for every change.

A level is never read, decided about and written: one statement locks the rows in the order of their ids, changes
those that have enough and records the movements. So two buyers can't both get the last unit, and two orders with the
same products in different order can't wait for each other in a circle.
"""

from collections.abc import Collection, Mapping
from typing import Final, Literal

from kiosk.inventory.errors import LevelNotFound, OutOfStock, StockMoved
from kiosk.inventory.schemas import Level
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import Row, fetch

OpeningCause = Literal["initial", "import"]
TakingCause = Literal["order", "reinstatement"]
ReturnCause = Literal["cancellation", "recancellation"]


async def open_levels(
    unit: Unit,
    levels: Mapping[int, tuple[int, int]],
    cause: OpeningCause = "initial",
    actor_id: int | None = None,
) -> None:
    """Begin to count variants: {variant_id: (quantity, low_threshold)}.

    A level that opens at or below its threshold has crossed nothing, so nobody is told of it.
    """
    if not levels:
        return
    ids = sorted(levels)
    await fetch(
        unit.session,
        _OPEN,
        {
            "ids": ids,
            "quantities": [levels[each][0] for each in ids],
            "thresholds": [levels[each][1] for each in ids],
            "cause": cause,
            "actor_id": actor_id,
            "at": unit.now(),
        },
    )


async def set_on_hand(
    unit: Unit, variant_id: int, on_hand: int, actor_id: int | None, *, was: int | None = None
) -> Level:
    """Correct a level to what was counted on the shelf. Raises LevelNotFound.

    With `was` only a level that still is so is corrected; otherwise raises StockMoved and changes nothing. One that
    is `on_hand` already is nobody's loss: a repeated call, whose first answer was lost, goes through.
    """
    params = {"id": variant_id, "on_hand": on_hand, "was": was, "actor_id": actor_id, "at": unit.now()}
    rows = await fetch(unit.session, _SET, params)
    if not rows:
        raise LevelNotFound(variant_id=variant_id)
    if rows[0].on_hand is None:
        raise StockMoved(available=rows[0].before)
    return _level(rows[0])


async def adjust_levels(
    unit: Unit, variant_ids: Collection[int], actor_id: int | None, *, to: int | None = None, by: int = 0
) -> list[int]:
    """Bring many levels to one count (`to`), or add `by` units to each; gives the variants whose level changed."""
    params = {"ids": sorted(variant_ids), "to": to, "by": by, "actor_id": actor_id, "at": unit.now()}
    return [row.variant_id for row in await fetch(unit.session, _ADJUST, params)]


async def set_low_threshold(unit: Unit, variant_id: int, low_threshold: int) -> None:
    """Change at what level the staff is told. Raises LevelNotFound."""
    if not await fetch(unit.session, _SET_THRESHOLD, {"id": variant_id, "threshold": low_threshold}):
        raise LevelNotFound(variant_id=variant_id)


async def take(
    unit: Unit, quantities: Mapping[int, int], cause_id: int, cause: TakingCause = "order"
) -> list[Level]:
    """Take {variant_id: quantity} from the stock for an order, all of it or nothing.

    `cause_id` is the order; for a `reinstatement`, the event that took its cancellation back. Raises OutOfStock for
    the first variant that lacks units; nothing is written then.
    """
    rows = await fetch(unit.session, _TAKE, _moves(unit, quantities, cause_id, cause))
    available = {row.variant_id: row.before for row in rows}
    for variant_id in sorted(quantities):
        if available.get(variant_id, 0) < quantities[variant_id]:
            raise OutOfStock(
                variant_id=variant_id,
                requested=quantities[variant_id],
                available=available.get(variant_id, 0),
            )
    return [_level(row) for row in rows]


async def give_back(
    unit: Unit, quantities: Mapping[int, int], cause_id: int, cause: ReturnCause = "cancellation"
) -> list[Level]:
    """Return {variant_id: quantity} to the stock because an order was cancelled.

    `cause_id` is the order; for a `recancellation`, the event that cancelled it again. One cause gives each variant
    back once: a second attempt violates the movements' uniqueness (UniqueViolation).
    """
    rows = await fetch(unit.session, _GIVE_BACK, _moves(unit, quantities, cause_id, cause))
    return [_level(row) for row in rows]


def _moves(unit: Unit, quantities: Mapping[int, int], cause_id: int, cause: str) -> dict[str, object]:
    ids = sorted(quantities)
    if any(quantities[each] <= 0 for each in ids):
        raise ValueError("quantities are positive")
    return {
        "ids": ids,
        "quantities": [quantities[each] for each in ids],
        "cause": cause,
        "cause_id": cause_id,
        "at": unit.now(),
    }


def _level(row: Row) -> Level:
    return Level(row.variant_id, row.before, row.on_hand, row.low_threshold)


_OPEN: Final = """
WITH cause AS MATERIALIZED (SELECT nextval('stock_causes') AS id),
opened AS (
    INSERT INTO stock_levels (variant_id, on_hand, low_threshold, low_since)
    SELECT variant_id, quantity, threshold, CASE WHEN quantity <= threshold THEN %(at)s END
    FROM unnest(CAST(%(ids)s AS bigint[]), CAST(%(quantities)s AS int[]), CAST(%(thresholds)s AS int[]))
        AS wanted(variant_id, quantity, threshold)
    RETURNING variant_id, on_hand
)
INSERT INTO stock_movements (variant_id, delta, cause, cause_id, actor_id, moved_at)
SELECT variant_id, on_hand, CAST(%(cause)s AS varchar), cause.id, CAST(%(actor_id)s AS bigint), %(at)s
FROM opened CROSS JOIN cause WHERE on_hand <> 0
RETURNING variant_id
"""

# `locked` fixes the order of the locks and sees the newest rows, `enough` judges them together; the update still
# carries its own condition, and below it stands the CHECK of the table. The ids are named twice, for the index.
_TAKE: Final = """
WITH wanted AS (
    SELECT * FROM unnest(CAST(%(ids)s AS bigint[]), CAST(%(quantities)s AS int[])) AS w(variant_id, quantity)
),
locked AS MATERIALIZED (
    SELECT variant_id, on_hand AS before FROM stock_levels
    WHERE variant_id = ANY(CAST(%(ids)s AS bigint[]))
    ORDER BY variant_id FOR UPDATE
),
enough AS MATERIALIZED (
    SELECT count(*) FILTER (WHERE locked.before >= wanted.quantity) = count(*) AS yes
    FROM wanted LEFT JOIN locked USING (variant_id)
),
taken AS (
    UPDATE stock_levels AS level SET on_hand = level.on_hand - wanted.quantity
    FROM locked JOIN wanted USING (variant_id) CROSS JOIN enough
    WHERE level.variant_id = locked.variant_id AND enough.yes AND level.on_hand >= wanted.quantity
        AND level.variant_id = ANY(CAST(%(ids)s AS bigint[]))
    RETURNING level.variant_id, level.on_hand, level.low_threshold, wanted.quantity
),
moved AS (
    INSERT INTO stock_movements (variant_id, delta, cause, cause_id, moved_at)
    SELECT variant_id, -quantity, CAST(%(cause)s AS varchar), %(cause_id)s, %(at)s FROM taken
)
SELECT locked.variant_id, locked.before, taken.on_hand, taken.low_threshold
FROM locked LEFT JOIN taken USING (variant_id) ORDER BY 1
"""
_GIVE_BACK: Final = """
WITH wanted AS (
    SELECT * FROM unnest(CAST(%(ids)s AS bigint[]), CAST(%(quantities)s AS int[])) AS w(variant_id, quantity)
),
locked AS MATERIALIZED (
    SELECT variant_id, on_hand AS before FROM stock_levels
    WHERE variant_id = ANY(CAST(%(ids)s AS bigint[]))
    ORDER BY variant_id FOR UPDATE
),
moved AS (
    INSERT INTO stock_movements (variant_id, delta, cause, cause_id, moved_at)
    SELECT variant_id, quantity, CAST(%(cause)s AS varchar), %(cause_id)s, %(at)s
    FROM locked JOIN wanted USING (variant_id)
)
UPDATE stock_levels AS level SET on_hand = level.on_hand + wanted.quantity,
    low_since = CASE WHEN level.on_hand + wanted.quantity <= level.low_threshold THEN level.low_since END
FROM locked JOIN wanted USING (variant_id)
WHERE level.variant_id = locked.variant_id AND level.variant_id = ANY(CAST(%(ids)s AS bigint[]))
RETURNING level.variant_id, locked.before, level.on_hand, level.low_threshold
"""
_SET: Final = """
WITH locked AS MATERIALIZED (
    SELECT variant_id, on_hand AS before, COALESCE(on_hand IN (%(was)s::int, %(on_hand)s), true) AS as_seen
    FROM stock_levels WHERE variant_id = %(id)s FOR UPDATE
),
moved AS (
    INSERT INTO stock_movements (variant_id, delta, cause, cause_id, actor_id, moved_at)
    SELECT variant_id, %(on_hand)s - before, 'adjustment', nextval('stock_causes'),
        CAST(%(actor_id)s AS bigint), %(at)s
    FROM locked WHERE as_seen AND before <> %(on_hand)s
),
corrected AS (
    UPDATE stock_levels AS level SET on_hand = %(on_hand)s,
        low_since = CASE WHEN %(on_hand)s <= level.low_threshold THEN level.low_since END
    FROM locked WHERE level.variant_id = locked.variant_id AND locked.as_seen
    RETURNING level.variant_id, level.on_hand, level.low_threshold
)
SELECT locked.variant_id, locked.before, corrected.on_hand, corrected.low_threshold
FROM locked LEFT JOIN corrected USING (variant_id)
"""
_ADJUST: Final = """
WITH locked AS MATERIALIZED (
    SELECT variant_id, on_hand AS before, COALESCE(%(to)s::int, on_hand + %(by)s::int) AS after
    FROM stock_levels WHERE variant_id = ANY(%(ids)s::bigint[]) ORDER BY variant_id FOR UPDATE
),
cause AS MATERIALIZED (SELECT nextval('stock_causes') AS id),
moved AS (
    INSERT INTO stock_movements (variant_id, delta, cause, cause_id, actor_id, moved_at)
    SELECT variant_id, after - before, 'adjustment', cause.id, %(actor_id)s::bigint, %(at)s
    FROM locked CROSS JOIN cause WHERE after <> before
)
UPDATE stock_levels AS level SET on_hand = locked.after,
    low_since = CASE WHEN locked.after <= level.low_threshold THEN level.low_since END
FROM locked WHERE level.variant_id = locked.variant_id AND locked.after <> locked.before
    AND level.variant_id = ANY(%(ids)s::bigint[])
RETURNING level.variant_id
"""
_SET_THRESHOLD: Final = """
UPDATE stock_levels SET low_threshold = %(threshold)s,
    low_since = CASE WHEN on_hand <= %(threshold)s THEN low_since END
WHERE variant_id = %(id)s RETURNING variant_id
"""
