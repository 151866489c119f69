"""Every operation of the API, called as everybody, against docs/permissions.toml (C01, C02, A02, B06, B18)."""

import re

import pytest

from tests.authz.table import ACTORS, FILE, operations, read

LINES = read()["operations"]
KNOWN = sorted(set(operations()) & set(LINES))


def expected(line, actor):
    if actor in line.may:
        return "allowed"
    return "unknown" if actor == "stranger" else "forbidden"


@pytest.mark.sec("C02")
def test_c02_every_operation_has_its_line():
    missing = sorted(set(operations()) - set(LINES))
    lines = "\n".join(f'"{each}" = "house"' for each in missing)
    assert not missing, f"add to [operations] of docs/{FILE.name}, with who may really do it:\n{lines}"


def test_every_line_has_its_operation():
    assert sorted(set(LINES) - set(operations())) == [], f"these lines of docs/{FILE.name} are about nothing"


@pytest.mark.sec("A02")
def test_a02_no_operation_is_hidden_from_the_description():
    from kiosk.rooms import routers

    def leaves(router):
        for route in router.routes:
            inner = getattr(route, "original_router", None)
            yield from leaves(inner) if inner is not None else [route]

    hidden = [
        route.path
        for router in routers()
        for route in leaves(router)
        if not getattr(route, "include_in_schema", True)
    ]
    assert hidden == []


@pytest.mark.sec("C01")
@pytest.mark.sec("C02")
@pytest.mark.parametrize("operation", KNOWN)
async def test_c01_c02_everybody_finds_the_door_as_the_table_says(house, operation):
    line = LINES[operation]
    found = {actor: await house.outcome(operation, actor) for actor in ACTORS}
    assert found == {actor: expected(line, actor) for actor in ACTORS}, (
        f"{operation} answers otherwise than docs/{FILE.name} says (right: the table)"
    )


@pytest.mark.sec("B06")
@pytest.mark.parametrize("operation", [each for each in KNOWN if "owner" in LINES[each].may])
async def test_b06_a_session_that_owes_its_second_factor_gets_in_nowhere_else(house, operation):
    line = LINES[operation]
    has_one = await house.outcome(operation, "owner", strength="weak")
    has_none = await house.outcome(operation, "admin", strength="weak")
    anyway = line.weak is True or "stranger" in line.may
    assert has_one == ("allowed" if anyway else "unconfirmed")
    assert has_none == ("allowed" if anyway or line.weak == "first" else "unconfirmed")


@pytest.mark.sec("B18")
@pytest.mark.parametrize("operation", [each for each in KNOWN if "owner" in LINES[each].may])
async def test_b18_grave_acts_want_a_second_factor_of_the_last_five_minutes(house, operation):
    outcome = await house.outcome(operation, "owner", strength="stale")
    assert outcome == ("unconfirmed" if LINES[operation].confirmed else "allowed")


# Whose the ids in paths are: the staff's side is the shop's, these lines are about somebody's own.
SHARED = {"product_id", "name", "variant_id", "auth_code"}


@pytest.mark.sec("C01")
def test_c01_every_id_outside_the_staffs_side_says_whose_it_is():
    for operation in KNOWN:
        named = set(re.findall(r"\{([^}]+)\}", operation))
        if "/admin/" not in operation and named - SHARED:
            assert LINES[operation].owned, f'{operation}: add owned = "..." to its line in docs/{FILE.name}'


@pytest.mark.sec("C01")
@pytest.mark.parametrize("operation", [each for each in KNOWN if LINES[each].owned])
async def test_c01_what_is_somebody_elses_is_not_there(house, operation):
    row = await house.hold(LINES[operation].owned)
    for actor in ("other customer", "admin", "owner"):
        theirs = await house.ask(operation, actor, row=row)
        nobodys = await house.ask(operation, actor)
        assert theirs.status_code == nobodys.status_code, (operation, actor)
        assert theirs.status_code in {403, 404}
        assert theirs.json()["code"] == nobodys.json()["code"]
    assert (await house.ask(operation, "customer", row=row)).status_code < 300
