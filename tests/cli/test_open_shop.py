"""A real shop is founded from the command line, once."""

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


def test_a_shop_is_opened_with_the_texts_that_people_agree_to(kiosk, database_url):
    done = kiosk("open-shop", "Гүлдер", "--currency", "KZT", "--country", "KZ", "--locale", "kk")
    assert done.exit_code == 0, done.output
    with psycopg.connect(driver_url(database_url)) as connection:
        founded = connection.execute(
            "SELECT name, currency, country, default_locale FROM business"
        ).fetchall()
        named = connection.execute("SELECT locale FROM consent_texts WHERE body LIKE '%Гүлдер%'").fetchall()
    assert founded == [("Гүлдер", "KZT", "KZ", "kk")]
    assert {locale for (locale,) in named} == {"ru", "uk", "kk", "en"}


def test_a_second_shop_is_refused(kiosk):
    assert kiosk("open-shop", "One").exit_code == 0
    again = kiosk("open-shop", "Two")
    assert again.exit_code == 2
    assert "Traceback" not in again.output


@pytest.mark.parametrize(
    "wrong", [("--currency", "rubles"), ("--locale", "de"), ("--time-zone", "Mars/Base")]
)
def test_nonsense_is_refused_in_a_line(kiosk, wrong):
    refused = kiosk("open-shop", "Shop", *wrong)
    assert refused.exit_code == 2
    assert refused.output.count("\n") == 1
