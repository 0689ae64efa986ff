"""The centre beside its OpenAPI document: what Schemathesis makes of it has a documented answer."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kiosk.centre.protocol import openapi
from kiosk.centre.transport import TlsFiles
from kiosk_simulator.centre.server import SimulatedCentre

pytestmark = pytest.mark.cost(15)
embedded = pytest.mark.parametrize("running", ["sqlite"], indirect=True, scope="module")
schema = schemathesis.openapi.from_dict(openapi())
OUT_OF_SERVICE = 503
"""Documented for a centre that is out of service: nobody has switched it so."""
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
]  # fmt: skip


@embedded
@schema.parametrize()
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_every_answer_is_a_documented_one_and_none_an_error_of_the_server(
    case: schemathesis.Case[Any], centre: SimulatedCentre, tls: TlsFiles
) -> None:
    answer = case.call(
        base_url=centre.base_url, verify=str(tls.ca), cert=(str(tls.certificate), str(tls.key))
    )
    assert answer.status_code != OUT_OF_SERVICE
    case.validate_response(answer, checks=CHECKS)


def test_every_call_of_the_protocol_is_tried() -> None:
    tried = {result.ok().path for result in schema.get_all_operations() if isinstance(result, Ok)}
    assert tried == set(openapi()["paths"])
