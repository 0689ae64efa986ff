"""The fleet server beside its documents: what Schemathesis makes of them has a documented answer.

The operator's page has no document but this one: it is for browsers, and its forms are its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from requests import Session
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.routing import Route

from kiosk.centre.transport import TlsFiles
from kiosk.fleet.protocol import openapi
from kiosk_fleet.alarms import AlarmKind
from kiosk_fleet.app import make_app
from kiosk_fleet.server import FleetServer
from tests.fleet.conftest import Speak
from tests.support.fleet_server import Authorities, heartbeat

pytestmark = [
    pytest.mark.cost(30),
    pytest.mark.parametrize(
        "address",
        [
            pytest.param("postgresql", marks=pytest.mark.peer),
            pytest.param("sqlite", marks=pytest.mark.whole),  # which takes more texts and numbers
        ],
        indirect=True,
    ),
]
TRIED = settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
Call = Callable[..., Response]
OUT_OF_SERVICE = 503
"""Documented for a full queue or a database that is away: neither is so here."""
_CODE = {"type": "string", "enum": ["T-1"]}
_ANY = {"type": "string"}
_WHAT = {"type": "string", "enum": ["certificates:off", "drain:on", "drain:off", "maintenance", "settings"]}
_COMMAND = {"what": {"anyOf": [_WHAT, _ANY]}, "days": _ANY, "signed": _ANY}
_KIND = {"type": "string", "enum": [each.value for each in AlarmKind]}
_ALARM = {
    "terminal": {"anyOf": [_CODE, _ANY]},
    "kind": {"anyOf": [_KIND, _ANY]},
    "number": {"anyOf": [{"type": "integer"}, _ANY]},
    "anew": _ANY,
}
_NAME = {"name": "name", "in": "path", "required": True, "schema": {"anyOf": [_CODE, _ANY]}}
_LANGUAGE = {"name": "lang", "in": "query", "schema": {"anyOf": [{"enum": ["ja", "en"]}, _ANY]}}


def _reading(kind: str, *statuses: str) -> dict[str, Any]:
    refusals = {each: {"description": "", "content": {"text/plain": {}}} for each in ("403", *statuses)}
    if kind == "text/plain":  # Prometheus's, whose refusal is as a terminal's
        refusals = {"403": {"description": "", "content": {"application/json": {}}}}
    found = {"description": "", "content": {kind: {}}}
    return {"parameters": [_LANGUAGE], "responses": {"200": found, **refusals}}


def _form(fields: dict[str, Any], *statuses: str) -> dict[str, Any]:
    schema = {"type": "object", "properties": fields, "additionalProperties": _ANY}
    refused = {"description": "", "content": {"text/plain": {}}}
    return {
        "parameters": [_LANGUAGE],
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": schema}}},
        "responses": {
            "303": {"description": "done"},
            **dict.fromkeys(("400", "403", "413", *statuses), refused),
        },
    }


PAGE = {
    "openapi": "3.1.0",
    "info": {"title": "The operator's page", "version": "1"},
    "paths": {
        "/": {"get": _reading("text/html")},
        "/style.css": {"get": _reading("text/css")},
        "/metrics": {"get": _reading("text/plain")},
        "/terminals/{name}": {
            "parameters": [_NAME],
            "get": _reading("text/html", "404"),
            "post": _form(_COMMAND, "404"),
        },
        "/alarms": {"post": _form(_ALARM)},
        "/rollouts": {"post": _form(_COMMAND)},
        "/rollouts/stop": {"post": _form({"id": _ANY})},
    },
}
_quick = schemathesis.Config()
_quick.projects.default.phases.coverage.enabled = False
calls = schemathesis.openapi.from_dict(openapi(), config=_quick)
calls_at_their_bounds = schemathesis.openapi.from_dict(openapi())
"""Hundreds of messages with every field at and beyond what it may hold."""
page = schemathesis.openapi.from_dict(PAGE, config=_quick)


@pytest.fixture(params=["terminal", "operator"])
def who(request: pytest.FixtureRequest, authorities: Authorities) -> Iterator[tuple[str, Call]]:
    """Either identity, and a session of it."""
    files: TlsFiles = getattr(authorities, request.param)("SCHEMA")
    with Session() as session:
        yield (
            request.param,
            partial(_called, session, verify=str(files.ca), cert=(str(files.certificate), str(files.key))),
        )


def _called(session: Session, case: schemathesis.Case[Any], **how: Any) -> Response:
    """What is answered on a connection that is kept; redirections are not followed."""
    return case.call(session=session, allow_redirects=False, **how)


@calls.parametrize()
@TRIED
def test_every_answer_to_a_call_is_a_documented_one_and_none_an_error_of_the_server(
    case: schemathesis.Case[Any], server: FleetServer, who: tuple[str, Call]
) -> None:
    status = _status(case, server, who)
    if who[0] == "operator":
        assert status in (403, 405)  # 405: another method than the path has


@calls_at_their_bounds.parametrize()
@settings(TRIED, max_examples=1)
@pytest.mark.whole
@pytest.mark.timeout(600)
def test_no_answer_to_a_call_at_its_bounds_is_an_error_of_the_server(
    case: schemathesis.Case[Any], server: FleetServer, who: tuple[str, Call]
) -> None:
    _status(case, server, who)


@page.parametrize()
@TRIED
def test_every_answer_of_the_page_is_a_documented_one_and_none_an_error_of_the_server(
    case: schemathesis.Case[Any], server: FleetServer, who: tuple[str, Call], terminal: Speak
) -> None:
    terminal("T-1").client.heartbeat(heartbeat())
    status = _status(case, server, who, Origin=server.url)
    if who[0] == "terminal":
        assert status in (403, 404, 405)  # 404: a name with a slash is no path of the page


def _status(case: schemathesis.Case[Any], server: FleetServer, who: tuple[str, Call], **headers: str) -> int:
    answer = who[1](case, base_url=server.url, headers=headers)
    assert answer.status_code != OUT_OF_SERVICE
    case.validate_response(
        answer,
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
        ],
    )
    return int(answer.status_code)


def test_every_route_of_the_server_is_tried(server: FleetServer) -> None:
    assert server.services is not None
    app: Any = make_app(server.services)
    routes = {route.path for route in app.routes if isinstance(route, Route)}
    tried = {
        result.ok().path
        for schema in (calls, page)
        for result in schema.get_all_operations()
        if isinstance(result, Ok)
    }
    assert tried == routes
