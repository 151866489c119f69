"""The same request twice has one effect, whoever else asks at the same time."""

import asyncio

import pytest
from sqlalchemy import text

from kiosk.kernel.idempotency import KeyReused, Remembered, StillRunning, fingerprint, once


async def act_once(database, *, key="k", scope="actor:1", request="same", gate=None, fail=False):
    async with database.unit() as unit:

        async def act():
            number = await unit.session.scalar(text("SELECT nextval('order_numbers')"))
            if gate:
                await gate.wait()
            if fail:
                raise RuntimeError
            return Remembered(201, str(number).encode(), number)

        answer = await once(unit, scope=scope, key=key, request=request, act=act)
        await unit.commit()
        return answer


async def test_a_repetition_gets_the_first_answer(database):
    first = await act_once(database)
    second = await act_once(database)
    assert (second.body, second.status, second.resource_id) == (first.body, 201, first.resource_id)
    assert not first.replayed
    assert second.replayed


async def test_another_body_under_the_same_key_is_refused(database):
    await act_once(database)
    with pytest.raises(KeyReused):
        await act_once(database, request="different")


async def test_actors_do_not_share_keys(database):
    first = await act_once(database)
    other = await act_once(database, scope="actor:2")
    assert other.body != first.body


async def test_while_the_first_runs_the_second_is_told_so(database):
    gate = asyncio.Event()
    running = asyncio.create_task(act_once(database, gate=gate))
    await asyncio.sleep(0.2)
    with pytest.raises(StillRunning):
        await act_once(database)
    gate.set()
    first = await running
    assert (await act_once(database)).body == first.body


async def test_a_failed_request_is_not_remembered(database):
    with pytest.raises(RuntimeError):
        await act_once(database, fail=True)
    assert not (await act_once(database)).replayed


async def test_many_at_once_have_one_effect(database):
    answers = await asyncio.gather(*(act_once(database) for _ in range(20)), return_exceptions=True)
    bodies = {a.body for a in answers if isinstance(a, Remembered)}
    assert len(bodies) == 1
    assert all(isinstance(a, Remembered | StillRunning) for a in answers)
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM idempotency_keys")) == 1


def test_a_fingerprint_keeps_its_parts_apart():
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
