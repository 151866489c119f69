"""Lists of the catalogue as the staff keeps it: hidden products and shelves too, with their stock."""

# ruff: noqa: S608 - every statement is put together from constants of this module

from typing import Annotated, Final, Literal, LiteralString

from pydantic import Field

from kiosk.catalog.outputs import AdminCategories, AdminCategory, AdminProductItem
from kiosk.kernel.paging import Page, PageNumber, PageSize, offset
from kiosk.kernel.rows import Row, Source, fetch
from kiosk.kernel.schemas import Input
from kiosk.media.schemas import PictureOut

Sort = Literal["position", "name", "-name", "updated_at", "-updated_at", "price", "-price", "stock", "-stock"]


class ProductQuestion(Input):
    """Which products to list, in which order."""

    search: Annotated[
        str | None,
        Field(
            max_length=200, pattern=r"^[^\x00]*$", description="A part of a name in any language or of an SKU"
        ),
    ] = None
    category_id: Annotated[
        int | None,
        Field(ge=0, le=2**63 - 1, description="Includes the categories that stand in it; 0: without one"),
    ] = None
    is_active: bool | None = None
    stock: Annotated[
        Literal["out", "low", "in"] | None, Field(description="low: a variant is at or below its threshold")
    ] = None
    sort: Sort = "position"
    page: PageNumber = 1
    size: PageSize = 20


async def list_products_for_staff(session: Source, question: ProductQuestion) -> Page[AdminProductItem]:
    """One page of all products that aren't deleted."""
    conditions = [condition for wanted, condition in _conditions(question) if wanted]
    where = " AND ".join(("p.deleted_at IS NULL", *conditions))
    statement = f"""
WITH RECURSIVE {_SHELVES if question.category_id else ""}
slice AS (
    SELECT p.*, row_number() OVER (ORDER BY {_ORDERS[question.sort]}, p.id) AS place
    FROM products p {_MEASURES if question.sort.lstrip("-") in _MEASURED else ""} WHERE {where}
    ORDER BY {_ORDERS[question.sort]}, p.id LIMIT %(size)s::int OFFSET %(skip)s::int
)
{_ITEMS}"""
    params = {
        "text": f"%{_literally(question.search or '')}%",
        "category": question.category_id,
        "is_active": question.is_active,
        "size": question.size,
        "skip": offset(question.page, question.size),
    }
    rows = await fetch(session, statement, params)
    total = (
        await fetch(
            session,
            f"WITH RECURSIVE {_SHELVES if question.category_id else ''} nothing AS (SELECT)"
            f" SELECT count(*) AS n FROM products p WHERE {where}",
            params,
        )
    )[0].n
    items = [_item(row) for row in rows]
    return Page[AdminProductItem].model_construct(
        items=items, total=total, page=question.page, size=question.size
    )


def _literally(text: str) -> str:
    return text.strip().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def _conditions(question: ProductQuestion) -> list[tuple[bool, LiteralString]]:
    return [
        (bool((question.search or "").strip()), _FOUND),
        (question.category_id == 0, "p.category_id IS NULL"),
        (bool(question.category_id), "p.category_id IN (SELECT id FROM shelves)"),
        (question.is_active is not None, "p.is_active = %(is_active)s"),
        (question.stock == "out", f"NOT EXISTS ({_VARIANTS} AND s.on_hand > 0)"),
        (question.stock == "in", f"EXISTS ({_VARIANTS} AND s.on_hand > 0)"),
        (question.stock == "low", f"EXISTS ({_VARIANTS} AND s.on_hand <= s.low_threshold)"),
    ]


def _item(row: Row) -> AdminProductItem:
    single = row.variant_count == 1
    return AdminProductItem(
        **{name: getattr(row, name) for name in _PLAIN},
        variant_id=row.variant_id if single else None,
        sku=row.sku if single else None,
        old_price=row.old_price if single else None,
        picture=PictureOut.of(row.picture_id, row.sha256) if row.sha256 else None,
    )


