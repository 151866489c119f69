"""The catalogue keeps what the staff enters, refuses what can't be, and never loses what an order may name."""

import asyncio
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kiosk.catalog.errors import (
    CategoryNotEmpty,
    InvalidProduct,
    ProductChanged,
    ProductNotFound,
    ShopWithoutBusiness,
    SkuTaken,
)
from kiosk.catalog.inputs import CategoryInput, ProductInput, ProductUpdate
from kiosk.catalog.queries import get_product, list_categories, page_of_products, variants_for_sale
from kiosk.catalog.service import (
    create_category,
    create_product,
    delete_category,
    delete_product,
    update_category,
    update_product,
)
from tests.catalog.goods import plain, shirt, variant


async def change(shop, product_id, fields):
    async with shop.unit() as unit:
        await update_product(unit, product_id, ProductUpdate.model_validate(fields))
        await unit.commit()


async def read(shop, product_id, locale="ru"):
    async with shop.read() as session:
        return await get_product(session, product_id, locale)


async def for_sale(shop, *variant_ids):
    async with shop.read() as session:
        return await variants_for_sale(session, variant_ids)


async def shelf(shop, **fields):
    async with shop.unit() as unit:
        category_id = await create_category(unit, CategoryInput.model_validate({"name": "Полка", **fields}))
        await unit.commit()
    return category_id


def codes(refusal):
    return [(pointer, code) for pointer, code, _ in refusal.value.errors]


async def test_a_product_reads_as_it_was_entered(shop, add):
    detail = await read(shop, await add(shirt()))

    assert (detail.name, detail.description) == ("Классическая футболка", "Удобная футболка из хлопка.")
    assert [(o.name, [v.value for v in o.values]) for o in detail.options] == [
        ("Цвет", ["Красный", "Blue"]),
        ("Size", ["M", "L"]),
    ]
    assert [(v.sku, v.price, v.stock_quantity) for v in detail.variants] == [
        ("TS-RED-M", Decimal("1990.00"), 5),
        ("TS-RED-L", Decimal("1990.00"), 0),
        ("TS-BLUE-L", Decimal("2190.00"), 30),
    ]
    assert [a.value for a in detail.variants[2].attributes] == ["Blue", "L"]
    blue, large = detail.options[0].values[1].id, detail.options[1].values[1].id
    assert detail.variant([large, blue]).sku == "TS-BLUE-L"
    assert detail.variant([blue, detail.options[1].values[0].id]) is None
    assert detail.slug == "classic-t-shirt"


@pytest.mark.parametrize(
    ("locale", "name", "description"),
    [
        ("kk", "Классикалық футболка", "Удобная футболка из хлопка."),  # the business's default language
        ("uk", "Классическая футболка", "Удобная футболка из хлопка."),
        ("ru", "Классическая футболка", "Удобная футболка из хлопка."),
    ],
)
async def test_a_missing_text_falls_back_to_the_default_language(shop, add, locale, name, description):
    product_id = await add(shirt())
    detail = await read(shop, product_id, locale)
    sold = (await for_sale(shop, detail.variants[0].id))[detail.variants[0].id]
    async with shop.read() as session:
        card = (await page_of_products(session, locale=locale)).items[0]

    assert (detail.name, detail.description) == (card.name, card.description) == (name, description)
    assert sold.name_in(locale) == name
    assert sold.options_in(locale) == "Красный, M"


async def test_a_text_without_any_translation_falls_back_to_the_base(shop, add):
    product_id = await add(plain("Mug", "MUG"))

    assert (await read(shop, product_id, "kk")).name == "Mug"


async def test_a_card_sums_up_what_is_for_sale(shop, add):
    await add(shirt())
    async with shop.read() as session:
        page = await page_of_products(session, locale="ru", size=5)
    card = page.items[0]

    assert (page.total, page.page, page.size) == (1, 1, 5)
    assert (card.price_from, card.price_to, card.currency) == (Decimal("1990.00"), Decimal("2190.00"), "RUB")
    assert (card.in_stock, card.variant_count, card.has_options) == (True, 3, True)


async def test_the_old_price_of_a_card_is_that_of_the_cheapest(shop, add):
    fields = shirt()
    fields["variants"][0] |= {"price": "1500.00", "old_price": "1990.00"}
    await add(fields)
    async with shop.read() as session:
        card = (await page_of_products(session, locale="ru")).items[0]

    assert (card.price_from, card.old_price) == (Decimal("1500.00"), Decimal("1990.00"))


async def test_a_page_beyond_the_end_still_knows_the_total(shop, add):
    await add(plain("Mug", "MUG"))
    async with shop.read() as session:
        page = await page_of_products(session, locale="ru", page=7)

    assert (page.items, page.total) == ([], 1)


