"""Which rows belong together, and to which product of the shop: by what the table says, and by the SKUs that it has."""

from typing import Final

from sqlalchemy import text

from kiosk.kernel.database import Unit


async def place_again(unit: Unit, import_id: int) -> None:
    """Place the rows of an import anew, since the catalogue may be another than when they were read."""
    await unit.session.execute(_PLACE, {"id": import_id})


def placed(rows: str) -> str:
    """SQL that names, as `placed`, each line of `rows` with its product, the first line of it and the line whose SKU it
    repeats.
    """
    return f"""
    owned AS (
        SELECT own.grouping, min(v.product_id) AS product_id
        FROM {rows} own JOIN product_variants v ON v.sku = own.sku AND v.is_active
        JOIN products p ON p.id = v.product_id AND p.deleted_at IS NULL
        GROUP BY own.grouping
    ), named AS (
        SELECT DISTINCT own.grouping, p.id AS product_id
        FROM {rows} own JOIN products p ON p.slug = substr(own.grouping, 3) AND p.deleted_at IS NULL
        WHERE own.grouping LIKE 'h:%'
    ), belonging AS (
        SELECT own.line, own.sku, COALESCE(named.product_id, owned.product_id) AS product_id,
            COALESCE('p:' || COALESCE(named.product_id, owned.product_id), own.grouping) AS whole
        FROM {rows} own LEFT JOIN named USING (grouping) LEFT JOIN owned USING (grouping)
    ), placed AS (
        SELECT line, product_id, min(line) OVER (PARTITION BY whole) AS first_line,
            CASE WHEN sku IS NOT NULL THEN NULLIF(min(line) OVER (PARTITION BY sku), line) END AS repeats
        FROM belonging
    )"""  # noqa: S608 - names of tables


_PLACE: Final = text(
    f"""
    WITH own AS MATERIALIZED (
        SELECT line, sku, grouping FROM import_rows WHERE import_id = :id
    ), {placed("own")}
    UPDATE import_rows r SET product_id = o.product_id, first_line = o.first_line, repeats = o.repeats
    FROM placed o
    WHERE r.import_id = :id AND r.line = o.line
        AND (r.product_id, r.first_line, r.repeats) IS DISTINCT FROM (o.product_id, o.first_line, o.repeats)
    """  # noqa: S608 - a constant
)
