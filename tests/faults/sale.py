"""S1, the hot sale: many clients, few units, and parts of the house dying in the middle of it."""

import asyncio
import itertools
import json
import random
import time
from collections import Counter
from dataclasses import asdict, dataclass, field

from tests.faults.wire import Client, Unknown

# Seconds for which a client insists, or so many times what the web process takes to start on this machine now.
PATIENCE, STARTS = 60, 12
FIRST_USER = 1_000_000


@dataclass
class Operation:
    """One checkout as its client saw it, with all its attempts."""

    number: int
    key: str
    start: float
    end: float = 0.0
    outcome: str = "unknown"
    order_id: int | None = None
    total: str | None = None
    attempts: int = 0
    broken_connections: int = 0
    saved_by_replay: bool = False
    statuses: list[int] = field(default_factory=list)
    mismatched_replays: int = 0


@dataclass
class Fault:
    """What is to break when so many units are known to be sold."""

    at: int
    name: str
    fired_at: int | None = None
    seconds: float = 0.0


class HotSale:
    """`checkouts` of one unit each by `clients`, each with a key of its own and a buyer of its own."""

    def __init__(
        self, house, *, variant_id, headers, checkouts, clients=64, faults=(), seed=0, retries_keep_key=True
    ):
        self.house, self.variant_id, self.headers = house, variant_id, headers
        self.clients = clients
        self.faults = sorted((Fault(at, name) for at, name in faults), key=lambda fault: fault.at)
        self.operations = []
        self.patience = max(PATIENCE, STARTS * house.start_seconds)
        self.sold = 0
        self.gave_up = 0
        self.unexpected = Counter()
        self._numbers = iter(range(checkouts))
        self._dice = random.Random(seed)
        self._breaking = []
        self._waiting = list(self.faults)
        self._keep_key = retries_keep_key

    async def run(self):
        await asyncio.gather(*(self._shop() for _ in range(self.clients)))
        await asyncio.gather(*self._breaking)

    async def _shop(self):
        client = Client(self.house.port)
        for number in self._numbers:
            await self._check_out(client, number)
        client.close()

    async def _check_out(self, client, number):
        operation = Operation(number, f"key-{number}", time.monotonic())
        self.operations.append(operation)
        answer = await self._insist(client, operation)
        operation.end = time.monotonic()
        if answer is None:
            self.gave_up += 1
            return
        if answer.status == 201:
            placed = answer.json
            operation.outcome, operation.order_id, operation.total = (
                "ok",
                placed["id"],
                placed["total_amount"],
            )
            operation.saved_by_replay = "idempotent-replayed" in answer.headers
            self._count_sale()
            await self._replay(operation, answer)
        else:
            operation.outcome = "fail"

    async def _insist(self, client, operation):
        """Repeat with the same key until there is an answer that says what became of it."""
        pause = 0.02
        while time.monotonic() - operation.start < self.patience:
            operation.attempts += 1
            try:
                answer = await self._order(client, operation)
            except Unknown:
                operation.broken_connections += 1
            else:
                operation.statuses.append(answer.status)
                if answer.status in {201, 400}:
                    return answer
                if answer.status not in {409, 503} or "retry-after" not in answer.headers:
                    self.unexpected[f"{answer.status} {answer.body[:200]!r}"] += 1
            await asyncio.sleep(pause * (0.5 + self._dice.random()))
            pause = min(pause * 1.6, 0.5)
        return None

    async def _order(self, client, operation):
        body = {
            "user_id": FIRST_USER + operation.number,
            "user_details": {"full_name": f"Buyer {operation.number}", "phone_number": "+12015550123"},
            "shipping_address": "123 Main St, Anytown, USA",
            "items": [{"variant_id": self.variant_id, "quantity": 1}],
        }
        headers = {**self.headers, "Idempotency-Key": operation.key}
        return await client.request("POST", "/api/v1/orders/", headers=headers, body=body)

    def _count_sale(self):
        self.sold += 1
        while self._waiting and self.sold >= self._waiting[0].at:
            fault = self._waiting.pop(0)
            fault.fired_at = self.sold
            self._breaking.append(asyncio.create_task(self._break(fault)))

    async def _break(self, fault):
        start = time.monotonic()
        if fault.name == "database":
            await asyncio.to_thread(self.house.crash_database)
        elif fault.name == "app":
            self.house.kill_app()
        else:
            self.house.kill_worker()
        fault.seconds = time.monotonic() - start

    async def _replay(self, operation, first):
        """Three repetitions at once must give the very same answer."""

        async def again():
            client = Client(self.house.port)
            try:
                answer = await self._insist(
                    client, Operation(operation.number, operation.key, time.monotonic())
                )
                return answer is not None and (answer.status, answer.body) == (first.status, first.body)
            finally:
                client.close()

        same = await asyncio.gather(*(again() for _ in range(3)))
        operation.mismatched_replays = same.count(False)

    def percentile(self, share):
        times = sorted(each.end - each.start for each in self.operations if each.end)
        return times[min(len(times) - 1, int(len(times) * share))] if times else 0.0

    def dump(self, path):
        path.write_text("\n".join(json.dumps(asdict(each)) for each in self.operations))

    def summary(self):
        return {
            "checkouts": len(self.operations),
            "sold": self.sold,
            "outcomes": dict(Counter(each.outcome for each in self.operations)),
            "broken connections": sum(each.broken_connections for each in self.operations),
            "saved by replay": sum(each.saved_by_replay and each.attempts > 1 for each in self.operations),
            "statuses": dict(
                Counter(itertools.chain.from_iterable(each.statuses for each in self.operations))
            ),
            "p50 ms": round(self.percentile(0.5) * 1000),
            "p95 ms": round(self.percentile(0.95) * 1000),
            "p99 ms": round(self.percentile(0.99) * 1000),
            "faults": [f"{each.name}@{each.fired_at}" for each in self.faults],
        }
