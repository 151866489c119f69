"""Taking an import back: what it changed is restored, what it made leaves the shop, unless life went on since."""

from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any, Final

import orjson
from sqlalchemy import text

from kiosk.catalog.errors import CategoryNotEmpty, CategoryNotFound
from kiosk.catalog.intake import Change
from kiosk.catalog.service import delete_category
from kiosk.catalog.service.imports_back import take_back
from kiosk.exchange.errors import Refused
from kiosk.exchange.queries import sold_since
from kiosk.inventory import imports as stock
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch

_AT_ONCE = 1_000


async def take_back_import(
    unit: Unit, import_id: int, about: Any, progress: Callable[[int], Awaitable[None]]
) -> None:
    """Undo the import, in the unit's transaction. Raises Refused; nothing may be committed then."""
    session = unit.session
    if await fetch(session, _LATER, {"id": import_id}):
        raise Refused("exchange.not-the-last")
    for setting in ("enable_seqscan = off", "enable_mergejoin = off", "plan_cache_mode = force_generic_plan"):
        await session.execute(text(f"SET LOCAL {setting}"))
    last = done = 0
    thresholds: dict[int, tuple[int, int]] = {}
    while rows := await fetch(session, _CHANGES, {"id": import_id, "after": last, "limit": _AT_ONCE}):
        changes = [from_json(row.product_id, row.change) for row in rows]
        sold = await sold_since(session, [each for change in changes for each in change.added])
        if sold is not None:
            raise Refused("exchange.sold-since", value=sold)
        touched = await take_back(unit, changes)
        if touched:
            raise Refused("exchange.changed-since", value=await _name(unit, touched[0]))
        thresholds.update(item for change in changes for item in change.thresholds.items())
        last, done = rows[-1].product_id, done + len(rows)
        await progress(done)
    for category_id in reversed(about.categories):
        await _delete_if_empty(unit, category_id)
    await session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    if about.stock_cause is not None:
        new_cause = await stock.draw_cause(unit)
        stuck = await stock.take_back(unit, about.stock_cause, new_cause, about.actor_id, thresholds)
        if stuck:
            sku = (await fetch(session, _SKU, {"id": stuck[0]}))[0].sku
            raise Refused("exchange.changed-since", value=sku)


async def _delete_if_empty(unit: Unit, category_id: int) -> None:
    try:
        await delete_category(unit, category_id)
    except (CategoryNotEmpty, CategoryNotFound):
        return  # somebody uses it, or took it away already


async def _name(unit: Unit, product_id: int) -> str:
    rows = await fetch(unit.session, "SELECT name FROM products WHERE id = %(id)s", {"id": product_id})
    name: str = rows[0].name
    return name


def to_json(change: Change) -> str:
    """A change as it is stored; amounts are texts."""
    plain = {
        "version": change.version,
        "before": change.before,
        "prices": {id_: [str(p), None if o is None else str(o)] for id_, (p, o) in change.prices.items()},
        "thresholds": change.thresholds,
        "added": change.added,
    }
    return orjson.dumps(plain, option=orjson.OPT_NON_STR_KEYS).decode()


def from_json(product_id: int, stored: dict[str, Any]) -> Change:
    """The change that was stored."""
    prices = {
        int(id_): (Decimal(price), None if old is None else Decimal(old))
        for id_, (price, old) in stored["prices"].items()
    }
    # Imports of earlier versions changed no thresholds.
    thresholds = {int(id_): (former, now) for id_, (former, now) in stored.get("thresholds", {}).items()}
    return Change(product_id, stored["version"], stored["before"], prices, thresholds, tuple(stored["added"]))


_LATER: Final = """
SELECT 1 FROM imports later JOIN imports this ON this.id = %(id)s
WHERE later.state IN ('applied', 'undoing') AND later.id <> this.id AND later.applied_at >= this.applied_at
    AND (later.applied_at > this.applied_at OR later.id > this.id) LIMIT 1
"""
_CHANGES: Final = """
SELECT product_id, change FROM import_changes WHERE import_id = %(id)s AND product_id > %(after)s
ORDER BY product_id LIMIT %(limit)s
"""
_SKU: Final = "SELECT sku FROM product_variants WHERE id = %(id)s"
