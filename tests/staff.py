"""HTTP as a stranger and as a member of the staff."""

from contextlib import asynccontextmanager

import httpx2
from sqlalchemy import text

from kiosk.app import create_app
from kiosk.identity.models import Account
from kiosk.identity.service import Entry, create_owner, grant_role, open_session
from kiosk.kernel.database import Database
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


async def make_member(database: Database, login: str, role: str) -> Account:
    """Somebody with a login, the usual password and one role. There must be an owner already."""
    async with database.unit() as unit:
        account = await create_owner(unit, login, PASSWORD, login.title())
        await grant_role(unit, account.id, role)
        others = {"id": account.id, "role": role}
        await unit.session.execute(
            text("DELETE FROM account_roles WHERE account_id = :id AND role <> :role"), others
        )
        await unit.commit()
    return account
