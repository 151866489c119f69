"""The doctor says plainly what is guarded and what is not, and walks the audit log's chain."""

import psycopg
import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from kiosk.cli import app as cli
from kiosk.doctor.examination import examine, read_seal
from kiosk.doctor.guards import find_guards
from kiosk.kernel.audit import Seal
from kiosk.kernel.database import driver_url
from kiosk.kernel.settings import Settings, SmtpSettings
from tests.shop import CLERK, open_shop

BARE = Settings(_env_file=None, secret_key=SecretStr("k3Jx_0v-Yq8ZrT5wLmN2pQ7sUbVcXdEf"))


def said(settings, url=None):
    return {guard.says: guard.stands for guard in find_guards(settings, url)}


def test_settings_are_judged():
    def with_(**more):
        return BARE.model_copy(update=more)

    for settings, words, stands in (
        (BARE, "KIOSK_PUBLIC_URL is not set", False),
        (with_(public_url="http://shop.example"), "is http: passwords", False),
        (with_(public_url="https://shop.example"), "https only", True),
        (BARE, "No other site's page", True),
        (with_(allowed_origins="https://a.example"), "Pages of https://a.example may", False),
        (with_(trusted_proxies="*"), "Whoever connects", False),
        (BARE, "No mail server", False),
        (with_(smtp=SmtpSettings(host="mail.example")), "Letters can be sent", True),
    ):
        found = [stood for says, stood in said(settings).items() if words in says]
        assert found == [stands], words
    assert not any("is http" in says for says in said(with_(public_url="http://127.0.0.1:8000")))


@pytest.fixture
async def shop(database):
    return await open_shop(database)


def change(database_url, statement, *params):
    with psycopg.connect(driver_url(database_url), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(statement, params)


async def test_the_data_are_judged(shop, database_url):
    assert any(stands and "Every owner" in says for says, stands in said(BARE, database_url).items())
    assert any("No market is set and the country is US" in says for says in said(BARE, database_url))
    change(database_url, "INSERT INTO account_roles VALUES (%s, 'owner', now())", CLERK)
    found = said(BARE, database_url)
    assert any(not stands and says.startswith("1 of the owners") for says, stands in found.items())
    assert any("There is one owner" in says for says in found)
    assert any("may switch off the audit log's triggers" in says for says in found)
    change(
        database_url,
        "INSERT INTO second_factors (account_id, secret, created_at, confirmed_at) VALUES (%s, '', now(), now())",
        CLERK,
    )
    assert any("Every owner" in says for says in said(BARE, database_url))
    for country, market, words in (
        ("RU", "", "The market is RU (by default, from the country RU); refused there: telegram, openid."),
        ("UA", "", "The market is UA (by default, from the country UA); refused there: nothing."),
        ("UA", "RU", "The market is RU (chosen); refused there: telegram, openid."),
    ):
        change(database_url, "UPDATE business SET country = %s, market = %s", country, market)
        assert words in said(BARE, database_url)


async def test_an_edited_audit_log_is_found_and_named(shop, database, database_url, monkeypatch, tmp_path):
    settings = BARE.model_copy(update={"database_url": database_url})
    for number in range(3):
        async with database.unit() as unit:
            unit.audit("order.moved", f"order:{number}")
            await unit.commit()
    kept = await read_seal(settings)
    assert kept.id == 3

    async def complaints(anchor=None):
        return [str(each) for each in await examine(settings, anchor) if "audit log" in each.what]

    assert await complaints(kept) == []
    change(database_url, "UPDATE audit_log SET subject = 'order:9' WHERE id = 2")
    (found,) = await complaints()
    assert "entry 2 was changed" in found
    change(database_url, "UPDATE audit_log SET subject = 'order:1' WHERE id = 2")
    change(database_url, "DELETE FROM audit_log WHERE id = 3")
    assert await complaints() == []
    assert "entries up to 3 were cut off" in (await complaints(kept))[0]
    assert "not the one" in (await complaints(Seal(2, bytes(32))))[0]


def test_the_command_prints_guards_and_the_seal(monkeypatch, tmp_path, database_url):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIOSK_DATABASE_URL", database_url)
    result = CliRunner().invoke(cli, ["doctor", "--audit-anchor", "0:" + "0" * 64])
    assert "  - KIOSK_PUBLIC_URL is not set" in result.output
    assert "  + Every owner and admin has a second factor." in result.output
    assert "Audit log: 0:" + "0" * 64 in result.output
