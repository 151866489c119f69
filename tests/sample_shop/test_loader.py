"""The sample shop goes into an empty database as a whole, or not at all."""

import pytest
from sqlalchemy import text

from kiosk.business.service import find_business
from kiosk.catalog.queries import get_product, list_categories, page_of_products
from kiosk.kernel.i18n import LOCALES
from kiosk.sample_shop import SHOP, loader
from kiosk.sample_shop.loader import ShopNotEmpty, load_sample_shop
from tests.sample_shop.quick import draw_all


@pytest.fixture(autouse=True)
def quick_pictures(monkeypatch):
    """One colour for each picture: the drawing has tests of its own."""
    monkeypatch.setattr(loader, "_draw_all", draw_all)


async def load(runtime):
    async with runtime.database.unit() as unit:
        await load_sample_shop(unit, runtime.files)
        await unit.commit()


async def count(runtime, table):
    async with runtime.database.read() as session:
        return await session.scalar(text(f"SELECT count(*) FROM {table}"))


async def test_the_whole_shop_is_there_in_every_language(runtime):
    await load(runtime)
    database = runtime.database
    async with database.read() as session:
        business = await find_business(session)
        for locale in LOCALES:
            tree = await list_categories(session, locale)
            page = await page_of_products(session, locale=locale, size=100)

            assert [node.name for node in tree] == [c.name.in_language(locale) for c in SHOP.categories]
            assert {card.name for card in page.items} == {p.name.in_language(locale) for p in SHOP.products}
            assert all(card.picture_id for card in page.items)
            assert business.texts_in(locale)["greeting"] == SHOP.greeting.in_language(locale)
        by_slug = {card.slug: card.id for card in page.items}
        for product in SHOP.products:
            detail = await get_product(session, by_slug[product.slug], "kk")
            assert [(v.sku, v.price, v.old_price, v.stock_quantity) for v in detail.variants] == [
                (v.sku, v.price, v.old_price, v.stock) for v in product.variants
            ]
            assert [o.name for o in detail.options] == [o.name.kk for o in product.options]
            assert [[a.value for a in v.attributes] for v in detail.variants] == [
                [value.name.kk for value in v.values] for v in product.variants
            ]
        # Somebody who has just opened the shop finds what they type.
        for asked, slug in (
            ("футболка", "classic-t-shirt"),
            ("aenjkrf", "classic-t-shirt"),
            ("hoodei", "hoodie"),
        ):
            found = await page_of_products(session, locale="ru", search=asked)
            assert slug in {card.slug for card in found.items}, asked


async def test_values_stand_in_reading_order(runtime):
    await load(runtime)
    async with runtime.database.read() as session:
        page = await page_of_products(session, locale="en", size=100)
        for card in page.items:
            product = next(p for p in SHOP.products if p.slug == card.slug)
            detail = await get_product(session, card.id, "en")
            assert [[v.value for v in o.values] for o in detail.options] == [
                [v.name.en for v in product.values_of(o)] for o in product.options
            ], card.slug


async def test_a_shop_that_is_set_up_is_left_alone(runtime):
    await load(runtime)
    before = await count(runtime, "products")
    with pytest.raises(ShopNotEmpty):
        await load(runtime)

    assert await count(runtime, "products") == before


async def test_a_load_that_fails_in_the_middle_leaves_nothing(runtime, monkeypatch):
    create, left = loader.create_product, iter(range(20))

    async def fail_late(*args):
        if next(left) == 19:
            raise RuntimeError("the power went")
        return await create(*args)

    monkeypatch.setattr(loader, "create_product", fail_late)
    with pytest.raises(RuntimeError):
        await load(runtime)

    for table in ("business", "products", "categories", "pictures", "option_types", "search_words"):
        assert await count(runtime, table) == 0


async def test_no_transaction_waits_for_the_painters(runtime, monkeypatch):
    states = []

    async def draw_and_look(files):
        async with runtime.database.read() as session:
            states.extend(
                await session.scalars(
                    text(
                        "SELECT state FROM pg_stat_activity WHERE datname = current_database()"
                        " AND state LIKE 'idle in transaction%'"
                    )
                )
            )
        return await draw_all(files)

    monkeypatch.setattr(loader, "_draw_all", draw_and_look)
    await load(runtime)

    assert states == []
