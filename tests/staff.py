"""HTTP as a stranger and as a member of the staff."""

from contextlib import asynccontextmanager

import httpx2

from kiosk.app import create_app
from kiosk.identity.service import Entry, create_owner, open_session
from kiosk.kernel.runtime import Runtime

PASSWORD = "correct horse battery staple"


@asynccontextmanager
async def client_of(runtime: Runtime, app=None):
    """A stranger's client."""
    transport = httpx2.ASGITransport(app or create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        yield http


async def signed_in(runtime: Runtime, http: httpx2.AsyncClient, login: str = "marina") -> dict[str, str]:
    """The headers of the shop's owner, who is made for it and has shown a second factor."""
    async with runtime.database.unit() as unit:
        owner = await create_owner(unit, login, PASSWORD, "Marina")
        session = await open_session(unit, runtime.settings.secret, owner.id, Entry(is_strong=True))
        await unit.commit()
    return {"Authorization": f"Bearer {session.access_token}"}
