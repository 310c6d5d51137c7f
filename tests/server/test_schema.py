"""The API keeps what its OpenAPI document promises, whatever it is asked."""

from __future__ import annotations

from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dateline.pipeline import Coder
from dateline.server import app

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]


def test_each_operation_keeps_its_word(filled: Path, coder: Coder) -> None:
    """No input breaks the server, and every answer is one that the schema describes."""
    schema = schemathesis.openapi.from_asgi(
        "/api/openapi.json", app(filled, editor_token="t", coder=lambda: coder)
    )
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 15
    for operation in operations:

        @given(operation.as_strategy())
        @settings(
            max_examples=5,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        def keeps_its_word(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS, headers={"host": "localhost"})

        keeps_its_word()
