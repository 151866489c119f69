"""A worker of the real house, to be killed: python -m tests.exchange.worker <database url> <data folder>."""

import asyncio
import sys
from pathlib import Path

from kiosk.app import build_runtime, opened
from kiosk.kernel.database import driver_url
from kiosk.kernel.settings import Settings
from kiosk.kernel.worker import build_worker_app, run_worker


async def main(url, folder):
    settings = Settings(_env_file=None, data_dir=Path(folder))
    async with opened(build_runtime(settings, url)) as runtime:
        await run_worker(build_worker_app(driver_url(url)), runtime)


asyncio.run(main(*sys.argv[1:]))
