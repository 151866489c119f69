"""Reading carts."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.business.service import get_business
from kiosk.carts.rules import counts, find_problem
from kiosk.carts.schemas import CartLineView, CartView
from kiosk.catalog.queries import variants_for_sale
from kiosk.catalog.schemas import VariantForSale
from kiosk.kernel.money import Money
from kiosk.kernel.rows import Row, fetch


async def get_cart(session: AsyncSession, account_id: int, locale: str) -> CartView:
    """The customer's cart as it stands now, in the order in which things were put into it."""
    rows = await fetch(session, _LINES, {"id": account_id})
    if not rows:
        business = await get_business(session)
        return CartView((), Money.zero(business.currency), 0)
    variants = await variants_for_sale(session, [row.variant_id for row in rows])
    lines = tuple(_line(row, variants[row.variant_id], locale) for row in rows)
    buyable = [line for line in lines if counts(line.problem)]
    total = sum((line.total for line in buyable), Money.zero(lines[0].price.currency))
    return CartView(lines, total, sum(line.quantity for line in buyable))


def _line(row: Row, variant: VariantForSale, locale: str) -> CartLineView:
    seen = Money(row.price_seen, variant.price.currency)
    return CartLineView(
        variant_id=variant.id,
        product_id=variant.product_id,
        name=variant.name_in(locale),
        options=variant.options_in(locale),
        quantity=row.quantity,
        price=variant.price,
        price_seen=seen,
        available=variant.on_hand,
        problem=find_problem(
            sellable=variant.sellable,
            available=variant.on_hand,
            quantity=row.quantity,
            price=variant.price.amount,
            price_seen=seen.amount,
        ),
        picture_id=variant.picture_id,
    )


async def count_items(session: AsyncSession, account_id: int) -> tuple[int, Money]:
    """How many units are in the cart and what they cost, as `CartView` counts them; one cheap statement."""
    rows = await fetch(session, _COUNT, {"id": account_id})
    if not rows:
        business = await get_business(session)
        return 0, Money.zero(business.currency)
    return int(rows[0].count), Money(rows[0].total, rows[0].currency)


_LINES: Final = (
    "SELECT variant_id, quantity, price_seen FROM cart_lines WHERE account_id = %(id)s"
    " ORDER BY added_at, variant_id"
)
# Gives a row even for an empty cart, as long as there is a business.
_COUNT: Final = """
SELECT COALESCE(sum(line.quantity), 0) AS count, COALESCE(sum(line.quantity * v.price), 0.00) AS total, b.currency
FROM business b
LEFT JOIN (
    cart_lines line
    JOIN product_variants v ON v.id = line.variant_id AND v.is_active
    JOIN products p ON p.id = v.product_id AND p.is_active AND p.deleted_at IS NULL
    JOIN stock_levels level ON level.variant_id = v.id AND level.on_hand > 0
) ON line.account_id = %(id)s
GROUP BY b.currency
"""
