"""What happens to orders, shown as it happens. Over a real socket, for a stream has to arrive in pieces."""

import asyncio
import json
import time
from contextlib import asynccontextmanager

import httpx2
import pytest

from kiosk.app import create_app
from kiosk.identity.service import revoke_sessions
from kiosk.kernel.outbox import deliver_fact
from kiosk.orders.router import live
from kiosk.orders.service import note_payment
from kiosk.payments.rules import Method
from kiosk.server import build_server, listen, serve_until
from tests.shop import CLERK, move_to, order, sql

EVENTS = "/api/v1/admin/events"


@pytest.fixture
async def served(runtime, shop):
    """A client of the real server."""
    stop, bound = asyncio.Event(), listen("127.0.0.1", 0)
    server = asyncio.create_task(
        serve_until(stop, build_server(create_app(runtime), trusted_proxies="", grace=1), bound)
    )
    runtime.live.over = stop
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{bound.getsockname()[1]}", timeout=20) as http:
        http.stop = stop
        yield http
    stop.set()
    await server


@asynccontextmanager
async def watching(http, headers):
    """A stream of (event, data)."""
    async with http.stream("GET", EVENTS, headers=headers) as answer:
        assert answer.status_code == 200, await answer.aread()
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert "no-store" in answer.headers["cache-control"]

        async def events():
            kind = None
            async for line in answer.aiter_lines():
                if line.startswith("event: "):
                    kind = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    yield kind, json.loads(line.removeprefix("data: "))

        stream = events()
        assert await asyncio.wait_for(anext(stream), 5) == ("ready", {})
        yield stream


async def tell_everything(runtime, database):
    for row in await sql(
        database,
        "SELECT id, reaction FROM outbox CROSS JOIN unnest(reactions) AS reaction WHERE reaction LIKE 'orders.live%' ORDER BY id",
    ):
        await deliver_fact(runtime, row.id, row.reaction)


async def test_orders_arrive_by_themselves(served, runtime, database, shop, clerk):
    async with watching(served, clerk) as first, watching(served, clerk) as second:
        placed = await order(database, {shop.mug: 1})
        await move_to(database, placed.id, "confirmed")
        async with database.unit() as unit:
            await note_payment(unit, placed.id, Method.CASH, actor_id=CLERK)
            await unit.commit()
        await tell_everything(runtime, database)
        for stream in (first, second):
            assert [await asyncio.wait_for(anext(stream), 5) for _ in range(3)] == [
                ("order-placed", {"order_id": placed.id, "number": placed.number, "status": "confirmed"}),
                (
                    "order-moved",
                    {
                        "order_id": placed.id,
                        "number": placed.number,
                        "old_status": "pending",
                        "new_status": "confirmed",
                        "actor_id": CLERK,
                    },
                ),
                ("order-paid", {"order_id": placed.id, "number": placed.number, "actor_id": CLERK}),
            ]
        listeners = await sql(
            database,
            "SELECT 1 FROM pg_stat_activity WHERE application_name = 'kiosk-live'"
            " AND datname = current_database()",
        )
        assert len(listeners) == 1
        assert runtime.database.engine.pool.checkedout() == 0


@pytest.mark.sec("B20")
async def test_a_stream_ends_with_its_session(served, database, clerk):
    async with watching(served, clerk) as stream:
        async with database.unit() as unit:
            await revoke_sessions(unit, CLERK, because="test")
            await unit.commit()
        began = time.monotonic()
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(stream), 8)
        assert time.monotonic() - began <= 5


async def test_a_stream_ends_with_the_right(served, database, clerk, monkeypatch):
    monkeypatch.setattr(live, "CHECK_SECONDS", 0.05)
    async with watching(served, clerk) as stream:
        await sql(database, "DELETE FROM account_roles WHERE account_id = :id", id=CLERK)
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(stream), 5)


async def test_a_stream_ends_with_the_server(served, clerk, monkeypatch):
    monkeypatch.setattr(live, "CHECK_SECONDS", 0.05)
    async with watching(served, clerk) as stream:
        served.stop.set()
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(stream), 5)


async def test_after_a_gap_the_watcher_is_told_to_look(served, runtime, database, clerk):
    async with watching(served, clerk) as stream:
        await sql(
            database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kiosk-live'"
            " AND datname = current_database()",
        )
        assert await asyncio.wait_for(anext(stream), 5) == ("ready", {})


@pytest.mark.sec("B20")
async def test_no_token_in_the_address(served, clerk, buyer, service):
    bearer = clerk["Authorization"].removeprefix("Bearer ")
    assert (await served.get(EVENTS, params={"access_token": bearer, "token": bearer})).status_code == 401
    for stranger in (buyer, service):
        assert (await served.get(EVENTS, headers=stranger)).status_code == 403
