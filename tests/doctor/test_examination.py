"""`kiosk doctor` says what is wrong with the set-up and how to mend it."""

import asyncio
import contextlib
from dataclasses import replace

import psycopg
import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from kiosk.cli import app as cli
from kiosk.doctor.examination import examine, find_at_telegram, find_lag
from kiosk.doctor.setup import find_in_settings, is_reachable_safely
from kiosk.kernel.database import driver_url
from kiosk.kernel.metrics import Lag
from kiosk.kernel.settings import Settings, TelegramSettings
from kiosk.server import build_server, listen, serve_until
from kiosk.telegram_emulator import DEMO_TOKEN, STAFF_CHAT_ID, create_emulator, demo_world

SECRET = "k3Jx_0v-Yq8ZrT5wLmN2pQ7sUbVcXdEf"
QUIET = Lag(0, 0, 0, 0, 0, 0, 0, 0)


@contextlib.asynccontextmanager
async def telegram():
    """The emulator behind a real socket."""
    world, bound, stop = demo_world(), listen("127.0.0.1", 0), asyncio.Event()
    await world.open()
    server = build_server(create_emulator(world), trusted_proxies="", grace=1)
    task = asyncio.create_task(serve_until(stop, server, bound))
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        stop.set()
        await task
        await world.close()


def settings_for(api_url, database_url=None, **more):
    telegram_settings = {"token": SecretStr(DEMO_TOKEN), "api_url": api_url, **more.pop("telegram", {})}
    values = {
        "database_url": database_url,
        "secret_key": SecretStr(SECRET),
        "staff_chat_id": STAFF_CHAT_ID,
        "telegram": TelegramSettings(**telegram_settings),
        **more,
    }
    return Settings(_env_file=None).model_copy(update=values)


def words(findings):
    return [str(finding) for finding in findings]


async def test_a_healthy_installation_has_nothing_to_mend(database_url):
    async with telegram() as api_url:
        assert words(await examine(settings_for(api_url, database_url))) == []


async def test_a_wrong_token_is_told(database_url):
    async with telegram() as api_url:
        settings = settings_for(api_url, telegram={"token": SecretStr("123456789:" + "x" * 35)})
        (finding,) = words(await find_at_telegram(settings))
    assert "refuses the bot's token" in finding
    assert "x" * 35 not in finding


async def test_a_telegram_that_is_away_is_told():
    (finding,) = words(await find_at_telegram(settings_for("http://127.0.0.1:1")))
    assert finding.startswith("Telegram can't be reached")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"staff_chat_id": None}, "nobody hears of new orders"),
        ({"staff_chat_id": -1009}, "can't see the staff's chat"),
        (
            {"public_url": "https://shop.example", "telegram": {"mode": "webhook"}},
            "Telegram knows no webhook",
        ),
    ],
)
async def test_what_telegram_misses_is_told(change, expected):
    async with telegram() as api_url:
        (finding,) = words(await find_at_telegram(settings_for(api_url, **change)))
    assert expected in finding


@pytest.mark.parametrize(
    ("lag", "expected"),
    [
        (replace(QUIET, outbox_waiting=3, outbox_age=61), "3 facts wait since 61 s"),
        (replace(QUIET, jobs_waiting=2, jobs_age=90), "2 jobs wait since 90 s"),
        (replace(QUIET, jobs_failed=1), "1 jobs were given up"),
        (replace(QUIET, inbox_waiting=4, inbox_age=61), "4 updates from Telegram wait"),
        (replace(QUIET, inbox_quarantined=1), "1 updates were put aside"),
    ],
)
def test_a_queue_that_is_behind_is_told(lag, expected):
    (finding,) = words(find_lag(lag))
    assert finding.startswith(expected)
    assert len(find_lag(QUIET)) == 0


async def test_a_broken_invariant_is_told(database_url):
    async with await psycopg.AsyncConnection.connect(driver_url(database_url), autocommit=True) as connection:
        await connection.execute("SET session_replication_role = replica")
        await connection.execute("INSERT INTO stock_levels (variant_id, on_hand) VALUES (1, 5)")
    settings = settings_for("", database_url).model_copy(update={"telegram": TelegramSettings()})
    findings = words(await examine(settings))
    assert any("variant 1 has 5 units" in finding for finding in findings)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://shop.example", True),
        ("http://127.0.0.1:8000", True),
        ("http://localhost", True),
        ("http://[::1]:8000", True),
        ("http://shop.example", False),
        ("http://localhost.evil.example", False),
        ("http://127.0.0.1.evil.example", False),
        ("ftp://127.0.0.1", False),
        ("https://", False),
    ],
)
def test_which_addresses_telegram_may_deliver_to(url, safe):
    assert is_reachable_safely(url) is safe


def test_every_finding_says_how_to_mend_it():
    findings = list(find_in_settings(Settings(_env_file=None)))
    assert findings
    assert all(finding.what.endswith(".") and finding.mend for finding in findings)


def test_the_command_ends_with_1_when_something_is_wrong(monkeypatch, tmp_path, database_url):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIOSK_DATABASE_URL", database_url)
    monkeypatch.delenv("KIOSK_SECRET_KEY", raising=False)
    result = CliRunner().invoke(cli, ["doctor"])
    assert result.exit_code == 1
    assert "✗ KIOSK_SECRET_KEY" in result.output
