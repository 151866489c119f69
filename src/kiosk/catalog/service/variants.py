"""A product's variants: known again, changed, added, retired. A retired variant keeps its id for the orders' sake."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg.errors import UniqueViolation
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.catalog.errors import InvalidProduct, SkuTaken
from kiosk.catalog.inputs import VariantInput
from kiosk.catalog.models import Product, ProductOption, ProductVariant, VariantValue
from kiosk.catalog.rules import Problem, signature
from kiosk.catalog.service.options import KnownOption
from kiosk.inventory.service import open_levels, set_low_threshold, set_on_hand
from kiosk.kernel.database import Unit

DEFAULT_LOW_THRESHOLD = 3


@dataclass(slots=True)
class _Wanted:
    """A variant as it shall be."""

    data: VariantInput
    position: int
    value_ids: dict[int, int]
    """Option type's id -> option value's id."""
    id: int | None = field(default=None)

    def columns(self) -> dict[str, Any]:
        return {
            "sku": self.data.sku,
            "price": self.data.price,
            "old_price": self.data.old_price,
            "signature": signature(self.value_ids.values()),
            "position": self.position,
            "is_active": True,
        }


async def save_variants(
    unit: Unit,
    product_id: int,
    variants: Sequence[VariantInput],
    options: Sequence[KnownOption],
    names: dict[str, KnownOption],
    actor_id: int | None,
) -> None:
    """Make these the product's variants and `options`, in this order, its options.

    Raises InvalidProduct for an id that isn't the product's, SkuTaken, StockMoved.
    """
    session = unit.session
    wanted = [
        _Wanted(each, n, {names[a.type].id: names[a.type].values[a.value] for a in each.attributes})
        for n, each in enumerate(variants)
    ]
    existing = (
        await session.execute(
            select(ProductVariant.id, ProductVariant.sku, ProductVariant.signature)
            .where(ProductVariant.product_id == product_id)
            .order_by(ProductVariant.id)
        )
    ).all()
    _recognise(wanted, existing)
    await _free_skus(session, product_id, wanted)
    await _step_aside(session, wanted, existing)
    await _save_options(session, product_id, wanted, options)
    try:
        await _save_rows(session, product_id, wanted)
    except IntegrityError as error:
        raise _sku_taken(error) or error from error
    await _save_stock(unit, wanted, {row.id for row in existing}, actor_id)


def _recognise(wanted: Sequence[_Wanted], existing: Sequence[Any]) -> None:
    ids = {row.id for row in existing}
    problems = []
    for n, each in enumerate(wanted):
        if each.data.id is None:
            continue
        if each.data.id not in ids:
            problems.append(Problem(f"/variants/{n}/id", "catalog.unknown-variant"))
        elif any(other.id == each.data.id for other in wanted):
            problems.append(Problem(f"/variants/{n}/id", "catalog.variant-twice"))
        else:
            each.id = each.data.id
    if problems:
        raise InvalidProduct.because(*problems)
    by_sku = {row.sku: row.id for row in existing}
    by_signature = {row.signature: row.id for row in existing if row.signature is not None}
    for known in (by_sku, by_signature):
        for each in wanted:
            key = each.data.sku if known is by_sku else signature(each.value_ids.values())
            if each.id is None and known.get(key) not in {None, *(other.id for other in wanted)}:
                each.id = known[key]


async def _free_skus(session: AsyncSession, product_id: int, wanted: Sequence[_Wanted]) -> None:
    """Take the SKUs away from other products' variants that are retired or deleted."""
    holders = await session.execute(
        select(
            ProductVariant.id,
            ProductVariant.sku,
            (ProductVariant.is_active & Product.deleted_at.is_(None)).label("in_use"),
        )
        .join(Product, Product.id == ProductVariant.product_id)
        .where(ProductVariant.sku.in_([each.data.sku for each in wanted]), Product.id != product_id)
    )
    for row in holders.all():
        if row.in_use:
            raise SkuTaken(sku=row.sku)
        await session.execute(update(ProductVariant).where(ProductVariant.id == row.id).values(sku=_aside))


