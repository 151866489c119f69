"""`kiosk serve` refuses to start in one clear line each, with exit code 2, and commands say what they did."""

import json

import pytest
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.kernel.database import driver_url

GOOD_SECRET = "k3Jx_0v-Yq8ZrT5wLmN2pQ7sUbVcXdEf"
TOKEN = "123456789:AAExampleExampleExampleExample"


@pytest.fixture
def kiosk(monkeypatch, tmp_path):
    """Run a command in an empty folder with nothing in the environment but what is given."""
    monkeypatch.chdir(tmp_path)
    for name in list(__import__("os").environ):
        if name.startswith("KIOSK_"):
            monkeypatch.delenv(name)

    def run(*arguments, **environment):
        for name, value in environment.items():
            monkeypatch.setenv(f"KIOSK_{name.upper()}", value)
        return CliRunner().invoke(app, arguments)

    return run


@pytest.fixture
def whole(database_url):
    """An environment with which `serve` would start."""
    return {
        "database_url": database_url,
        "secret_key": GOOD_SECRET,
        "telegram_token": TOKEN,
        "public_url": "https://shop.example",
    }


def refused(result):
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    lines = result.stderr.strip().splitlines()
    assert all(line.startswith("kiosk: ") for line in lines)
    return lines


@pytest.mark.parametrize(
    "secret",
    [
        None,
        "",
        "s3cret",
        "your-secret-key",
        "your-secret-key-your-secret-key-your-secret-key",
        "CHANGE-ME-change-me-CHANGE-ME-change-me-CHANGE",
        "changethischangethischangethischangethis",
        "super-secret-key-that-nobody-knows-0123456789",
        "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
        "a" * 64,
        "abababababababababababababababababab",
        "k3Jx_0v-Yq8ZrT5wLmN2pQ7sUbVcXdE",  # 31 bytes
        "example-0123456789abcdefghijklmnopqrstuvwxyz",
    ],
)
def test_a_missing_or_known_secret_is_refused(kiosk, whole, secret):
    environment = {**whole, "secret_key": secret} if secret is not None else whole
    if secret is None:
        environment.pop("secret_key")
    (line,) = refused(kiosk("serve", **environment))
    assert "KIOSK_SECRET_KEY" in line
    assert not secret or secret not in line


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"database_url": ""}, "KIOSK_DATABASE_URL is not set"),
        ({"database_url": "postgresql://u:hidden@127.0.0.1:1/none"}, "can't be reached"),
        ({"database_url": "no address"}, "can't be reached"),
        ({"telegram_token": "12345"}, "not a bot's token"),
        ({"telegram_mode": "webhook", "public_url": ""}, "needs KIOSK_PUBLIC_URL"),
        ({"telegram_mode": "webhook", "public_url": "http://shop.example"}, "https only"),
        ({"telegram_mode": "webhook", "public_url": "http://127.0.0.1.evil.example"}, "https only"),
        ({"telegram_mode": "carrier-pigeon"}, "KIOSK_TELEGRAM_MODE"),
        ({"port": "eighty"}, "KIOSK_PORT"),
        ({"port": "70000"}, "KIOSK_PORT"),
    ],
)
def test_a_wrong_setting_is_refused(kiosk, whole, change, words):
    (line,) = refused(kiosk("serve", **{**whole, **change}))
    assert words in line
    assert "hidden" not in line


def test_every_wrong_setting_gets_its_line(kiosk):
    lines = refused(kiosk("serve"))
    assert len(lines) == 2


def test_an_unmigrated_database_is_refused(kiosk, whole, postgres):
    url = postgres.ensure_database("empty_for_the_cli")
    (line,) = refused(kiosk("serve", **{**whole, "database_url": url}))
    assert line.endswith("Run: kiosk migrate")
    migrated = kiosk("migrate", database_url=url)
    assert (migrated.exit_code, migrated.output) == (0, "The database was migrated.\n")
    assert kiosk("migrate", database_url=url).output == "The database is up to date.\n"


def test_a_database_that_breaks_cyrillic_is_refused(kiosk, whole, postgres):
    import psycopg

    with psycopg.connect(driver_url(postgres.url("postgres")), autocommit=True) as connection:
        connection.execute("CREATE DATABASE c_locale TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    lines = refused(kiosk("serve", **{**whole, "database_url": postgres.url("c_locale")}))
    assert "Cyrillic" in lines[0]


def test_the_worker_refuses_alike(kiosk, whole):
    (line,) = refused(kiosk("worker", **{**whole, "secret_key": "short"}))
    assert "KIOSK_SECRET_KEY" in line


def test_unknown_faces_are_refused(kiosk, whole):
    (line,) = refused(kiosk("serve", "--faces", "api,hologram", **whole))
    assert "--faces" in line


def test_a_port_that_is_taken_is_refused(kiosk, whole):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        (line,) = refused(kiosk("serve", **whole, port=str(taken.getsockname()[1])))
    assert "KIOSK_PORT" in line


def test_an_owner_is_created_once(kiosk, whole):
    whole["owner_password"] = "correct horse battery staple"
    assert kiosk("create-owner", "Marina", **whole).output == "marina owns this shop now.\n"
    assert refused(kiosk("create-owner", "marina", **whole)) == ["kiosk: This login is taken."]


def test_an_owner_needs_a_password_that_is_hard_to_guess(kiosk, whole):
    (line,) = refused(kiosk("create-owner", "marina", **whole, owner_password="marina12"))
    assert "password" in line


def test_a_key_is_shown_once_and_can_be_revoked(kiosk, whole):
    made = kiosk("create-api-key", "The site", **whole)
    assert made.stdout.startswith("kiosk_")
    assert "Key 1 for The site" in made.stderr
    assert kiosk("revoke-api-key", "1", **whole).exit_code == 0


def test_the_description_of_the_api_can_be_written(kiosk, tmp_path):
    assert kiosk("openapi", "--output", str(tmp_path / "api.json")).exit_code == 0
    document = json.loads((tmp_path / "api.json").read_text())
    assert {"/api/v1/products/", "/api/v1/orders/", "/api/v1/auth/token"} <= set(document["paths"])


def test_commands_want_a_database(kiosk):
    (line,) = refused(kiosk("create-api-key", "x"))
    assert "KIOSK_DATABASE_URL" in line