async def list_categories_for_staff(session: Source) -> AdminCategories:
    """Every category, parents and siblings in the order in which they are shown."""
    return AdminCategories(
        items=[
            AdminCategory(
                id=row.id,
                parent_id=row.parent_id,
                slug=row.slug,
                name=row.name,
                translations=row.translations,
                is_active=row.is_active,
                product_count=row.products,
                picture=PictureOut.of(row.picture_id, row.sha256) if row.sha256 else None,
            )
            for row in await fetch(session, _CATEGORIES)
        ]
    )


_PLAIN: Final = (
    "id",
    "version",
    "name",
    "category_id",
    "is_active",
    "variant_count",
    "price_from",
    "price_to",
    "currency",
    "stock",
    "low",
    "updated_at",
)
_SHELVES: Final = """
shelves AS (
    SELECT id FROM categories WHERE id = %(category)s::bigint
    UNION
    SELECT c.id FROM categories c JOIN shelves s ON c.parent_id = s.id
),"""
_VARIANTS: Final = (
    "SELECT FROM product_variants v JOIN stock_levels s ON s.variant_id = v.id"
    " WHERE v.product_id = p.id AND v.is_active"
)
_FOUND: Final = """(p.name ILIKE %(text)s OR p.translations::text ILIKE %(text)s OR EXISTS (
    SELECT FROM product_variants v WHERE v.product_id = p.id AND v.is_active AND v.sku ILIKE %(text)s))"""
_MEASURED: Final = frozenset({"price", "stock"})
_MEASURES: Final = """
CROSS JOIN LATERAL (
    SELECT min(price) AS price, COALESCE(sum(on_hand), 0) AS stock
    FROM product_variants LEFT JOIN stock_levels ON variant_id = id WHERE product_id = p.id AND is_active
) m"""
_ORDERS: Final[dict[str, LiteralString]] = {
    "position": "p.position",
    "name": "lower(p.name)",
    "-name": "lower(p.name) DESC",
    "updated_at": "p.updated_at",
    "-updated_at": "p.updated_at DESC",
    "price": "m.price",
    "-price": "m.price DESC",
    "stock": "m.stock",
    "-stock": "m.stock DESC",
}
_ITEMS: Final = """
SELECT p.id, p.version, p.category_id, p.is_active, p.updated_at, b.currency,
       COALESCE(p.translations -> b.default_locale ->> 'name', p.name) AS name,
       v.variant_count, v.variant_id, v.sku, v.price_from, v.price_to, v.old_price, v.stock, v.low,
       pic.id AS picture_id, pic.sha256
FROM slice p
CROSS JOIN business b
CROSS JOIN LATERAL (
    SELECT count(*) AS variant_count, min(id) AS variant_id, min(sku) AS sku, min(price) AS price_from,
           max(price) AS price_to, min(old_price) AS old_price, COALESCE(sum(s.on_hand), 0)::int AS stock,
           count(*) FILTER (WHERE s.on_hand <= s.low_threshold) AS low
    FROM product_variants LEFT JOIN stock_levels s ON s.variant_id = id
    WHERE product_id = p.id AND is_active
) v
LEFT JOIN LATERAL (
    SELECT pictures.id, sha256 FROM product_pictures JOIN pictures ON pictures.id = picture_id
    WHERE product_id = p.id ORDER BY position LIMIT 1
) pic ON true
ORDER BY p.place
"""
_CATEGORIES: Final = """
SELECT c.id, c.parent_id, c.slug, c.name, c.translations, c.is_active, pic.id AS picture_id, pic.sha256,
       (SELECT count(*) FROM products p WHERE p.category_id = c.id AND p.deleted_at IS NULL) AS products
FROM categories c LEFT JOIN pictures pic ON pic.id = c.picture_id
ORDER BY c.position, c.id
"""
