"""B08 of the reliability reference: an answer that is lost signs nobody out, even if the process that owed it is dead."""

import asyncio
import os
import subprocess
import sys
import time
from contextlib import AsyncExitStack

import httpx2
import pytest
from sqlalchemy import text

from kiosk.identity.service import Entry, create_owner, open_session
from kiosk.kernel.database import Database
from tests.conftest import SECRET
from tests.faults.dying import LAST_WORD
from tests.faults.house import ROOT, free_port
from tests.staff import PASSWORD

DEATHS = 20 if os.environ.get("KIOSK_FAULTS") == "whole" else 5
PATIENCE = 60


@pytest.fixture
async def house(database_url, tmp_path):
    """Clients of the mortal and of the steady process of `dying`."""
    ports = [str(free_port()), str(free_port())]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")} | {
        "KIOSK_DATABASE_URL": database_url,
        "KIOSK_SECRET_KEY": SECRET,
        "KIOSK_DATA_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "tests.faults.dying", *ports]
    with (tmp_path / "log").open("ab") as log:
        parent = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    async with AsyncExitStack() as stack:
        clients = [
            httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) for port in ports
        ]
        for http in clients:
            await stack.enter_async_context(http)
            await answers(http, parent, tmp_path / "log")
        yield clients
    parent.terminate()
    parent.wait(10)


async def answers(http, parent, log):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            assert (await http.get("/health/ready")).status_code == 200
        except httpx2.TransportError:
            assert time.monotonic() < end and parent.poll() is None, log.read_text()
            await asyncio.sleep(0.1)
        else:
            return


@pytest.mark.faults
@pytest.mark.timeout(300)
async def test_b08_processes_die_before_they_answer_and_nobody_is_signed_out(house, database_url):
    mortal, steady = house
    database = Database(database_url)
    async with database.unit() as unit:
        owner = await create_owner(unit, "marina", PASSWORD, "Marina")
        token = (await open_session(unit, SECRET, owner.id, Entry())).refresh_token
        await unit.commit()
    for death in range(DEATHS):
        with pytest.raises(httpx2.TransportError):
            await refresh(mortal, token, headers={LAST_WORD.decode(): "1"})
        async with database.read() as session:  # what was not answered is done
            assert await session.scalar(text("SELECT count(*) FROM refresh_tokens")) == death + 2
        answer = await refresh(steady, token)
        assert answer.status_code == 200, (death, answer.text)
        token = answer.json()["refresh_token"]
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM sessions WHERE revoked_at IS NULL")) == 1
        assert await session.scalar(text("SELECT count(*) FROM refresh_tokens")) == DEATHS + 1
    await database.close()


async def refresh(http, token, **options):
    return await http.post("/api/v1/auth/refresh", json={"refresh_token": token}, **options)
