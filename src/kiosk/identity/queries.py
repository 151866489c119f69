"""Reading accounts: one's own, and the staff's view of the staff."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from kiosk.identity.account_schemas import Me, SecondFactorState
from kiosk.identity.errors import UnknownAccount
from kiosk.identity.rules import is_obliged, leading, verbs_of
from kiosk.kernel.rows import Source, fetch


async def get_me(source: Source, account_id: int, verified_at: datetime | None = None) -> Me:
    """The account as its own person sees it in a session that showed a second factor at `verified_at`."""
    rows = await fetch(source, _ME, {"id": account_id})
    if not rows:
        raise UnknownAccount
    found: Mapping[str, Any] = rows[0]._asdict()
    roles, extra, enrolled = found["roles"], found["extra"], found["enrolled"]
    given = {name: found[name] for name in Me.model_fields if name in found}
    return Me(
        **{
            **given,
            "first_name": found["first_name"] or found["full_name"],
            "role": leading(roles),
            "permissions": sorted(verbs_of(roles, extra)),
            "second_factor": SecondFactorState(
                required=is_obliged(roles, extra), enrolled=enrolled, satisfied=verified_at is not None
            ),
        }
    )


_ME: Final = """
SELECT a.id, COALESCE(a.email, a.pending_email) AS email, a.login, a.first_name, a.last_name, a.full_name,
    a.phone_number AS phone, a.avatar, a.locale, a.telegram_id, a.username AS telegram_username,
    a.is_active, a.is_verified OR a.telegram_id IS NOT NULL AS is_verified,
    a.created_at, a.updated_at,
    ARRAY(SELECT r.role FROM account_roles r WHERE r.account_id = a.id ORDER BY r.role) AS roles,
    ARRAY(SELECT p.verb FROM account_permissions p WHERE p.account_id = a.id) AS extra,
    EXISTS (SELECT FROM second_factors f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) AS enrolled
FROM accounts a WHERE a.id = %(id)s
"""
