"""Durable jobs and schedules on PostgreSQL, kept by procrastinate.

A job is deferred inside the unit of work that needs it, so it exists exactly when its cause does. Jobs with the
same `lock` run one after another in the order in which they were deferred.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

QUEUE = "default"
URGENT, NORMAL, BULK = 10, 0, -10

JobFunction = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Registered:
    """A job's function, how often it is tried, and when it runs by itself."""

    function: JobFunction
    attempts: int
    cron: str | None = None


_registered: dict[str, Registered] = {}


@dataclass(frozen=True, slots=True)
class DeferredJob:
    """A job that will run once its unit of work is committed."""

    task: str
    args: dict[str, Any] = field(default_factory=dict)
    lock: str | None = None
    once: str | None = None
    """Jobs with the same `once` that still wait are one job (procrastinate's queueing lock)."""
    priority: int = NORMAL
    at: datetime | None = None


class Retry(BaseRetryStrategy):
    """Repeat with growing pauses: 1, 2, 4 ... at most 300 seconds; an error may ask for its own pause.

    An exception that carries `retry_after` (seconds) is a postponement, not a failure: it does not use up an
    attempt of the `attempts` that the job has.
    """

    def __init__(self, attempts: int) -> None:
        self.attempts = attempts

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to run the job again, or None to give it up."""
        asked = getattr(exception, "retry_after", None)
        if asked is not None and job.attempts < self.attempts * 10:
            return RetryDecision(retry_in={"seconds": max(1, int(asked) + 1)})
        if job.attempts >= self.attempts:
            return None
        return RetryDecision(retry_in={"seconds": min(300, 2**job.attempts)})


def job(name: str, *, attempts: int = 8) -> Callable[[JobFunction], JobFunction]:
    """Register `async def handler(runtime, **args)` as the job `name`, tried up to `attempts` times."""
    return _register(name, attempts, None)


def schedule(name: str, cron: str) -> Callable[[JobFunction], JobFunction]:
    """Run `async def handler(runtime)` at the times of `cron` (UTC, six fields with seconds last allowed).

    It runs once per tick however many workers there are, and never twice at the same time.
    """
    return _register(name, 1, cron)


def _register(name: str, attempts: int, cron: str | None) -> Callable[[JobFunction], JobFunction]:
    def register(function: JobFunction) -> JobFunction:
        if name in _registered and _registered[name].function is not function:
            raise ValueError(f"two jobs are called {name}")
        _registered[name] = Registered(function, attempts, cron)
        return function

    return register


def registered_jobs() -> dict[str, Registered]:
    """Every job of the house, by its name."""
    return dict(_registered)


async def defer_jobs(session: AsyncSession, jobs: list[DeferredJob]) -> None:
    """Insert `jobs` in the session's transaction."""
    # An exception from a duplicate `once` would spoil the whole transaction, so such jobs go where none waits yet.
    for each in [j for j in jobs if j.once is not None]:
        await session.execute(_DEFER_ONCE, _row(each))
    plain = [_row(j) for j in jobs if j.once is None]
    if plain:
        await session.execute(_DEFER_MANY, {"jobs": orjson.dumps(plain).decode()})


def _row(deferred: DeferredJob) -> dict[str, Any]:
    return {
        "queue": QUEUE,
        "task": deferred.task,
        "priority": deferred.priority,
        "lock": deferred.lock,
        "once": deferred.once,
        "args": orjson.dumps(deferred.args).decode(),
        "at": deferred.at.isoformat() if deferred.at else None,
    }


_DEFER_MANY = text(
    """
    SELECT procrastinate_defer_jobs_v1(array_agg(
        ROW(j.queue, j.task, j.priority, j.lock, NULL, j.args::jsonb, j.at)::procrastinate_job_to_defer_v1
        ORDER BY j.ord))
    FROM ROWS FROM (json_to_recordset(CAST(:jobs AS json))
        AS (queue text, task text, priority int, lock text, args text, at timestamptz))
        WITH ORDINALITY AS j(queue, task, priority, lock, args, at, ord)
    """
)
_DEFER_ONCE = text(
    """
    INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
    VALUES (:queue, :task, :priority, :lock, :once, CAST(:args AS jsonb), CAST(:at AS timestamptz))
    ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
    """
)
