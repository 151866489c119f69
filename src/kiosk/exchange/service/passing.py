"""Passing through the rows of an import, product by product: the same way for a dry run and for the real one."""

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
from sqlalchemy import text

from kiosk.catalog.intake import ProductIntake
from kiosk.catalog.service.imports import find_owners, list_known
from kiosk.exchange.planning import Plan, Row, make_plan
from kiosk.exchange.rules import expanded
from kiosk.exchange.service.categories import Categories
from kiosk.kernel.database import Unit
from kiosk.kernel.rows import fetch

AT_ONCE = 1_000
"""So many rows are looked at together."""

Progress = Callable[[int], Awaitable[None]]
Save = Callable[[Sequence[ProductIntake]], Awaitable[None]]


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
        """Look at all rows; note what becomes of each, and count."""
        session, params = self.unit.session, {"id": self.import_id}
        await session.execute(_PLACE, params)
        # From here on everything is looked up by index. Left to itself, PostgreSQL would plan for tables that are
        # empty at the beginning and keep reading them from end to end as they fill.
        for setting in (
            "enable_seqscan = off",
            "enable_mergejoin = off",
            "plan_cache_mode = force_generic_plan",
        ):
            await session.execute(text(f"SET LOCAL {setting}"))
        last = (await fetch(session, _LAST, params))[0].last or 0
        for begin in range(0, last + 1, AT_ONCE):
            rows = await fetch(session, _ROWS, {**params, "begin": begin, "end": begin + AT_ONCE})
            await self._look(rows)
            await self.progress(begin)
        self.counts["categories_new"] = self.categories.made
        counted = (await fetch(session, _COUNT, params))[0]
        self.counts.update(counted._asdict())

    async def _look(self, rows: Sequence[Any]) -> None:
        session = self.unit.session
        groups: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            groups[row.first_line].append(Row(row.line, row.data, row.problems, row.repeats))
        product_of = {row.first_line: row.product_id for row in rows}
        known = await list_known(
            session, {each for each in product_of.values() if each}, lock=self.save is not None
        )
        owners = await find_owners(session, _skus(rows))
        paths = await self.categories.find(
            {tuple(r.data["category"]) for r in rows if r.data.get("category")}
        )
        plans = [
            make_plan(group, known.get(product_of[first] or 0), paths, owners)
            for first, group in groups.items()
        ]
        await self._note(rows, plans)
        products = [plan.product for plan in plans if plan.product is not None]
        self._count(products)
        if self.save is not None:
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


# Rows belong together by what the table says, and by the product that the shop has under their SKUs.
_PLACE: Final = text(
    """
    WITH own AS MATERIALIZED (
        SELECT line, sku, grouping FROM import_rows WHERE import_id = :id
    ), owned AS (
        SELECT own.grouping, min(v.product_id) AS product_id
        FROM own JOIN product_variants v ON v.sku = own.sku AND v.is_active
        JOIN products p ON p.id = v.product_id AND p.deleted_at IS NULL
        GROUP BY own.grouping
    ), named AS (
        SELECT DISTINCT own.grouping, p.id AS product_id
        FROM own JOIN products p ON p.slug = substr(own.grouping, 3) AND p.deleted_at IS NULL
        WHERE own.grouping LIKE 'h:%'
    ), placed AS (
        SELECT own.line, own.sku, COALESCE(named.product_id, owned.product_id) AS product_id,
            COALESCE('p:' || COALESCE(named.product_id, owned.product_id), own.grouping) AS whole
        FROM own LEFT JOIN named USING (grouping) LEFT JOIN owned USING (grouping)
    ), ordered AS (
        SELECT line, product_id, min(line) OVER (PARTITION BY whole) AS first_line,
            CASE WHEN sku IS NOT NULL THEN NULLIF(min(line) OVER (PARTITION BY sku), line) END AS repeats
        FROM placed
    )
    UPDATE import_rows r SET product_id = o.product_id, first_line = o.first_line, repeats = o.repeats
    FROM ordered o
    WHERE r.import_id = :id AND r.line = o.line
        AND (r.product_id, r.first_line, r.repeats) IS DISTINCT FROM (o.product_id, o.first_line, o.repeats)
    """
)
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
