"""Reads of the catalogue: what the shop shows, in the reader's language."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any, LiteralString

from kiosk.catalog import statements
from kiosk.catalog.errors import ProductNotFound
from kiosk.catalog.layouts import other_layouts
from kiosk.catalog.schemas import (
    Attribute,
    CategoryNode,
    OptionView,
    PictureView,
    ProductCard,
    ProductDetail,
    ValueView,
    VariantForSale,
    VariantView,
)
from kiosk.kernel.money import Money
from kiosk.kernel.paging import Page, offset
from kiosk.kernel.rows import Row, Source, fetch


async def list_categories(session: Source, locale: str) -> list[CategoryNode]:
    """The tree of the categories that are shown; what stands in a hidden one is hidden with it."""
    by_parent: dict[int | None, list[Row]] = defaultdict(list)
    for row in await fetch(session, statements.CATEGORIES, {"locale": locale}):
        by_parent[row.parent_id].append(row)
    return list(_branch(by_parent, None))


def _branch(by_parent: dict[int | None, list[Row]], parent: int | None) -> tuple[CategoryNode, ...]:
    nodes = []
    for row in by_parent[parent]:
        children = _branch(by_parent, row.id)
        nodes.append(
            CategoryNode(
                id=row.id,
                parent_id=row.parent_id,
                slug=row.slug,
                name=row.name,
                picture_id=row.picture_id,
                picture_sha256=row.sha256,
                position=row.position,
                product_count=row.products + sum(child.product_count for child in children),
                children=children,
            )
        )
    return tuple(nodes)


def find_category(nodes: Iterable[CategoryNode], category_id: int) -> CategoryNode | None:
    """The category with this id, wherever it stands in the tree."""
    for node in nodes:
        found = node if node.id == category_id else find_category(node.children, category_id)
        if found:
            return found
    return None


async def page_of_products(
    session: Source,
    *,
    locale: str,
    category_id: int | None = None,
    search: str | None = None,
    page: int = 1,
    size: int = 10,
) -> Page[ProductCard]:
    """One page of what is for sale: a category with all that stands in it, or everything.

    With `search` the best match comes first and the total is 2,000 at most; otherwise the shop's own order holds.
    """
    total, rows = await rows_of_page(
        session, locale=locale, category_id=category_id, search=search, page=page, size=size
    )
    items = [ProductCard(*row[1:-2]) for row in rows]
    return Page[ProductCard].model_construct(items=items, total=total, page=page, size=size)


async def rows_of_page(
    session: Source, *, locale: str, category_id: int | None, search: str | None, page: int, size: int
) -> tuple[int, list[Row]]:
    """The same as it comes from the database: how many there are, and rows with the fields of a ProductCard."""
    params = {
        "locale": locale,
        "category": category_id,
        "search": search,
        "retyped": other_layouts(search or ""),
        "size": size,
        "skip": offset(page, size),
    }
    rows: list[Row] = []
    for statement in _statements(everywhere=category_id is None, search=bool(search)):
        rows = await fetch(session, statement, params)
        if rows[0].total:
            break
    return rows[0].total, [row for row in rows if row.id is not None]


def _statements(*, everywhere: bool, search: bool) -> tuple[LiteralString, ...]:
    """What to ask, one after the other until something is found."""
    if not search:
        return (statements.PAGE if everywhere else statements.PAGE_OF_CATEGORY,)
    if everywhere:
        return statements.SEARCH, statements.FORGIVING_SEARCH
    return statements.SEARCH_IN_CATEGORY, statements.FORGIVING_SEARCH_IN_CATEGORY


async def get_product(session: Source, product_id: int, locale: str) -> ProductDetail:
    """A product's whole page. Raises ProductNotFound, also for one that is hidden or deleted."""
    rows = await fetch(session, statements.PRODUCT, {"id": product_id, "locale": locale})
    if not rows:
        raise ProductNotFound
    row = rows[0]
    options = tuple(
        OptionView(id_, name, tuple(ValueView(*value) for value in values or ()))
        for id_, name, values in row.options or ()
    )
    pictures = tuple(PictureView(*each) for each in row.pictures or ())
    return ProductDetail(
        id=row.id,
        slug=row.slug,
        name=row.name,
        description=row.description,
        category_id=row.category_id,
        currency=row.currency,
        weight_grams=row.weight_grams,
        options=options,
        variants=_variants(row.variants or (), options, pictures),
        pictures=pictures,
    )


def _variants(
    rows: Sequence[Sequence[Any]], options: Sequence[OptionView], pictures: Sequence[PictureView]
) -> tuple[VariantView, ...]:
    words = [
        (option.name, {value.id: Attribute(option.name, value.value) for value in option.values})
        for option in options
    ]
    variants = []
    for id_, sku, price, old_price, on_hand, low_threshold, value_ids in rows:
        chosen = [(v, known[v]) for _, known in words for v in value_ids if v in known]
        variants.append(
            VariantView(
                id=id_,
                sku=sku,
                price=Decimal(price),
                old_price=Decimal(old_price) if old_price is not None else None,
                stock_quantity=on_hand,
                low=0 < on_hand <= low_threshold,
                values=tuple(v for v, _ in chosen),
                attributes=tuple(attribute for _, attribute in chosen),
                picture_id=_picture_of(value_ids, pictures),
            )
        )
    return tuple(variants)


def _picture_of(value_ids: Collection[int], pictures: Sequence[PictureView]) -> int | None:
    """The picture of one of these values, else one that is of no value in particular, else the first."""
    best = min(
        pictures,
        key=lambda each: 0 if each.option_value_id in value_ids else 1 if each.option_value_id is None else 2,
        default=None,
    )
    return best.id if best else None


async def variants_for_sale(session: Source, variant_ids: Collection[int]) -> dict[int, VariantForSale]:
    """What carts and orders need to know of these variants; unknown ids are left out.

    Hidden, deleted and retired ones are there too, with `sellable` False.
    """
    if not variant_ids:
        return {}
    rows = await fetch(session, statements.VARIANTS, {"ids": list(variant_ids)})
    return {row.id: _for_sale(row) for row in rows}


def _for_sale(row: Row) -> VariantForSale:
    values = row.values or []
    names = {
        locale: {
            "name": _translated(row.translations, locale, row.default_locale, "name", row.name),
            "options": _words(values, locale, row.default_locale),
        }
        for locale in {*row.translations, *(locale for _, known in values for locale in known)}
    }
    return VariantForSale(
        id=row.id,
        product_id=row.product_id,
        category_id=row.category_id,
        sku=row.sku,
        price=Money(row.price, row.currency),
        old_price=Money(row.old_price, row.currency) if row.old_price is not None else None,
        on_hand=row.on_hand,
        low=0 < row.on_hand <= row.low_threshold,
        sellable=row.sellable,
        product_name=_translated(row.translations, row.default_locale, row.default_locale, "name", row.name),
        options=_words(values, row.default_locale, row.default_locale),
        picture_id=row.picture_id,
        names=names,
    )


def _words(values: Sequence[tuple[str, dict[str, dict[str, str]]]], locale: str, default: str) -> str:
    return ", ".join(_translated(known, locale, default, "value", base) for base, known in values)


def _translated(
    translations: dict[str, dict[str, str]], locale: str, default: str, key: str, base: str
) -> str:
    for language in (locale, default):
        text = translations.get(language, {}).get(key)
        if text is not None:
            return text
    return base
