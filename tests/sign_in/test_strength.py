"""What each way in opens: to every role, before a second factor is shown and after (B06, B13, B18)."""

import ast
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from fastapi import Depends

from kiosk.identity import service
from kiosk.identity.dependencies import confirmed, permitted
from kiosk.identity.models import Account
from tests.sign_in.house import Person, outcome

SOURCES = Path(__file__).resolve().parents[2] / "src" / "kiosk"
WEAK_WAYS, STRONG_WAYS = ("password", "telegram", "mini-app", "openid"), ("passkey", "link")

# Each door of the probes below: a customer's, the desk's, the house's, and a grave act of the house.
YES, NO, OWED = "yes", "identity.forbidden", "identity.second-factor-required"
NOTHING = (NO, NO, NO, NO)
CLOSED = (OWED, OWED, OWED, OWED)
BEFORE_AND_AFTER = {
    "customer": ((YES, NO, NO, NO), (YES, NO, NO, NO)),
    "seller": (NOTHING, NOTHING),
    "master": (NOTHING, NOTHING),
    "receptionist": ((NO, YES, NO, NO), (NO, YES, NO, NO)),
    "manager": ((NO, YES, NO, NO), (NO, YES, NO, NO)),
    "manager with an application": (CLOSED, (NO, YES, NO, NO)),
    "admin": (CLOSED, (NO, YES, YES, YES)),
    "owner": (CLOSED, (NO, YES, YES, YES)),
}


@pytest.fixture
def probes(probes):
    def door(path, check):
        @probes.get(f"/api/v1/doors/{path}", name=f"door_{path}")
        async def ask(_=Depends(check)) -> dict:
            return {}

    door("own", permitted("cart.edit"))
    door("desk", permitted("orders.view"))
    door("house", permitted("keys.edit"))
    door("grave", confirmed("staff.edit"))
    return probes


@pytest.fixture
def member(client, runtime, database, owner):
    """Somebody new in a role, signed in by a way."""
    ids = count(900)

    async def act(role, method, *, strong):
        number = next(ids)
        async with database.unit() as unit:
            given = {"id": number, "telegram_id": number, "full_name": "Person", "created_at": unit.now()}
            account = Account(**given)
            unit.session.add(account)
            await unit.session.flush()
            await service.grant_role(unit, number, role.split()[0])
            await unit.commit()
        person = Person(client, runtime, account)
        if "application" in role:
            await person.enter()
            await person.begin()
            assert (await person.confirm()).status_code == 200
            runtime.clock.advance(timedelta(seconds=30))
        return await person.enter(method=method, strong=strong)

    return act


async def open_doors(person):
    found = []
    for door in ("own", "desk", "house", "grave"):
        status, code = outcome(await person.get(f"/api/v1/doors/{door}"))
        found.append(YES if status == 200 else code)
    return tuple(found)


@pytest.mark.parametrize("role", BEFORE_AND_AFTER)
async def test_b06_a_way_that_proves_one_thing_opens_what_needs_no_second(member, role):
    before, after = BEFORE_AND_AFTER[role]
    for way in WEAK_WAYS:
        person = await member(role, way, strong=False)
        assert await open_doors(person) == before, way
        if person.secret:
            shown = await person.show()
        else:
            await person.begin()
            shown = await person.confirm()
        assert shown.status_code == 200
        assert await open_doors(person) == after, way


@pytest.mark.parametrize("role", BEFORE_AND_AFTER)
async def test_b06_a_way_that_is_a_second_factor_opens_everything_at_once(member, role):
    for way in STRONG_WAYS:
        person = await member(role, way, strong=True)
        assert await open_doors(person) == BEFORE_AND_AFTER[role][1], way


def test_only_passkeys_and_the_machines_links_are_strong():
    strong = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and any(
                each.arg == "is_strong" and getattr(each.value, "value", None) is True
                for each in node.keywords
            ):
                strong.add(str(path.relative_to(SOURCES)))
    assert strong == {"sign_in/router/link.py", "sign_in/router/passkeys.py"}
