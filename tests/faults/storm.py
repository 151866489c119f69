"""A storm of updates as Telegram's servers would send it: a queue for each person and kind, heads repeated until 2xx."""

import asyncio
import random
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import aiohttp

from tests.faults.storm_process import POISON, Tap

RETRIES = (0, 0.25, 0.5, 1, 2, 4)
"""Telegram repeats at once, then after 2, 4, 8 ... seconds; here in an eighth of the time, but for the first."""
CONNECTIONS = 40
SENT_TWICE = 0.2


@dataclass
class Storm:
    """Sends `count` updates of `people`; `faults` are (share of acknowledged updates, what to do)."""

    url: str
    secret: str
    count: int
    people: int
    seed: int
    faults: list
    statuses: Counter = field(default_factory=Counter)
    acknowledged_at: dict = field(default_factory=dict)
    acknowledged: int = 0
    broken: list = field(default_factory=list)

    def __post_init__(self):
        dice = self.dice = random.Random(self.seed)
        self.queues = defaultdict(list)
        self.updates = {}
        users = [7_000_000 + number for number in range(self.people)]
        for number in range(1, self.count + 1):
            user = POISON if dice.random() < 0.01 else dice.choice(users)
            kind = "press" if dice.random() < 0.6 else "message"
            self.updates[number] = (user, kind)
            self.queues[user, kind].append(number)

    def body(self, number):
        user, kind = self.updates[number]
        who = {"id": user, "is_bot": False, "first_name": "P", "language_code": "en"}
        chat = {"id": user, "type": "private", "first_name": "P"}
        if kind == "message":
            said = {
                "message_id": number,
                "date": int(time.time()),
                "chat": chat,
                "from": who,
                "text": str(number),
            }
            return {"update_id": number, "message": said}
        query = {
            "id": str(number), "from": who, "chat_instance": "1", "data": Tap(number=number).pack(),
            "message": {"message_id": 1, "date": 0, "chat": chat},
        }  # fmt: skip
        return {"update_id": number, "callback_query": query}

    async def run(self):
        """Until everything is acknowledged."""
        self.slots = asyncio.Semaphore(CONNECTIONS)
        connector = aiohttp.TCPConnector(limit=CONNECTIONS + 10)
        async with aiohttp.ClientSession(
            connector=connector, timeout=aiohttp.ClientTimeout(total=8)
        ) as self.http:
            breaking = asyncio.create_task(self._break())
            copies = []
            await asyncio.gather(*(self._queue(numbers, copies) for numbers in self.queues.values()))
            await asyncio.gather(*copies)
            await breaking

    async def _queue(self, numbers, copies):
        await asyncio.sleep(self.dice.random() * self.count / 400)
        for number in numbers:
            attempt = 0
            while True:
                async with self.slots:
                    status = await self._send(number)
                if status == 200:
                    break
                await asyncio.sleep(RETRIES[min(attempt, len(RETRIES) - 1)])
                attempt += 1
            self.acknowledged += 1
            self.acknowledged_at[number] = time.time()
            if self.dice.random() < SENT_TWICE:
                copies.append(asyncio.create_task(self._copy(number)))
            await asyncio.sleep(0.005)

    async def _copy(self, number):
        await asyncio.sleep(self.dice.random())
        async with self.slots:
            await self._send(number)

    async def _send(self, number):
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret}
        try:
            async with self.http.post(self.url, json=self.body(number), headers=headers) as answer:
                self.statuses[answer.status] += 1
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            self.statuses["unanswered"] += 1
            return None

    async def _break(self):
        for share, deed in self.faults:
            while self.acknowledged < share * self.count:
                await asyncio.sleep(0.01)
            assert self.acknowledged < self.count, "the storm was over before it was broken"
            await asyncio.to_thread(deed)
            self.broken.append((share, deed.__name__))
