"""Carts: one for each customer, in the database, so it is the same on every face and after every restart.

A cart promises nothing: stock is taken when the order is placed.
"""

from typing import Final

from kiosk.carts.errors import CartFull, LineNotFound, QuantityTooLarge, VariantNotForSale
from kiosk.carts.rules import MAX_LINES, MAX_QUANTITY
from kiosk.carts.schemas import Added
from kiosk.catalog.queries import variants_for_sale
from kiosk.inventory.errors import OutOfStock
from kiosk.kernel.database import Unit
from kiosk.kernel.money import Money
from kiosk.kernel.rows import fetch


async def add(unit: Unit, account_id: int, variant_id: int, quantity: int = 1) -> Added:
    """Put `quantity` more of a variant into the cart; gives what is there now.

    Raises VariantNotForSale, OutOfStock (more than there are), QuantityTooLarge (over 999), CartFull (over 50
    lines; two presses at the very same moment may go over it by one).
    """
    if quantity < 1:
        raise ValueError("a quantity is positive")
    params = {
        "account_id": account_id,
        "variant_id": variant_id,
        "quantity": min(quantity, MAX_QUANTITY + 1),
        "most": MAX_QUANTITY,
        "lines": MAX_LINES,
        "at": unit.now(),
    }
    rows = await fetch(unit.session, _ADD, params)
    if rows:
        row = rows[0]
        return Added(row.quantity, row.count, Money(row.total, row.currency))
    await _explain(unit, account_id, variant_id, quantity)
    raise CartFull(limit=MAX_LINES)


async def _explain(unit: Unit, account_id: int, variant_id: int, quantity: int) -> None:
    """Find out why nothing was added, and refuse."""
    variant = (await variants_for_sale(unit.session, [variant_id])).get(variant_id)
    if variant is None or not variant.sellable:
        raise VariantNotForSale
    had = await _quantity(unit, account_id, variant_id)
    _refuse_more(variant_id, (had or 0) + quantity, variant.on_hand)


async def set_quantity(unit: Unit, account_id: int, variant_id: int, quantity: int) -> int:
    """Have exactly `quantity` of a variant in the cart, none for 0 or less; gives how many are there now.

    More than there are is refused; fewer than before is always allowed. Raises LineNotFound, OutOfStock,
    QuantityTooLarge.
    """
    if quantity < 1:
        await remove(unit, account_id, variant_id)
        return 0
    params = {
        "account_id": account_id,
        "variant_id": variant_id,
        "quantity": min(quantity, MAX_QUANTITY + 1),
        "most": MAX_QUANTITY,
    }
    if not await fetch(unit.session, _SET, params):
        if await _quantity(unit, account_id, variant_id) is None:
            raise LineNotFound
        available = await fetch(unit.session, _AVAILABLE, {"variant_id": variant_id})
        _refuse_more(variant_id, quantity, available[0].on_hand if available else 0)
    return quantity


async def remove(unit: Unit, account_id: int, variant_id: int) -> bool:
    """Take a variant out of the cart; gives whether it was there."""
    return bool(await fetch(unit.session, _REMOVE, {"account_id": account_id, "variant_id": variant_id}))


async def clear(unit: Unit, account_id: int) -> int:
    """Empty the cart; gives how many lines it had."""
    return len(await fetch(unit.session, _CLEAR, {"account_id": account_id}))


async def lock_lines(unit: Unit, account_id: int) -> dict[int, int]:
    """What is in the cart, {variant_id: quantity}, in the order in which it was put there.

    Nobody else changes these lines until the unit of work is over.
    Of two confirmations at the same time the second waits for the first, and finds the cart that it left.
    """
    rows = await fetch(unit.session, _LOCK, {"account_id": account_id})
    return {row.variant_id: row.quantity for row in rows}


async def acknowledge(unit: Unit, account_id: int) -> None:
    """The customer has seen today's prices: those are the ones that a later change is measured against."""
    await fetch(unit.session, _ACKNOWLEDGE, {"account_id": account_id})


