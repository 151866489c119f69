from functools import partial

from datetime import timedelta

import httpx2
import pytest
from fastapi import APIRouter, Depends

from kiosk import app as house
from kiosk.identity import service
from kiosk.identity.dependencies import CurrentActor, confirmed, permitted
from tests.sign_in.house import Person
from tests.staff import make_member

PASSWORD = "correct horse battery staple"


@pytest.fixture
async def owner(database):
    async with database.unit() as unit:
        account = await service.create_owner(unit, "marina", PASSWORD, "Marina")
        await unit.commit()
    return account


@pytest.fixture
def probes():
    """Routes that tell who asks: for anybody signed in, for the staff, and one of the grave acts."""
    router = APIRouter()

    @router.get("/api/v1/who")
    async def who(actor: CurrentActor) -> dict:
        return {"account": actor.account_id, "session": actor.session_id, "roles": sorted(actor.roles)}

    @router.get("/api/v1/staff-only")
    async def staff_only(actor=Depends(permitted("orders.view"))) -> dict:
        return {"account": actor.account_id}

    @router.post("/api/v1/grave")
    async def grave(actor=Depends(confirmed("orders.view"))) -> dict:
        return {"account": actor.account_id}

    return router


@pytest.fixture
async def client(runtime, probes, monkeypatch):
    from kiosk.identity.router import router
    from kiosk.sign_in.router import router as ways_in

    monkeypatch.setattr(house, "routers", lambda: [router, ways_in, probes])
    transport = httpx2.ASGITransport(house.create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        yield http


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
def member(database, owner):
    """Somebody with a login, the usual password and one role; the owner stays the last one."""
    return partial(make_member, database)


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
