"""Whatever is sent, no operation breaks and none answers what its description doesn't say."""

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi import checks as openapi_checks

from kiosk.app import build_runtime, create_api
from kiosk.kernel.settings import Settings

load_all_checks()

CHECKS = [
    not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.unsupported_method,
]
EXAMPLES = 12


schema = schemathesis.openapi.from_dict(
    create_api(build_runtime(Settings(_env_file=None), "postgresql://")).openapi()
)
OPERATIONS = [result.ok() for result in schema.get_all_operations()]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_nothing_breaks_and_nothing_is_undocumented(operation, api):
    @hypothesis.given(case=operation.as_strategy())
    @hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    def ask(case):
        made_up = dict(case.headers or {})
        for actor, headers in api.headers.items():
            case.headers = made_up if actor == "anonymous" else {**made_up, **headers}
            case.call_and_validate(base_url=api.url, checks=CHECKS)

    ask()
