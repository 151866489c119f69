"""Facts are stored with the change that caused them, and every reaction to a fact is a durable job.

A reaction runs in a unit of work of its own, in which a receipt (fact, reaction) is written: a second delivery
finds the receipt and does nothing. So what a reaction writes happens once, although delivery is at least once.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.facts import FACTS, Fact
from kiosk.kernel.jobs import QUEUE, URGENT, job
from kiosk.kernel.rows import fetch

if TYPE_CHECKING:
    from kiosk.kernel.database import Unit
    from kiosk.kernel.runtime import Runtime

DELIVER = "kernel.deliver-fact"

AnyFact = TypeVar("AnyFact", bound=Fact)
Reaction = Callable[["Unit", "Runtime", Any], Awaitable[None]]

_reactions: dict[str, dict[str, Reaction]] = defaultdict(dict)


def reacts_to(
    fact: type[AnyFact], *, name: str
) -> Callable[
    [Callable[["Unit", "Runtime", AnyFact], Awaitable[None]]],
    Callable[["Unit", "Runtime", AnyFact], Awaitable[None]],
]:
    """Register `async def reaction(unit, runtime, fact)`; `name` is stored and must never change.

    The unit is committed for it. Network calls don't belong in it: let it defer a job.
    """

    def register(
        function: Callable[["Unit", "Runtime", AnyFact], Awaitable[None]],
    ) -> Callable[["Unit", "Runtime", AnyFact], Awaitable[None]]:
        if _reactions[fact.kind].setdefault(name, function) is not function:
            raise ValueError(f"two reactions are called {name}")
        return function

    return register


def reactions_to(kind: str) -> list[str]:
    """The names of the reactions to facts of `kind`."""
    return sorted(_reactions[kind])


async def store_facts(session: AsyncSession, facts: Sequence[Fact], at: datetime) -> None:
    """Write `facts` into the outbox, in their order, together with the jobs that deliver them."""
    rows = [
        {
            "kind": fact.kind,
            "subject": fact.subject,
            "payload": fact.payload(),
            "reactions": reactions_to(fact.kind),
        }
        for fact in facts
    ]
    params = {
        "facts": orjson.dumps(rows).decode(),
        "at": at,
        "queue": QUEUE,
        "task": DELIVER,
        "priority": URGENT,
    }
    await fetch(session, _STORE, params)


# One statement, because it is part of every sale.
_STORE = """
WITH stored AS (
    INSERT INTO outbox (kind, subject, payload, reactions, happened_at)
    SELECT kind, subject, payload, reactions, %(at)s
    FROM ROWS FROM (
        json_to_recordset(%(facts)s::json) AS (kind text, subject text, payload jsonb, reactions text[])
    ) WITH ORDINALITY AS fact(kind, subject, payload, reactions, ord)
    ORDER BY ord
    RETURNING id, subject, reactions
)
SELECT procrastinate_defer_jobs_v1(array_agg(
    ROW(%(queue)s, %(task)s, %(priority)s, reaction || ':' || subject, NULL,
        jsonb_build_object('fact_id', id, 'reaction', reaction), NULL)::procrastinate_job_to_defer_v1
    ORDER BY id, reaction))
FROM stored CROSS JOIN unnest(reactions) AS reaction
HAVING count(*) > 0
"""
_FIND = text("SELECT kind, payload FROM outbox WHERE id = :id")
_RECEIPT = text(
    "INSERT INTO outbox_receipts (fact_id, reaction, reacted_at) VALUES (:id, :reaction, :at)"
    " ON CONFLICT DO NOTHING RETURNING fact_id"
)


@job(DELIVER, attempts=10)
async def deliver_fact(runtime: "Runtime", fact_id: int, reaction: str) -> None:
    """Let one reaction hear one fact."""
    async with runtime.database.unit() as unit:
        row = (await unit.session.execute(_FIND, {"id": fact_id})).one()
        function = _reactions[row.kind].get(reaction)
        if function is None:  # a release took the reaction away while the job waited
            return
        taken = await unit.session.scalar(_RECEIPT, {"id": fact_id, "reaction": reaction, "at": unit.now()})
        if taken is None:
            return
        await function(unit, runtime, FACTS[row.kind].restore(row.payload))
        await unit.commit()
