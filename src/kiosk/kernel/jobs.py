"""Durable jobs and schedules on PostgreSQL, kept by procrastinate.

A job is deferred inside the unit of work that needs it, so it exists exactly when its cause does. Jobs with the
same `lock` run one after another in the order in which they were deferred.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.jobs import Job
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

if TYPE_CHECKING:
    from kiosk.kernel.runtime import Runtime

QUEUE = "default"
URGENT, NORMAL, BULK = 10, 0, -10
STALLED_AFTER = 8
"""Seconds without a heartbeat after which a worker counts as dead and its jobs go to another."""

JobFunction = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Registered:
    function: JobFunction
    attempts: int
    cron: str | None = None


_registered: dict[str, _Registered] = {}


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
        _registered[name] = _Registered(function, attempts, cron)
        return function

    return register


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


def build_worker_app(url: str) -> App:
    """The procrastinate application for `url` (a psycopg address) with every registered job and schedule."""
    app = App(connector=PsycopgConnector(conninfo=url, min_size=1, max_size=4))
    for name, registered in _registered.items():
        if registered.cron is None:
            app.task(name=name, queue=QUEUE, pass_context=True, retry=Retry(registered.attempts))(
                _run_job(registered.function)
            )
        else:
            task = app.task(name=name, queue=QUEUE, pass_context=True, queueing_lock=name, lock=name)(
                _run_schedule(registered.function)
            )
            app.periodic(cron=registered.cron)(task)
    revive = app.task(name="kernel.revive-stalled-jobs", queue=QUEUE, queueing_lock="revive", pass_context=True)
    app.periodic(cron="* * * * * */5")(revive(_revive_stalled_jobs))
    return app


def _run_job(function: JobFunction) -> Callable[..., Awaitable[None]]:
    async def run(context: JobContext, /, **args: Any) -> None:
        await function(context.additional_context["runtime"], **args)

    return run


def _run_schedule(function: JobFunction) -> Callable[..., Awaitable[None]]:
    async def run(context: JobContext, /, timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes it
        await function(context.additional_context["runtime"])

    return run


async def run_worker(app: App, runtime: "Runtime", *, concurrency: int = 8, signals: bool = False) -> None:
    """Run jobs and schedules until cancelled."""
    async with app.open_async():
        await app.run_worker_async(
            concurrency=concurrency,
            delete_jobs="successful",
            fetch_job_polling_interval=2,
            update_heartbeat_interval=2,
            stalled_worker_timeout=STALLED_AFTER,
            shutdown_graceful_timeout=10,
            install_signal_handlers=signals,
            additional_context={"runtime": runtime},
        )


async def _revive_stalled_jobs(context: JobContext, /, timestamp: int) -> None:  # noqa: ARG001
    for stalled in await context.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await context.app.job_manager.retry_job(stalled)