def _refuse_more(variant_id: int, wanted: int, available: int) -> None:
    if wanted > available:
        raise OutOfStock(variant_id=variant_id, requested=wanted, available=available)
    if wanted > MAX_QUANTITY:
        raise QuantityTooLarge(limit=MAX_QUANTITY)


async def _quantity(unit: Unit, account_id: int, variant_id: int) -> int | None:
    rows = await fetch(unit.session, _FIND, {"account_id": account_id, "variant_id": variant_id})
    return rows[0].quantity if rows else None


# One statement for the step that a shop does most: what is for sale, how much of it, and what the cart holds then.
# `others` are the cart's other lines, because a statement does not see the rows that it writes.
_ADD: Final = """
WITH wanted AS (
    SELECT v.id AS variant_id, v.price, LEAST(level.on_hand, %(most)s) AS most
    FROM product_variants v
    JOIN products p ON p.id = v.product_id AND p.is_active AND p.deleted_at IS NULL
    JOIN stock_levels level ON level.variant_id = v.id
    WHERE v.id = %(variant_id)s AND v.is_active
),
others AS (
    SELECT count(*) AS lines, COALESCE(sum(line.quantity) FILTER (WHERE buyable), 0) AS count,
        COALESCE(sum(line.quantity * v.price) FILTER (WHERE buyable), 0) AS total
    FROM cart_lines line
    JOIN product_variants v ON v.id = line.variant_id
    JOIN products p ON p.id = v.product_id
    LEFT JOIN stock_levels level ON level.variant_id = v.id
    CROSS JOIN LATERAL (
        SELECT v.is_active AND p.is_active AND p.deleted_at IS NULL AND level.on_hand > 0 AS buyable
    ) state
    WHERE line.account_id = %(account_id)s AND line.variant_id <> %(variant_id)s
),
added AS (
    INSERT INTO cart_lines AS line (account_id, variant_id, quantity, price_seen, added_at)
    SELECT %(account_id)s, wanted.variant_id, %(quantity)s, wanted.price, %(at)s
    FROM wanted CROSS JOIN others
    WHERE %(quantity)s <= wanted.most AND others.lines < %(lines)s
    ON CONFLICT (account_id, variant_id) DO UPDATE
    SET quantity = line.quantity + excluded.quantity, price_seen = excluded.price_seen
    WHERE line.quantity + excluded.quantity <= (SELECT most FROM wanted)
    RETURNING line.quantity, line.price_seen
)
SELECT added.quantity, (others.count + added.quantity)::int AS count,
    others.total + added.quantity * added.price_seen AS total, b.currency
FROM added CROSS JOIN others CROSS JOIN business b
"""
_SET: Final = """
UPDATE cart_lines AS line SET quantity = %(quantity)s
FROM stock_levels AS level
WHERE line.account_id = %(account_id)s AND line.variant_id = %(variant_id)s
    AND level.variant_id = line.variant_id AND %(quantity)s <= %(most)s
    AND (%(quantity)s <= level.on_hand OR %(quantity)s <= line.quantity)
RETURNING line.quantity
"""
_FIND: Final = (
    "SELECT quantity FROM cart_lines WHERE account_id = %(account_id)s AND variant_id = %(variant_id)s"
)
_AVAILABLE: Final = "SELECT on_hand FROM stock_levels WHERE variant_id = %(variant_id)s"
_REMOVE: Final = (
    "DELETE FROM cart_lines WHERE account_id = %(account_id)s AND variant_id = %(variant_id)s RETURNING 1"
)
_CLEAR: Final = "DELETE FROM cart_lines WHERE account_id = %(account_id)s RETURNING variant_id"
_LOCK: Final = (
    "SELECT variant_id, quantity FROM cart_lines WHERE account_id = %(account_id)s"
    " ORDER BY added_at, variant_id FOR UPDATE"
)
_ACKNOWLEDGE: Final = """
UPDATE cart_lines AS line SET price_seen = v.price
FROM product_variants AS v
WHERE line.account_id = %(account_id)s AND v.id = line.variant_id AND line.price_seen <> v.price
RETURNING line.variant_id
"""
