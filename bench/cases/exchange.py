"""A table of 100,000 products in and out, beside the same with pandas and openpyxl: rows a second and largest memory."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

from bench.stage import SERVER_CORE, Figure

ORDER = 80
ROWS, FEW = 100_000, 10_000
TIMES_FASTER = 5


def measure(stage):
    """The peer is the floor; the goal is five times its speed and a fifth of its memory."""
    rows = ROWS if stage.seconds >= 4 else FEW
    stage.postgres.ensure_database("peer")
    peer, file = stage.postgres.url("peer"), stage.folder / "table.xlsx"
    subprocess.run([sys.executable, "-m", "bench.tables", "make", file, str(rows)], check=True)
    return [
        *_pair(
            stage,
            "import",
            rows,
            ("peer-import", peer, file),
            ("kiosk-import", stage.url, file, stage.folder / "imports"),
        ),
        *_pair(
            stage,
            "export",
            rows,
            ("peer-export", peer, stage.folder / "peer.xlsx"),
            ("kiosk-export", stage.url, stage.folder / "kiosk.xlsx"),
        ),
    ]


def _pair(stage, case, rows, theirs, ours):
    names = "pandas + openpyxl", "Kiosk"
    figures, peer_memory = [], None
    for name, task in zip(names, (theirs, ours), strict=True):
        before, database = _processor(), stage.database_time()
        seconds, memory = _run(task)
        spent, database = _processor() - before, stage.database_time() - database
        note = f"{rows:,} rows in {seconds:.1f} s, {memory:,.0f} MiB"
        goal = None
        if figures:
            note += f", {memory / peer_memory:.0%} of the peer's memory"
            goal = TIMES_FASTER * figures[0].per_second
        peer_memory = peer_memory or memory
        figures.append(
            Figure(
                f"table {case}", name, rows / seconds, goal=goal, note=note, server_us=spent / rows * 1e6,
                database_us=database / rows * 1e6,
            )
        )  # fmt: skip
    return figures


def _run(task):
    """Seconds, and the most memory that the process and its children had together, in MiB."""
    command = [sys.executable, "-m", "bench.tables", *map(str, task)]
    begun, most = time.monotonic(), 0
    running = subprocess.Popen(command, cwd=Path(__file__).parents[2])
    os.sched_setaffinity(running.pid, {SERVER_CORE})
    process = psutil.Process(running.pid)
    while running.poll() is None:
        with contextlib.suppress(psutil.Error):
            most = max(most, sum(p.memory_info().rss for p in (process, *process.children(recursive=True))))
        time.sleep(0.02)
    assert running.returncode == 0, task
    return time.monotonic() - begun, most / 2**20


def _processor():
    """Processor seconds of all processes that were begun here and have ended, with those that they began."""
    times = os.times()
    return times.children_user + times.children_system
