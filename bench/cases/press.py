"""A button press to the answered edit, at 50 presses a second: `python -m bench press`.

The emulator stands in for Telegram in a process of its own, the bot (`kiosk serve --faces bot`, polling) is pinned to
one core. Beside it the floor: a bot without a shop, which answers every press with an edit at once.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass

import aiohttp
import psutil

from bench.stage import OUR_CORE, SECRET, SERVER_CORE, Figure, free_port

ORDER = 60
RATE = 50
PRESSES, PEOPLE = 1500, 150
GOAL_MS = 25
TOKEN = "1000000001:DEMO-token-of-the-local-emulator-01"
FIRST_PERSON = 8_000_000


@dataclass
class Figures:
    """Milliseconds from the press to the edit that answers it."""

    p50: float
    p99: float
    worst: float
    server_us: float = 0.0


class Chats:
    """People who press buttons through the emulator's person's side."""

    def __init__(self, url, http, people):
        self.url, self.http = url, http
        self.people = [FIRST_PERSON + number for number in range(people)]
        self.pressed = []

    async def post(self, path, **body):
        async with self.http.post(f"{self.url}/sim/{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def meet(self):
        for person in self.people:
            await self.post("people", id=person, first_name="P", language_code="en")
            await self.post("start", person=person)

    async def screens(self):
        """The message with buttons of each person, once everybody has one."""
        found = {}
        async with asyncio.timeout(60):
            for person in self.people:
                while person not in found:
                    async with self.http.get(f"{self.url}/sim/people/{person}/chats/{person}") as answer:
                        for message in (await answer.json())["messages"]:
                            if message.get("reply_markup", {}).get("inline_keyboard"):
                                found[person] = message["message_id"]
                    if person not in found:
                        await asyncio.sleep(0.05)
        return found

    async def press_at_rate(self, screens, data, presses, rate):
        """Press by the clock, not by the answers; each person in turn."""
        begin, sending = time.perf_counter() + 0.1, []
        for number in range(presses):
            await asyncio.sleep(max(0, begin + number / rate - time.perf_counter()))
            person = self.people[number % len(self.people)]
            self.pressed.append((person, time.time()))
            sending.append(
                asyncio.create_task(
                    self.post("press", person=person, chat=person, message=screens[person], data=data(number))
                )
            )
        await asyncio.gather(*sending)

    async def figures(self):
        """From each press to the next edit in its chat."""
        edits = {}
        async with asyncio.timeout(60):
            while True:
                async with self.http.get(
                    f"{self.url}/sim/calls", params={"method": "editMessageText"}
                ) as answer:
                    calls = [call for call in (await answer.json())["calls"] if call["ok"]]
                edits.clear()
                for call in calls:
                    edits.setdefault(int(call["params"]["chat_id"]), []).append(call["at"])
                if sum(map(len, edits.values())) >= len(self.pressed):
                    break
                await asyncio.sleep(0.2)
        took = []
        for person, at in self.pressed:
            took.append((edits[person].pop(0) - at) * 1000)
        took.sort()

        def percentile(share):
            return took[min(len(took) - 1, int(share * len(took)))]

        return Figures(percentile(0.5), percentile(0.99), took[-1])


@contextlib.contextmanager
def process(*command, core=None, **environment):
    given = {**{k: v for k, v in os.environ.items() if not k.startswith("KIOSK_")}, **environment}
    pin = ["taskset", "-c", str(core)] if core is not None and (os.cpu_count() or 1) > 1 else []
    running = subprocess.Popen([*pin, sys.executable, *command], env=given)
    try:
        yield running
    finally:
        running.terminate()
        running.wait(15)


async def wait_for(url, http):
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with http.get(url):
                    return
            await asyncio.sleep(0.05)


async def bare_bot(url):
    """The floor: no shop, no database, no framework."""
    api = f"{url}/bot{TOKEN}"
    keyboard = json.dumps({"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]})
    async with aiohttp.ClientSession() as http:

        async def call(method, **params):
            async with http.post(f"{api}/{method}", data=params) as answer:
                return (await answer.json()).get("result")

        async def answer(update):
            if "message" in update:
                await call(
                    "sendMessage", chat_id=update["message"]["chat"]["id"], text="0", reply_markup=keyboard
                )
                return
            query = update["callback_query"]
            place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
            await asyncio.gather(
                call("answerCallbackQuery", callback_query_id=query["id"]),
                call("editMessageText", **place, text=str(update["update_id"]), reply_markup=keyboard),
            )

        offset, tasks = 0, set()
        while True:
            for update in await call("getUpdates", offset=offset, timeout=25) or ():
                offset = update["update_id"] + 1
                task = asyncio.create_task(answer(update))
                tasks.add(task)
                task.add_done_callback(tasks.discard)


async def press(kind, url_of_database, presses, people, rate):
    """One run of the shop's bot ("kiosk") or of the floor ("bare")."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with contextlib.ExitStack() as stack:
        stack.enter_context(
            process("-m", "kiosk.telegram_emulator", "--port", str(port), "--no-flood", core=OUR_CORE)
        )
        async with aiohttp.ClientSession() as http:
            await wait_for(f"{url}/sim/world", http)
            environment = {
                "KIOSK_DATABASE_URL": url_of_database,
                "KIOSK_SECRET_KEY": SECRET,
                "KIOSK_TELEGRAM_TOKEN": TOKEN,
                "KIOSK_TELEGRAM_API_URL": url,
                "KIOSK_TELEGRAM_MESSAGES_PER_SECOND": "1000",
                "KIOSK_PORT": str(free_port()),
                "KIOSK_LOG_FORMAT": "json",
            }
            serve = ("-c", "from kiosk.cli import main; main()", "serve", "--faces", "bot")
            command = serve if kind == "kiosk" else ("-m", "bench.cases.press", "--bare", url)
            bot = psutil.Process(stack.enter_context(process(*command, core=SERVER_CORE, **environment)).pid)
            chats = Chats(url, http, people)
            await chats.meet()
            screens = await chats.screens()
            if kind == "kiosk":
                from kiosk.bot.scenes.callbacks import Shelf

                dice = random.Random(7)
                categories = [dice.randint(1, 20) for _ in range(people)]

                def data(number):  # leafing: every press shows another page
                    round_, person = divmod(number, people)
                    return Shelf(category=categories[person], page=1 + round_ % 2).pack()

            else:

                def data(_):
                    return "x"

            busy = sum(bot.cpu_times()[:2])
            await chats.press_at_rate(screens, data, presses, rate)
            figures = await chats.figures()
            figures.server_us = (sum(bot.cpu_times()[:2]) - busy) / presses * 1e6
            return figures


def measure(stage):
    """The floor and the shop, at the same rate."""
    figures = []
    for kind, subject in (("bare", "a bot without a shop"), ("kiosk", "Kiosk")):
        found = asyncio.run(press(kind, stage.url, PRESSES, PEOPLE, RATE))
        note = f"{PRESSES} presses by {PEOPLE} people, worst {found.worst:.0f} ms"
        if kind == "kiosk":
            note += f"; goal p99 under {GOAL_MS} ms {'reached' if found.p99 < GOAL_MS else 'MISSED'}"
        figures.append(
            Figure(
                "bot button press", subject, RATE, found.p50, found.p99, note=note, server_us=found.server_us
            )
        )
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bare", metavar="URL", help="be the floor's bot")
    asyncio.run(bare_bot(parser.parse_args().bare))


if __name__ == "__main__":
    main()
