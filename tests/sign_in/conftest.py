from datetime import timedelta

import pytest

from kiosk.identity import service
from tests.doors import member, owner, probes
from tests.doors import visitor as client
from tests.sign_in.house import Person
from tests.staff import PASSWORD

__all__ = ["PASSWORD", "client", "member", "owner", "probes"]


@pytest.fixture
def sign_in(client, owner):
    """Sign in with a password, as a browser that remembers nothing."""

    async def act(login="marina", password=PASSWORD, **options):
        client.cookies.clear()
        return await client.post(
            "/api/v1/auth/token", data={"username": login, "password": password}, **options
        )

    return act


@pytest.fixture
async def marina(client, runtime, owner):
    """The owner, signed in and with no second factor yet."""
    return await Person(client, runtime, owner).enter()


@pytest.fixture
async def enrolled(marina, clock):
    """The owner with an application; the code of the enrolment is half a minute old."""
    await marina.begin()
    assert (await marina.confirm()).status_code == 200
    clock.advance(timedelta(seconds=30))
    return marina


@pytest.fixture
async def timur(client, runtime, database):
    """A manager, who need not have a second factor."""
    async with database.unit() as unit:
        account = await service.ensure_telegram_account(unit, 700, full_name="Timur", username=None)
        await service.grant_role(unit, account.id, "manager")
        await unit.commit()
    return await Person(client, runtime, account).enter()
