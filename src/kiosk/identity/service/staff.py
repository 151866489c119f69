"""Who works here: changing their roles and rights, switching them off, answering requests for a role."""

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from kiosk.identity.errors import AboveYourRank, AlreadyDecided, LastOwner, UnknownAccount, UnknownRequest
from kiosk.identity.models import Account, AccountPermission, AccountRole, RoleRequest
from kiosk.identity.rules import STAFF_ROLES, Actor, rank, verbs_of
from kiosk.identity.service.accounts import grant_role
from kiosk.identity.service.endings import revoke_sessions
from kiosk.identity.staff_schemas import ChangeMember
from kiosk.kernel.database import Unit


async def change_member(unit: Unit, actor: Actor, account_id: int, wanted: ChangeMember) -> None:
    """Change a member's roles, extra rights or activity; whatever was changed, their sessions end (B09, B13).

    Raises UnknownAccount for who doesn't work here, AboveYourRank for whom or what stands above the actor, LastOwner.
    """
    account, held, extra = await _lock(unit, account_id)
    staff = held & STAFF_ROLES
    if not staff and not extra:
        raise UnknownAccount
    roles = staff if wanted.roles is None else frozenset(wanted.roles)
    verbs = extra if wanted.permissions is None else frozenset(wanted.permissions)
    is_active = account.is_active if wanted.is_active is None else wanted.is_active
    _check_rank(actor, held, roles, verbs - extra)
    if (roles, verbs, is_active) == (staff, extra, account.is_active):
        return
    await _set_roles(unit, account_id, staff, roles)
    await _set_verbs(unit, account_id, extra, verbs)
    await unit.session.execute(
        update(Account).where(Account.id == account_id).values(is_active=is_active, updated_at=unit.now())
    )
    await _keep_an_owner(unit)
    await revoke_sessions(unit, account_id, because="rights-changed" if is_active else "switched-off")
    unit.audit(
        "staff.changed",
        f"account:{account_id}",
        roles=sorted(roles),
        permissions=sorted(verbs),
        is_active=is_active,
    )


def _check_rank(actor: Actor, held: frozenset[str], roles: frozenset[str], added: frozenset[str]) -> None:
    own = rank(actor.roles)
    if rank(held) > own or rank(roles) > own or not added <= verbs_of(actor.roles, actor.extra):
        raise AboveYourRank


async def _lock(unit: Unit, account_id: int) -> tuple[Account, frozenset[str], frozenset[str]]:
    account = await unit.session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise UnknownAccount
    roles = await unit.session.scalars(select(AccountRole.role).where(AccountRole.account_id == account_id))
    verbs = await unit.session.scalars(
        select(AccountPermission.verb).where(AccountPermission.account_id == account_id)
    )
    return account, frozenset(roles), frozenset(verbs)


async def _set_roles(unit: Unit, account_id: int, old: frozenset[str], new: frozenset[str]) -> None:
    for role in sorted(new - old):
        await grant_role(unit, account_id, role)
    await unit.session.execute(
        delete(AccountRole).where(AccountRole.account_id == account_id, AccountRole.role.in_(old - new))
    )


async def _set_verbs(unit: Unit, account_id: int, old: frozenset[str], new: frozenset[str]) -> None:
    added = [{"account_id": account_id, "verb": verb, "granted_at": unit.now()} for verb in sorted(new - old)]
    if added:
        await unit.session.execute(insert(AccountPermission), added)
    await unit.session.execute(
        delete(AccountPermission).where(
            AccountPermission.account_id == account_id, AccountPermission.verb.in_(old - new)
        )
    )


async def _keep_an_owner(unit: Unit) -> None:
    """Have the database look now, not at the commit, whether an owner is left. Raises LastOwner (B21)."""
    try:
        await unit.session.flush()
        await unit.session.execute(text("SET CONSTRAINTS last_owner IMMEDIATE"))
    except IntegrityError as error:
        if "last owner" not in str(error.orig):
            raise
        raise LastOwner from None


async def decide_role_request(unit: Unit, actor: Actor, request_id: int, *, approve: bool) -> None:
    """Give the role that was asked for, or don't. Raises UnknownRequest, AlreadyDecided, AboveYourRank."""
    request = await unit.session.get(RoleRequest, request_id, with_for_update=True)
    if request is None:
        raise UnknownRequest
    if request.state != "waiting":
        raise AlreadyDecided
    if rank({request.role}) > rank(actor.roles):
        raise AboveYourRank
    request.state = "approved" if approve else "refused"
    request.decided_at, request.decided_by = unit.now(), actor.account_id
    await unit.session.flush()
    if approve:
        await grant_role(unit, request.account_id, request.role)
        await revoke_sessions(unit, request.account_id, because="rights-changed")
    unit.audit(f"role-request.{request.state}", f"account:{request.account_id}", role=request.role)
