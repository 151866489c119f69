"""How sessions end, and the list of those that go on."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.identity.errors import UnknownSession
from kiosk.identity.models import Account, RefreshToken, Session
from kiosk.identity.service.devices import forget_devices
from kiosk.identity.service.factors import forget_recent_factors
from kiosk.kernel.clock import Clock
from kiosk.kernel.database import Unit
from kiosk.kernel.secrets import digest


async def list_sessions(session: AsyncSession, clock: Clock, account_id: int) -> Sequence[Session]:
    """The account's sessions that go on, the one used last first."""
    found = await session.scalars(
        select(Session)
        .where(
            Session.account_id == account_id, Session.revoked_at.is_(None), Session.expires_at > clock.now()
        )
        .order_by(Session.last_used_at.desc(), Session.id.desc())
    )
    return found.all()


async def end_session(unit: Unit, account_id: int, session_id: int) -> None:
    """End one of the account's own sessions. Raises UnknownSession, for another's as for none."""
    ended = await revoke(
        unit, (Session.id == session_id) & (Session.account_id == account_id), because="ended-by-owner"
    )
    if not ended:
        raise UnknownSession


async def sign_out(unit: Unit, plain: str) -> None:
    """End the session of a refresh token, spent or not; an unknown token ends nothing."""
    owner = select(RefreshToken.session_id).where(RefreshToken.token_hash == digest(plain))
    await revoke(unit, Session.id.in_(owner), because="signed-out")


async def revoke_sessions(unit: Unit, account_id: int, *, because: str, keep: int | None = None) -> None:
    """End every session of an account; `keep` is the one that goes on."""
    which = Session.account_id == account_id
    await revoke(unit, which if keep is None else which & (Session.id != keep), because=because)


async def disown(unit: Unit, account_id: int) -> None:
    """The account's person says that somebody else got in: everything that may be open to them is closed (B22).

    All sessions end, no device is known any more, the password opens nothing until a new one is set, and what was
    added as a second factor a short while ago is gone.
    """
    await revoke_sessions(unit, account_id, because="disowned")
    await forget_recent_factors(unit, account_id)
    await forget_devices(unit, account_id)
    await unit.session.execute(update(Account).where(Account.id == account_id).values(password_hash=None))
    unit.audit("account.disowned", f"account:{account_id}", actor_id=account_id)


async def revoke(unit: Unit, which: ColumnElement[bool], *, because: str) -> Sequence[int]:
    """End the sessions that are `which` and still go on; gives their ids."""
    ended = await unit.session.execute(
        update(Session)
        .where(which, Session.revoked_at.is_(None))
        .values(revoked_at=unit.now(), revoked_because=because)
        .returning(Session.id)
        .execution_options(synchronize_session=False)
    )
    return ended.scalars().all()
