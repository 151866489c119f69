"""`/health`: whether the process lives, and whether it can sell."""

import asyncio
from typing import Literal

from fastapi import APIRouter
from psycopg import Error as DriverError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from kiosk.kernel.errors import Refusal
from kiosk.kernel.http import WithRuntime, problems
from kiosk.kernel.i18n import N_
from kiosk.kernel.migrations import heads
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.schemas import Output

router = APIRouter(prefix="/health", tags=["Health"])

PATIENCE = 3.0


class Health(Output):
    """The process's state in a word."""

    status: Literal["live", "ready"]


class NotReady(Refusal):
    """The process can't sell now; `reason` is "database" or "migrations"."""

    code = "kernel.not-ready"
    status = 503
    message = N_("The shop is not ready.")
    retryable = True


@router.get("/live")
async def live() -> Health:
    """The process answers. It says nothing about the database: restarting the process would not mend that."""
    return Health(status="live")


@router.get("/ready", responses=problems(503))
async def ready(runtime: WithRuntime) -> Health:
    """The process can serve: the database answers and has this release's tables."""
    try:
        async with asyncio.timeout(PATIENCE):
            applied = await _applied(runtime)
    except (SQLAlchemyError, DriverError, OSError, TimeoutError) as error:
        raise NotReady(reason="database") from error
    if applied != heads():
        raise NotReady(reason="migrations")
    return Health(status="ready")


async def _applied(runtime: Runtime) -> frozenset[str]:
    async with runtime.database.read() as session:
        if await session.scalar(text("SELECT to_regclass('alembic_version')")) is None:
            return frozenset()
        return frozenset(await session.scalars(text("SELECT version_num FROM alembic_version")))
