"""Handles what the inbox holds: for each subject one after another, for different subjects side by side.

Processes share the work. Whoever holds a subject's lock handles its oldest row; a row whose answers are being said
by a living process is left to it, so answers too keep their order.
"""

import asyncio
import contextlib
import secrets
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import structlog
from psycopg import Error as DriverError
from psycopg import InterfaceError, OperationalError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kiosk.kernel import inbox
from kiosk.kernel.database import Database, Unit
from kiosk.kernel.inbox import Received
from kiosk.kernel.presence import Presence

log = structlog.get_logger(__name__)

PAUSES = (0.05, 0.15, 0.4, 0.7)
"""Seconds between the attempts at a row that fails: 5 attempts, 1.3 seconds, only for its own subject."""
MAX_TAKEOVERS = 10
SWEEP_EVERY = 1.0
ALL = 2**31
"""As many rows as there are."""

Answers = dict[str, Any]


class ProcessesDie(Exception):  # noqa: N818
    """One process after another died while it handled the row."""


class UndoneWith(Exception):  # noqa: N818 - an outcome, not a malfunction
    """The row was refused: undo what was done for it, and say `answers`."""

    def __init__(self, answers: Answers | None) -> None:
        super().__init__()
        self.answers = answers


class Handler(Protocol):
    """What the source of the rows knows to do with them."""

    async def handle(self, unit: Unit, received: Received) -> Answers | None:
        """Have the effects, in `unit`, which is committed for it; gives what to say. May raise UndoneWith."""

    async def answer(self, received: Received, answers: Answers) -> None:
        """Say it, outside of any transaction. `received.said` of it were said before; errors end it."""

    async def give_up(self, received: Received, incident: str) -> None:
        """Tell whom it concerns that a row was put aside."""


def is_outage(error: BaseException) -> bool:
    """Whether `error` is the database's fault and will pass; a statement that can't work is not."""
    if isinstance(error, PoolTimeout | ConnectionError):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, DriverError):
        return False
    if cause.sqlstate is None:
        return isinstance(cause, OperationalError | InterfaceError)
    # 08: connection; 53: out of resources; 57P: shutting down or starting.
    return cause.sqlstate.startswith(("08", "53", "57P"))


