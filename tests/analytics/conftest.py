import pytest

from kiosk.kernel.database import driver_url
from tests.buying import buyer, clerk, client, other, service, shop

__all__ = ["buyer", "clerk", "client", "other", "run_jobs", "service", "shop"]


@pytest.fixture
async def run_jobs(runtime):
    """Run everything that waits, whatever its time, and what that defers in turn."""
    from sqlalchemy import text

    from kiosk.kernel.worker import build_worker_app

    async def run():
        app = build_worker_app(driver_url(runtime.database.url))
        async with app.open_async():
            while True:
                async with runtime.database.unit() as unit:
                    due = await unit.session.execute(
                        text("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
                    )
                    await unit.commit()
                if not due.rowcount:
                    return
                await app.run_worker_async(
                    wait=False,
                    concurrency=4,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                    listen_notify=False,
                    additional_context={"runtime": runtime},
                )

    return run
