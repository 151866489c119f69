"""Jobs outlive whoever runs them: a killed worker's, a lost ending's, a schedule's with its successor waiting."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

from kiosk.kernel.database import driver_url
from kiosk.kernel.jobs import DeferredJob, job
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.worker import build_worker_app, run_worker

ran = []


@job("test.mark")
async def mark(runtime: Runtime, word: str) -> None:
    ran.append(word)


@job("test.slow")
async def slow(runtime: Runtime) -> None:
    ran.append("begun")
    await asyncio.sleep(0.7)
    ran.append("finished")


@contextlib.asynccontextmanager
async def worker(runtime):
    ran.clear()
    task = asyncio.create_task(run_worker(build_worker_app(driver_url(runtime.database.url)), runtime))
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until(condition, seconds):
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)


async def jobs(runtime):
    async with runtime.database.read() as session:
        return [
            tuple(row)
            for row in await session.execute(
                text(
                    "SELECT args->>'word', status::text, attempts FROM procrastinate_jobs"
                    " WHERE task_name LIKE 'test.%' ORDER BY id"
                )
            )
        ]


async def leave_running(runtime, word, *, beat="10 seconds", queueing_lock=None):
    """A job of a worker whose last sign of life was `beat` ago."""
    async with runtime.database.unit() as unit:
        await unit.session.execute(
            text(
                "WITH w AS (INSERT INTO procrastinate_workers (last_heartbeat)"
                f" VALUES (now() - interval '{beat}') RETURNING id)"
                " INSERT INTO procrastinate_jobs"
                " (queue_name, task_name, args, status, worker_id, queueing_lock)"
                " SELECT 'default', 'test.mark', jsonb_build_object('word', CAST(:word AS text)), 'doing',"
                " w.id, :lock FROM w"
            ),
            {"word": word, "lock": queueing_lock},
        )
        await unit.commit()


async def test_a_dead_workers_job_runs_again(runtime):
    await leave_running(runtime, "left behind")
    async with worker(runtime):
        await until(lambda: ran == ["left behind"], 10)
        await asyncio.sleep(0.5)
    assert await jobs(runtime) == []


async def test_a_living_workers_job_is_left_alone(runtime):
    await leave_running(runtime, "mine", beat="0 seconds")
    async with worker(runtime):
        await asyncio.sleep(3)
        assert ran == []
    assert await jobs(runtime) == [("mine", "doing", 0)]


async def test_a_dead_job_whose_successor_waits_gives_way_to_it(runtime):
    await leave_running(runtime, "old", queueing_lock="one")
    await leave_running(runtime, "unrelated")
    async with runtime.database.unit() as unit:
        unit.defer(DeferredJob("test.mark", {"word": "new"}, once="one"))
        await unit.commit()
    # Before the worker starts the successor can't run, so the revival meets it.
    async with worker(runtime):
        await until(lambda: {"new", "unrelated"} <= set(ran), 12)
        await asyncio.sleep(2.5)
    assert [row for row in await jobs(runtime) if row[1] == "doing"] == []


async def test_a_job_whose_end_could_not_be_recorded_runs_again(runtime):
    async with worker(runtime):
        await asyncio.sleep(1)
        async with runtime.database.unit() as unit:
            await unit.session.execute(
                text(
                    "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id)"
                    " SELECT 'default', 'test.mark', '{\"word\": \"lost\"}', 'doing', max(id)"
                    " FROM procrastinate_workers"
                )
            )
            await unit.commit()
        await until(lambda: ran == ["lost"], 12)


async def test_the_worker_begins_anew_after_the_database_cut_it_off(runtime):
    async with worker(runtime):
        await asyncio.sleep(0.5)
        async with runtime.database.unit() as unit:
            await unit.session.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE application_name = 'kiosk-worker' AND datname = current_database()"
                )
            )
            unit.defer(DeferredJob("test.mark", {"word": "after"}))
            await unit.commit()
        await until(lambda: ran == ["after"], 12)


async def test_a_stopped_worker_finishes_what_it_runs(runtime):
    async with worker(runtime):
        async with runtime.database.unit() as unit:
            unit.defer(DeferredJob("test.slow"))
            await unit.commit()
        await until(lambda: ran == ["begun"], 10)
    assert ran == ["begun", "finished"]
    assert await jobs(runtime) == []


SLOW_WORKER = """
import asyncio, sys
from kiosk.kernel.jobs import job
from kiosk.kernel.worker import build_worker_app, run_worker

@job("test.mark")
async def mark(runtime, word):
    print("running", flush=True)
    await asyncio.sleep(600)

asyncio.run(run_worker(build_worker_app(sys.argv[1]), None))
"""


@pytest.mark.faults
async def test_a_killed_process_loses_no_job(runtime):
    async with runtime.database.unit() as unit:
        unit.defer(DeferredJob("test.mark", {"word": "survivor"}))
        await unit.commit()
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_WORKER, driver_url(runtime.database.url)], stdout=subprocess.PIPE
    )
    try:
        assert await asyncio.to_thread(process.stdout.readline) == b"running\n"
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    begun = time.monotonic()
    async with worker(runtime):
        await until(lambda: ran == ["survivor"], 15)
    assert time.monotonic() - begun < 12
