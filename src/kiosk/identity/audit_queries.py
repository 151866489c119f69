"""Reading the audit log with the names of those who acted."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.identity.schemas import AuditEntryOut
from kiosk.kernel.paging import Page, offset
from kiosk.kernel.rows import fetch


async def list_audit(
    session: AsyncSession, page: int, size: int, *, actor_id: int | None, action: str | None
) -> Page[AuditEntryOut]:
    """Entries, the newest first: all, those of one actor, those of one action, or those that are both."""
    asked = {"actor": actor_id, "action": action}
    total = (await fetch(session, _COUNT, asked))[0].total
    rows = await fetch(session, _LIST, {**asked, "limit": size, "offset": offset(page, size)})
    return Page[AuditEntryOut](
        items=[AuditEntryOut.model_validate(row) for row in rows], total=total, page=page, size=size
    )


_COUNT: Final = """
SELECT count(*) AS total FROM audit_log
WHERE (%(actor)s::bigint IS NULL OR actor_id = %(actor)s) AND (%(action)s::text IS NULL OR action = %(action)s)
"""
_LIST: Final = """
SELECT l.id, l.at, l.actor_id, a.full_name AS actor_name, l.key_id, l.action, l.subject, l.details, l.address
FROM audit_log l LEFT JOIN accounts a ON a.id = l.actor_id
WHERE (%(actor)s::bigint IS NULL OR l.actor_id = %(actor)s)
    AND (%(action)s::text IS NULL OR l.action = %(action)s)
ORDER BY l.id DESC LIMIT %(limit)s OFFSET %(offset)s
"""
