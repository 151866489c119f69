"""What the description promises: nothing of the house's own to customers (C03), no field that nobody asked for (C04)."""

import re

import pytest

from kiosk.kernel.database import Base
from kiosk.models import metadata  # noqa: F401 - all tables
from tests.authz.table import describe, operations, read

LINES = read()["operations"]
OPEN = sorted(
    each for each in set(operations()) & set(LINES) if LINES[each].may & {"stranger", "customer", "service"}
)
CHANGES = sorted(
    each
    for each, details in operations().items()
    if each.split()[0] in {"PATCH", "PUT"}
    and "application/json" in details.get("requestBody", {}).get("content", {})
)
HOUSES_OWN = re.compile(
    r"password|totp|secret|hash|(^|_)cost|margin|purchase_price|internal|(^|_)notes?($|_)|block|key_id",
    re.IGNORECASE,
)
# Shown to the very person whose they are.
THEIR_OWN = {
    ("POST /api/v1/auth/second-factor/enrolment", "secret"),
}


def refs(schema):
    """The named schemas and property names that a schema leads to, the nested ones too."""
    schemas = describe()["components"]["schemas"]
    names, found, waiting = set(), set(), [schema]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            found |= set(each.get("properties", {}))
            waiting += [
                value for key, value in each.items() if key not in {"properties", "example", "examples"}
            ]
            waiting += list(each.get("properties", {}).values())
            name = str(each.get("$ref", "")).rpartition("/")[2]
            if name and name not in names:
                names.add(name)
                waiting.append(schemas[name])
    return names, found


def answers(operation):
    return [
        body["schema"]
        for status, answer in operations()[operation]["responses"].items()
        if status.startswith("2")
        for body in answer.get("content", {}).values()
        if "schema" in body
    ]


@pytest.mark.sec("C03")
def test_c03_customers_are_described_nothing_of_the_houses_own():
    leaks = {
        (operation, name)
        for operation in OPEN
        for schema in answers(operation)
        for name in refs(schema)[1]
        if HOUSES_OWN.search(name)
    }
    assert leaks == THEIR_OWN


def names_in(body):
    """Every field name in a JSON body."""
    if isinstance(body, list):
        return {name for each in body for name in names_in(each)}
    if isinstance(body, dict):
        return set(body) | {name for each in body.values() for name in names_in(each)}
    return set()


@pytest.mark.sec("C03")
async def test_c03_customers_get_nothing_of_the_houses_own(house):
    told = 0
    for operation in OPEN:
        if not operation.startswith("GET "):
            continue
        row = await house.hold(LINES[operation].owned) if LINES[operation].owned else 1
        for actor in ("stranger", "customer", "service"):
            answer = await house.ask(operation, actor, row=row)
            if answer.status_code == 200 and "json" in answer.headers["content-type"]:
                told += 1
                leaks = {name for name in names_in(answer.json()) if HOUSES_OWN.search(name)}
                assert not leaks, (operation, actor, leaks)
    assert told > 10


@pytest.mark.sec("C04")
def test_c04_every_body_refuses_what_it_does_not_know():
    schemas = describe()["components"]["schemas"]
    asked = set()
    for details in operations().values():
        body = details.get("requestBody", {}).get("content", {}).get("application/json")
        asked |= refs(body["schema"])[0] if body else set()
    loose = {
        name
        for name in asked
        if "properties" in schemas[name] and schemas[name].get("additionalProperties") is not False
    }
    assert len(asked) > 20
    assert loose == set(), "let these inherit from kernel.schemas.Input"


COLUMNS = {column.name for table in Base.metadata.tables.values() for column in table.columns}


@pytest.mark.sec("C04")
@pytest.mark.parametrize("operation", CHANGES)
async def test_c04_no_column_can_be_written_that_is_not_asked_for(house, operation):
    body = operations()[operation]["requestBody"]["content"]["application/json"]["schema"]
    unasked = COLUMNS - refs(body)[1] | {"role", "is_admin", "__class__"} - refs(body)[1]
    actor = "owner" if "owner" in LINES[operation].may else "customer"
    answer = await house.ask(operation, actor, body=dict.fromkeys(unasked, 1), row=1)
    assert answer.status_code == 422
    refused = {each["pointer"] for each in answer.json()["errors"] if each["code"] == "extra_forbidden"}
    assert {f"/{name}" for name in unasked} <= refused
