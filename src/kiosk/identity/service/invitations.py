"""Invitations: the only way to become staff (B16), and the one-time link that makes the first owner (B19).

A token is 256 random bits, of which only the digest is stored; the one who holds it decides in a browser, where a new
account is made, or in the bot, where the Telegram account gets the role.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.identity.errors import AboveYourRank, InvitationSpent, UnknownInvitation
from kiosk.identity.models import Invitation
from kiosk.identity.rules import OWNER, STAFF_ROLES, Actor, rank, verbs_of
from kiosk.identity.service.accounts import create_member, end_machines_links, grant_role
from kiosk.identity.service.endings import revoke_sessions
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Forbidden
from kiosk.kernel.secrets import digest, new_token

LIFETIME = timedelta(hours=72)
FIRST_OWNERS_LIFETIME = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """What an invitation says to whoever holds it."""

    id: int
    role: str
    invited_by: str | None
    """Who invites, by name; None: the machine itself."""
    expires_at: datetime


async def create_invitation(
    unit: Unit, actor: Actor, role: str, name: str | None = None
) -> tuple[Invitation, str]:
    """An invitation to a role that isn't above the actor's, and its token. Raises AboveYourRank."""
    if role not in STAFF_ROLES or rank({role}) > rank(actor.roles):
        raise AboveYourRank
    made = await _create(unit, role, name, actor.account_id, LIFETIME)
    unit.audit("staff.invited", f"invitation:{made[0].id}", role=role)
    return made


async def invite_first_owner(unit: Unit) -> str:
    """The token of a link that makes its bearer an owner, within 30 minutes. Only the machine itself asks for one."""
    invitation, plain = await _create(unit, OWNER, None, None, FIRST_OWNERS_LIFETIME)
    unit.audit("staff.invited", f"invitation:{invitation.id}", role=OWNER)
    return plain


async def _create(
    unit: Unit, role: str, name: str | None, invited_by: int | None, lifetime: timedelta
) -> tuple[Invitation, str]:
    plain, now = new_token(), unit.now()
    invitation = Invitation(
        token_hash=digest(plain),
        role=role,
        name=name,
        invited_by=invited_by,
        created_at=now,
        expires_at=now + lifetime,
    )
    unit.session.add(invitation)
    await unit.session.flush()
    return invitation, plain


async def has_owner(session: AsyncSession) -> bool:
    """Whether anybody owns this installation."""
    return bool(await session.scalar(text("SELECT EXISTS (SELECT FROM account_roles WHERE role = 'owner')")))


async def get_open_invitation(unit: Unit, token_hash: str) -> OpenInvitation:
    """The invitation behind a token's digest. Raises InvitationSpent if it can't be accepted, for whatever reason."""
    return _checked(await _find(unit, token_hash), unit.now())


async def accept_as_new(
    unit: Unit,
    plain: str,
    *,
    password_hash: str,
    first_name: str,
    last_name: str | None = None,
    login: str | None = None,
    email: str | None = None,
) -> int:
    """Make the bearer an account with the invitation's role; gives its id. Raises InvitationSpent, LoginTaken."""
    invitation = await _lock(unit, digest(plain))
    account_id = await create_member(
        unit,
        password_hash=password_hash,
        first_name=first_name,
        last_name=last_name,
        login=login,
        email=email,
    )
    await _accept(unit, invitation, account_id)
    return account_id


async def accept_as(unit: Unit, token_hash: str, account_id: int) -> str:
    """Give the role to an account that is there already; gives the role. Raises InvitationSpent, Forbidden."""
    invitation = await _lock(unit, token_hash)
    is_active = await unit.session.scalar(
        text("SELECT is_active FROM accounts WHERE id = :id FOR UPDATE"), {"id": account_id}
    )
    if not is_active:
        raise Forbidden
    await _accept(unit, invitation, account_id)
    await revoke_sessions(unit, account_id, because="rights-changed")
    return invitation.role


async def revoke_invitation(unit: Unit, actor: Actor, invitation_id: int) -> None:
    """Withdraw an open invitation to a role that isn't above the actor's. Raises UnknownInvitation, AboveYourRank."""
    invitation = await unit.session.get(Invitation, invitation_id, with_for_update=True)
    if invitation is None or invitation.accepted_at or invitation.revoked_at:
        raise UnknownInvitation
    if rank({invitation.role}) > rank(actor.roles):
        raise AboveYourRank
    invitation.revoked_at = unit.now()
    await unit.session.flush()


async def _lock(unit: Unit, token_hash: str) -> OpenInvitation:
    # One after the other, so that of two links for the first owner one opens, and of two bearers of a link one enters.
    await unit.session.execute(text("SELECT pg_advisory_xact_lock(7203118)"))
    return await get_open_invitation(unit, token_hash)


async def _accept(unit: Unit, invitation: OpenInvitation, account_id: int) -> None:
    now = unit.now()
    await unit.session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id)
        .values(accepted_at=now, accepted_by=account_id)
    )
    await grant_role(unit, account_id, invitation.role)
    if invitation.invited_by is None:
        await end_machines_links(unit)
    unit.audit(
        "staff.joined",
        f"account:{account_id}",
        actor_id=account_id,
        role=invitation.role,
        invitation=invitation.id,
    )


async def _find(unit: Unit, token_hash: str) -> Any:
    return (await unit.session.execute(_FIND, {"hash": token_hash})).one_or_none()


def _checked(found: Any, now: datetime) -> OpenInvitation:
    """The invitation, if it is open and whoever invited could still do so."""
    if found is None or found.accepted_at or found.revoked_at or found.expires_at <= now:
        raise InvitationSpent
    if found.invited_by is None:
        may_invite = found.role == OWNER and not found.is_orphan
    else:
        verbs = verbs_of(found.inviters_roles, found.inviters_extra)
        may_invite = (
            found.is_active and "staff.edit" in verbs and rank(found.inviters_roles) >= rank({found.role})
        )
    if not may_invite:
        raise InvitationSpent
    return OpenInvitation(found.id, found.role, found.inviter, found.expires_at)


_FIND = text(
    """
    SELECT i.id, i.role, i.invited_by, i.accepted_at, i.revoked_at, i.expires_at, a.full_name AS inviter, a.is_active,
        i.expires_at - i.created_at > interval '1 hour' AS is_orphan,
        ARRAY(SELECT role FROM account_roles WHERE account_id = a.id) AS inviters_roles,
        ARRAY(SELECT verb FROM account_permissions WHERE account_id = a.id) AS inviters_extra
    FROM invitations i LEFT JOIN accounts a ON a.id = i.invited_by WHERE i.token_hash = :hash
    """
)