# "~" can't be in an SKU that people enter, so this is free.
_aside = func.left(ProductVariant.sku, 40) + "~" + func.cast(ProductVariant.id, ProductVariant.sku.type)


async def _step_aside(session: AsyncSession, wanted: Sequence[_Wanted], existing: Sequence[Any]) -> None:
    """Retire all, so that variants may exchange their SKUs and values; the wanted ones come back afterwards."""
    if not existing:
        return
    own = {each.id: each.data.sku for each in wanted if each.id is not None}
    skus = {each.data.sku for each in wanted}
    moving = [
        row.id
        for row in existing
        if row.sku != own.get(row.id, row.sku) or (row.id not in own and row.sku in skus)
    ]
    ids = [row.id for row in existing]
    await session.execute(
        update(ProductVariant).where(ProductVariant.id.in_(ids)).values(signature=None, is_active=False)
    )
    if moving:
        await session.execute(update(ProductVariant).where(ProductVariant.id.in_(moving)).values(sku=_aside))


async def _save_options(
    session: AsyncSession, product_id: int, wanted: Sequence[_Wanted], options: Sequence[KnownOption]
) -> None:
    option_ids = [option.id for option in options]
    matched = [each.id for each in wanted if each.id is not None]
    await session.execute(
        delete(VariantValue).where(
            VariantValue.product_id == product_id,
            VariantValue.variant_id.in_(matched) | VariantValue.option_type_id.not_in(option_ids),
        )
    )
    await session.execute(
        delete(ProductOption).where(
            ProductOption.product_id == product_id, ProductOption.option_type_id.not_in(option_ids)
        )
    )
    if option_ids:
        statement = upsert(ProductOption).values(
            [
                {"product_id": product_id, "option_type_id": id_, "position": n}
                for n, id_ in enumerate(option_ids)
            ]
        )
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=["product_id", "option_type_id"],
                set_={"position": statement.excluded.position},
            )
        )


async def _save_rows(session: AsyncSession, product_id: int, wanted: Sequence[_Wanted]) -> None:
    known = [{"id": each.id, **each.columns()} for each in wanted if each.id is not None]
    if known:
        await session.execute(update(ProductVariant), known)
    new = [each for each in wanted if each.id is None]
    if new:
        ids = await session.scalars(
            insert(ProductVariant).returning(ProductVariant.id, sort_by_parameter_order=True),
            [{"product_id": product_id, **each.columns()} for each in new],
        )
        for each, id_ in zip(new, ids, strict=True):
            each.id = id_
    values = [
        {"variant_id": each.id, "option_type_id": t, "option_value_id": v, "product_id": product_id}
        for each in wanted
        for t, v in each.value_ids.items()
    ]
    if values:
        await session.execute(insert(VariantValue), values)


async def _save_stock(
    unit: Unit, wanted: Sequence[_Wanted], known_ids: set[int], actor_id: int | None
) -> None:
    opened: dict[int, tuple[int, int]] = {}
    for each in sorted(wanted, key=lambda w: w.id or 0):
        quantity, threshold = each.data.stock_quantity, each.data.low_stock_threshold
        assert each.id is not None  # _save_rows gave each its id
        if each.id not in known_ids:
            opened[each.id] = (quantity or 0, DEFAULT_LOW_THRESHOLD if threshold is None else threshold)
            continue
        if quantity is not None:
            await set_on_hand(unit, each.id, quantity, actor_id, was=each.data.stock_was)
        if threshold is not None:
            await set_low_threshold(unit, each.id, threshold)
    if opened:
        await open_levels(unit, opened, actor_id=actor_id)


def _sku_taken(error: IntegrityError) -> SkuTaken | None:
    """The refusal if another transaction took an SKU between our look and our write."""
    cause = error.orig
    if isinstance(cause, UniqueViolation) and cause.diag.constraint_name == "uq_product_variants_sku":
        found = re.search(r"\(sku\)=\((.*)\)", cause.diag.message_detail or "")
        return SkuTaken(sku=found.group(1) if found else "?")
    return None