async def test_a_category_includes_what_stands_in_it(shop, add):
    top = await shelf(shop)
    below = await shelf(shop, parent_id=top)
    hidden = await shelf(shop, parent_id=top, is_active=False)
    await add(plain("A", "A", category_id=top))
    await add(plain("B", "B", category_id=below))
    await add(plain("C", "C", category_id=hidden))
    await add(plain("D", "D"))
    async with shop.read() as session:
        names = [p.name for p in (await page_of_products(session, locale="ru", category_id=top)).items]
        tree = await list_categories(session, "ru")

    assert names == ["A", "B"]
    assert [(node.id, node.product_count, [c.id for c in node.children]) for node in tree] == [
        (top, 2, [below])
    ]


async def test_a_hidden_product_is_not_shown_but_known_to_carts(shop, add):
    product_id = await add(shirt(is_active=False))
    async with shop.read() as session:
        variant_ids = (await session.scalars(text("SELECT id FROM product_variants"))).all()
        page = await page_of_products(session, locale="ru")
    with pytest.raises(ProductNotFound):
        await read(shop, product_id)

    assert page.total == 0
    assert {v.sellable for v in (await for_sale(shop, *variant_ids)).values()} == {False}


async def test_variants_are_known_again_by_id_sku_or_values(shop, add):
    product_id = await add(shirt())
    red_m, red_l, blue_l = (v.id for v in (await read(shop, product_id)).variants)
    fields = shirt(
        variants=[
            variant(
                "TS-BLUE-L", "2500.00", 7, Color="Blue", Size="M"
            ),  # by its SKU, although it means another now
            variant("NEW-SKU", "1000.00", 1, Color="Red", Size="M"),  # by its values
            {
                **variant("TS-RED-M", "900.00", 2, Color="Blue", Size="L"),
                "id": red_l,
            },  # by its id, with another's SKU
        ]
    )
    await change(shop, product_id, fields)

    assert [(v.id, v.sku, v.stock_quantity) for v in (await read(shop, product_id)).variants] == [
        (blue_l, "TS-BLUE-L", 7),
        (red_m, "NEW-SKU", 1),
        (red_l, "TS-RED-M", 2),
    ]


async def test_two_variants_may_exchange_their_values(shop, add):
    product_id = await add(shirt())
    first, second, _ = (await read(shop, product_id)).variants
    fields = shirt()
    fields["variants"][0]["attributes"], fields["variants"][1]["attributes"] = (
        fields["variants"][1]["attributes"],
        fields["variants"][0]["attributes"],
    )
    await change(shop, product_id, fields)
    now = (await read(shop, product_id)).variants

    assert [(v.id, v.values) for v in now[:2]] == [(first.id, second.values), (second.id, first.values)]


async def test_a_retired_variant_keeps_its_row_and_comes_back_by_its_sku(shop, add):
    product_id = await add(shirt())
    blue = (await read(shop, product_id)).variants[2]
    without = shirt()
    without["variants"].pop()
    await change(shop, product_id, without)
    retired = (await for_sale(shop, blue.id))[blue.id]
    await change(shop, product_id, shirt())

    assert (retired.sellable, retired.options) == (False, "Blue, L")
    assert (await read(shop, product_id)).variants[2].id == blue.id


async def test_options_can_be_exchanged_altogether(shop, add):
    product_id = await add(shirt())
    await change(shop, product_id, shirt(options=[], variants=[variant("TS", "500.00", 3)]))
    detail = await read(shop, product_id)

    assert (detail.options, [v.sku for v in detail.variants]) == ((), ["TS"])


async def test_stock_that_is_not_mentioned_stays(shop, add):
    product_id = await add(shirt())
    fields = shirt()
    for each in fields["variants"]:
        del each["stock_quantity"]
    await change(shop, product_id, fields)

    assert [v.stock_quantity for v in (await read(shop, product_id)).variants] == [5, 0, 30]


async def test_two_who_edit_at_once_don_t_overwrite_each_other(shop, add):
    product_id = await add(shirt())
    await change(shop, product_id, shirt(version=1, name="First"))

    with pytest.raises(ProductChanged):
        await change(shop, product_id, shirt(version=1, name="Second"))


async def test_a_deleted_product_is_gone_for_readers_and_kept_for_orders(shop, add):
    product_id = await add(shirt())
    sold = (await read(shop, product_id)).variants[0]
    async with shop.unit() as unit:
        await delete_product(unit, product_id)
        await unit.commit()
    with pytest.raises(ProductNotFound):
        await read(shop, product_id)
    async with shop.unit() as unit:
        with pytest.raises(ProductNotFound):
            await delete_product(unit, product_id)
    kept = (await for_sale(shop, sold.id))[sold.id]

    assert (kept.sku, kept.sellable) == ("TS-RED-M", False)


async def test_a_deleted_product_s_sku_is_free_again(shop, add):
    product_id = await add(shirt())
    async with shop.unit() as unit:
        await delete_product(unit, product_id)
        await unit.commit()

    assert (await read(shop, await add(shirt()))).slug == "classic-t-shirt-2"


async def test_an_sku_in_use_is_refused(shop, add):
    await add(plain("Mug", "MUG"))

    with pytest.raises(SkuTaken):
        await add(plain("Cup", "MUG"))


