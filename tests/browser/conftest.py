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
Answers = tuple[tuple[str, bytes], ...]
SELLS: Answers = (
    ("/api/v1/categories/", b"slug"),
    ("/telegram/sim/calls?method=setChatMenuButton", b"setChatMenuButton"),
)
"""The shop answers, and its bot has introduced itself at the emulator's."""


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
    with running_demo(tmp_path_factory.mktemp("demo"), until=SELLS) as base:
        yield base


@contextlib.contextmanager
def running_demo(folder: Path, *options: str, until: Answers) -> Iterator[str]:
    """The address of a demo that runs in a process of its own meanwhile, as soon as it answers as `until` says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-c", "from kiosk.cli import main; main()", "demo", *options],
        env={**os.environ, "KIOSK_PORT": str(port), "KIOSK_DATA_DIR": str(folder / "data")},
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_until_open(base, process, folder / "log", until)
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


def _wait_until_open(base: str, process: subprocess.Popen[bytes], log: Path, answers: Answers) -> None:
    until = time.monotonic() + OPENING
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        if all(words in _ask(base + path) for path, words in answers):
            return
        time.sleep(0.2)
    raise AssertionError(log.read_text())


def _ask(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bytes(answer.read())
    except OSError:
        return b""


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """A running Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()
