"""Reading accounts: one's own, and the staff's view of the staff."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from kiosk.identity.account_schemas import Me, SecondFactorState
from kiosk.identity.errors import UnknownAccount
from kiosk.identity.rules import STAFF_ROLES, asks_second_factor, leading, verbs_of
from kiosk.identity.staff_schemas import InvitationOut, KeyOut, Member, RoleRequestOut
from kiosk.kernel.paging import Page, offset
from kiosk.kernel.rows import Source, fetch


async def get_me(source: Source, account_id: int, verified_at: datetime | None = None) -> Me:
    """The account as its own person sees it in a session that showed a second factor at `verified_at`."""
    rows = await fetch(source, _ME, {"id": account_id})
    if not rows:
        raise UnknownAccount
    found: Mapping[str, Any] = rows[0]._asdict()
    roles, extra, factors = found["roles"], found["extra"], found["factors"]
    given = {name: found[name] for name in Me.model_fields if name in found}
    return Me(
        **{
            **given,
            "first_name": found["first_name"] or found["full_name"],
            "role": leading(roles),
            "permissions": sorted(verbs_of(roles, extra)),
            "second_factor": SecondFactorState(
                required=asks_second_factor(roles, extra, factors),
                enrolled=bool(factors),
                satisfied=verified_at is not None,
                factors=sorted(factors),
            ),
        }
    )


async def list_staff(source: Source, page: int, size: int) -> Page[Member]:
    """Everybody who works here, by name; who was switched off stays in the list."""
    given = {"roles": sorted(STAFF_ROLES), "size": size, "skip": offset(page, size)}
    rows = await fetch(source, _STAFF, given)
    total = rows[0].total if rows else 0
    return Page[Member](items=[Member.model_validate(row) for row in rows], total=total, page=page, size=size)


async def get_member(source: Source, account_id: int) -> Member:
    """Somebody as the staff's list shows them."""
    rows = await fetch(source, _MEMBER, {"roles": sorted(STAFF_ROLES), "id": account_id})
    if not rows:
        raise UnknownAccount
    return Member.model_validate(rows[0])


async def list_role_requests(source: Source, state: str | None, page: int, size: int) -> Page[RoleRequestOut]:
    """Who asked for a role, the newest first."""
    given = {"state": state, "size": size, "skip": offset(page, size)}
    rows = await fetch(source, _REQUESTS, given)
    total = rows[0].total if rows else 0
    items = [RoleRequestOut.model_validate(row) for row in rows]
    return Page[RoleRequestOut](items=items, total=total, page=page, size=size)


async def list_invitations(source: Source, now: datetime, page: int, size: int) -> Page[InvitationOut]:
    """The invitations that are open, the newest first."""
    rows = await fetch(source, _INVITATIONS, {"now": now, "size": size, "skip": offset(page, size)})
    total = rows[0].total if rows else 0
    items = [InvitationOut.model_validate(row) for row in rows]
    return Page[InvitationOut](items=items, total=total, page=page, size=size)


async def list_keys(source: Source, page: int, size: int) -> Page[KeyOut]:
    """The service keys, the newest first; refused ones stay in the list."""
    rows = await fetch(source, _KEYS, {"size": size, "skip": offset(page, size)})
    total = rows[0].total if rows else 0
    return Page[KeyOut](items=[KeyOut.model_validate(row) for row in rows], total=total, page=page, size=size)


_ME: Final = """
SELECT a.id, COALESCE(a.email, a.pending_email) AS email, a.login, a.first_name, a.last_name, a.full_name,
    a.phone_number AS phone, a.avatar, a.locale, a.telegram_id, a.username AS telegram_username,
    a.is_active, a.is_verified OR a.telegram_id IS NOT NULL AS is_verified,
    a.created_at, a.updated_at,
    ARRAY(SELECT r.role FROM account_roles r WHERE r.account_id = a.id ORDER BY r.role) AS roles,
    ARRAY(SELECT p.verb FROM account_permissions p WHERE p.account_id = a.id) AS extra,
    ARRAY(SELECT 'code' FROM second_factors f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL
        UNION ALL (SELECT 'passkey' FROM passkeys k WHERE k.account_id = a.id LIMIT 1)) AS factors
FROM accounts a WHERE a.id = %(id)s
"""
_MEMBER_COLUMNS: Final = """
    a.id, a.full_name, a.login, a.email, a.username AS telegram_username, a.is_active,
    ARRAY(SELECT r.role FROM account_roles r WHERE r.account_id = a.id AND r.role = ANY(%(roles)s)
          ORDER BY r.role) AS roles,
    ARRAY(SELECT p.verb FROM account_permissions p WHERE p.account_id = a.id ORDER BY p.verb) AS permissions,
    (SELECT max(s.last_used_at) FROM sessions s WHERE s.account_id = a.id) AS last_seen_at
"""
_STAFF: Final = f"""
SELECT {_MEMBER_COLUMNS}, count(*) OVER () AS total FROM accounts a
WHERE a.id IN (SELECT account_id FROM account_roles WHERE role = ANY(%(roles)s)
               UNION SELECT account_id FROM account_permissions)
ORDER BY a.is_active DESC, a.full_name, a.id LIMIT %(size)s OFFSET %(skip)s
"""  # noqa: S608 - of constants
_MEMBER: Final = f"SELECT {_MEMBER_COLUMNS} FROM accounts a WHERE a.id = %(id)s"  # noqa: S608
_REQUESTS: Final = """
SELECT q.id, q.account_id, a.full_name, COALESCE(a.email, a.pending_email) AS email, q.role, q.state, q.created_at,
    q.decided_at, count(*) OVER () AS total
FROM role_requests q JOIN accounts a ON a.id = q.account_id
WHERE %(state)s::text IS NULL OR q.state = %(state)s
ORDER BY q.id DESC LIMIT %(size)s OFFSET %(skip)s
"""
_INVITATIONS: Final = """
SELECT i.id, i.role, i.name, a.full_name AS invited_by, i.created_at, i.expires_at, count(*) OVER () AS total
FROM invitations i LEFT JOIN accounts a ON a.id = i.invited_by
WHERE i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > %(now)s
ORDER BY i.id DESC LIMIT %(size)s OFFSET %(skip)s
"""
_KEYS: Final = """
SELECT id, name, prefix, created_at, revoked_at, count(*) OVER () AS total
FROM api_keys ORDER BY id DESC LIMIT %(size)s OFFSET %(skip)s
"""
