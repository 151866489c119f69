"""The API's description against the specification, and the doors that strangers must find locked."""

import re

import httpx2
import pytest

from tests.authz.table import read

# Everything that a stranger may ask for; every other route must answer 401.
PUBLIC = {
    (operation.split()[0].lower(), operation.split()[1])
    for operation, line in read()["operations"].items()
    if "stranger" in line.may
}
# specs/000, section 5
SPECIFIED = {
    ("post", "/api/v1/auth/token"): {"200", "401"},
    ("post", "/api/v1/auth/refresh"): {"200", "401"},
    ("get", "/api/v1/products/"): {"200"},
    ("get", "/api/v1/products/{product_id}"): {"200", "404"},
    ("post", "/api/v1/orders/"): {"201"},
    ("post", "/api/v1/admin/products/"): {"201", "401"},
    ("get", "/api/v1/admin/orders/"): {"200", "401"},
    ("patch", "/api/v1/admin/orders/{order_id}"): {"200", "404", "401"},
}
# A customer never says who they are, what something costs or in what state an order is.
NEVER_SENT = {"customer_id", "role", "price", "total", "total_amount", "status", "price_at_purchase"}
# specs/003: who registers says whether they would like to sell, which the staff decides.
ASKED_FOR = {("/api/v1/auth/register", "role")}


def operations(description):
    return {
        (method, path): operation
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    }


def test_strangers_find_every_other_door_locked(api, description):
    asked = {each for each in operations(description) if each not in PUBLIC}
    assert len(asked) > 10
    for method, path in sorted(asked):
        answer = httpx2.request(method, api.url + re.sub(r"\{[^}]+\}", "1", path))
        assert answer.status_code == 401, (method, path)
        assert answer.headers["www-authenticate"] == "Bearer"
        assert operations(description)[method, path]["security"]


@pytest.mark.parametrize("actor", ["customer", "service"])
def test_the_staffs_doors_are_locked_for_others(api, description, actor):
    asked = {each for each in operations(description) if each[1].startswith("/api/v1/admin/")}
    assert len(asked) > 8
    for method, path in sorted(asked):
        url = api.url + re.sub(r"\{[^}]+\}", "1", path)
        answer = httpx2.request(method, url, headers=api.headers[actor])
        assert answer.status_code in {403, 422}, (method, path)
        body = answer.json()
        assert answer.status_code == 403 or body["code"] == "kernel.invalid"


def test_the_specification_is_there(description):
    found = operations(description)
    for operation, statuses in SPECIFIED.items():
        assert statuses <= set(found[operation]["responses"]), operation


def test_customers_never_say_what_is_not_theirs_to_say(description):
    schemas = description["components"]["schemas"]
    for (_, path), operation in operations(description).items():
        if path.startswith("/api/v1/admin/") or "requestBody" not in operation:
            continue
        for body in operation["requestBody"]["content"].values():
            name = body["schema"].get("$ref", "").rpartition("/")[2]
            fields = set(schemas.get(name, {}).get("properties", {}))
            said = {(path, field) for field in fields & NEVER_SENT}
            assert said <= ASKED_FOR


def test_errors_are_described_as_problems(description):
    for operation, details in operations(description).items():
        for status, answer in details["responses"].items():
            if int(status) >= 400:
                assert set(answer["content"]) == {"application/problem+json"}, (operation, status)
