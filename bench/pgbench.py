"""The same statements without a shop around them: `pgbench` runs what the code sends, nothing more.

A statement is rendered by psycopg with marks for what changes, and the marks become pgbench's variables.
"""

# ruff: noqa: SLF001 - what is measured is what the code sends, and that is nobody else's business

import os
import re
import subprocess

import psycopg

from bench.load import CONNECTIONS
from bench.stage import SERVER_CORE, Figure


def render(connection, statement, params, marks):
    """`statement` as a pgbench script wants it; `marks` maps rendered values to expressions."""
    text = psycopg.ClientCursor(connection).mogrify(statement, params)
    for mark, expression in marks.items():
        text = text.replace(mark, expression)
    # A colon begins a variable in a script, except in a cast and in a time of day inside quotes.
    return re.sub(r"\s+", " ", text).strip()


def run(stage, case, subject, script):
    """Let pgbench run `script` on the server's core for as long as the others are measured."""
    path = stage.folder / f"{case.replace(' ', '-')}.sql"
    path.write_text(script)
    binary = stage.postgres._server.bin_path / "pgbench"
    running = subprocess.Popen(
        [binary, "-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", "1", "-T", str(max(2, round(stage.seconds))),
         "-f", path, stage.url],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PGOPTIONS": "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"},
    )  # fmt: skip
    os.sched_setaffinity(running.pid, {SERVER_CORE})
    said, complained = running.communicate()
    rate = re.search(r"tps = ([\d.]+)", said)
    if running.returncode or not rate:
        raise RuntimeError(f"pgbench: {said[-500:]} {complained[-1500:]}")
    latency = float(re.search(r"latency average = ([\d.]+)", said)[1])
    return Figure(case, subject, float(rate[1]), p50=latency, note="p50 is the mean")
