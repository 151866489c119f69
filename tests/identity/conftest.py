from functools import partial

import httpx2
import pytest
from fastapi import APIRouter, Depends

from kiosk import app as house
from kiosk.identity import service
from kiosk.identity.dependencies import CurrentActor, permitted
from tests.staff import make_member

OURS = {"X-Kiosk": "1"}
"""What our pages send with what lives on a cookie."""
PASSWORD = "correct horse battery staple"


@pytest.fixture
async def owner(database):
    async with database.unit() as unit:
        account = await service.create_owner(unit, "marina", PASSWORD, "Marina")
        await unit.commit()
    return account


@pytest.fixture
def probes():
    """Routes that only tell who asks."""
    router = APIRouter()

    @router.get("/api/v1/who")
    async def who(actor: CurrentActor) -> dict:
        return {"account": actor.account_id, "key": actor.key_id, "roles": sorted(actor.roles)}

    @router.get("/api/v1/staff-only")
    async def staff_only(actor=Depends(permitted("orders.view"))) -> dict:
        return {"account": actor.account_id}

    return router


@pytest.fixture
async def client(runtime, probes, monkeypatch):
    from kiosk.identity.router import router
    from kiosk.sign_in.router import router as ways_in

    monkeypatch.setattr(house, "routers", lambda: [router, ways_in, probes])
    transport = httpx2.ASGITransport(house.create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1", headers=OURS) as http:
        yield http


@pytest.fixture
def sign_in(client, owner):
    async def act(login="marina", password=PASSWORD, **options):
        return await client.post(
            "/api/v1/auth/token", data={"username": login, "password": password}, **options
        )

    return act


@pytest.fixture
def member(database, owner):
    """Somebody with a login, the usual password and one role; the owner stays the last one."""
    return partial(make_member, database)
