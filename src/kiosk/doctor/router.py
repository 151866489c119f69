"""`/api/v1/admin/health`: what the doctor finds, for the panel, with what a button can mend."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from kiosk.doctor.care import Remedy, apply_remedy, is_backup_late, newest_backup
from kiosk.doctor.examination import examine
from kiosk.identity.dependencies import permitted
from kiosk.identity.rules import Actor
from kiosk.kernel.audit_checks import find_check
from kiosk.kernel.http import NO_STORE, WithRuntime, WithUnit, problems
from kiosk.kernel.schemas import Input, Output

router = APIRouter(prefix="/api/v1/admin/health", tags=["House"])

Keeper = Annotated[Actor, Depends(permitted("settings.edit"))]


class FindingOut(Output):
    """Something is wrong, and how to mend it. With a `remedy` a button can."""

    what: str
    mend: str
    remedy: Remedy | None


class BackupState(Output):
    """The newest backup; it is stale when last night's is missing."""

    taken_at: datetime | None
    is_stale: bool


class AuditLogState(Output):
    """How far the audit log is known to be whole. What was written since was read just now."""

    verified_at: datetime | None
    """When the whole of it was walked last and found sound; null before the first night."""
    entries: int
    """So many entries that were."""


class Health(Output):
    """How the house is."""

    findings: list[FindingOut]
    backup: BackupState
    audit_log: AuditLogState


@router.get("/", responses=problems(401, 403))
async def read_health(runtime: WithRuntime, _keeper: Keeper, response: Response) -> Health:
    """What the doctor finds now, in English, as `kiosk doctor` says it. It may take some seconds."""
    response.headers["Cache-Control"] = NO_STORE
    settings = runtime.settings.model_copy(update={"database_url": runtime.database.url})
    findings = await examine(settings, whole_log=False)
    return Health(
        findings=[FindingOut(what=each.what, mend=each.mend, remedy=each.remedy) for each in findings],
        backup=await _backup(runtime),
        audit_log=await _audit_log(runtime),
    )


@router.get("/backup", responses=problems(401, 403))
async def read_backup_state(runtime: WithRuntime, _keeper: Keeper, response: Response) -> BackupState:
    """How old the newest backup is."""
    response.headers["Cache-Control"] = NO_STORE
    return await _backup(runtime)


async def _backup(runtime: WithRuntime) -> BackupState:
    taken_at = await newest_backup(runtime)
    return BackupState(taken_at=taken_at, is_stale=await is_backup_late(runtime, taken_at))


async def _audit_log(runtime: WithRuntime) -> AuditLogState:
    check = await find_check(runtime.database.reader)
    return AuditLogState(
        verified_at=check.verified_at if check else None,
        entries=check.seal.id if check and check.verified_at else 0,
    )


class Mending(Input):
    """Which remedy to apply."""

    remedy: Remedy


@router.post("/mend", status_code=202, responses=problems(401, 403, 422))
async def mend(unit: WithUnit, _keeper: Keeper, mending: Mending) -> None:
    """Do what mends a finding: write a backup now, try failed jobs again, or handle updates put aside again."""
    await apply_remedy(unit, mending.remedy)
