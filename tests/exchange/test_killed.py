"""An import whose processes are killed again and again ends as if nothing had happened."""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql as psql

from kiosk.business.service import found_business
from kiosk.exchange.service import ask_to_apply, import_files, keep_upload, start_import
from kiosk.exchange.rules import Mode
from kiosk.kernel.database import Database
from kiosk.kernel.settings import Settings
from tests.conftest import TEMPLATE
from tests.exchange.conftest import CATALOGUE, as_csv
from tests.shop import sql

ROOT = Path(__file__).resolve().parents[2]
ROWS = 4_000
POINTS = [("reading", 0), ("reading", 1_000), ("applying", 0), ("applying", 1_000), ("applying", 3_000)]
"""Where all processes are killed: during which step, and how many rows it has behind it."""
TABLE = [
    ["SKU", "Name", "Price", "Stock", "Category", "Color"],
    *(
        [f"K-{n}", f"Shirt {n // 2}", f"{5 + n % 90}.50", n % 7, f"Shelf {n // 2 % 5}", ("Red", "Blue")[n % 2]]
        for n in range(ROWS)
    ),
]  # fmt: skip


class Upload:
    def __init__(self, content):
        self.parts = [content, b""]

    async def read(self, size=-1):
        return self.parts.pop(0)


@asynccontextmanager
async def shop(postgres, name, folder):
    """A fresh shop with the table brought but not yet read."""
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(
            psql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                psql.Identifier(name), psql.Identifier(TEMPLATE)
            )
        )
    database = Database(postgres.url(name))
    files = import_files(Settings.model_construct(data_dir=folder))
    stored = await keep_upload(files, Upload(as_csv(TABLE)))
    async with database.unit() as unit:
        await found_business(
            unit, name="K", currency="EUR", country="DE", default_locale="en", time_zone="Europe/Berlin"
        )
        import_id = await start_import(unit, name="a.csv", stored=stored, actor_id=None)
        await unit.commit()
    yield database, import_id
    await database.close()


def start_worker(database, folder):
    log = (folder / "worker.log").open("ab")
    return subprocess.Popen(
        [sys.executable, "-m", "tests.exchange.worker", database.url, str(folder)],
        cwd=ROOT,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def kill(worker):
    """The worker and whatever it has begun."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


async def state(database, import_id):
    return (
        await sql(database, "SELECT state, done, total, counts FROM imports WHERE id = :id", id=import_id)
    )[0]


async def run(database, import_id, folder, points):
    """Have everything done, killing all processes at each of `points`."""
    worker, waiting = start_worker(database, folder), list(points)
    try:
        async with asyncio.timeout(900):
            while True:
                about = await state(database, import_id)
                if about.state == "read":
                    async with database.unit() as unit:
                        await ask_to_apply(unit, import_id, Mode.ATOMIC)
                        await unit.commit()
                elif about.state == "applied":
                    return waiting
                elif waiting and about.state == waiting[0][0] and about.done >= waiting[0][1]:
                    kill(worker)
                    waiting.pop(0)
                    assert await sql(database, "SELECT id FROM products") == []  # never a half
                    # What the killed process had behind it the next one has before it.
                    await sql(database, "UPDATE imports SET done = 0 RETURNING id")
                    worker = start_worker(database, folder)
                await asyncio.sleep(0.02)
    finally:
        kill(worker)


@pytest.mark.faults
@pytest.mark.sec("D09")
@pytest.mark.timeout(1800)
async def test_killed_five_times_it_ends_like_a_single_clean_run(postgres, tmp_path):
    results = []
    for name, points in (("import_clean", []), ("import_killed", POINTS)):
        folder = tmp_path / name
        folder.mkdir()
        async with shop(postgres, name, folder) as (database, import_id):
            assert await run(database, import_id, folder, points) == []
            counts = (await state(database, import_id)).counts
            rows = [tuple(row) for row in await sql(database, CATALOGUE)]
            slugs = [row.slug for row in await sql(database, "SELECT slug FROM products ORDER BY slug")]
            moves = [
                tuple(row)
                for row in await sql(
                    database,
                    "SELECT v.sku, m.delta FROM stock_movements m JOIN product_variants v ON v.id = m.variant_id ORDER BY 1",
                )
            ]
            results.append((counts, rows, slugs, moves))
    assert len(results[0][1]) == ROWS
    assert results[0] == results[1]
