import asyncio
from decimal import Decimal

import pytest

from kiosk.carts import service
from kiosk.carts.errors import CartFull, LineNotFound, QuantityTooLarge, VariantNotForSale
from kiosk.carts.queries import count_items, get_cart
from kiosk.inventory.errors import OutOfStock
from kiosk.inventory.service import set_on_hand
from kiosk.kernel.money import Money
from tests.shop import BUYER, OTHER, add_product, add_variant, open_shop, sql


@pytest.fixture
async def shop(database):
    return await open_shop(database, stock=5)


@pytest.fixture
def act(database):
    async def run(verb, *args, account=BUYER):
        async with database.unit() as unit:
            result = await getattr(service, verb)(unit, account, *args)
            await unit.commit()
        return result

    return run


@pytest.fixture
def cart(database):
    async def read(locale="en", account=BUYER):
        async with database.read() as session:
            view = await get_cart(session, account, locale)
            assert await count_items(session, account) == (view.count, view.total)
        return view

    return read


async def change(database, statement, **params):
    from sqlalchemy import text

    async with database.unit() as unit:
        await unit.session.execute(text(statement), params)
        await unit.commit()


async def test_an_empty_cart(shop, cart):
    view = await cart()
    assert (view.lines, view.count, view.total) == ((), 0, Money(Decimal("0.00"), "USD"))
    assert not view.ready


async def test_adding_twice_adds_up(shop, act, cart, clock):
    from datetime import timedelta

    assert (await act("add", shop.red_m)).quantity == 1
    clock.advance(timedelta(seconds=1))
    added = await act("add", shop.mug, 2)
    assert (added.quantity, added.count, added.total) == (2, 3, Money(Decimal("30.99"), "USD"))
    assert (await act("add", shop.red_m, 2)).quantity == 3
    view = await cart("ru")
    assert [(each.name, each.options, each.quantity, each.problem) for each in view.lines] == [
        ("Классическая футболка", "красный, M", 3, None),
        ("Кружка", "", 2, None),
    ]
    assert (view.count, view.total) == (5, Money(Decimal("70.97"), "USD"))
    assert view.ready
    assert (await cart(account=OTHER)).lines == ()


async def test_no_more_than_there_are(shop, act, cart):
    await act("add", shop.mug, 4)
    with pytest.raises(OutOfStock) as refused:
        await act("add", shop.mug, 2)
    assert refused.value.params == {"variant_id": shop.mug, "requested": 6, "available": 5}
    with pytest.raises(OutOfStock):
        await act("set_quantity", shop.mug, 6)
    assert await act("set_quantity", shop.mug, 5) == 5
    assert (await cart()).count == 5


async def test_at_most_999_of_one_and_50_lines(database, shop, act):
    async with database.unit() as unit:
        await set_on_hand(unit, shop.mug, 5000, None)
        many = []
        for number in range(49):
            each = await add_product(unit, f"p{number}", f"P{number}")
            many.append(await add_variant(unit, each, f"M{number}", "1", 9))
        await unit.commit()
    await act("add", shop.mug, 999)
    with pytest.raises(QuantityTooLarge):
        await act("add", shop.mug, 1)
    with pytest.raises(QuantityTooLarge):
        await act("set_quantity", shop.mug, 1000)
    for variant in many:
        await act("add", variant)
    with pytest.raises(CartFull):
        await act("add", shop.red_m)
    assert (await act("add", many[0])).quantity == 2


async def test_what_is_not_for_sale_cannot_be_added(database, shop, act):
    with pytest.raises(VariantNotForSale):
        await act("add", 999_999)
    await change(database, "UPDATE products SET is_active = false WHERE id = :id", id=shop.shirt)
    with pytest.raises(VariantNotForSale):
        await act("add", shop.red_m)


async def test_changes_since_are_shown_at_once(database, shop, act, cart):
    for variant in shop.variants:
        await act("add", variant, 2)
    await change(database, "UPDATE product_variants SET price = 18 WHERE id = :id", id=shop.red_m)
    view = await cart()
    assert [each.problem for each in view.lines] == ["price-changed", None, None]
    assert (view.lines[0].price.amount, view.lines[0].price_seen.amount) == (Decimal(18), Decimal("19.99"))
    assert view.ready
    await act("acknowledge")
    assert [each.problem for each in (await cart()).lines] == [None, None, None]

    async with database.unit() as unit:
        await set_on_hand(unit, shop.red_m, 1, None)
        await set_on_hand(unit, shop.blue_l, 0, None)
        await unit.commit()
    await change(database, "UPDATE products SET deleted_at = now() WHERE id = :id", id=shop.mug_product)
    view = await cart()
    assert [each.problem for each in view.lines] == ["too-few", "sold-out", "gone"]
    assert view.count == 2
    assert view.total.amount == Decimal(36)
    assert not view.ready
    assert await act("set_quantity", shop.red_m, 1) == 1


async def test_fewer_is_always_allowed(database, shop, act):
    await act("add", shop.mug, 5)
    async with database.unit() as unit:
        await set_on_hand(unit, shop.mug, 1, None)
        await unit.commit()
    assert await act("set_quantity", shop.mug, 4) == 4
    with pytest.raises(OutOfStock):
        await act("set_quantity", shop.mug, 5)
    assert await act("set_quantity", shop.mug, 0) == 0


async def test_removing(shop, act, cart):
    await act("add", shop.mug)
    await act("add", shop.red_m)
    assert await act("remove", shop.mug) is True
    assert await act("remove", shop.mug) is False
    with pytest.raises(LineNotFound):
        await act("set_quantity", shop.mug, 2)
    assert await act("clear") == 1
    assert (await cart()).lines == ()


async def test_parallel_presses_all_count_and_never_exceed_the_stock(database, shop, act, cart):
    results = await asyncio.gather(*(act("add", shop.mug) for _ in range(8)), return_exceptions=True)
    assert sorted(each.quantity for each in results if not isinstance(each, OutOfStock)) == [1, 2, 3, 4, 5]
    assert sum(isinstance(each, OutOfStock) for each in results) == 3
    assert (await cart()).count == 5


async def test_two_confirmations_share_no_lines(database, shop, act):
    await act("add", shop.mug, 2)

    async def confirm():
        async with database.unit() as unit:
            lines = await service.lock_lines(unit, BUYER)
            await service.clear(unit, BUYER)
            await unit.commit()
            return lines

    taken = await asyncio.gather(*(confirm() for _ in range(5)))
    assert sorted(map(bool, taken)) == [False] * 4 + [True]
    assert await sql(database, "SELECT 1 FROM cart_lines") == []
