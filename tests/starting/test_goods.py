"""Sample goods go into an empty catalogue, in the shop's own language and currency."""

import asyncio
from datetime import timedelta
from decimal import Decimal

import pytest

from kiosk.sample_shop import SHOP
from kiosk.sample_shop.prices import price_in
from kiosk.starting.service import make_goods
from tests.jobs import work_off
from tests.shop import add_product, add_variant, sql, value

START = "/api/v1/admin/getting-started"


async def test_goods_come_within_a_minute(owner, founded, runtime, database, quick_pictures):
    assert (await owner.post(f"{START}/sample-goods")).status_code == 202
    assert (await owner.post(f"{START}/sample-goods")).status_code == 202  # pressed twice
    assert (await owner.get(f"{START}/")).json()["goods"] == "coming"

    await work_off(runtime)

    found = (await owner.get(f"{START}/")).json()
    assert (found["goods"], found["products"]) == ("there", len(SHOP.products))
    shirt = next(each for each in SHOP.products if each.slug == "classic-t-shirt")
    row = (await sql(database, "SELECT name, translations FROM products WHERE slug = 'classic-t-shirt'"))[0]
    assert row.name == shirt.name.uk and row.translations["ru"]["name"] == shirt.name.ru
    sku = shirt.variants[0]
    stored = await value(database, "SELECT price FROM product_variants WHERE sku = :sku", sku=sku.sku)
    assert stored == price_in("UAH", sku.price) != sku.price
    assert await value(database, "SELECT count(*) FROM audit_log WHERE action = 'goods.sampled'") == 2

    refused = await owner.post(f"{START}/sample-goods")
    assert (refused.status_code, refused.json()["code"]) == (409, "starting.catalogue-not-empty")


async def test_a_catalogue_that_isn_t_empty_stays_as_it_is(owner, founded, runtime, database, quick_pictures):
    await owner.post(f"{START}/sample-goods")
    async with database.unit() as unit:  # while the pictures are drawn
        await add_variant(unit, await add_product(unit, "rose", "Троянда"), "ROSE", "250.00", 5)
        await unit.commit()
    await work_off(runtime)
    assert await value(database, "SELECT count(*) FROM products") == 1
    assert await value(database, "SELECT count(*) FROM categories") == 0


async def test_two_workers_fill_it_once(founded, runtime, database, quick_pictures):
    async def fill():
        async with runtime.database.unit() as unit:
            made = await make_goods(unit, runtime.files)
            await unit.commit()
        return made

    assert sorted(await asyncio.gather(fill(), fill())) == [False, True]
    assert await value(database, "SELECT count(*) FROM products") == len(SHOP.products)


async def test_goods_that_never_came_can_be_asked_for_again(owner, founded, clock):
    await owner.post(f"{START}/sample-goods")
    clock.advance(timedelta(minutes=6))
    assert (await owner.get(f"{START}/")).json()["goods"] == "none"
    assert (await owner.post(f"{START}/sample-goods")).status_code == 202


async def test_a_shop_that_isn_t_founded_has_no_prices(owner):
    answer = await owner.post(f"{START}/sample-goods")
    assert (answer.status_code, answer.json()["code"]) == (503, "business.not-founded")


@pytest.mark.parametrize("currency", ["UAH", "KZT", "USD", "JPY", "KRW", "XTR", "CHF", "VND"])
def test_prices_look_like_prices_everywhere(currency):
    for product in SHOP.products:
        for variant in product.variants:
            price = price_in(currency, variant.price)
            assert 0 < price < Decimal(10) ** 10
            assert price == price_in(currency, price_in("RUB", variant.price))
            if variant.old_price:
                assert price_in(currency, variant.old_price) > price
