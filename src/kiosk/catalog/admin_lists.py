"""Lists of the catalogue as the staff keeps it: hidden products and shelves too, with their stock."""

# ruff: noqa: S608 - every statement is put together from constants of this module

from typing import Annotated, Final, Literal, LiteralString

from pydantic import Field

from kiosk.catalog.outputs import AdminCategories, AdminCategory, AdminProductItem
from kiosk.kernel.paging import Page, PageNumber, PageSize, offset
from kiosk.kernel.rows import Row, Source, fetch
from kiosk.kernel.schemas import Input
from kiosk.media.schemas import PictureOut

Sort = Literal["position", "name", "-name", "updated_at", "-updated_at"]


class ProductQuestion(Input):
    """Which products to list, in which order."""

    search: Annotated[
        str | None,
        Field(
            max_length=200,
            pattern=r"^[^\x00]*$",
            description="Words of a name or their beginnings, in any language, or the beginning of an SKU",
        ),
    ] = None
    category_id: Annotated[
        int | None,
        Field(ge=0, le=2**63 - 1, description="Includes the categories that stand in it; 0: without one"),
    ] = None
    is_active: bool | None = None
    stock: Annotated[
        Literal["out", "low"] | None,
        Field(description="out: nothing of it is left; low: a variant is at or below its threshold"),
    ] = None
    sort: Sort = "position"
    page: PageNumber = 1
    size: PageSize = 20


async def list_products_for_staff(session: Source, question: ProductQuestion) -> Page[AdminProductItem]:
    """One page of all products that aren't deleted."""
    conditions = [condition for wanted, condition in _conditions(question) if wanted]
    where = " AND ".join(("p.deleted_at IS NULL", *conditions))
    shelves = _SHELVES if question.category_id else ""
    statement = f"""
WITH RECURSIVE {shelves}
total AS (SELECT count(*) AS n FROM products p WHERE {where}),
slice AS (
    SELECT p.* FROM products p WHERE {where}
    ORDER BY {_ORDERS[question.sort]} LIMIT %(size)s::int OFFSET %(skip)s::int
)
{_ITEMS} ORDER BY {_ORDERS[question.sort]}"""
    params = {
        "search": question.search,
        "begins": _literally(question.search or "").lower() + "%",
        "holds": f"%{_literally(question.search or '')}%",
        "category": question.category_id,
        "is_active": question.is_active,
        "size": question.size,
        "skip": offset(question.page, question.size),
    }
    rows = await fetch(session, statement, params)
    items = [_item(row) for row in rows if row.id is not None]
    return Page[AdminProductItem].model_construct(
        items=items, total=rows[0].total, page=question.page, size=question.size
    )


def _literally(text: str) -> str:
    return text.strip().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def _conditions(question: ProductQuestion) -> list[tuple[bool, LiteralString]]:
    return [
        (bool((question.search or "").strip()), _FOUND),
        (question.category_id == 0, "p.category_id IS NULL"),
        (bool(question.category_id), "p.category_id IN (SELECT id FROM shelves)"),
        (question.is_active is not None, "p.is_active = %(is_active)s"),
        (question.stock == "low", f"p.id IN ({_LOW})"),
        (question.stock == "out", f"p.id IN ({_LOW} AND s.on_hand = 0) AND NOT EXISTS ({_LEFT})"),
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
_LOW: Final = (
    "SELECT v.product_id FROM stock_levels s JOIN product_variants v ON v.id = s.variant_id"
    " WHERE s.on_hand <= s.low_threshold AND v.is_active"
)
_LEFT: Final = (
    "SELECT FROM product_variants v JOIN stock_levels s ON s.variant_id = v.id"
    " WHERE v.product_id = p.id AND v.is_active AND s.on_hand > 0"
)
# What is shown stands in the shop's own index; the few that are hidden are looked through.
_FOUND: Final = """p.id IN (
    SELECT product_id FROM product_search WHERE document @@ kiosk_question(kiosk_words(%(search)s::text))
    UNION SELECT product_id FROM product_variants WHERE is_active AND lower(sku) LIKE %(begins)s
    UNION SELECT id FROM products WHERE deleted_at IS NULL AND NOT is_active
        AND kiosk_all_texts(name, translations, 'name') ILIKE %(holds)s)"""
_ORDERS: Final[dict[Sort, LiteralString]] = {
    "position": "p.position, p.id",
    "name": "lower(p.name), p.id",
    "-name": "lower(p.name) DESC, p.id DESC",
    "updated_at": "p.updated_at, p.id",
    "-updated_at": "p.updated_at DESC, p.id DESC",
}
_ITEMS: Final = """
SELECT total.n AS total, p.id, p.version, p.category_id, p.is_active, p.updated_at, b.currency,
       COALESCE(p.translations -> b.default_locale ->> 'name', p.name) AS name,
       v.variant_count, v.variant_id, v.sku, v.price_from, v.price_to, v.old_price, v.stock, v.low,
       pic.id AS picture_id, pic.sha256
FROM total LEFT JOIN slice p ON true
LEFT JOIN business b ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS variant_count, min(id) AS variant_id, min(sku) AS sku, min(price) AS price_from,
           max(price) AS price_to, min(old_price) AS old_price, COALESCE(sum(s.on_hand), 0)::int AS stock,
           count(*) FILTER (WHERE s.on_hand <= s.low_threshold) AS low
    FROM product_variants LEFT JOIN stock_levels s ON s.variant_id = id
    WHERE product_id = p.id AND is_active
) v ON true
LEFT JOIN LATERAL (
    SELECT pictures.id, sha256 FROM product_pictures JOIN pictures ON pictures.id = picture_id
    WHERE product_id = p.id ORDER BY position LIMIT 1
) pic ON true"""
_CATEGORIES: Final = """
SELECT c.id, c.parent_id, c.slug, c.name, c.translations, c.is_active, pic.id AS picture_id, pic.sha256,
       (SELECT count(*) FROM products p WHERE p.category_id = c.id AND p.deleted_at IS NULL) AS products
FROM categories c LEFT JOIN pictures pic ON pic.id = c.picture_id
ORDER BY c.position, c.id
"""
