"""The demo in a process of its own, and a browser that looks at it."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.chat_page import ARGUMENTS, CHROMIUM

OPENING = 240.0
"""Seconds that a first start may take on a busy machine: it draws the shop's pictures."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a freshly furnished demo, or of the one that KIOSK_DEMO names."""
    if running := os.environ.get("KIOSK_DEMO"):
        yield running
        return
    folder = tmp_path_factory.mktemp("demo")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-c", "from kiosk.cli import main; main()", "demo"],
        env={**os.environ, "KIOSK_PORT": str(port), "KIOSK_DATA_DIR": str(folder / "data")},
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_until_open(base, process, folder / "log")
        yield base
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_open(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the shop answers and its bot has introduced itself at the emulator's."""
    until = time.monotonic() + OPENING
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        with contextlib.suppress(OSError):
            with urllib.request.urlopen(f"{base}/api/v1/categories/", timeout=5) as answer:
                shelves = answer.read()
            with urllib.request.urlopen(
                f"{base}/telegram/sim/calls?method=setChatMenuButton", timeout=5
            ) as answer:
                calls = answer.read()
            if b"slug" in shelves and b"setChatMenuButton" in calls:
                return
        time.sleep(0.2)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """A running Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()
