import asyncio

import psycopg
import pytest

from kiosk.orders import queries, service
from kiosk.orders.errors import AlreadyMoved, IllegalMove, OrderNotFound
from kiosk.orders.rules import Status
from tests.shop import BUYER, CLERK, OTHER, move_to, on_hand, open_shop, order, sql, value


@pytest.fixture
async def shop(database):
    return await open_shop(database)


@pytest.fixture
async def placed(database, shop):
    return await order(database, {shop.red_m: 2, shop.mug: 1})


async def status_of(database, placed):
    return await value(database, "SELECT status FROM orders WHERE id = :id", id=placed.id)


async def cancel(database, order_id, account=BUYER):
    async with database.unit() as unit:
        await service.cancel_own(unit, account, order_id)
        await unit.commit()


async def test_a_move_is_recorded_and_told(database, shop, placed):
    async with database.unit() as unit:
        moved = await service.move(unit, placed.id, Status.PROCESSING, actor_id=CLERK, note="paid in cash")
        await unit.commit()
    assert (moved.number, moved.status, moved.version) == (placed.number, Status.PROCESSING, 2)
    async with database.read() as session:
        view = await queries.get_for_staff(session, placed.id)
    assert [(e.old_status, e.new_status, e.actor_id, e.actor_name, e.note) for e in view.events] == [
        (None, "pending", BUYER, "Person 501", ""),
        ("pending", "processing", CLERK, "Person 510", "paid in cash"),
    ]
    facts = await sql(database, "SELECT payload FROM outbox WHERE kind = 'order-status-changed'")
    assert [row.payload for row in facts] == [
        {
            "order_id": placed.id,
            "customer_id": BUYER,
            "old_status": "pending",
            "new_status": "processing",
            "actor_id": CLERK,
            "event_id": view.events[1].id,
            "undoable_until": None,
            "undoes": None,
        }
    ]


@pytest.mark.sec("E24")
async def test_an_illegal_jump_changes_nothing(database, shop, placed):
    async with database.unit() as unit:
        with pytest.raises(IllegalMove) as refused:
            await service.move(unit, placed.id, Status.DELIVERED, actor_id=CLERK)
        assert refused.value.params == {"old": "pending", "new": "delivered"}
        with pytest.raises(AlreadyMoved):
            await service.move(unit, placed.id, Status.PENDING, actor_id=CLERK)
        with pytest.raises(OrderNotFound):
            await service.move(unit, 999_999, Status.CONFIRMED, actor_id=CLERK)
        await unit.commit()
    assert await status_of(database, placed) == "pending"
    assert await value(database, "SELECT count(*) FROM order_events") == 1


async def test_a_cancellation_returns_the_stock_once(database, shop, placed):
    assert (await on_hand(database, shop.red_m), await on_hand(database, shop.mug)) == (48, 49)
    await cancel(database, placed.id)
    assert (await on_hand(database, shop.red_m), await on_hand(database, shop.mug)) == (50, 50)
    with pytest.raises(AlreadyMoved):
        await cancel(database, placed.id)
    with pytest.raises(IllegalMove):
        await move_to(database, placed.id, "confirmed")
    assert (await on_hand(database, shop.red_m), await on_hand(database, shop.mug)) == (50, 50)


async def test_many_cancellations_at_once_return_the_stock_once(database, shop, placed):
    results = await asyncio.gather(*(cancel(database, placed.id) for _ in range(8)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in results) == ["AlreadyMoved"] * 7 + ["NoneType"]
    assert await on_hand(database, shop.red_m) == 50


@pytest.mark.sec("E24")
@pytest.mark.parametrize("round_", range(6))
async def test_of_cancel_and_ship_one_wins(database, shop, placed, round_):
    await move_to(database, placed.id, "confirmed")
    both = [move_to(database, placed.id, "shipped"), cancel(database, placed.id)]
    results = await asyncio.gather(*(both if round_ % 2 else reversed(both)), return_exceptions=True)
    assert sum(isinstance(each, IllegalMove) for each in results) == 1
    status = await status_of(database, placed)
    assert status in {"shipped", "cancelled"}
    assert await on_hand(database, shop.red_m) == (48 if status == "shipped" else 50)
    assert await value(database, "SELECT count(*) FROM outbox WHERE kind = 'order-status-changed'") == 2


async def test_a_customer_cancels_only_their_own_and_only_early(database, shop, placed):
    with pytest.raises(OrderNotFound):
        await cancel(database, placed.id, OTHER)
    await move_to(database, placed.id, "processing")
    with pytest.raises(IllegalMove):
        await cancel(database, placed.id)
    await move_to(database, placed.id, "shipped", "delivered", "refunded")
    assert await on_hand(database, shop.red_m) == 48


async def test_a_tracking_number_comes_with_the_move_or_later(database, shop, placed):
    await move_to(database, placed.id, "processing")
    async with database.unit() as unit:
        shipped = await service.move(unit, placed.id, Status.SHIPPED, actor_id=CLERK, tracking_number="RB1")
        await service.change(unit, placed.id, to=Status.SHIPPED, actor_id=CLERK, tracking_number="RB2")
        await unit.commit()
    assert shipped.tracking_number == "RB1"
    async with database.read() as session:
        view = await queries.get_for_staff(session, placed.id)
    assert view.tracking_number == "RB2"
    assert [event.new_status for event in view.events] == ["pending", "processing", "shipped"]
    async with database.unit() as unit:
        with pytest.raises(OrderNotFound):
            await service.set_tracking_number(unit, 999_999, "RB3")


async def test_history_is_never_changed(database_url, database, shop, placed):
    with psycopg.connect(database_url) as connection:
        for statement in ("UPDATE order_events SET note = 'x'", "DELETE FROM order_events"):
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
                connection.execute(statement)
            connection.rollback()


async def test_own_orders_are_ones_own(database, shop, placed):
    second = await order(database, {shop.mug: 1})
    foreign = await order(database, {shop.mug: 1}, OTHER)
    async with database.read() as session:
        page = await queries.list_own(session, BUYER, "ru", 1, 1)
        assert ([each.id for each in page.items], page.total) == ([second.id], 2)
        older = await queries.list_own(session, BUYER, "ru", 2, 1)
        assert [line.full_name for line in older.items[0].lines] == [
            "Классическая футболка (красный, M)",
            "Кружка",
        ]
        assert (await queries.get_own(session, BUYER, placed.id, "en")).can_cancel
        with pytest.raises(OrderNotFound):
            await queries.get_own(session, BUYER, foreign.id, "en")