class InboxWorker:
    """The part of a process that handles one source's rows."""

    def __init__(
        self, database: Database, presence: Presence, source: str, handler: Handler, *, parallel: int = 5
    ) -> None:
        self._database = database
        self._presence = presence
        self._source = source
        self._handler = handler
        self._slots = asyncio.Semaphore(parallel)
        self._active: dict[int, asyncio.Task[None]] = {}
        self._waiting: dict[int, int] = {}
        self._sweeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take up what waits, and keep looking for what others leave behind."""
        self._sweeper = asyncio.create_task(self._sweep(), name="inbox-sweeper")

    async def stop(self) -> None:
        """Finish what is being handled, within some seconds; the rest waits in the database."""
        if self._sweeper:
            self._sweeper.cancel()
        for subject in self._waiting:
            self._waiting[subject] = 0
        if self._active:
            await asyncio.wait(self._active.values(), timeout=5)
        for task in [*self._active.values()]:
            task.cancel()

    def wake(self, subjects: Iterable[int]) -> None:
        """Rows of `subjects` were stored here, one for each mention."""
        for subject in subjects:
            if subject in self._active:
                self._waiting[subject] += 1
            else:
                self._begin(subject, rows=1, resumed=False)

    def _begin(self, subject: int, *, rows: int, resumed: bool) -> None:
        self._waiting[subject] = rows
        self._active[subject] = asyncio.create_task(self._drain(subject, resumed=resumed))

    async def idle(self) -> None:
        """Wait until nothing is being handled here."""
        while self._active:
            await asyncio.wait([*self._active.values()])

    async def _sweep(self) -> None:
        resumed = True
        while True:
            try:
                waiting = await inbox.list_waiting_subjects(self._database.reader, self._source)
            except Exception as error:  # noqa: BLE001 - the sweeper outlives every outage
                log.warning("inbox-sweep-failed", error=type(error).__name__)
            else:
                for subject in waiting:
                    if subject not in self._active:
                        self._begin(subject, rows=ALL, resumed=resumed)
                resumed = False
            await asyncio.sleep(SWEEP_EVERY)

    async def _drain(self, subject: int, *, resumed: bool) -> None:
        try:
            while self._waiting[subject] > 0 and await self._step(subject, resumed=resumed):
                self._waiting[subject] -= 1
        except Exception as error:
            if not is_outage(error):
                log.exception("inbox-drain-failed", source=self._source)
            # The sweeper comes back to it when the database does.
        finally:
            del self._active[subject], self._waiting[subject]

    async def _step(self, subject: int, *, resumed: bool) -> bool:
        """Bring the subject's oldest row to its end; False if there is none for us."""
        for failures, pause in enumerate((*PAUSES, None)):
            try:
                todo = await self._advance(subject, resumed=resumed and failures == 0)
            except _HandlingFailed as failed:
                if is_outage(failed.cause):
                    raise failed.cause from None
                log.warning(
                    "update-failed",
                    source=self._source,
                    update=failed.received.external_id,
                    error=type(failed.cause).__name__,
                    exc_info=failed.cause if pause is None else None,
                )
                if pause is None or isinstance(failed.cause, ProcessesDie):
                    await self._give_up(failed.received, _describe(failed.cause))
                    return True
                await asyncio.sleep(pause)
                continue
            if todo is None:
                return False
            await self._say(*todo)
            return True
        raise AssertionError  # pragma: no cover - the last pause is None

    async def _advance(self, subject: int, *, resumed: bool) -> tuple[Received, Answers | None] | None:
        """Handle the oldest row, or take over its answers; gives what is to be said."""
        async with self._slots, self._database.unit() as unit:
            found = await inbox.lock_next(unit.session, self._source, subject)
            if found is None or not found[1]:
                return None
            received = found[0]
            if received.state == "handled":
                return await self._take_over(unit, received)
            if resumed:
                if received.attempts >= MAX_TAKEOVERS:
                    raise _HandlingFailed(received, ProcessesDie())
                await inbox.count_attempt(unit.session, received.id)
                await unit.commit()
                return await self._handle_locked(subject)
            return received, await self._handle(unit, received)

    async def _handle_locked(self, subject: int) -> tuple[Received, Answers | None] | None:
        async with self._database.unit() as unit:
            found = await inbox.lock_next(unit.session, self._source, subject)
            if found is None or not found[1] or found[0].state != "new":
                return None
            return found[0], await self._handle(unit, found[0])

    async def _handle(self, unit: Unit, received: Received) -> Answers | None:
        owner = self._presence.owner
        try:
            answers = await self._handler.handle(unit, received)
            if not await inbox.mark_handled(unit.session, received.id, answers, owner, unit.now()):
                await unit.session.rollback()
                return None
            await unit.commit()
        except UndoneWith as undone:
            await unit.session.rollback()
            async with self._database.unit() as fresh:
                await inbox.mark_handled(fresh.session, received.id, undone.answers, owner, fresh.now())
                await fresh.commit()
            return undone.answers
        except Exception as error:
            raise _HandlingFailed(received, error) from error
        return answers

    async def _take_over(self, unit: Unit, received: Received) -> tuple[Received, Answers | None] | None:
        if received.owner != self._presence.owner and not await inbox.is_dead(unit.session, received.owner):
            return None
        await inbox.take_over(unit.session, received.id, self._presence.owner)
        await unit.commit()
        return received, received.answers

    async def _say(self, received: Received, answers: Answers | None) -> None:
        if answers is None:
            return
        try:
            await self._handler.answer(received, answers)
        except Exception as error:
            if is_outage(error):
                raise
            log.exception("answer-failed", source=self._source, update=received.external_id)
        await inbox.mark_done(self._database.direct, received.id, self._database.clock.now())

    async def _give_up(self, received: Received, error: str) -> None:
        incident = secrets.token_hex(4)
        log.error("update-quarantined", source=self._source, update=received.external_id, incident=incident)
        async with self._slots, self._database.unit() as unit:
            await inbox.quarantine(unit.session, received.id, f"{incident} {error}", unit.now())
            await unit.commit()
        with contextlib.suppress(Exception):
            await self._handler.give_up(received, incident)


def _describe(error: BaseException) -> str:
    """What failed and where. Not the error's own words: they may repeat what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


class _HandlingFailed(Exception):  # noqa: N818
    def __init__(self, received: Received, cause: Exception) -> None:
        super().__init__()
        self.received = received
        self.cause = cause
