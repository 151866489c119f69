"""`kiosk backup` and `kiosk restore`, as an owner types them."""

import psycopg
import pytest
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.kernel.database import driver_url


@pytest.fixture
def kiosk(monkeypatch, tmp_path, database_url):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIOSK_DATABASE_URL", database_url)
    return lambda *arguments: CliRunner().invoke(app, arguments)


def names(url):
    with psycopg.connect(driver_url(url), autocommit=True) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM business").fetchall()]


def test_a_shop_is_taken_back_to_what_it_was(kiosk, database_url, tmp_path):
    kiosk("open-shop", "Роза")
    made = kiosk("backup")
    assert made.exit_code == 0, made.output
    dump = made.stdout.strip()
    assert dump.startswith(".kiosk/backups/kiosk-")
    with psycopg.connect(driver_url(database_url), autocommit=True) as connection:
        connection.execute("UPDATE business SET name = 'Spoilt'")

    refused = kiosk("restore", dump)
    assert refused.exit_code == 2
    assert "--replace" in refused.stderr
    assert names(database_url) == ["Spoilt"]

    restored = kiosk("restore", dump, "--replace")
    assert restored.exit_code == 0, restored.output
    assert names(database_url) == ["Роза"]


def test_what_is_no_backup_changes_nothing(kiosk, database_url, tmp_path):
    kiosk("open-shop", "Роза")
    (tmp_path / "kiosk.dump").write_text("hello")
    refused = kiosk("restore", "kiosk.dump", "--replace")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("kiosk: nothing was changed: ")
    assert "Traceback" not in refused.output
    assert names(database_url) == ["Роза"]
    assert kiosk("restore", "missing.dump").exit_code == 2
