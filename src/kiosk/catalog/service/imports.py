"""Many products at once: the rules of the catalogue kept by a few statements for a thousand products.

What a single product costs in round trips would take an hour for a file of a hundred thousand rows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.catalog.indexing import index_products
from kiosk.catalog.inputs import OptionInput
from kiosk.catalog.intake import (
    COLUMNS,
    Change,
    KnownProduct,
    KnownVariant,
    ProductIntake,
    VariantIntake,
    columns_of,
)
from kiosk.catalog.rules import MAX_VALUES, numbered, signature, slug_of
from kiosk.catalog.service import import_statements as sql
from kiosk.catalog.service.options import KnownOption, ensure_options
from kiosk.catalog.service.slugs import LONGEST
from kiosk.catalog.service.variants import DEFAULT_LOW_THRESHOLD
from kiosk.inventory.imports import count_in, draw_cause
from kiosk.kernel.database import EVERYTHING, Unit
from kiosk.kernel.rows import copy_rows, fetch

_FEW = 200
"""So many products are named one by one when their answers become stale."""


async def list_known(
    session: AsyncSession, product_ids: Collection[int], *, lock: bool = False
) -> dict[int, KnownProduct]:
    """These products as far as they are in the shop, by id. `lock` keeps others from changing them meanwhile."""
    params = {"ids": sorted(product_ids)}
    if not params["ids"]:
        return {}
    if lock:
        await fetch(session, sql.LOCK, params)
    known = {
        row.id: KnownProduct(**{**row._asdict(), "options": tuple(row.options)})
        for row in await fetch(session, sql.PRODUCTS, params)
    }
    for row in await fetch(session, sql.VARIANTS, params):
        if row.product_id in known:
            known[row.product_id].variants.append(
                KnownVariant(
                    row.id,
                    row.sku,
                    row.price,
                    row.old_price,
                    row.on_hand,
                    row.low_threshold,
                    tuple(row.values),
                )
            )
    return known


async def find_owners(session: AsyncSession, skus: Collection[str]) -> dict[str, int]:
    """The products whose variants for sale have these SKUs, by SKU."""
    return {row.sku: row.product_id for row in await fetch(session, sql.OWNERS, {"skus": list(skus)})}


class Intake:
    """Takes products in, any number of times within one transaction; `finish` ends it.

    Stock comes last, because buyers wait for the rows of stock and for nothing else that is changed here.
    """

    def __init__(self, unit: Unit, *, locale: str, actor_id: int | None) -> None:
        self._unit = unit
        self._locale = locale
        self._actor_id = actor_id
        self._slugs: set[str] = set()
        self._next_number: dict[str, int] = {}
        self._options: dict[str, KnownOption] = {}
        self._stock: dict[int, int] = {}
        self._thresholds: dict[int, int] = {}
        self._position: int | None = None
        self._touched: set[int] = set()

    async def save(self, products: Sequence[ProductIntake]) -> list[Change]:
        """Put new products into the shop and change known ones; gives what has changed.

        They must have been checked by the catalogue's rules. Raises IntegrityError if somebody else took a slug or
        an SKU meanwhile: the whole import is to be tried again then.
        """
        changed = [each for each in products if each.changes_anything]
        if not changed:
            return []
        await self._ensure_options(changed)
        await self._save_products(changed)
        await self._save_variants(changed)
        for product in changed:
            self._touched.add(product.id)
            for each in product.variants:
                if each.known is None or each.changes_stock:
                    self._stock[each.id] = each.stock or 0
                if each.low_threshold is not None and (each.known is None or each.changes_threshold):
                    self._thresholds[each.id] = each.low_threshold
        await index_products(self._unit.session, [each.id for each in changed if each.is_found_otherwise])
        return [_change(each) for each in changed]

    async def finish(self) -> int:
        """Enter the stock and make kept answers stale; gives the cause that the movements of stock name."""
        # What the catalogue checks at the end of a transaction is checked before the first row of stock is locked.
        await self._unit.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        cause = await draw_cause(self._unit)
        usual = DEFAULT_LOW_THRESHOLD
        await count_in(self._unit, self._stock, self._thresholds, cause, usual, self._actor_id)
        make_stale(self._unit, self._touched)
        return cause

    async def _ensure_options(self, products: Iterable[ProductIntake]) -> None:
        wanted: dict[str, dict[str, None]] = defaultdict(dict)
        for product in products:
            for variant in product.variants:
                if variant.known is None:
                    for name, value in zip(product.options, variant.values, strict=True):
                        known = self._options.get(name)
                        if known is None or value not in known.values:
                            wanted[name][value] = None
        for name in sorted(wanted):
            values = list(wanted[name])
            for begin in range(0, len(values), MAX_VALUES):
                option = OptionInput(name=name, values=list(values[begin : begin + MAX_VALUES]))
                found, _ = await ensure_options(self._unit, [option])
                known = self._options.setdefault(name, KnownOption(found[name].id, {}))
                known.values.update(found[name].values)

    async def _save_products(self, products: Sequence[ProductIntake]) -> None:
        session = self._unit.session
        new = [each for each in products if each.known is None]
        if new:
            slugs = await self._choose_slugs(new)
            for product, id_ in zip(new, await _draw_ids(session, "products", len(new)), strict=True):
                product.id = id_
            await copy_rows(session, sql.COPY_PRODUCTS, await self._new_products(new, slugs))
            options = [
                (product.id, self._options[name].id, n)
                for product in new
                for n, name in enumerate(product.options)
            ]
            await copy_rows(session, sql.COPY_OPTIONS, options)
        for product in products:
            if product.known is not None:
                product.id = product.known.id
        changed = [each for each in products if each.known is not None and each.is_another]
        if changed:
            await fetch(session, sql.UPDATE_PRODUCTS, {**_columns(changed), "at": self._unit.now()})

    async def _save_variants(self, products: Sequence[ProductIntake]) -> None:
        session = self._unit.session
        new = [(p, v) for p in products for v in p.variants if v.known is None]
        if new:
            await fetch(session, sql.FREE_SKUS, {"skus": [v.sku for _, v in new]})
            for (_, variant), id_ in zip(
                new, await _draw_ids(session, "product_variants", len(new)), strict=True
            ):
                variant.id = id_
            await copy_rows(session, sql.COPY_VARIANTS, self._new_variants(new))
            values = [
                (v.id, self._options[name].id, self._options[name].values[value], p.id)
                for p, v in new
                for name, value in zip(p.options, v.values, strict=True)
            ]
            await copy_rows(session, sql.COPY_VALUES, values)
        for product in products:
            for variant in product.variants:
                if variant.known is not None:
                    variant.id = variant.known.id
        prices = [
            (v.id, v.price, v.old_price) for p in products for v in p.variants if v.known and v.changes_price
        ]
        await set_prices(session, prices)

    async def _new_products(
        self, new: Sequence[ProductIntake], slugs: Sequence[str]
    ) -> list[tuple[Any, ...]]:
        if self._position is None:
            self._position = (await fetch(self._unit.session, sql.LAST_POSITION))[0].position
        begin, now = self._position + 1, self._unit.now()
        self._position += len(new)
        return [
            (product.id, slug, begin + n, now, now, *storable(columns_of(product)))
            for n, (product, slug) in enumerate(zip(new, slugs, strict=True))
        ]

    def _new_variants(self, new: Sequence[tuple[ProductIntake, VariantIntake]]) -> list[tuple[Any, ...]]:
        begins = {p.id: len(p.known.variants) if p.known else 0 for p, _ in new}
        rows = []
        for product, variant in new:
            position = begins[product.id]
            begins[product.id] += 1
            ids = (self._options[n].values[v] for n, v in zip(product.options, variant.values, strict=True))
            rows.append(
                (
                    variant.id,
                    product.id,
                    variant.sku,
                    variant.price,
                    variant.old_price,
                    signature(ids),
                    position,
                )
            )
        return rows

    async def _choose_slugs(self, products: Sequence[ProductIntake]) -> list[str]:
        bases = [slug_of(each.name, self._locale, LONGEST) for each in products]
        taken = await fetch(self._unit.session, sql.TAKEN_SLUGS, {"slugs": sorted(set(bases))})
        self._slugs.update(row.slug for row in taken)
        return [await self._free_slug(base) for base in bases]

    async def _free_slug(self, base: str) -> str:
        if base in self._slugs and base not in self._next_number:
            stem = base[: LONGEST - 8]
            rows = await fetch(self._unit.session, sql.SLUGS_LIKE, {"stem": stem})
            self._slugs.update(row.slug for row in rows)
        number = self._next_number.get(base, 1)
        while (slug := numbered(base, number, LONGEST)) in self._slugs:
            number += 1
        self._next_number[base] = number + 1
        self._slugs.add(slug)
        return slug


async def set_prices(session: AsyncSession, prices: Sequence[tuple[int, Decimal, Decimal | None]]) -> None:
    """Give variants other prices: (id, price, old price)."""
    if prices:
        await fetch(session, sql.SET_PRICES, transposed(prices, "ids", "prices", "old_prices"))


def make_stale(unit: Unit, product_ids: Collection[int]) -> None:
    """Have nobody be answered any more with what these products were."""
    few = len(product_ids) <= _FEW
    unit.touch(*(["catalog", *(f"product:{each}" for each in product_ids)] if few else [EVERYTHING]))


def _change(product: ProductIntake) -> Change:
    known = product.known
    return Change(
        product_id=product.id,
        version=1 if known is None else known.version + product.is_another,
        before=dict(zip(COLUMNS, columns_of(known), strict=True)) if known else None,
        prices={
            v.id: (v.known.price, v.known.old_price) for v in product.variants if v.known and v.changes_price
        },
        thresholds={
            v.id: (v.known.low_threshold, v.low_threshold)
            for v in product.variants
            if v.known and v.low_threshold is not None and v.changes_threshold
        },
        added=tuple(v.id for v in product.variants if v.known is None),
    )


def _columns(products: Sequence[ProductIntake]) -> dict[str, list[Any]]:
    return transposed([(each.id, *storable(columns_of(each))) for each in products], "ids", *COLUMNS)


def storable(columns: Sequence[Any]) -> tuple[Any, ...]:
    """A product's columns as the statements take them: its translations, the last of them, as JSON."""
    *plain, translations = columns
    return (*plain, None if translations is None else orjson.dumps(translations).decode())


def transposed(rows: Sequence[Sequence[Any]], *names: str) -> dict[str, list[Any]]:
    """Rows as columns, by their names: what the statements take."""
    return {name: [row[n] for row in rows] for n, name in enumerate(names)}


async def _draw_ids(session: AsyncSession, table: str, count: int) -> list[int]:
    rows = await fetch(session, sql.DRAW_IDS, {"table": table, "count": count})
    return [row.id for row in rows]
