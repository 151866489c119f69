"""The process that runs jobs: it survives an outage of the database and takes over from workers that died."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import structlog
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.worker import Worker

from kiosk.kernel.jobs import QUEUE, JobFunction, Retry, registered_jobs

if TYPE_CHECKING:
    from kiosk.kernel.runtime import Runtime

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 2
DEAD_AFTER_SECONDS = 6
GRACE_SECONDS = 10


def build_worker_app(url: str) -> App:
    """The procrastinate application for `url` (a psycopg address) with every registered job."""
    connector = PsycopgConnector(
        conninfo=url,
        min_size=1,
        max_size=4,
        kwargs={
            "application_name": "kiosk-worker",
            "connect_timeout": 5,
            "keepalives_idle": 15,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 30_000,
        },
    )
    app = App(connector=connector)
    for name, registered in registered_jobs().items():
        if registered.cron is None:
            options: dict[str, Any] = {"retry": Retry(registered.attempts)}
            app.task(name=name, queue=QUEUE, pass_context=True, **options)(_with_args(registered.function))
        else:
            task = app.task(name=name, queue=QUEUE, pass_context=True, queueing_lock=name, lock=name)(
                _at_its_time(registered.function)
            )
            app.periodic(cron=registered.cron)(task)
    return app


def _with_args(function: JobFunction) -> Callable[..., Awaitable[None]]:
    async def run(context: JobContext, /, **args: Any) -> None:
        await function(context.additional_context["runtime"], **args)

    return run


def _at_its_time(function: JobFunction) -> Callable[..., Awaitable[None]]:
    async def run(context: JobContext, /, timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes it
        await function(context.additional_context["runtime"])

    return run


async def run_worker(app: App, runtime: "Runtime", *, concurrency: int = 8) -> None:
    """Run jobs and schedules until cancelled; running jobs then get ten seconds to finish.

    When the database goes away the worker stops, and begins anew as soon as it is back.
    """
    async with app.open_async():
        while True:
            worker = SteadyWorker(
                app=app,
                queues=[QUEUE],
                concurrency=concurrency,
                delete_jobs="successful",
                fetch_job_polling_interval=HEARTBEAT_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=DEAD_AFTER_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
                install_signal_handlers=False,
                additional_context={"runtime": runtime},
            )
            try:
                await worker.run()  # type: ignore[no-untyped-call]
            except ConnectorException as error:
                log.warning("worker-lost-database", error=type(error.__cause__ or error).__name__)
            await asyncio.sleep(1)


class SteadyWorker(Worker):
    """A worker that revives jobs which nobody runs any more.

    These are the jobs of workers whose heartbeat stopped, and jobs that this very worker should be running but is
    not: the database went away between their end and the moment when it could be recorded.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._missed: set[int] = set()

    def _start_side_tasks(self) -> list[asyncio.Task[Any]]:
        return [*super()._start_side_tasks(), asyncio.create_task(self._revive_jobs(), name="reviver")]

    async def _revive_jobs(self) -> None:
        while True:
            if await self._revive_once():
                self._new_job_event.set()
            await asyncio.sleep(HEARTBEAT_SECONDS)

    async def _revive_once(self) -> int:
        rows = await self.app.connector.execute_query_all_async(
            _STALLED, worker=self.worker_id, seconds=DEAD_AFTER_SECONDS
        )
        running = {context.job.id for context in self._running_jobs.values()}
        missed = {row["id"] for row in rows if row["is_own"]} - running
        # Missed twice in a row: a job that was only just fetched or finished is left alone.
        lost = [row["id"] for row in rows if not row["is_own"]] + sorted(missed & self._missed)
        self._missed = missed
        for job_id in lost:
            await self._revive(job_id)
        return len(lost)

    async def _revive(self, job_id: int) -> None:
        log.warning("job-revived", job_id=job_id)
        values = {"id": job_id, "worker": self.worker_id, "seconds": DEAD_AFTER_SECONDS}
        try:
            await self.app.connector.execute_query_all_async(_RETRY, **values)
        except UniqueViolation:  # its successor waits already, and only one of them may
            await self.app.connector.execute_query_async(_FORGET, **values)


_IS_STALLED = """
    j.status = 'doing' AND (w.id IS NULL OR w.id = %(worker)s
        OR w.last_heartbeat < now() - make_interval(secs => %(seconds)s))
"""
_STALLED = f"""
SELECT j.id, coalesce(w.id = %(worker)s, false) AS is_own
FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
WHERE {_IS_STALLED}
"""  # noqa: S608 - both parts are constants
# The row is locked and looked at again, so that of two workers only one revives a job.
_RETRY = f"""
SELECT procrastinate_retry_job_v2(j.id, now(), NULL, NULL, NULL)
FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
WHERE j.id = %(id)s AND {_IS_STALLED} FOR UPDATE OF j SKIP LOCKED
"""  # noqa: S608
_FORGET = f"""
DELETE FROM procrastinate_jobs WHERE id IN (
    SELECT j.id FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
    WHERE j.id = %(id)s AND {_IS_STALLED} FOR UPDATE OF j SKIP LOCKED)
"""  # noqa: S608
