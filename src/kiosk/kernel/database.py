"""The engine, the base of all tables and the unit of work.

A unit of work is one transaction: what a service flushed, the facts it published, the jobs it deferred and the
caches it made stale are committed together or not at all. Services flush, faces commit.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final

import orjson
from sqlalchemy import BigInteger, DateTime, Identity, MetaData, Numeric, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, mapped_column

from kiosk.facts import Fact
from kiosk.kernel.audit import Act, Detail, Entry, store_entries
from kiosk.kernel.clock import Clock, SystemClock
from kiosk.kernel.jobs import DeferredJob, defer_jobs
from kiosk.kernel.outbox import store_facts
from kiosk.kernel.rows import Reader, fetch

CACHE_CHANNEL: Final = "kiosk_cache"
EVERYTHING = "*"
"""The tag that every kept answer carries."""
_LONGEST_NOTICE = 7_900  # PostgreSQL's limit is 8,000 bytes

Id = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]
Amount = Annotated[Decimal, mapped_column(Numeric(12, 2))]
Translations = Annotated[dict[str, dict[str, str]], mapped_column(JSONB, server_default=text("'{}'"))]


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Unit:
    """One unit of work: a session, and all that must become true together with it."""

    def __init__(self, session: AsyncSession, clock: Clock, act: Act | None = None) -> None:
        self.session = session
        self.clock = clock
        self.act = act or Act()
        """On whose behalf it is done, for the audit log."""
        self._entries: list[Entry] = []
        self._is_audited = False
        self._facts: list[Fact] = []
        self._jobs: list[DeferredJob] = []
        self._stale: set[str] = set()

    def now(self) -> datetime:
        """The present moment, from the injected clock."""
        return self.clock.now()

    def publish(self, fact: Fact) -> None:
        """Record what has happened; each reaction to it runs after the commit, at least once."""
        self._facts.append(fact)

    def defer(self, job: DeferredJob) -> None:
        """Have a job run after the commit."""
        self._jobs.append(job)

    def touch(self, *tags: str) -> None:
        """Make cached answers that carry one of `tags` stale in every process, once this is committed."""
        self._stale.update(tags)

    def audit(
        self, action: str, subject: str = "", *, actor_id: int | None = None, **details: Detail
    ) -> None:
        """Note in the audit log what is done: `unit.audit("order.moved", "order:42", to="shipped")`.

        Who did it, from where, and in which operation is known from the unit's `act`; `actor_id` is for acts that
        only prove who somebody is (a sign-in). `details` are ids and names of what changed, never personal data.
        """
        self._entries.append(Entry(action, subject, actor_id, details))

    async def commit(self) -> None:
        """Make everything true at once."""
        await self.session.flush()
        if self._facts:
            await store_facts(self.session, self._facts, self.now())
        if self._jobs:
            await defer_jobs(self.session, self._jobs)
        if self._stale:
            tags = " ".join(sorted(self._stale))
            tags = tags if len(tags) < _LONGEST_NOTICE else EVERYTHING
            await fetch(self.session, _NOTIFY, {"channel": CACHE_CHANNEL, "tags": tags})
        await self._write_audit()  # last, because others wait for their turn
        await self.session.commit()
        self._facts, self._jobs, self._stale, self._entries = [], [], set(), []

    async def _write_audit(self) -> None:
        entries = self._entries
        if not entries and self.act.action and not self._is_audited:
            entries = [Entry(self.act.action, self.act.subject)]
        if entries:
            await store_entries(self.session, self.act, entries, self.now())
            self._is_audited = True


_NOTIFY = "SELECT pg_notify(%(channel)s, %(tags)s)"


def _dumps(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


class Database:
    """Opens units of work and plain reads on one PostgreSQL."""

    def __init__(self, url: str, *, pool: int = 10, clock: Clock | None = None) -> None:
        self.url = url
        self.clock = clock or SystemClock()
        self.engine: AsyncEngine = create_async_engine(
            sqlalchemy_url(url),
            pool_size=pool,
            max_overflow=0,
            pool_timeout=5,
            pool_pre_ping=False,
            hide_parameters=True,  # an error's text goes into the log; what people typed doesn't
            json_serializer=_dumps,
            json_deserializer=orjson.loads,
            connect_args={
                "connect_timeout": 5,
                "application_name": "kiosk",
                "keepalives_idle": 15,
                "keepalives_interval": 5,
                "keepalives_count": 3,
                # Plans are made once and serve every parameter, by index: our statements look up few rows each, and
                # planning them anew costs more than running them.
                "options": "-c timezone=UTC -c statement_timeout=30000 -c lock_timeout=10000"
                " -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1",
            },
        )
        self.reader = Reader(driver_url(url))
        self.direct = Reader(driver_url(url), size=3, writes=True)
        """For single statements that are a transaction of their own and may be repeated: bookkeeping."""
        self.reading: AsyncEngine = self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def unit(self, act: Act | None = None) -> AsyncIterator[Unit]:
        """A unit of work, on behalf of whom `act` names; what is not committed inside is rolled back."""
        async with AsyncSession(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield Unit(session, self.clock, act)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session for reading only: no transaction, so no round trips for BEGIN and COMMIT."""
        async with AsyncSession(self.reading, expire_on_commit=False, autoflush=False) as session:
            yield session

    async def close(self) -> None:
        """Close all connections."""
        await self.reader.close()
        await self.direct.close()
        await self.engine.dispose()


def sqlalchemy_url(url: str) -> str:
    """`postgresql://...` as SQLAlchemy wants it: with the driver's name."""
    scheme, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else url


def driver_url(url: str) -> str:
    """The same address for psycopg itself."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)
