"""The house as a process for the fault tests: the real command line, with a reaction of our own and, if asked, a defect.

    python -m tests.faults serve --faces api

FAULTS_SINK: where orders are told. FAULTS_WINDOW_MS: how long an answer waits after its commit, so that a kill finds
work that is done but not yet answered. FAULTS_MUTANT: race | noidem | nooutbox - defects that the test must find.
"""

import asyncio
import os
import sys

import httpx2

from kiosk.facts import OrderPlaced
from kiosk.kernel.jobs import DeferredJob, job
from kiosk.kernel.outbox import reacts_to

SINK = os.environ.get("FAULTS_SINK", "")
WINDOW = float(os.environ.get("FAULTS_WINDOW_MS", "0")) / 1000


class SinkBusy(Exception):
    retry_after = 0


class SinkSilent(Exception):
    retry_after = 0


async def post(order_id):
    async with httpx2.AsyncClient(timeout=5) as http:
        answer = await http.post(f"{SINK}/tell", json={"order_id": order_id})
    if answer.status_code != 200:
        raise SinkBusy


@reacts_to(OrderPlaced, name="faults.tell")
async def tell(unit, runtime, fact):
    unit.defer(DeferredJob("faults.post", {"order_id": fact.order_id}))


@job("faults.post", attempts=50)
async def tell_outside(runtime, order_id):
    try:
        await post(order_id)
    except httpx2.HTTPError as error:
        raise SinkSilent from error


def slow_answers():
    """Let each answer to a sale wait after its commit."""
    from kiosk import processes

    create = processes.create_app

    def create_slow(*args, **options):
        app = create(*args, **options)

        async def slow(scope, receive, send):
            async def send_later(message):
                if message["type"] == "http.response.start" and message["status"] == 201:
                    await asyncio.sleep(WINDOW)
                await send(message)

            await app(scope, receive, send_later)

        return slow

    processes.create_app = create_slow


def mutate_race():
    """Read the stock, decide, write what was decided."""
    from kiosk.checkout import service
    from kiosk.inventory.errors import OutOfStock
    from kiosk.inventory.schemas import Level
    from kiosk.kernel.rows import fetch

    async def take(unit, quantities, order_id):
        levels = []
        for variant_id, quantity in sorted(quantities.items()):
            found = await fetch(
                unit.session,
                "SELECT on_hand, low_threshold FROM stock_levels WHERE variant_id = %(id)s",
                {"id": variant_id},
            )
            before = found[0].on_hand
            if before < quantity:
                raise OutOfStock(variant_id=variant_id, requested=quantity, available=before)
            await fetch(
                unit.session,
                "WITH m AS (INSERT INTO stock_movements (variant_id, delta, cause, cause_id, moved_at)"
                " VALUES (%(id)s, -%(q)s::int, 'order', %(order)s, now()))"
                " UPDATE stock_levels SET on_hand = %(left)s WHERE variant_id = %(id)s RETURNING 1",
                {"id": variant_id, "q": quantity, "order": order_id, "left": before - quantity},
            )
            levels.append(Level(variant_id, before, before - quantity, found[0].low_threshold))
        return levels

    service.take = take


def mutate_noidem():
    """Take no notice of the key."""
    from kiosk.kernel import http

    async def once(unit, *, scope, key, request, act):
        return await act()

    http.once = once


def mutate_nooutbox():
    """Tell after the commit, from memory."""
    from kiosk.kernel import database, outbox

    store = outbox.store_facts
    tasks = set()

    async def later(order_id):
        await asyncio.sleep(0.02)
        await post(order_id)

    async def store_and_hope(session, facts, at):
        for fact in facts:
            if isinstance(fact, OrderPlaced):
                task = asyncio.create_task(later(fact.order_id))
                tasks.add(task)
                task.add_done_callback(lambda done: (tasks.discard(done), done.exception()))
        known, outbox.reactions_to = outbox.reactions_to, lambda kind: []
        try:
            await store(session, facts, at)
        finally:
            outbox.reactions_to = known

    database.store_facts = store_and_hope


MUTANTS = {"race": mutate_race, "noidem": mutate_noidem, "nooutbox": mutate_nooutbox}


def main():
    mutant = os.environ.get("FAULTS_MUTANT")
    if mutant:
        MUTANTS[mutant]()
    if WINDOW:
        slow_answers()
    from kiosk.cli import app

    app(sys.argv[1:])
