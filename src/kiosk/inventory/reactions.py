"""Watching the shelves: the staff hears of low stock once for each time it runs low."""

from sqlalchemy import text

from kiosk.facts import StockLow
from kiosk.kernel.database import Unit
from kiosk.kernel.jobs import schedule
from kiosk.kernel.runtime import Runtime


@schedule("inventory.watch-low-stock", "*/5 * * * *")
async def watch_low_stock(runtime: Runtime) -> None:
    """Every five minutes."""
    async with runtime.database.unit() as unit:
        await report_low_stock(unit)
        await unit.commit()


async def report_low_stock(unit: Unit) -> int:
    """Publish StockLow for every level that went below its threshold since it was above; gives how many.

    `low_since` marks a crossing as told. It is cleared when the level rises above the threshold again (see service).
    """
    rows = (await unit.session.execute(_MARK, {"at": unit.now()})).all()
    for row in rows:
        unit.publish(StockLow(variant_id=row.variant_id, on_hand=row.on_hand, threshold=row.low_threshold))
    return len(rows)


# Locks in the order of ids, as everybody does who changes several levels.
_MARK = text(
    """
    WITH crossed AS MATERIALIZED (
        SELECT variant_id FROM stock_levels
        WHERE on_hand <= low_threshold AND low_since IS NULL
        ORDER BY variant_id FOR UPDATE
    )
    UPDATE stock_levels AS level SET low_since = :at FROM crossed
    WHERE level.variant_id = crossed.variant_id AND level.on_hand <= level.low_threshold
    RETURNING level.variant_id, level.on_hand, level.low_threshold
    """
)
