"""C09: SQL in every text that the API takes, wherever it takes one.

A statement that is put together from what somebody sent breaks on a quotation mark (500), or gives away the
canary. Each parameter is tried by itself in a request that is otherwise right, as the owner, whom most is open to.
"""

import re
from urllib.parse import quote

import pytest
from sqlalchemy import text

from kiosk.app import create_api
from tests.shop import open_shop
from tests.staff import client_of, enter, signed_in

CANARY = "canary-5d1e"
CORPUS = (
    "'",
    "\"'`\\ %(id)s %s {id} :id $1 $$;",
    "'; DROP TABLE products; --",
    "' UNION SELECT NULL, secret FROM injected --",
)
LIKELY = ("some words", "1.00", "word", "1", "KZ", "2026-11-21", "+12015550123", "/path", "x" * 43)
SKIPPED = {"text/event-stream", "multipart/form-data"}


class Samples:
    """Right values for the description's schemas, and where in them texts are free."""

    def __init__(self, description):
        self.schemas = description["components"]["schemas"]

    def resolve(self, schema):
        while "$ref" in schema or "anyOf" in schema or "allOf" in schema or "oneOf" in schema:
            if "$ref" in schema:
                schema = self.schemas[schema["$ref"].rpartition("/")[2]]
            else:
                choices = schema.get("anyOf") or schema.get("oneOf") or schema["allOf"]
                schema = next((each for each in choices if each.get("type") != "null"), {"type": "null"})
        return schema

    def one(self, schema):
        """A value that the schema takes."""
        schema = self.resolve(schema)
        if "enum" in schema or "const" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        match schema.get("type"):
            case "object":
                properties = schema.get("properties", {})
                return {name: self.one(each) for name, each in properties.items()}
            case "array":
                return [self.one(schema.get("items", {}))] * max(1, schema.get("minItems", 0))
            case "integer" | "number":
                return schema.get("minimum", 1)
            case "boolean":
                return True
            case "string":
                return self._text(schema)
        return None

    def _text(self, schema):
        known = {"date-time": "2026-11-21T09:00:00Z", "date": "2026-11-21", "email": "a@example.com"}
        if "pattern" in schema:
            return next((each for each in LIKELY if re.search(schema["pattern"], each)), "x")
        return known.get(schema.get("format", ""), "x" * max(3, schema.get("minLength", 0)))

    def texts(self, schema, at=()):
        """Where free texts stand in a value of the schema."""
        schema = self.resolve(schema)
        match schema.get("type"):
            case "object":
                for name, each in schema.get("properties", {}).items():
                    yield from self.texts(each, (*at, name))
            case "array":
                yield from self.texts(schema.get("items", {}), (*at, 0))
            case "string" if not {"enum", "const"} & schema.keys():
                yield at


def replaced(value, at, by):
    """The value with what stands `at` changed."""
    if not at:
        return by
    head, *rest = at
    if isinstance(value, list):
        return [replaced(value[0], rest, by), *value[1:]]
    return {**value, head: replaced(value[head], rest, by)}


def requests(description):
    """(method, path, query, body) of every operation with the corpus in one place at a time."""
    samples = Samples(description)
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            answers = [kind for each in operation["responses"].values() for kind in each.get("content", {})]
            taken = operation.get("requestBody", {}).get("content", {})
            if SKIPPED & {*answers, *taken}:
                continue
            schema = taken.get("application/json", {}).get("schema")
            parameters = operation.get("parameters", [])
            for payload in CORPUS:
                yield from _with(samples, method, path, parameters, schema, payload)


def _with(samples, method, path, parameters, schema, payload):
    body = samples.one(schema) if schema else None
    inside = {each["name"]: each["schema"] for each in parameters if each["in"] == "path"}
    right = path
    for name, each in inside.items():
        right = right.replace(f"{{{name}}}", str(samples.one(each)))
    for name, each in inside.items():
        if samples.resolve(each).get("type") == "string":
            yield method, path.replace(f"{{{name}}}", quote(payload, safe="")), {}, body
    for each in parameters:
        if each["in"] == "query":
            yield method, right, {each["name"]: payload}, body
    if schema:
        for at in samples.texts(schema):
            yield method, right, {}, replaced(body, at, payload)


@pytest.mark.sec("C09")
@pytest.mark.timeout(600)
async def test_c09_no_text_becomes_a_part_of_a_statement(database, runtime):
    await open_shop(database)
    async with database.unit() as unit:
        await unit.session.execute(
            text("CREATE TABLE injected AS SELECT :canary AS secret"), {"canary": CANARY}
        )
        await unit.commit()
    asked, found = 0, []
    async with client_of(runtime) as http:
        headers = await signed_in(runtime, http)
        owner = (await http.get("/api/v1/auth/me", headers=headers)).json()["id"]
        for method, path, query, body in requests(create_api(runtime).openapi()):
            options = {} if body is None else {"json": body}
            answer = await http.request(method, path, params=query, headers=headers, **options)
            asked += 1
            failed = answer.status_code >= 500 and answer.status_code != 503
            if failed or CANARY in answer.text:
                found.append((method, path, query, body, answer.status_code))
            if answer.status_code == 401:  # it was signing out
                headers = await enter(runtime, account_id=owner)
    assert found == []
    assert asked > 500
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM products")) == 2
