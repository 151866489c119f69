"""The outside world that the worker talks to: it is sometimes busy, and sometimes its answer gets lost.

`POST /tell {"order_id": ...}` is where the test's own reaction brings orders. Everything under `/bot.../` is a Bot API
that knows no more than it must, so that the bot's own notices have somewhere to go.
"""

import json
import random
import re
from collections import Counter

from tests.faults import wire


class Sink:
    """Counts what it was told. `busy` and `lossy` are shares of requests."""

    def __init__(self, port, *, seed=0, busy=0.05, lossy=0.03):
        self.port = port
        self.told = Counter()
        self.cards = Counter()
        self.lost_answers = 0
        self.refused = 0
        self._dice = random.Random(seed)
        self._busy, self._lossy = busy, lossy
        self._messages = 0
        self._server = None

    async def __aenter__(self):
        self._server = await wire.serve(self.port, self._handle)
        return self

    async def __aexit__(self, *_):
        self._server.close()

    async def _handle(self, method, path, headers, body):
        dice = self._dice.random()
        if path == "/tell":
            if dice < self._busy:
                self.refused += 1
                return 429, {"Retry-After": "0"}, b"{}"
            self.told[json.loads(body)["order_id"]] += 1
            if dice > 1 - self._lossy:
                self.lost_answers += 1
                return None
            return 200, {}, b"{}"
        return self._telegram(path.rsplit("/", 1)[-1], body, dice)

    def _telegram(self, method, body, dice):
        def ok(result):
            return 200, {}, json.dumps({"ok": True, "result": result}).encode()

        if method == "getMe":
            return ok({"id": 123456, "is_bot": True, "first_name": "Test", "username": "test_bot"})
        if not method.startswith("send"):
            return ok(True)
        if dice < self._busy:
            self.refused += 1
            problem = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1"}
            return 429, {}, json.dumps({**problem, "parameters": {"retry_after": 1}}).encode()
        chat = re.search(rb'chat_id"?\r?\n?[^-\d]*(-?\d+)', body)
        number = re.search(r"№\s?(\d+)|#(\d+)", body.decode("utf-8", "replace"))
        if chat and number:
            self.cards[int(chat[1]), number[1] or number[2]] += 1
        self._messages += 1
        if dice > 1 - self._lossy:
            self.lost_answers += 1
            return None
        message = {
            "message_id": self._messages,
            "date": 1,
            "chat": {"id": 1, "type": "private", "first_name": "x"},
        }
        return ok({**message, "text": "x"})
