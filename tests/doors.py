"""Fixtures for whatever is tested at the house's doors: an owner, colleagues, and routes that tell who asks."""

from functools import partial

import httpx2
import pytest
from fastapi import APIRouter, Depends

from kiosk import app as house
from kiosk.identity import service
from kiosk.identity.dependencies import CurrentActor, confirmed, permitted
from tests.staff import PASSWORD, make_member


@pytest.fixture
async def owner(database):
    async with database.unit() as unit:
        account = await service.create_owner(unit, "marina", PASSWORD, "Marina")
        await unit.commit()
    return account


@pytest.fixture
def member(database, owner):
    """Somebody with a login, the usual password and one role; the owner stays the last one."""
    return partial(make_member, database)


@pytest.fixture
def probes():
    """Routes that tell who asks: for anybody signed in, for the staff, and one of the grave acts."""
    router = APIRouter()

    @router.get("/api/v1/who")
    async def who(actor: CurrentActor) -> dict:
        return {
            "account": actor.account_id,
            "key": actor.key_id,
            "session": actor.session_id,
            "roles": sorted(actor.roles),
        }

    @router.get("/api/v1/staff-only")
    async def staff_only(actor=Depends(permitted("orders.view"))) -> dict:
        return {"account": actor.account_id}

    @router.post("/api/v1/grave")
    async def grave(actor=Depends(confirmed("orders.view"))) -> dict:
        return {"account": actor.account_id}

    return router


@pytest.fixture
async def visitor(runtime, probes, monkeypatch):
    """A stranger's client; of the house only the doors and the probes are there."""
    from kiosk.identity.router import router
    from kiosk.sign_in.router import router as ways_in

    monkeypatch.setattr(house, "routers", lambda: [router, ways_in, probes])
    transport = httpx2.ASGITransport(house.create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        yield http
