"""An order of two lines over HTTP: a service names the buyer, every request has its own idempotency key."""

# ruff: noqa: SLF001 - what is measured is what the code sends, and that is nobody else's business

import asyncio
import itertools
import json
import random
import secrets

import psycopg

from bench import pgbench
from bench.load import request
from kiosk.catalog import statements
from kiosk.checkout import service as checkout
from kiosk.customers import statements as customers
from kiosk.customers.service import cards
from kiosk.identity.service import create_api_key
from kiosk.inventory import service as inventory
from kiosk.kernel import database, idempotency, outbox
from kiosk.kernel.jobs import QUEUE, URGENT
from kiosk.orders import service as orders
from kiosk.rooms import load_reactions

ORDER = 40
BEST_PEER = 20
FIRST_ACCOUNT = 2_000_000
ACCOUNTS = 2_000
AT = "2026-11-21"


def measure(stage):
    """The floor and the shop."""
    variants = stage.ids("SELECT id FROM product_variants ORDER BY id")
    _furnish(stage.url)
    floor = pgbench.run(stage, "checkout", "pgbench, the same statements", _script(stage, variants))
    key = asyncio.run(_service_key(stage.url))
    with stage.serve("kiosk") as shop:
        goal = max(500.0, floor.per_second * 0.08)
        shop_figure = stage.load(
            "checkout",
            "Kiosk",
            shop,
            _orders(key, variants),
            expect=(b"201",),
            goal=goal,
            note=f"best peer {BEST_PEER}",
        )
    return [floor, shop_figure]


def _furnish(url):
    with psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO accounts (id, telegram_id, full_name, created_at)"
            " SELECT n, n, 'Buyer ' || n, now() FROM generate_series(%s::bigint, %s) n",
            (FIRST_ACCOUNT, FIRST_ACCOUNT + ACCOUNTS - 1),
        )
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE accounts")


async def _service_key(url):
    opened = database.Database(url, pool=2)
    try:
        async with opened.unit() as unit:
            _, plain = await create_api_key(unit, "bench")
            await unit.commit()
        return plain
    finally:
        await opened.close()


def _orders(key, variants):
    dice, run = random.Random(7), secrets.token_hex(4)
    for number in itertools.count():
        body = {
            "user_id": FIRST_ACCOUNT + number % ACCOUNTS,
            "user_details": {"full_name": "Иван Петров", "phone_number": "+79161234567"},
            "shipping_address": "Казань, улица Баумана, 10, кв. 5",
            "items": [{"variant_id": each, "quantity": 1} for each in dice.sample(variants, 2)],
        }
        headers = {"X-Api-Key": key, "Idempotency-Key": f"{run}-{number}"}
        yield request("POST", "/api/v1/orders/", headers, json.dumps(body).encode())


def _script(stage, variants):
    """What `place` and its surroundings send, with the same parameters."""
    load_reactions()
    first, second, account, order = 777_001, 777_002, 888_001, 999_001
    marks = {
        f"'{{{first},{second}}}'": "ARRAY[:v1, :v2]", f"'order:{order}'": "'order:' || :id::text", str(order): ":id",
        str(account): ":a", "'BENCH-KEY'": "('b-' || :a::text || '-' || :n::text)",
    }  # fmt: skip
    names = json.dumps({"ru": {"name": "Красная футболка", "options": "M"}}, ensure_ascii=False)
    facts = [
        {"kind": "order-placed", "subject": "order", "payload": {"order_id": 1, "customer_id": 1},
         "reactions": outbox.reactions_to("order-placed")}
    ]  # fmt: skip
    key = {"scope": "order-key", "key": "BENCH-KEY"}
    with psycopg.connect(stage.url) as connection:

        def step(statement, **params):
            return pgbench.render(connection, statement, params, marks)

        steps = [
            "SELECT id FROM api_keys WHERE key_hash = 'none' AND revoked_at IS NULL;",
            "BEGIN;",
            step(idempotency._LOCK_AND_FIND, name="BENCH-KEY", **key) + ";",
            step(checkout._KNOWN, id=account) + ";",
            step(cards._IS_BLOCKED, id=account) + ";",
            step(checkout._HELD, id=account, day_ago=AT) + ";",
            step(statements.VARIANTS, ids=[first, second]) + ";",
            step(orders._DRAW_ID) + " \\gset",
            step(inventory._TAKE, ids=[first, second], quantities=[1, 1], cause_id=order, at=AT) + ";",
            step(
                orders._RECORD, id=order, user_id=account, total=1980, currency="RUB", address="Казань", name="Иван",
                phone="+79161234567", comment="", locale="ru", channel="api", actor_id=None, at=AT,
                variant_ids=[first, second], product_ids=[1, 2], skus=["A", "B"], product_names=["A", "B"],
                options=["M", "L"], names=[names, names], quantities=[1, 1], prices=[990, 990],
            ) + ";",
            step(
                customers.REMEMBER_DELIVERY, account_id=account, purpose="order-data", name="Иван",
                phone="+79161234567", address="Казань", at=AT,
            ) + ";",
            step(
                idempotency._STORE, request="r" * 64, status=201, body=b"x" * 200, resource_id=order, at=AT, **key
            ) + ";",
            step(
                outbox._STORE, facts=json.dumps(facts), at=AT, queue=QUEUE, task=outbox.DELIVER, priority=URGENT
            ) + ";",
            step(database._NOTIFY, channel=database.CACHE_CHANNEL, tags="product:1 product:2") + ";",
            "COMMIT;",
        ]  # fmt: skip
    low, high = min(variants), max(variants)
    return (
        f"\\set v1 random({low}, {high - 1})\n\\set v2 random(:v1 + 1, {high})\n\\set n random(1, 1000000000000)\n"
        f"\\set a random({FIRST_ACCOUNT}, {FIRST_ACCOUNT + ACCOUNTS - 1})\n" + "\n".join(steps) + "\n"
    )
