"""Schemathesis sends what the schema allows and what it forbids; benchmarks/api_fuzz.py does so for longer."""

import os

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from dateline.serve.settings import Settings

from .conftest import client_of

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
"""Not that every request of the right form is accepted: whether a name is known, or a cursor ours, no schema can tell."""


EXAMPLES = int(os.environ.get("DATELINE_FUZZ", "6"))
SETTINGS = settings(max_examples=EXAMPLES, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)


def test_the_api_keeps_its_schema_whatever_is_sent(memory) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", client_of(memory, Settings(hosts=())).app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _send(operation, mode)


def _send(operation, mode: GenerationMode) -> None:
    @SETTINGS
    @given(case=operation.as_strategy(generation_mode=mode))
    def whatever(case) -> None:
        case.call_and_validate(checks=CHECKS)

    whatever()
