"""Signing in with a password beside Argon2id alone, what it does to who reads meanwhile, and the check of a token."""

import asyncio
import http.client
import json
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime

import psycopg
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from bench.load import request
from bench.stage import SECRET, SERVER_CORE, Figure, get
from kiosk.identity.service import find_signed_in
from kiosk.identity.tokens import read_access_token
from kiosk.kernel.database import Database

ORDER = 60
ACCOUNTS, PASSWORD = 64, "a quiet harbour at noon"
AT_ONCE, LIMIT_MS = 20, 0.3
CHECKS = 2_000
TURNS = 3


def measure(stage):
    """All figures of signing in."""
    hasher = PasswordHash((Argon2Hasher(memory_cost=19 * 1024, time_cost=2, parallelism=1),))
    hashed = hasher.hash(PASSWORD)
    _seed(stage.url, hashed)
    floor = _argon2_alone(hasher, hashed, stage.seconds)
    with stage.serve("kiosk") as shop:
        token = json.loads(_post(shop.port, *_credentials(0))[1])["access_token"]
        figures = [
            floor,
            stage.load(
                "sign-in",
                "Kiosk",
                shop,
                _sign_ins(),
                goal=floor.per_second * 0.5,
                note="half of Argon2id alone",
            ),
        ]
        figures += _reading_meanwhile(stage, shop)
    return [*figures, asyncio.run(_check(stage.url, token))]


def _seed(url, hashed):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO accounts (login, password_hash, full_name, created_at)"
            " SELECT 'person' || n, %s, 'Person', now() FROM generate_series(0, %s) n",
            (hashed, ACCOUNTS - 1),
        )
        connection.execute(
            "INSERT INTO account_roles SELECT id, 'customer', now() FROM accounts WHERE login LIKE 'person%'"
        )


def _argon2_alone(hasher, hashed, seconds):
    took, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end:
        begun = time.perf_counter()
        hasher.verify(PASSWORD, hashed)
        took.append(time.perf_counter() - begun)
    took.sort()
    return Figure(
        "sign-in",
        "Argon2id alone, one core",
        len(took) / sum(took),
        took[len(took) // 2] * 1000,
        took[int(len(took) * 0.99)] * 1000,
        note="19 MiB, t=2, p=1",
    )


def _credentials(number):
    body = json.dumps({"email": f"person{number % ACCOUNTS}", "password": PASSWORD}).encode()
    # Each from a house of its own, or the guard against guessing would be measured.
    return body, {"X-Forwarded-For": f"203.0.{number // 250 % 250}.{number % 250 + 1}"}


def _sign_ins():
    number = 0
    while True:
        body, headers = _credentials(number)
        yield request("POST", "/api/v1/auth/login", headers, body)
        number += 1


def _post(port, body, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/api/v1/auth/login", body, {**headers, "Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def _reading_meanwhile(stage, shop):
    """Catalogue pages read from rows: alone, beside hashing in another process, and while 20 people a second sign in.

    In turns, because what else runs on the machine would fall on one of them alone; the middle one of each counts.
    """
    pages = [get(f"/api/v1/products/?size=20&page={n}", Cache_Control="no-cache") for n in range(1, 51)]
    turns = [
        [turn(stage, shop, pages) for turn in (_alone, _beside_hashing, _beside_sign_ins)]
        for _ in range(TURNS)
    ]
    alone, floor, beside = (
        sorted(each, key=lambda one: one.p99)[TURNS // 2] for each in zip(*turns, strict=True)
    )
    for each in (floor, beside):
        each.note = f"{each.note}p99 is {each.p99 / alone.p99:.1f} times the one alone"
    return [alone, floor, beside]


def _alone(stage, shop, pages):
    return stage.load("page beside sign-ins", "nobody signs in", shop, pages)


def _beside_hashing(stage, shop, pages):
    """The floor: as much Argon2 on the server's core, of the same low priority, in a process of its own."""
    hog = subprocess.Popen([sys.executable, "-c", _HASH_STEADILY.format(SERVER_CORE, AT_ONCE)])
    try:
        return stage.load("page beside sign-ins", f"{AT_ONCE} hashes a second beside it", shop, pages)
    finally:
        hog.kill()
        hog.wait()


_HASH_STEADILY = """
import os, time
from argon2 import PasswordHasher
os.sched_setaffinity(0, {{{}}})
os.nice(19)
hasher, due = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1), time.monotonic()
while True:
    hasher.hash("a password")
    due += 1 / {}
    time.sleep(max(0.0, due - time.monotonic()))
"""


def _beside_sign_ins(stage, shop, pages):
    stop, done, all_of_them = threading.Event(), [], []

    def sign_in_steadily():
        number, due = 10_000, time.monotonic()
        while not stop.is_set():
            one = threading.Thread(target=lambda n=number: done.append(_post(shop.port, *_credentials(n))[0]))
            one.start()
            all_of_them.append(one)
            number, due = number + 1, due + 1 / AT_ONCE
            stop.wait(max(0.0, due - time.monotonic()))

    steady = threading.Thread(target=sign_in_steadily)
    steady.start()
    begun = time.monotonic()
    beside = stage.load("page beside sign-ins", f"{AT_ONCE} sign-ins a second", shop, pages)
    rate = done.count(200) / (time.monotonic() - begun)
    stop.set()
    for each in (steady, *all_of_them):
        each.join()
    busy = f", {done.count(503)} were told to come again" if 503 in done else ""
    beside.note = f"{rate:.1f} a second signed in{busy}; "
    return beside


async def _check(url, token):
    """What each request with a token pays for it: the signature, and the session's row."""
    database, took, used = Database(url, pool=2), [], 0.0
    for turn in range(CHECKS + 100):
        if turn == 100:
            used = time.process_time()
        begun = time.perf_counter()
        now = datetime.now(UTC)
        claims = read_access_token((SECRET,), token, now)
        if await find_signed_in(database, claims, now) is None:
            raise RuntimeError("the token is not taken")
        took.append(time.perf_counter() - begun)
    used = time.process_time() - used
    await database.close()
    took = sorted(took[100:])
    return Figure(
        "token check",
        "Kiosk",
        len(took) / sum(took),
        took[len(took) // 2] * 1000,
        took[int(len(took) * 0.99)] * 1000,
        1000 / LIMIT_MS,
        f"under {LIMIT_MS} ms, waiting for the database included",
        used / CHECKS * 1e6,
    )