async def test_of_two_who_take_an_sku_at_once_one_is_refused(shop):
    async def create(name):
        async with shop.unit() as unit:
            await create_product(unit, ProductInput.model_validate(plain(name, "MUG")))
            await asyncio.sleep(0.05)
            await unit.commit()

    outcomes = await asyncio.gather(create("Mug"), create("Cup"), return_exceptions=True)

    assert sorted(type(each) for each in outcomes if each) == [SkuTaken]


async def test_many_of_one_name_get_addresses_of_their_own(shop):
    async def create(n):
        async with shop.unit() as unit:
            await create_product(unit, ProductInput.model_validate(plain("Кружка", f"MUG-{n}")))
            await unit.commit()

    await asyncio.gather(*(create(n) for n in range(6)))
    async with shop.read() as session:
        slugs = {card.slug for card in (await page_of_products(session, locale="ru")).items}

    assert slugs == {"kruzhka", *(f"kruzhka-{n}" for n in range(2, 7))}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (plain("Mug", "MUG", category_id=99), ("/category_id", "catalog.unknown-category")),
        (plain("Mug", "MUG", pictures=[{"id": 99}]), ("/pictures/0/id", "catalog.unknown-picture")),
        (
            {"name": "Mug", "variants": [{**variant("M"), "price": "5.00", "old_price": "5.00"}]},
            ("/variants/0/old_price", "catalog.old-price"),
        ),
        (
            shirt(variants=[variant("A", Color="Red", Size="M"), variant("B", Size="M", Color="Red")]),
            ("/variants/1/attributes", "catalog.repeated-combination"),
        ),
        (shirt(variants=[variant("A", Color="Red")]), ("/variants/0/attributes", "catalog.option-missing")),
        (
            shirt(variants=[{**variant("A", Color="Red", Size="M"), "id": 7}]),
            ("/variants/0/id", "catalog.unknown-variant"),
        ),
    ],
)
async def test_what_can_t_be_is_refused_with_its_place(add, fields, expected):
    with pytest.raises(InvalidProduct) as refusal:
        await add(fields)

    assert codes(refusal) == [expected]


async def test_an_address_that_was_asked_for_is_taken_once(add):
    await add(plain("Mug", "MUG", slug="mug"))

    with pytest.raises(InvalidProduct) as refusal:
        await add(plain("Cup", "CUP", slug="mug"))
    assert codes(refusal) == [("/slug", "catalog.slug-taken")]


async def test_without_a_business_there_are_no_products(database):
    async with database.unit() as unit:
        with pytest.raises(ShopWithoutBusiness):
            await create_product(unit, ProductInput.model_validate(plain("Mug", "MUG")))


async def test_stars_have_no_kopecks(shop, add):
    async with shop.unit() as unit:
        await unit.session.execute(text("UPDATE business SET currency = 'XTR'"))
        await unit.commit()

    with pytest.raises(InvalidProduct) as refusal:
        await add(plain("Mug", "MUG", price="1.50"))
    assert codes(refusal) == [("/variants/0/price", "catalog.amount")]


async def test_a_category_can_t_stand_inside_itself(shop):
    top = await shelf(shop)
    below = await shelf(shop, parent_id=top)
    async with shop.unit() as unit:
        with pytest.raises(InvalidProduct) as refusal:
            await update_category(
                unit, top, CategoryInput.model_validate({"name": "Полка", "parent_id": below})
            )
    assert codes(refusal) == [("/parent_id", "catalog.circle")]


async def test_a_category_is_taken_away_only_when_it_is_empty(shop, add):
    category = await shelf(shop)
    product_id = await add(plain("Mug", "MUG", category_id=category))
    async with shop.unit() as unit:
        with pytest.raises(CategoryNotEmpty):
            await delete_category(unit, category)
    async with shop.unit() as unit:
        await delete_product(unit, product_id)
        await delete_category(unit, category)
        await unit.commit()
    async with shop.read() as session:
        assert await list_categories(session, "ru") == []


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM variant_values WHERE variant_id = :variant AND option_type_id ="
        " (SELECT min(option_type_id) FROM product_options)",
        "UPDATE product_variants SET signature = '1' WHERE id = :variant",
        "UPDATE variant_values SET option_value_id = (SELECT id FROM option_values WHERE value = 'L')"
        " WHERE variant_id = :variant AND option_value_id = (SELECT id FROM option_values WHERE value = 'M')",
        "INSERT INTO product_options (product_id, option_type_id)"
        " SELECT p.id, t.id FROM products p, option_types t WHERE t.name = 'Scent' AND :variant > 0",
        "UPDATE product_variants SET is_active = false, signature = NULL WHERE :variant > 0",
    ],
    ids=["a value missing", "a false signature", "another value", "another option", "nothing for sale"],
)
async def test_the_database_itself_refuses_an_impossible_variant(shop, add, damage):
    product_id = await add(shirt())
    variant_id = (await read(shop, product_id)).variants[0].id
    async with shop.unit() as unit:
        await unit.session.execute(text("INSERT INTO option_types (name) VALUES ('Scent')"))
        await unit.commit()

    async with shop.unit() as unit:
        await unit.session.execute(text(damage), {"variant": variant_id})
        with pytest.raises(IntegrityError):
            await unit.commit()
