"""What the nights take away, and what the doctor says of keys and mail servers."""

from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from kiosk.doctor.setup import find_in_settings
from kiosk.identity import service
from kiosk.identity.reactions import forget
from kiosk.identity.service.attempts import take_slowing_attempt
from kiosk.kernel.settings import SmtpSettings
from tests.conftest import SECRET

TABLES = ("sessions", "refresh_tokens", "devices", "throttles")


@pytest.mark.parametrize(
    ("days", "left"), [(1, [1, 1, 1, 1]), (36, [1, 1, 1, 0]), (38, [0, 0, 1, 0]), (181, [0, 0, 0, 0])]
)
async def test_what_is_long_over_is_forgotten(runtime, database, owner, clock, days, left):
    async with database.unit() as unit:
        await service.open_session(unit, SECRET, owner.id, service.Entry())
        await unit.commit()
    await take_slowing_attempt(database, "password:account:7", clock.now())
    clock.advance(timedelta(days=days))
    await forget(runtime)
    async with database.read() as session:
        counted = [await session.scalar(text(f"SELECT count(*) FROM {table}")) for table in TABLES]
    assert counted == left


def test_b11_a_previous_key_must_be_as_good_as_the_present_one(settings):
    previous = SecretStr("a-key-that-served-before-0123456789-xyz your-secret-key")
    found = [
        str(each) for each in find_in_settings(settings.model_copy(update={"previous_secret_keys": previous}))
    ]
    assert [each for each in found if "KIOSK_PREVIOUS_SECRET_KEYS" in each] == [
        "Key 2 of KIOSK_PREVIOUS_SECRET_KEYS can't be used: it is shorter than 32 bytes."
        " Name only keys that served, apart by blanks."
    ]


def test_a_mail_server_without_sender_or_address_is_noticed(settings):
    half = settings.model_copy(update={"smtp": SmtpSettings(host="mail.example"), "public_url": None})
    found = " ".join(str(each) for each in find_in_settings(half))
    assert "KIOSK_SMTP_SENDER" in found
    assert "KIOSK_PUBLIC_URL" in found
