"""The worker, as tests let it run."""

from sqlalchemy import text

from kiosk.kernel.database import driver_url
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.worker import build_worker_app


async def work_off(runtime: Runtime) -> None:
    """Run everything that waits in the job queue, and what that defers in turn."""
    app = build_worker_app(driver_url(runtime.database.url))
    async with app.open_async():
        while await _is_waiting(runtime):
            await app.run_worker_async(
                wait=False,
                concurrency=4,
                delete_jobs="successful",
                install_signal_handlers=False,
                listen_notify=False,
                additional_context={"runtime": runtime},
            )


async def _is_waiting(runtime: Runtime) -> bool:
    async with runtime.database.read() as session:
        return await session.scalar(
            text(
                "SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE status = 'todo'"
                " AND (scheduled_at IS NULL OR scheduled_at <= now()))"
            )
        )
