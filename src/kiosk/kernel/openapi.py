"""Completes the API's description with what every operation can answer: problems instead of FastAPI's own shape."""

from typing import Any

from kiosk.kernel.problems import PROBLEM, Problem, problems

REFERENCE = "#/components/schemas/{model}"
_FRAMEWORKS = ("HTTPValidationError", "ValidationError")


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """Put the problem answers that the house gives everywhere into an OpenAPI document; gives the same document."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in _FRAMEWORKS:
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema(ref_template=REFERENCE)
    for path in document.get("paths", {}).values():
        for operation in path.values():
            _complete_operation(operation)
    return document


def _complete_operation(operation: dict[str, Any]) -> None:
    answers = operation.setdefault("responses", {})
    statuses = [503]
    if operation.get("security"):
        statuses.append(401)
    if operation.get("requestBody"):
        statuses += [400, 413, 415]
    if "422" in answers or operation.get("requestBody"):
        statuses.append(422)
        if PROBLEM not in answers.get("422", {}).get("content", {}):
            answers.pop("422", None)
    for status, answer in problems(*statuses).items():
        answers.setdefault(str(status), answer)
    operation["responses"] = dict(sorted(answers.items()))
