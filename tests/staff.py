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


async def enter(runtime: Runtime, *roles: str, account_id: int | None = None, is_strong: bool = True):
    """The headers of somebody with these roles (or of the account) who has just shown a second factor."""
    from sqlalchemy import insert

    from kiosk.identity.models import Account, AccountRole

    async with runtime.database.unit() as unit:
        if account_id is None:
            account = Account(login="-".join(roles), full_name=f"The {roles[0]}", created_at=unit.now())
            unit.session.add(account)
            await unit.session.flush()
            account_id = account.id
            given = [{"account_id": account_id, "role": role, "granted_at": unit.now()} for role in roles]
            await unit.session.execute(insert(AccountRole), given)
        session = await open_session(unit, runtime.settings.secret, account_id, Entry(is_strong=is_strong))
        await unit.commit()
    return {"Authorization": f"Bearer {session.access_token}"}
