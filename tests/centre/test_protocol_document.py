"""The protocol's document says what client and centre do: paths, what may be repeated, how long bytes are."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any
from unittest.mock import MagicMock

import pytest
from fastapi.routing import APIRoute

from kiosk.centre import messages
from kiosk.centre.client import CentreClient
from kiosk.centre.errors import AnswerOfAnother, CentreUnreachable
from kiosk.centre.messages import Challenge, SignedRecord, VisitAnswer
from kiosk.centre.password_reset import Script
from kiosk.centre.protocol import CALLS, VERSION, Call, openapi
from kiosk.centre.transport import TlsFiles, Transport
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.rules.services import Scope
from kiosk_simulator.centre.app import make_app
from kiosk_simulator.centre.faults import CentreFaults
from kiosk_simulator.phone.reservation import RESERVE_PATH
from tests.support.visits import FORM, WORKING_DAY

POSTS = {call.path: call for call in CALLS if call.request is not None}
WITHIN_A_VISIT = [call for call in CALLS if issubclass(call.answer, VisitAnswer)]
PROOF = (Challenge(visit="v", id="c", nonce=bytes(16)), "v", b"certificate", b"signature")
CALLED: dict[str, Callable[[CentreClient], object]] = {
    "challenge": lambda client: client.challenge("v"),
    "authenticate": lambda client: client.authenticate(*PROOF, Scope.RESIDENCE),
    "apply": lambda client: client.apply(
        "a", "v", "r", OrderLine(CertificateKind.RESIDENT_RECORD, (), 1, 300)
    ),
    "report": lambda client: client.report("r", (), ()),
    "find_reservation": lambda client: client.reset.find(*PROOF),
    "start_reset": lambda client: client.reset.start("a", "v"),
    "go_on_with_reset": lambda client: client.reset.go_on(Script("s", (), 1), "v", (b"\x90\x00",)),
    "find_registration": lambda client: client.registration.find(*PROOF, "01213"),
    "find_heads": lambda client: client.registration.heads(
        "a", "v", town="町", lot="1", head_kana="シサク　ゴロウ"
    ),
    "apply_for_usage": lambda client: client.registration.apply(
        "a", "v", "r", FORM, b"certificate", b"signature"
    ),
}
"""The terminal's own call of each name in the document."""


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
    for name in {call.name for call in POSTS.values()}:
        with contextlib.suppress(CentreUnreachable):
            CALLED[name](client)
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


def test_every_answer_within_a_visit_names_it_or_is_bound_by_its_signature() -> None:
    within = {call.answer for call in POSTS.values() if call.request and "visit" in call.request.model_fields}
    assert within - {call.answer for call in WITHIN_A_VISIT} == {messages.ApplicationAnswer}


@pytest.mark.parametrize("call", WITHIN_A_VISIT, ids=lambda call: call.name)
def test_an_answer_to_another_visit_is_told_apart(
    tls: TlsFiles, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    def exchanged(
        self: Transport, method: str, path: str, message: Any, answer: type[Any], *, repeatable: bool
    ) -> Any:
        return answer.model_construct(visit=f"not {message.visit}")

    monkeypatch.setattr(Transport, "_call", exchanged)
    with pytest.raises(AnswerOfAnother, match=call.path):
        CALLED[call.name](CentreClient("https://127.0.0.1:9", tls))
