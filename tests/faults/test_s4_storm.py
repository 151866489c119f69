"""S4 of the reliability reference: a storm of updates while the bot is killed and the database crashes.

`make test` runs it short (800 updates, two kills), `make faults` (KIOSK_FAULTS=whole) whole (5,000, five kills, a crash).
"""

import asyncio
import hashlib
import os
import subprocess
import sys
import time
from collections import defaultdict

import psycopg
import pytest
import uvicorn

from kiosk.telegram_emulator import DEMO_TOKEN, Options, create_emulator, demo_world
from kiosk.telegram_emulator.records import Person
from tests.faults.house import ROOT, House, free_port
from tests.faults.storm import Storm
from tests.faults.storm_process import POISON

WHOLE = os.environ.get("KIOSK_FAULTS") == "whole"
BOT = 1000000001
pytestmark = [pytest.mark.faults, pytest.mark.timeout(1800 if WHOLE else 600)]


class StormHouse(House):
    """A database and one bot process."""

    def __init__(self, folder, *, sink_port, mutant=None):
        super().__init__(folder, sink_port=sink_port, mutant=mutant)
        self.environment |= {
            "KIOSK_TELEGRAM_TOKEN": DEMO_TOKEN,
            "KIOSK_TELEGRAM_MODE": "webhook",
            "KIOSK_TELEGRAM_MESSAGES_PER_SECOND": "1000",
            "KIOSK_PUBLIC_URL": "https://storm.example",
            "KIOSK_STAFF_CHAT_ID": "",
        }
        self.environment.pop("KIOSK_STAFF_CHAT_ID")
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(
                "CREATE TABLE storm (id bigint GENERATED ALWAYS AS IDENTITY, update_id bigint, person bigint, kind text, at timestamptz)"
            )

    def _spawn(self, *_):
        log = (self.folder / "bot.log").open("ab")
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.storm_process", str(self.port)],
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
        )

    def start(self):
        self.app = self._spawn()

    async def webhook(self):
        """The address and the secret, once the bot has made them."""
        async with asyncio.timeout(60):
            while True:
                with psycopg.connect(self.url) as connection:
                    row = connection.execute("SELECT webhook_path, webhook_secret FROM bots").fetchone()
                if row:
                    return f"http://127.0.0.1:{self.port}/telegram/webhook/{row[0]}", row[1]
                assert self.app.poll() is None, self.log("bot")[-2000:]
                await asyncio.sleep(0.05)

    async def quiet(self, seconds):
        """Wait until nothing is left to do; False if something is."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self.query("SELECT 1 FROM inbox WHERE state IN ('new','handled') LIMIT 1"):
                return True
            await asyncio.sleep(0.1)
        return False

    def query(self, statement):
        with psycopg.connect(self.url) as connection:
            return connection.execute(statement).fetchall()


async def weather(folder, *, count, people, faults, mutant=None, seed=1, settle=60):
    """One storm; gives what is wrong afterwards."""
    folder.mkdir()
    world = demo_world(options=Options(flood=None))
    for number in (*range(7_000_000, 7_000_000 + people), POISON):
        world.add_person(Person(number, "P"))
        world.private_chat(BOT, number).started = True
    port = free_port()
    emulator = uvicorn.Server(
        uvicorn.Config(
            create_emulator(world), host="127.0.0.1", port=port, log_level="error", access_log=False
        )
    )
    emulator.install_signal_handlers = lambda: None
    serving = asyncio.create_task(emulator._serve())
    house = StormHouse(folder, sink_port=port, mutant=mutant)
    try:
        while not emulator.started:
            await asyncio.sleep(0.01)
        house.start()
        url, secret = await house.webhook()
        deeds = {"app": house.kill_app, "database": house.crash_database}
        storm = Storm(url, secret, count, people, seed, [(share, deeds[what]) for share, what in faults])
        began = time.monotonic()
        await storm.run()
        took = time.monotonic() - began
        settled = await house.quiet(settle)
        defects = [] if settled else ["something is left to do"]
        defects += find_defects(storm, house, world)
        print(
            f"\n{mutant or 'correct'}: {count} updates in {took:.1f} s, then quiet after {time.monotonic() - began - took:.1f} s, "
            f"{dict(storm.statuses)}, {storm.broken}"
        )
        return defects
    finally:
        house.stop()
        emulator.should_exit = True
        await serving


def find_defects(storm, house, world):
    defects = []
    healthy = {number: each for number, each in storm.updates.items() if each[0] != POISON}
    rows = dict(house.query("SELECT external_id, count(*) FROM inbox GROUP BY 1"))
    defects += [f"update {n} has {rows.get(n, 0)} rows" for n in storm.updates if rows.get(n) != 1]
    order = house.query("SELECT update_id, person, kind FROM storm ORDER BY id")
    effects = defaultdict(int)
    chains, last, counts = defaultdict(str), defaultdict(int), defaultdict(int)
    for update, person, kind in order:
        effects[update] += 1
        counts[person] += 1
        chains[person] = hashlib.sha256(f"{chains[person]}:{update}".encode()).hexdigest()[:16]
        if update < last[person, kind]:
            defects.append(f"{kind} {update} of {person} came after {last[person, kind]}")
        last[person, kind] = update
    defects += [f"update {n} has {effects[n]} effects" for n in healthy if effects[n] != 1]
    defects += [
        f"poison {n} has an effect" for n, each in storm.updates.items() if each[0] == POISON and effects[n]
    ]
    kept = {person: data for person, data in house.query("SELECT user_id, data FROM conversations")}
    for person, count in counts.items():
        if kept.get(person) != {"n": count, "chain": chains[person]}:
            defects.append(
                f"the conversation of {person} is {kept.get(person)}, not {count}, {chains[person]}"
            )
        texts = [m.payload.get("text") for m in world.private_chat(BOT, person).messages.values()]
        if f"n={count}" not in texts[-1:]:
            defects.append(f"{person} sees {texts[-1:]}, not n={count}")
    answered = {}
    for call in world.calls.after(0, "answerCallbackQuery"):
        answered.setdefault(int(call.params["callback_query_id"]), call.at)
    for number, (_, kind) in healthy.items():
        if kind == "press" and number not in answered:
            defects.append(f"press {number} was never answered")
        elif kind == "press" and answered[number] - storm.acknowledged_at[number] > 150:
            defects.append(f"press {number} expired")
    if DEMO_TOKEN in house.log("bot"):
        defects.append("the token is in the log")
    strange = set(storm.statuses) - {200, 503, "unanswered"}
    defects += [f"answers {strange}"] if strange else []
    poisoned = house.query("SELECT count(*) FROM inbox WHERE state = 'quarantined'")[0][0]
    if poisoned != len(storm.updates) - len(healthy):
        defects.append(f"{poisoned} updates are quarantined, not {len(storm.updates) - len(healthy)}")
    return defects


@pytest.mark.sec("A11")
@pytest.mark.sec("A22")
async def test_a_storm_of_updates_survives_kills(tmp_path):
    kills = [(share, "app") for share in ((0.1, 0.3, 0.5, 0.7, 0.9) if WHOLE else (0.25, 0.7))]
    faults = sorted([*kills, (0.6, "database")] if WHOLE else kills)
    defects = await weather(
        tmp_path / "storm", count=5_000 if WHOLE else 800, people=300 if WHOLE else 100, faults=faults
    )
    assert not defects, "\n".join(defects[:20])


@pytest.mark.parametrize(
    ("mutant", "sign"), [("ack-first", "has 0 rows"), ("no-dedupe", "effects"), ("no-sweep", "left to do")]
)
async def test_a_defect_is_found(tmp_path, mutant, sign):
    defects = await weather(
        tmp_path / mutant, count=300, people=40, faults=[(0.3, "app"), (0.6, "app")], mutant=mutant, settle=5
    )
    assert any(sign in each for each in defects), defects[:20]
