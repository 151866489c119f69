"""A fact and its deliveries become true together with the change, and are heard once."""

import asyncio
import contextlib

import pytest
from sqlalchemy import text

from kiosk.facts import OrderPlaced
from kiosk.kernel import outbox
from kiosk.kernel.database import Unit, driver_url
from kiosk.kernel.jobs import DeferredJob, job
from kiosk.kernel.outbox import reacts_to
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.worker import build_worker_app, run_worker

heard: list[int] = []
ran: list[str] = []
broken_times = 0


@pytest.fixture(autouse=True)
def only_these_reactions(monkeypatch):
    global broken_times
    heard.clear()
    ran.clear()
    broken_times = 0
    monkeypatch.setitem(outbox._reactions, OrderPlaced.kind, {})

    @reacts_to(OrderPlaced, name="test.hear")
    async def hear(unit: Unit, runtime: Runtime, fact: OrderPlaced) -> None:
        global broken_times
        await unit.session.execute(text("CREATE TABLE IF NOT EXISTS heard (order_id bigint)"))
        await unit.session.execute(text("INSERT INTO heard VALUES (:id)"), {"id": fact.order_id})
        if broken_times:
            broken_times -= 1
            raise RuntimeError("the first attempt fails after it has written")
        heard.append(fact.order_id)


@job("test.run")
async def run(runtime: Runtime, word: str) -> None:
    ran.append(word)


@contextlib.asynccontextmanager
async def worker(runtime: Runtime):
    app = build_worker_app(driver_url(runtime.database.url))
    task = asyncio.create_task(run_worker(app, runtime))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until(condition, seconds=15.0):
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)


async def count(runtime, table):
    async with runtime.database.read() as session:
        return await session.scalar(text(f"SELECT count(*) FROM {table}"))


async def test_rolled_back_unit_leaves_neither_fact_nor_job(runtime):
    async with runtime.database.unit() as unit:
        unit.publish(OrderPlaced(order_id=1, customer_id=2))
        unit.defer(DeferredJob("test.run", {"word": "never"}))
        await unit.session.flush()
    assert await count(runtime, "outbox") == 0
    assert await count(runtime, "procrastinate_jobs") == 0


async def test_committed_fact_reaches_its_reaction(runtime):
    async with runtime.database.unit() as unit:
        for number in (1, 2, 3):
            unit.publish(OrderPlaced(order_id=number, customer_id=2))
        unit.defer(DeferredJob("test.run", {"word": "done"}))
        await unit.commit()
    async with worker(runtime):
        await until(lambda: len(heard) == 3 and ran == ["done"])
    assert sorted(heard) == [1, 2, 3]


async def test_a_second_delivery_of_the_same_fact_does_nothing(runtime):
    async with runtime.database.unit() as unit:
        unit.publish(OrderPlaced(order_id=1, customer_id=2))
        await unit.commit()
    for _ in range(3):
        await outbox.deliver_fact(runtime, fact_id=1, reaction="test.hear")
    assert heard == [1]
    assert await count(runtime, "heard") == 1


async def test_a_failed_reaction_writes_nothing_and_is_tried_again(runtime):
    global broken_times
    broken_times = 1
    async with runtime.database.unit() as unit:
        unit.publish(OrderPlaced(order_id=7, customer_id=2))
        await unit.commit()
    async with worker(runtime):
        await until(lambda: heard == [7])
    assert await count(runtime, "heard") == 1


async def test_a_job_that_is_deferred_once_waits_once(runtime):
    for _ in range(3):
        async with runtime.database.unit() as unit:
            unit.defer(DeferredJob("test.run", {"word": "single"}, once="single"))
            await unit.commit()
    assert await count(runtime, "procrastinate_jobs") == 1


async def test_a_commit_names_what_became_stale(runtime):
    answers = runtime.cache.answers
    await until(lambda: answers.enabled)
    seen = answers.generation()
    answers.put("list", b"old", ["catalog"], seen)
    answers.put("card", b"kept", ["product:2"], seen)
    async with runtime.database.unit() as unit:
        unit.touch("catalog")
        await unit.commit()
    await until(lambda: answers.get("list") is None, 1)
    assert answers.get("card") == b"kept"
    answers.put("list", b"read before the change", ["catalog"], seen)
    assert answers.get("list") is None
