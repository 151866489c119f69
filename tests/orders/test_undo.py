import asyncio
from datetime import timedelta

import pytest

from kiosk.doctor.invariants import broken
from kiosk.inventory.errors import OutOfStock
from kiosk.kernel.errors import Conflict
from kiosk.orders import service
from kiosk.orders.errors import UndoTooLate
from kiosk.orders.rules import Status
from tests.conftest import NOW
from tests.shop import BUYER, CLERK, OTHER, move_to, on_hand, order, sql, value

STAFF = "/api/v1/admin/orders/"


@pytest.fixture
async def placed(database, shop):
    return await order(database, {shop.red_m: 2, shop.mug: 1})


async def move(database, order_id, to, actor=CLERK, **more):
    async with database.unit() as unit:
        moved = await service.move(unit, order_id, Status(to), actor_id=actor, undoable=True, **more)
        await unit.commit()
    return moved


async def undo(database, order_id, version, actor=CLERK):
    async with database.unit() as unit:
        undone = await service.undo(unit, order_id, version=version, actor_id=actor)
        await unit.commit()
    return undone


async def doctor(database):
    async with database.read() as session:
        assert not await broken(session, now=NOW)


async def test_a_slip_is_taken_back(client, database, clock, shop, placed, clerk):
    clock.advance(timedelta(minutes=1))
    moved = (await client.patch(f"{STAFF}{placed.id}", headers=clerk, json={"status": "processing"})).json()
    assert moved["undo"] == {"until": "2026-11-21T09:01:10Z", "version": 2}
    clock.advance(timedelta(seconds=10))
    answer = await client.post(f"{STAFF}{placed.id}/undo", headers=clerk, json={"version": 2})
    assert answer.status_code == 200, answer.text
    back = answer.json()
    assert (back["status"], back["undo"], back["status_since"]) == ("pending", None, "2026-11-21T09:00:00Z")
    events = [(each["new_status"], each["undone"], each["undoes"]) for each in back["history"]]
    slip = back["history"][1]["id"]
    assert events == [("pending", False, None), ("processing", True, None), ("pending", False, slip)]
    again = await client.post(f"{STAFF}{placed.id}/undo", headers=clerk, json={"version": 3})
    assert (again.status_code, again.json()["code"]) == (409, "orders.undo-too-late")
    await doctor(database)


async def test_not_after_ten_seconds(client, database, clock, placed, clerk):
    await client.patch(f"{STAFF}{placed.id}", headers=clerk, json={"status": "processing"})
    clock.advance(timedelta(seconds=10, milliseconds=1))
    whole = (await client.get(f"{STAFF}{placed.id}", headers=clerk)).json()
    assert whole["undo"] is None
    answer = await client.post(f"{STAFF}{placed.id}/undo", headers=clerk, json={"version": 2})
    assert (answer.status_code, answer.json()["code"]) == (409, "orders.undo-too-late")
    assert await value(database, "SELECT status FROM orders") == "processing"


async def test_only_by_whom_it_was(database, placed):
    moved = await move(database, placed.id, "confirmed")
    for actor in (OTHER, BUYER, None):
        with pytest.raises(UndoTooLate):
            await undo(database, placed.id, moved.version, actor)


async def test_not_what_the_bot_has_told_already(database, placed):
    await move_to(database, placed.id, "confirmed")  # as in the bot: at once
    with pytest.raises(UndoTooLate):
        await undo(database, placed.id, 2)


async def test_not_once_something_else_happened(database, placed):
    await move(database, placed.id, "confirmed")
    moved = await move(database, placed.id, "processing")
    with pytest.raises(UndoTooLate):
        await undo(database, placed.id, 2)
    async with database.unit() as unit:
        await service.set_tracking_number(unit, placed.id, "RB1")
        await unit.commit()
    with pytest.raises(UndoTooLate):
        await undo(database, placed.id, moved.version)


async def test_a_cancellation_taken_back_takes_the_stock_again(database, shop, placed):
    for _ in range(2):  # and may be cancelled anew
        cancelled = await move(database, placed.id, "cancelled")
        assert await on_hand(database, shop.red_m) == 50
        await doctor(database)
        await undo(database, placed.id, cancelled.version)
        assert (await on_hand(database, shop.red_m), await on_hand(database, shop.mug)) == (48, 49)
        await doctor(database)
    await move(database, placed.id, "cancelled")
    assert (await on_hand(database, shop.red_m), await on_hand(database, shop.mug)) == (50, 50)
    await doctor(database)


async def test_what_was_sold_meanwhile_is_gone(database, shop, placed):
    cancelled = await move(database, placed.id, "cancelled")
    await order(database, {shop.red_m: 49}, OTHER)
    with pytest.raises(OutOfStock):
        await undo(database, placed.id, cancelled.version)
    assert await value(database, "SELECT status FROM orders WHERE id = :id", id=placed.id) == "cancelled"
    assert (await on_hand(database, shop.red_m), await on_hand(database, shop.mug)) == (1, 50)
    await doctor(database)


@pytest.mark.parametrize("round_", range(6))
async def test_of_an_undo_and_another_move_one_wins(database, shop, placed, round_):
    moved = await move(database, placed.id, "confirmed")
    both = [
        undo(database, placed.id, moved.version),
        move(database, placed.id, "processing", OTHER, version=2),
    ]
    results = await asyncio.gather(*(both if round_ % 2 else reversed(both)), return_exceptions=True)
    lost = [each for each in results if isinstance(each, Exception)]
    assert len(lost) == 1 and isinstance(lost[0], UndoTooLate | Conflict)
    status = await value(database, "SELECT status FROM orders")
    assert status == ("processing" if isinstance(lost[0], UndoTooLate) else "pending")
    assert await value(database, "SELECT count(*) FROM order_events") == 3


