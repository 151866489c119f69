"""Lighthouse over the panel's first pages, on its simulated phone and desktop: `python -m bench panel`.

Takes the demo that KIOSK_DEMO names, or opens one for the time. The owner is signed in by the demo's door in a
Chromium of its own, and Lighthouse opens its tabs there: the session's cookie stays, every other store and the cache
are emptied before each visit. Each page is visited several times, and the visit with the middle performance counts.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

LIGHTHOUSE = "lighthouse@13.5.0"
CHROMIUM = "/usr/bin/chromium"
PAGES = {"Sign in": "/sign-in", "Today": "/today", "Orders": "/orders"}
DEVICES = {"phone": [], "desktop": ["--preset=desktop"]}
VISITS, GOAL = 3, 95
OPENING = 300.0


@dataclass
class Visit:
    """What Lighthouse found: scores up to 100, milliseconds, and what came over the line."""

    performance: int
    accessibility: int
    best_practices: int
    lcp: float
    cls: float
    tbt: float
    script_kb: float
    total_kb: float
    machine: float
    """Lighthouse's own measure of the machine at that moment; below some 1,500 blocking times say little."""


def report() -> str:
    """Measure all pages and give the table."""
    load_before = os.getloadavg()[0]
    with _demo() as base, _signed_in(base) as port:
        rows = [
            f"| {name} | {device} | {_line(_middle(base + '/admin' + path, port, flags))}"
            for name, path in PAGES.items()
            for device, flags in DEVICES.items()
        ]
    head = (
        f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, {LIGHTHOUSE}, middle of {VISITS} visits,"
        f" load average before: {load_before:.1f}.\n\n"
        "| page | device | performance | accessibility | best practices | LCP ms | CLS | TBT ms | script kB | all kB |"
        " machine | |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|"
    )
    return "\n".join([head, *rows]) + "\n"


def _line(visit):
    reached = min(visit.performance, visit.accessibility) >= GOAL
    return (
        f"{visit.performance} | {visit.accessibility} | {visit.best_practices} | {visit.lcp:,.0f} | {visit.cls:.3f} |"
        f" {visit.tbt:,.0f} | {visit.script_kb:.0f} | {visit.total_kb:.0f} | {visit.machine:,.0f} | {'reached' if reached else 'MISSED'} |"
    )


def _middle(url, port, flags):
    visits = sorted((_visit(url, port, flags) for _ in range(VISITS)), key=lambda each: each.performance)
    return visits[len(visits) // 2]


def _visit(url, port, flags):
    command = [
        "npx", "--yes", LIGHTHOUSE, url, f"--port={port}", "--output=json", "--quiet",
        "--only-categories=performance,accessibility,best-practices", *flags,
    ]  # fmt: skip
    # Node comes with the environment, and the machine's own may be too old.
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        command, check=True, capture_output=True, timeout=300, env={**os.environ, "PATH": path}
    )
    found = json.loads(done.stdout)
    if folder := os.environ.get("KIOSK_LIGHTHOUSE"):
        name = f"{url.rpartition('/')[2]}-{'desktop' if flags else 'phone'}.json"
        (Path(folder) / name).write_bytes(done.stdout)
    score = {name: round(each["score"] * 100) for name, each in found["categories"].items()}
    value = {name: each.get("numericValue", 0.0) for name, each in found["audits"].items()}
    requests = found["audits"]["network-requests"]["details"]["items"]
    scripts = sum(each["transferSize"] for each in requests if each.get("resourceType") == "Script")
    return Visit(
        score["performance"], score["accessibility"], score["best-practices"],
        value["largest-contentful-paint"], value["cumulative-layout-shift"], value["total-blocking-time"],
        scripts / 1000, sum(each["transferSize"] for each in requests) / 1000, found["environment"]["benchmarkIndex"],
    )  # fmt: skip


@contextlib.contextmanager
def _signed_in(base):
    """The port of a Chromium in which the demo's owner is signed in."""
    port, folder = _free_port(), tempfile.mkdtemp(prefix="kiosk-lighthouse-")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=CHROMIUM,
            args=[f"--remote-debugging-port={port}", "--no-sandbox", "--disable-gpu", "--no-first-run"],
            locale="en-GB",
        )
        try:
            page = context.pages[0]
            page.goto(f"{base}/back-office")
            page.get_by_role("navigation").first.wait_for()
            page.goto("about:blank")
            yield port
        finally:
            context.close()
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _demo():
    """The address of a demo: the one that runs, or one for the time."""
    if running := os.environ.get("KIOSK_DEMO"):
        yield running
        return
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", "from kiosk.cli import main; main()", "demo"],
            env={**os.environ, "KIOSK_PORT": str(port), "KIOSK_DATA_DIR": f"{folder}/data"},
            stdout=log,
            stderr=log,
        )
        try:
            _wait_until_open(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def _wait_until_open(base):
    until = time.monotonic() + OPENING
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{base}/api/v1/categories/", timeout=5):
            return
        time.sleep(0.5)
    raise TimeoutError("The demo did not open")


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
