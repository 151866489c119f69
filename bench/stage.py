"""Where everything is measured: PostgreSQL and the load generator on one core, the server alone on the other."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg

from bench.load import drive, request
from bench.shop import fill
from kiosk.kernel.migrations import migrate
from kiosk.kernel.postgres import EmbeddedPostgres

SERVER_CORE, OUR_CORE = 0, 1
SECRET = "a-secret-for-measuring-only-0123456789abcdef"


@dataclass
class Figure:
    """One measured line of the report."""

    case: str
    subject: str
    per_second: float
    p50: float = 0.0
    p99: float = 0.0
    goal: float | None = None
    """How many a second it should reach."""
    note: str = ""
    server_us: float = 0.0
    """Processor time of the server for each answer, in microseconds."""
    database_us: float = 0.0
    """Processor time of PostgreSQL for each answer, in microseconds."""

    @property
    def missed(self):
        """Whether it is slower than its goal."""
        return self.goal is not None and self.per_second < self.goal


@dataclass
class Server:
    """A running server."""

    port: int
    process: psutil.Process


@dataclass
class Stage:
    """The database's address, and ways to run servers and load them."""

    folder: Path
    postgres: EmbeddedPostgres
    url: str
    seconds: float = 4.0
    memory: dict = field(default_factory=dict)

    @contextlib.contextmanager
    def serve(self, *arguments, **environment):
        """Run a server of `bench.servers`, or with "kiosk" the shop itself, alone on its core."""
        port = free_port()
        command = [sys.executable]
        if arguments[0] == "kiosk":
            command += ["-c", "from kiosk.cli import main; main()", "serve", "--faces", "api"]
        else:
            command += ["-m", "bench.servers", *arguments, "--port", str(port)]
        given = {k: v for k, v in os.environ.items() if not k.startswith("KIOSK_")} | {
            "KIOSK_DATABASE_URL": self.url,
            "KIOSK_SECRET_KEY": SECRET,
            "KIOSK_PORT": str(port),
            "KIOSK_DATA_DIR": str(self.folder / "data"),
            **environment,
        }
        output = self.folder / f"{arguments[0]}-{port}.log"
        with output.open("wb") as log:
            running = subprocess.Popen(command, env=given, stdout=log, stderr=log)
        os.sched_setaffinity(running.pid, {SERVER_CORE})
        try:
            _wait(port, running, output)
            yield Server(port, psutil.Process(running.pid))
        finally:
            running.terminate()
            running.wait(15)

    def load(self, case, subject, server, requests, *, goal=None, note="", **options):
        """Load a server and measure."""
        before, database = sum(server.process.cpu_times()[:2]), self.database_time()
        options.setdefault("warm_up", 1.0)
        load = drive(server.port, requests, self.seconds, **options)
        # Warm-up and measurement together, at the measured rate.
        answers = load.per_second * (self.seconds + options["warm_up"])
        if load.errors:
            note = f"{note}; {load.errors} ERRORS".lstrip("; ")
        if load.generator_busy > 0.9:
            note = f"{note}; the generator was the limit".lstrip("; ")
        return Figure(
            case,
            subject,
            load.per_second,
            load.p50,
            load.p99,
            goal,
            note,
            (sum(server.process.cpu_times()[:2]) - before) / answers * 1e6,
            (self.database_time() - database) / answers * 1e6,
        )

    def database_time(self):
        """Processor seconds that PostgreSQL has used, with its connections that have ended."""
        master = psutil.Process(int((self.folder / "pg" / "postmaster.pid").read_text().split()[0]))
        total = 0.0
        for process in (master, *master.children()):
            with contextlib.suppress(psutil.NoSuchProcess):
                total += sum(process.cpu_times()[:4])
        return total

    def ids(self, statement):
        """The first column of a query."""
        with psycopg.connect(self.url) as connection:
            return [row[0] for row in connection.execute(statement)]


@contextlib.contextmanager
def stage(products=1_000, seconds=4.0):
    """PostgreSQL with the shop in it, on our core."""
    os.sched_setaffinity(0, {OUR_CORE % os.cpu_count()})
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        postgres = EmbeddedPostgres(folder / "pg")
        postgres.start()
        try:
            url = postgres.ensure_database("kiosk")
            migrate(url)
            fill(url, products)
            yield Stage(folder, postgres, url, seconds)
        finally:
            postgres.stop()


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(path, **headers):
    """A GET as bytes; underscores in names of headers are hyphens."""
    return request("GET", path, {k.replace("_", "-"): v for k, v in headers.items()})


def _wait(port, running, log):
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if running.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start: {log.read_text()[-2000:]}")
