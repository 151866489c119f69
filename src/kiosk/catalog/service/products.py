"""Products: created and changed."""

from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.business.service import Business, find_business
from kiosk.catalog.errors import InvalidProduct, ProductChanged, ProductNotFound, ShopWithoutBusiness
from kiosk.catalog.indexing import index_products
from kiosk.catalog.inputs import ProductInput, ProductUpdate
from kiosk.catalog.models import Category, Product, ProductPicture
from kiosk.catalog.rules import Combination, Problem, check_product
from kiosk.catalog.service.options import KnownOption, ensure_options
from kiosk.catalog.service.slugs import choose_slug
from kiosk.catalog.service.variants import save_variants
from kiosk.kernel.database import Unit
from kiosk.kernel.money import quantum
from kiosk.media.models import Picture


async def create_product(unit: Unit, data: ProductInput, actor_id: int | None = None) -> int:
    """Put a product into the shop with its options, variants, stock and pictures; gives its id.

    Raises InvalidProduct, SkuTaken, ShopWithoutBusiness.
    """
    business = await _check(unit.session, data)
    slug = await choose_slug(
        unit.session, Product, asked=data.slug, name=data.name, locale=business.default_locale
    )
    position = data.position
    if position is None:
        position = 1 + (await unit.session.scalar(select(func.max(Product.position))) or 0)
    inserted = await unit.session.execute(
        insert(Product).returning(Product.id),
        {
            **_columns(data),
            "slug": slug,
            "position": position,
            "created_at": unit.now(),
            "updated_at": unit.now(),
        },
    )
    product_id: int = inserted.scalar_one()
    await _save_parts(unit, product_id, data, actor_id)
    return product_id


async def update_product(
    unit: Unit, product_id: int, data: ProductUpdate, actor_id: int | None = None
) -> None:
    """Make a product what `data` says. Variants that it leaves out are retired.

    Raises ProductNotFound, ProductChanged, InvalidProduct, SkuTaken, StockMoved.
    """
    row = await _lock(unit.session, product_id)
    if data.version is not None and data.version != row.version:
        raise ProductChanged
    business = await _check(unit.session, data)
    slug = await choose_slug(
        unit.session,
        Product,
        asked=data.slug or row.slug,
        name=data.name,
        locale=business.default_locale,
        own_id=product_id,
    )
    await unit.session.execute(
        update(Product)
        .where(Product.id == product_id)
        .values(
            **_columns(data),
            slug=slug,
            position=row.position if data.position is None else data.position,
            version=Product.version + 1,
            updated_at=unit.now(),
        )
    )
    await _save_parts(unit, product_id, data, actor_id)


async def _lock(session: AsyncSession, product_id: int) -> Any:
    found = await session.execute(
        select(Product.version, Product.slug, Product.position)
        .where(Product.id == product_id, Product.deleted_at.is_(None))
        .with_for_update()
    )
    row = found.one_or_none()
    if row is None:
        raise ProductNotFound
    return row


def _columns(data: ProductInput) -> dict[str, Any]:
    return {
        "category_id": data.category_id,
        "name": data.name,
        "description": data.description,
        "translations": {k: v.model_dump(exclude_none=True) for k, v in data.translations.items()},
        "weight_grams": data.weight_grams,
        "is_active": data.is_active,
    }


async def _check(session: AsyncSession, data: ProductInput) -> Business:
    business = await find_business(session)
    if business is None:
        raise ShopWithoutBusiness
    problems = check_product(
        [(option.name, [each.value for each in option.value_inputs()]) for option in data.options],
        [Combination(v.sku, tuple((a.type, a.value) for a in v.attributes)) for v in data.variants],
    )
    problems += _check_prices(data, business.currency)
    if data.category_id is not None and not await session.get(Category, data.category_id):
        problems.append(Problem("/category_id", "catalog.unknown-category"))
    problems += await _check_pictures(session, data)
    if problems:
        raise InvalidProduct.because(*problems)
    return business


def _check_prices(data: ProductInput, currency: str) -> list[Problem]:
    problems = []
    for n, variant in enumerate(data.variants):
        for name, amount in (("price", variant.price), ("old_price", variant.old_price)):
            if amount is not None and amount != amount.quantize(quantum(currency)):
                problems.append(Problem(f"/variants/{n}/{name}", "catalog.amount"))
        if variant.old_price is not None and variant.old_price <= variant.price:
            problems.append(Problem(f"/variants/{n}/old_price", "catalog.old-price"))
    return problems


async def _check_pictures(session: AsyncSession, data: ProductInput) -> list[Problem]:
    problems = []
    ids = [picture.id for picture in data.pictures]
    known = set(await session.scalars(select(Picture.id).where(Picture.id.in_(ids)))) if ids else set()
    options = {option.name: {each.value for each in option.value_inputs()} for option in data.options}
    for n, picture in enumerate(data.pictures):
        if picture.id not in known:
            problems.append(Problem(f"/pictures/{n}/id", "catalog.unknown-picture"))
        elif picture.id in ids[:n]:
            problems.append(Problem(f"/pictures/{n}/id", "catalog.picture-twice"))
        attribute = picture.attribute
        if attribute and attribute.value not in options.get(attribute.type, ()):
            problems.append(Problem(f"/pictures/{n}/attribute", "catalog.unknown-value"))
    return problems


async def _save_parts(unit: Unit, product_id: int, data: ProductInput, actor_id: int | None) -> None:
    names, also_changed = await ensure_options(unit, data.options)
    options = [names[option.name] for option in data.options]
    await save_variants(unit, product_id, data.variants, options, names, actor_id)
    await _save_pictures(unit.session, product_id, data, names)
    changed = {product_id, *also_changed}
    await index_products(unit.session, changed)
    unit.touch("catalog", *(f"product:{each}" for each in changed))


async def _save_pictures(
    session: AsyncSession, product_id: int, data: ProductInput, names: dict[str, KnownOption]
) -> None:
    await session.execute(delete(ProductPicture).where(ProductPicture.product_id == product_id))
    rows = [
        {
            "product_id": product_id,
            "position": n,
            "picture_id": each.id,
            "option_value_id": names[each.attribute.type].values[each.attribute.value]
            if each.attribute
            else None,
        }
        for n, each in enumerate(data.pictures)
    ]
    if rows:
        await session.execute(insert(ProductPicture), rows)
