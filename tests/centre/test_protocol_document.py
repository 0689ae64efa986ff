"""The protocol's document says what client and centre do: paths, what may be repeated, how long bytes are."""

from __future__ import annotations

import contextlib
from typing import Any
from unittest.mock import MagicMock

import pytest
from fastapi.routing import APIRoute

from kiosk.centre import messages
from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreUnreachable
from kiosk.centre.messages import Challenge, SignedRecord
from kiosk.centre.password_reset import Script
from kiosk.centre.protocol import CALLS, VERSION, openapi
from kiosk.centre.transport import TlsFiles, Transport
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.rules.services import Scope
from kiosk_simulator.centre.app import make_app
from kiosk_simulator.centre.faults import CentreFaults
from kiosk_simulator.phone.reservation import RESERVE_PATH
from tests.support.visits import FORM, WORKING_DAY

POSTS = {call.path: call for call in CALLS if call.request is not None}


def test_the_centre_serves_exactly_the_calls_of_the_document() -> None:
    app: Any = make_app(MagicMock(), CentreFaults(), lambda: WORKING_DAY)
    routes = {
        (method.lower(), route.path)
        for route in app._app.routes
        if isinstance(route, APIRoute) and route.path != RESERVE_PATH  # the telephone's, not a terminal's
        for method in route.methods or ()
    }
    described = {(method, path) for path, item in openapi()["paths"].items() for method in item}
    assert routes == described


def test_every_path_of_the_messages_is_described_once_and_has_the_version() -> None:
    named = {value for name, value in vars(messages).items() if name.endswith("_PATH")}
    assert sorted(named) == sorted(call.path for call in CALLS)
    assert all(path.startswith(f"/v{VERSION}/") for path in named)
    assert len({call.name for call in CALLS}) == len(CALLS)


def test_the_terminal_repeats_what_the_document_lets_it_and_nothing_else(
    tls: TlsFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, bool] = {}

    def post(self: Transport, path: str, message: object, answer: object, *, repeatable: bool) -> None:
        assert isinstance(message, POSTS[path].request or object)
        assert answer is POSTS[path].answer
        seen[path] = repeatable
        raise CentreUnreachable("only looked at")

    monkeypatch.setattr(Transport, "post", post)
    client = CentreClient("https://127.0.0.1:9", tls)
    proof = (Challenge(id="c", nonce=bytes(16)), "v", b"certificate", b"signature")
    line = OrderLine(CertificateKind.RESIDENT_RECORD, (), 1, 300)
    for call in (
        lambda: client.challenge("v"),
        lambda: client.authenticate(*proof, Scope.RESIDENCE),
        lambda: client.apply("a", "v", "r", line),
        lambda: client.report("r", (), ()),
        lambda: client.reset.find(*proof),
        lambda: client.reset.start("a", "v"),
        lambda: client.reset.go_on(Script("s", (), 1), "v", (b"\x90\x00",)),
        lambda: client.registration.find(*proof, "01213"),
        lambda: client.registration.heads("a", "v", town="町", lot="1", head_kana="シサク　ゴロウ"),
        lambda: client.registration.apply("a", "v", "r", FORM, b"certificate", b"signature"),
    ):
        with contextlib.suppress(CentreUnreachable):
            call()
    assert seen == {path: call.repeatable for path, call in POSTS.items()}


def test_lengths_of_bytes_are_those_of_the_text_that_is_sent() -> None:
    schema = openapi()["components"]["schemas"]["SignedRecord"]["properties"]["signature"]
    sent = SignedRecord(payload=b"record", signature=b"\xff" * 64).model_dump(mode="json")["signature"]
    assert schema["minLength"] == schema["maxLength"] == len(sent)
    assert "_" in sent, "the alphabet is that of base64url"


def test_every_reference_leads_somewhere() -> None:
    document = openapi()

    def references(value: Any) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(references, value))
        if not isinstance(value, dict):
            return set()
        here = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return here.union(*map(references, value.values()))

    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) <= known
    assert "#/components/schemas/ApplicationRequest" in references(document)