async def test_many_undos_are_one(database, shop, placed):
    cancelled = await move(database, placed.id, "cancelled")
    results = await asyncio.gather(
        *(undo(database, placed.id, cancelled.version) for _ in range(6)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in results) == ["Order"] + ["UndoTooLate"] * 5
    assert await on_hand(database, shop.red_m) == 48


async def test_a_move_from_a_version_that_is_no_more(client, placed, clerk):
    first = {"status": "confirmed", "version": 1}
    assert (await client.patch(f"{STAFF}{placed.id}", headers=clerk, json=first)).status_code == 200
    second = {"status": "cancelled", "version": 1}
    answer = await client.patch(f"{STAFF}{placed.id}", headers=clerk, json=second)
    assert (answer.status_code, answer.json()["code"]) == (409, "kernel.conflict")
    stale = {"tracking_number": "RB1", "version": 1}
    assert (await client.patch(f"{STAFF}{placed.id}", headers=clerk, json=stale)).status_code == 409
    assert (await client.patch(f"{STAFF}{placed.id}", headers=clerk, json=first)).status_code == 200


async def test_undo_refusals(client, placed, clerk, buyer, service):
    path = f"{STAFF}{placed.id}/undo"
    assert (await client.post(path, json={"version": 1})).status_code == 401
    for stranger in (buyer, service):
        assert (await client.post(path, headers=stranger, json={"version": 1})).status_code == 403
    assert (await client.post(f"{STAFF}999/undo", headers=clerk, json={"version": 1})).status_code == 404
    for wrong in ({}, {"version": 0}, {"version": "2"}, {"version": 2, "to": "pending"}):
        assert (await client.post(path, headers=clerk, json=wrong)).status_code == 422


async def test_bulk(client, database, shop, placed, clerk):
    second = await order(database, {shop.mug: 1}, OTHER)
    gone = await order(database, {shop.mug: 1}, OTHER)
    there = await order(database, {shop.mug: 1}, OTHER)
    await move_to(database, gone.id, "cancelled")
    await move_to(database, there.id, "confirmed")
    ids = [second.id, placed.id, gone.id, there.id, 999, second.id]
    answer = await client.post(
        f"{STAFF}bulk", headers={**clerk, "Accept-Language": "ru"}, json={"ids": ids, "status": "confirmed"}
    )
    assert answer.status_code == 200, answer.text
    bulk = answer.json()
    assert [(each["id"], each["outcome"], each["code"]) for each in bulk["results"]] == [
        (second.id, "moved", None),
        (placed.id, "moved", None),
        (gone.id, "refused", "orders.illegal-move"),
        (there.id, "unchanged", None),
        (999, "refused", "orders.not-found"),
    ]
    assert (bulk["moved"], bulk["refused"], bulk["undo_until"]) == (2, 2, "2026-11-21T09:00:10Z")
    assert bulk["results"][2]["detail"] == "Заказ уже нельзя изменить таким образом."
    done = [{"id": each["id"], "version": each["version"]} for each in bulk["results"][:2]]
    answer = await client.post(
        f"{STAFF}bulk/undo", headers=clerk, json={"orders": [*done, {"id": 999, "version": 1}]}
    )
    assert [(each["outcome"], each["status"]) for each in answer.json()["results"]] == [
        ("undone", "pending"),
        ("undone", "pending"),
        ("refused", None),
    ]
    assert (answer.json()["undone"], answer.json()["refused"]) == (2, 1)
    audited = await sql(
        database, "SELECT subject FROM audit_log WHERE details ->> 'to' = 'confirmed' ORDER BY id"
    )
    assert [row.subject for row in audited] == [f"order:{second.id}", f"order:{placed.id}"]
    await doctor(database)


async def test_bulk_and_single_moves_at_once(client, database, shop, clerk):
    orders = [await order(database, {shop.mug: 1, shop.red_m: 1}) for _ in range(6)]
    ids = [each.id for each in orders]

    async def bulk():
        return (
            await client.post(f"{STAFF}bulk", headers=clerk, json={"ids": ids, "status": "cancelled"})
        ).json()

    async def single(order_id):
        return await client.patch(
            f"{STAFF}{order_id}", headers=clerk, json={"status": "processing", "version": 1}
        )

    results, *answers = await asyncio.gather(bulk(), *(single(each) for each in reversed(ids)))
    assert results["moved"] == 6  # what is being packed may still be cancelled
    packed = sum(answer.status_code == 200 for answer in answers)
    assert (
        await value(database, "SELECT count(*) FROM order_events WHERE new_status = 'processing'") == packed
    )
    assert (await on_hand(database, shop.mug), await on_hand(database, shop.red_m)) == (50, 50)
    await doctor(database)


async def test_bulk_refusals(client, placed, clerk, buyer):
    good = {"ids": [placed.id], "status": "confirmed"}
    assert (await client.post(f"{STAFF}bulk", json=good)).status_code == 401
    assert (await client.post(f"{STAFF}bulk", headers=buyer, json=good)).status_code == 403
    for wrong in (
        {"ids": [], "status": "confirmed"},
        {"ids": list(range(1, 102)), "status": "confirmed"},
        {"ids": ["1"], "status": "confirmed"},
        {"ids": [1], "status": "gone"},
        {"ids": [1]},
    ):
        assert (await client.post(f"{STAFF}bulk", headers=clerk, json=wrong)).status_code == 422, wrong
