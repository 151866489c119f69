"""Passing through the rows of an import, product by product: the same way for a dry run and for the real one."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
from sqlalchemy import text

from kiosk.catalog.intake import KnownProduct, ProductIntake
from kiosk.catalog.service.imports import find_owners, list_known
from kiosk.exchange.planning import Plan, Row, make_plan
from kiosk.exchange.rules import expanded
from kiosk.exchange.service.categories import Categories, Path
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch

AT_ONCE = 1_000
"""So many rows are looked at together."""

Progress = Callable[[int], Awaitable[None]]
Save = Callable[[Sequence[ProductIntake]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows that are looked at together, and what the shop has under their SKUs."""

    rows: Sequence[Any]
    known: Mapping[int, KnownProduct]
    owners: Mapping[str, int]
    paths: Mapping[Path, int]

    def plan(self) -> list[Plan]:
        """What each product's rows come to."""
        groups: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            groups[row.first_line].append(Row(row.line, row.data, row.problems, row.repeats))
        product_of = {row.first_line: row.product_id for row in self.rows}
        return [
            make_plan(group, self.known.get(product_of[first] or 0), self.paths, self.owners)
            for first, group in groups.items()
        ]


@dataclass(slots=True)
class Pass:
    """One pass through an import's rows, in the unit's transaction. With `save` the products are locked and saved."""

    unit: Unit
    import_id: int
    categories: Categories
    progress: Progress
    save: Save | None = None
    counts: Counter[str] = field(default_factory=Counter)

    async def run(self) -> None:
        """Look at all rows, which have been placed; note what becomes of each, and count."""
        session, params = self.unit.session, {"id": self.import_id}
        # Everything is looked up by index. Left to itself, PostgreSQL would plan for tables that are empty at the
        # beginning and keep reading them from end to end as they fill.
        for setting in (
            "enable_seqscan = off",
            "enable_mergejoin = off",
            "plan_cache_mode = force_generic_plan",
        ):
            await session.execute(text(f"SET LOCAL {setting}"))
        last = (await fetch(session, _LAST, params))[0].last or 0
        part, plans = _Part((), {}, {}, {}), list[Plan]()
        for begin in range(0, last + 1, AT_ONCE):
            following = await self._fetch(begin)
            # While PostgreSQL takes in what is planned, the rows that follow are planned.
            planned = asyncio.create_task(asyncio.to_thread(following.plan))
            try:
                await self._keep(part.rows, plans)
            finally:
                part, plans = following, await planned
            await self.progress(begin)
        await self._keep(part.rows, plans)
        self.counts["categories_new"] = self.categories.made
        counted = (await fetch(session, _COUNT, params))[0]
        self.counts.update(counted._asdict())

    async def _fetch(self, begin: int) -> _Part:
        session = self.unit.session
        rows = await fetch(session, _ROWS, {"id": self.import_id, "begin": begin, "end": begin + AT_ONCE})
        ids = {row.product_id for row in rows if row.product_id}
        known = await list_known(session, ids, lock=self.save is not None)
        owners = await find_owners(session, _skus(rows))
        paths = await self.categories.find(
            {tuple(r.data["category"]) for r in rows if r.data.get("category")}
        )
        return _Part(rows, known, owners, paths)

    async def _keep(self, rows: Sequence[Any], plans: Sequence[Plan]) -> None:
        await self._note(rows, plans)
        products = [plan.product for plan in plans if plan.product is not None]
        self._count(products)
        for product in products:
            # Only now: rows that are wrong must not leave empty categories behind.
            if product.category_id is not None and product.changes_anything:
                product.category_id = await self.categories.make(product.category_id)
        if self.save is not None and products:
            await self.save(products)

    async def _note(self, rows: Sequence[Any], plans: Sequence[Plan]) -> None:
        before = {row.line: (row.outcome, row.found) for row in rows}
        changed = [
            (line, outcome, orjson.dumps(plan.wrong.get(line, [])).decode())
            for plan in plans
            for line, outcome in plan.outcomes.items()
            if before[line] != (outcome, [list(each) for each in plan.wrong.get(line, [])])
        ]
        if changed:
            lines, outcomes, found = (list(each) for each in zip(*changed, strict=True))
            params = {"id": self.import_id, "lines": lines, "outcomes": outcomes, "found": found}
            await fetch(self.unit.session, _NOTE, params)

    def _count(self, products: Sequence[ProductIntake]) -> None:
        for product in products:
            if product.known is None:
                self.counts["products_new"] += 1
            elif product.changes_anything:
                self.counts["products_changed"] += 1


def _skus(rows: Sequence[Any]) -> list[str]:
    return [
        sku
        for row in rows
        if row.data.get("sku")
        for sku, _ in expanded(row.data["sku"], {}, row.data.get("any", {}))
    ]


_LAST: Final = "SELECT max(first_line) AS last FROM import_rows WHERE import_id = %(id)s"
_ROWS: Final = """
SELECT line, first_line, product_id, repeats, data, problems, outcome, found FROM import_rows
WHERE import_id = %(id)s AND first_line >= %(begin)s AND first_line < %(end)s
ORDER BY first_line, line
"""
_NOTE: Final = """
UPDATE import_rows r SET outcome = n.outcome, found = n.found::jsonb
FROM unnest(%(lines)s::int[], %(outcomes)s::text[], %(found)s::text[]) AS n(line, outcome, found)
WHERE r.import_id = %(id)s AND r.line = n.line AND r.line = ANY(%(lines)s::int[])
RETURNING r.line
"""
_COUNT: Final = """
SELECT count(*) AS rows, count(*) FILTER (WHERE outcome = 'new') AS new,
    count(*) FILTER (WHERE outcome = 'changed') AS changed, count(*) FILTER (WHERE outcome = 'same') AS same,
    count(*) FILTER (WHERE outcome = 'wrong') AS wrong, count(*) FILTER (WHERE outcome = 'skipped') AS skipped,
    count(*) FILTER (WHERE notices <> '[]') AS notices
FROM import_rows WHERE import_id = %(id)s
"""
