"""The first line of a cart: a signed-in customer with an empty cart puts something into it."""

# ruff: noqa: SLF001 - what is measured is what the code sends, and that is nobody else's business

import itertools
import json
import random
from datetime import UTC, datetime, timedelta

import psycopg

from bench import pgbench
from bench.load import request
from bench.stage import SECRET
from kiosk.carts import service
from kiosk.identity.service import sessions
from kiosk.identity.tokens import AccessClaims, issue_access_token

ORDER = 30
BEST_PEER = 108
FIRST_ACCOUNT = 3_000_000
ACCOUNTS = 30_000


def measure(stage):
    """The floor and the shop."""
    variants = stage.ids("SELECT id FROM product_variants ORDER BY id")
    tokens = _sign_in(stage.url)
    figures = [
        pgbench.run(stage, "first cart line", "pgbench, the same statements", _script(stage, variants))
    ]
    _empty(stage.url)
    with stage.serve("kiosk") as shop:
        figures.append(
            stage.load(
                "first cart line", "Kiosk", shop, _additions(tokens, variants), expect=(b"201",), goal=1000,
                note=f"best peer {BEST_PEER}",
            )
        )  # fmt: skip
    return figures


def _sign_in(url):
    now = datetime.now(UTC)
    with psycopg.connect(url) as connection:
        bounds = (FIRST_ACCOUNT, FIRST_ACCOUNT + ACCOUNTS - 1)
        connection.execute(
            "INSERT INTO accounts (id, telegram_id, full_name, created_at)"
            " SELECT n, n, 'Buyer ' || n, now() FROM generate_series(%s::bigint, %s) n", bounds,
        )  # fmt: skip
        connection.execute(
            "INSERT INTO account_roles (account_id, role, granted_at)"
            " SELECT n, 'customer', now() FROM generate_series(%s::bigint, %s) n", bounds,
        )  # fmt: skip
        rows = connection.execute(
            "INSERT INTO sessions (account_id, created_at, last_used_at, expires_at)"
            " SELECT n, now(), now(), %s FROM generate_series(%s::bigint, %s) n RETURNING account_id, id",
            (now + timedelta(days=1), *bounds),
        ).fetchall()
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE accounts, account_roles, sessions")
    return [issue_access_token(SECRET, AccessClaims(account, session), now) for account, session in rows]


def _empty(url):
    with psycopg.connect(url) as connection:
        connection.execute("TRUNCATE cart_lines")


def _additions(tokens, variants):
    dice = random.Random(7)
    for token in itertools.cycle(tokens):
        body = json.dumps({"variant_id": dice.choice(variants), "quantity": 1}).encode()
        yield request("POST", "/api/v1/cart/items/", {"Authorization": f"Bearer {token}"}, body)


def _script(stage, variants):
    mark, account = 777_001, 888_001
    add = {
        "account_id": account,
        "variant_id": mark,
        "quantity": 1,
        "most": 999,
        "lines": 50,
        "at": "2026-11-21",
    }
    session = {"session": 1, "account": account, "now": "2026-11-21"}
    with psycopg.connect(stage.url) as connection:

        def step(statement, params):
            return pgbench.render(connection, statement, params, {str(mark): ":v", str(account): ":a"})

        steps = [step(sessions._SIGNED_IN, session), "BEGIN", step(service._ADD, add), "COMMIT"]
    return (
        f"\\set v random({min(variants)}, {max(variants)})\n"
        f"\\set a random({FIRST_ACCOUNT}, {FIRST_ACCOUNT + ACCOUNTS - 1})\n"
        + "".join(f"{each};\n" for each in steps)
    )
