"""HTTP as a stranger and as a member of the staff."""

from contextlib import asynccontextmanager

import httpx2

from kiosk.app import create_app
from kiosk.identity.service import create_owner
from kiosk.kernel.runtime import Runtime

PASSWORD = "correct horse battery staple"


@asynccontextmanager
async def client_of(runtime: Runtime, app=None):
    """A stranger's client."""
    transport = httpx2.ASGITransport(app or create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        yield http


async def signed_in(runtime: Runtime, http: httpx2.AsyncClient, login: str = "marina") -> dict[str, str]:
    """The headers of the shop's owner, who is made for it."""
    async with runtime.database.unit() as unit:
        await create_owner(unit, login, PASSWORD, "Marina")
        await unit.commit()
    answer = await http.post("/api/v1/auth/token", data={"username": login, "password": PASSWORD})
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}
